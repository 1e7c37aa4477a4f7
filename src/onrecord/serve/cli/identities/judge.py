"""`onrecord identities same|different|unsure`: an editor's word on two known identities."""

from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.model import Verdict
from onrecord.serve.cli.frame import ByOption, DeskOption, chosen_desk
from onrecord.serve.cli.identities.shared import BecauseOption, Form, FormOption, tell_judged

_WHO = "A name, an id or its start, or REPORT#NAME: whom that report alone names so."
One = Annotated[str, typer.Argument(metavar="ONE", help=_WHO)]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The same for the other.")]


def same(
    context: typer.Context,
    one: One,
    other: Other,
    *,
    because: BecauseOption = "",
    by: ByOption = None,
    form: FormOption = Form.TABLE,
    where: DeskOption = None,
) -> None:
    """Say that two are one and the same, whatever machines say.

    Examples: onrecord identities same "Ada Lindqvist" "Ада Линдквист" --because "her own site gives both"
    """
    _judge(context, one, other, Verdict.SAME, because, by, form, where)


def different(
    context: typer.Context,
    one: One,
    other: Other,
    *,
    because: BecauseOption = "",
    by: ByOption = None,
    form: FormOption = Form.TABLE,
    where: DeskOption = None,
) -> None:
    """Say that two are not the same: they stay apart, whatever else would join them.

    Examples: onrecord identities different harbour.txt#Lindqvist "Ada Lindqvist" --because "her brother"
    """
    _judge(context, one, other, Verdict.DIFFERENT, because, by, form, where)


def unsure(
    context: typer.Context,
    one: One,
    other: Other,
    *,
    because: BecauseOption = "",
    by: ByOption = None,
    form: FormOption = Form.TABLE,
    where: DeskOption = None,
) -> None:
    """Say that nobody can tell: what machines say of the two counts for nothing, and they are not asked for again."""
    _judge(context, one, other, Verdict.UNSURE, because, by, form, where)


def _judge(
    context: typer.Context,
    one: str,
    other: str,
    verdict: Verdict,
    because: str,
    by: str | None,
    form: Form,
    where: DeskOption,
) -> None:
    with app.open_desk(chosen_desk(context, where)) as opened:
        judged = desk.judge(opened, one, other, verdict, by=by or opened.editor, because=because)
    tell_judged(judged, form)
