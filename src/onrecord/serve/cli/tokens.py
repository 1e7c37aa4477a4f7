"""`onrecord tokens`: the ways in that programs have."""

from datetime import timedelta
from typing import Annotated

import typer

from onrecord import app
from onrecord.desk import access
from onrecord.model.access import Scope
from onrecord.serve.cli.asking import ListForm, ListFormOption, command_asker, print_list
from onrecord.serve.cli.console import emit, show_line, tell
from onrecord.serve.cli.frame import ByOption, DeskOption, chosen_desk
from onrecord.serve.formats.access import token_object, tokens_table
from onrecord.serve.formats.visible import visible

tokens = typer.Typer(
    name="tokens",
    help="The ways in that programs have: tokens of the API.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@tokens.command("list")
def list_tokens(
    context: typer.Context,
    account: Annotated[str | None, typer.Argument(metavar="[ACCOUNT]", help="Whose; all for none.")] = None,
    *,
    form: ListFormOption = ListForm.TABLE,
    where: DeskOption = None,
) -> None:
    """List tokens, without their secrets."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        asker = command_asker(opened, None)
        found = access.list_tokens(opened, by=asker, who=account, every=account is None)
        names = {one.id: one.name for one in access.list_accounts(opened, by=asker)}
    print_list(
        (token_object(one, names[one.account]) for one in found),
        lambda: tokens_table(found, names),
        form,
        key="tokens",
        empty="there is no token yet; make one with: onrecord tokens add ACCOUNT NAME",
    )


@tokens.command("add")
def add_token(
    context: typer.Context,
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="The account that it acts for.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is for.")],
    *,
    scope: Annotated[
        list[Scope] | None,
        typer.Option(help="What it may be used for; may be given several times. None: read."),
    ] = None,
    days: Annotated[
        int | None, typer.Option(min=1, max=3650, help="How long it lasts; until it is revoked for none.")
    ] = None,
    by: ByOption = None,
    where: DeskOption = None,
) -> None:
    """Make a token. Its secret is printed once, to standard output, and kept nowhere.

    Examples: onrecord tokens add "Mila Kern" "nightly export" --days 90 > token.txt
    """
    lasts = timedelta(days=days) if days else None
    with app.open_desk(chosen_desk(context, where)) as opened:
        asker = command_asker(opened, by)
        made = access.add_token(opened, name, scope or [Scope.READ], by=asker, who=account, lasts=lasts)
    tell(f"the token {visible(made.token.name)} ({made.token.id}); it is not shown again")
    emit(f"{made.secret}\n")


@tokens.command("revoke")
def revoke_token(
    context: typer.Context,
    token: Annotated[str, typer.Argument(metavar="ID", help="Its id, as `list` shows it.")],
    *,
    by: ByOption = None,
    where: DeskOption = None,
) -> None:
    """Let a token be no longer good, at once."""
    with app.open_desk(chosen_desk(context, where)) as opened:
        revoked = access.revoke_token(opened, token, by=command_asker(opened, by))
    show_line(f"the token {visible(revoked.name)} is no longer good")
