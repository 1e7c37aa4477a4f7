"""`onrecord audit`: who changed or exported what, when, and from where."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from onrecord import app
from onrecord.desk import access
from onrecord.ports import AuditQuery
from onrecord.serve.cli.asking import ListForm, ListFormOption, command_asker, print_list
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.formats.access import audit_object, audit_table


def audit(
    context: typer.Context,
    *,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Who, as they were called then.")] = None,
    act: Annotated[
        str | None, typer.Option(metavar="ACT", help="What was done: token.add, or token for all of tokens.")
    ] = None,
    subject: Annotated[str | None, typer.Option(metavar="ID", help="What it was done to.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="On that day or later, UTC."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="On that day or earlier, UTC."),
    ] = None,
    before: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Only entries with a smaller number: the next page."),
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many at most; 0 for all.")] = 50,
    form: ListFormOption = ListForm.TABLE,
    where: DeskOption = None,
) -> None:
    """Show what was done, newest first: by whom, from where, to what.

    Examples: onrecord audit --act account · onrecord audit --limit 0 --format jsonl > audit.jsonl
    """
    query = AuditQuery(
        name=name,
        act=act,
        subject=subject,
        since=since.replace(tzinfo=UTC) if since else None,
        until=until.replace(tzinfo=UTC) + timedelta(days=1) if until else None,
        before=before,
        limit=limit or None,
    )
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        entries = access.list_acts(opened, query, by=command_asker(opened, None))
        if form is ListForm.TABLE:
            entries = iter(kept := list(entries))
        print_list(
            map(audit_object, entries),
            lambda: audit_table(kept),
            form,
            key="entries",
            empty="nothing was written down that fits",
        )
