"""`onrecord identities same|different|unsure`: an editor's word on two known identities."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.model import Verdict
from onrecord.serve.cli.asking import command_asker
from onrecord.serve.cli.frame import ByOption, DeskOption, chosen_desk
from onrecord.serve.cli.identities.shared import BecauseOption, Form, FormOption, tell_judged

_WHO = "A name, an id or its start, or REPORT#NAME: whom that report alone names so."
One = Annotated[str, typer.Argument(metavar="ONE", help=_WHO)]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The same for the other.")]

#: Every verdict's command is called as the verdict; what its help says.
VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.SAME: """Say that two are one and the same, whatever machines say.

        Examples: onrecord identities same "Ada Lindqvist" "Ада Линдквист" --because "her own site gives both"
        """,
        Verdict.DIFFERENT: """Say that two are not the same: they stay apart, whatever else would join them.

        Examples: onrecord identities different harbour.txt#Lindqvist "Ada Lindqvist" --because "her brother"
        """,
        Verdict.UNSURE: """Say that nobody can tell: what machines say of the two counts for nothing, and they are not
        asked for again.""",
    }
)


def judging(verdict: Verdict) -> Callable[..., None]:
    """Return the command that keeps an editor's `verdict` on two, and tells what came of it."""

    def command(
        context: typer.Context,
        one: One,
        other: Other,
        *,
        because: BecauseOption = "",
        by: ByOption = None,
        form: FormOption = Form.TABLE,
        where: DeskOption = None,
    ) -> None:
        with app.open_desk(chosen_desk(context, where)) as opened:
            judged = desk.judge_as(opened, command_asker(opened, by), one, other, verdict, because=because)
        tell_judged(judged, form)

    return command
