"""`onrecord identities review`: the pairs that nobody is sure of, asked one after the other."""

import sys
from typing import Annotated

import click
import typer

from onrecord import app, desk
from onrecord.desk import Desk
from onrecord.desk.judging import Judged
from onrecord.desk.review import Asked
from onrecord.model import Verdict
from onrecord.model.access import Asker
from onrecord.serve.cli.asking import command_asker
from onrecord.serve.cli.console import emit, is_terminal, show, show_line
from onrecord.serve.cli.frame import ByOption, DeskOption, chosen_desk
from onrecord.serve.cli.identities.shared import Form, FormOption
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.judgements import judged_lines, question_card, question_object, questions_list
from onrecord.serve.formats.visible import counted

_VERDICTS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
_KEYS = "[s]ame  [d]ifferent  [u]nsure  [k] skip  [z] undo  [q]uit"


def review(
    context: typer.Context,
    *,
    listed: Annotated[bool, typer.Option("--list", help="Only list them; do not ask.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many are listed at most.")] = 20,
    by: ByOption = None,
    form: FormOption = Form.TABLE,
    where: DeskOption = None,
) -> None:
    """Judge what machines were unsure of, first what settles most statements: one key for each.

    Where nobody sits at a terminal they are listed.
    """
    asks = form is Form.TABLE and not listed and is_terminal(sys.stdin) and is_terminal(sys.stdout)
    with app.open_desk(chosen_desk(context, where), read_only=not asks) as opened:
        if asks:
            Sitting(opened, command_asker(opened, by)).run()
            return
        questions = desk.review(opened, limit=limit)
    if form is Form.JSONL:
        emit("".join(to_line(question_object(asked)) for asked in questions))
    elif questions:
        show(questions_list(questions))
        show_line("answer with: onrecord identities same|different|unsure ONE OTHER")
    else:
        show_line("nothing is left to be asked")


class Sitting:
    """Return one editor's way through the questions, each step of which can be taken back."""

    def __init__(self, opened: Desk, by: Asker) -> None:
        self._desk = opened
        self._by = by
        #: What was done, for `z`: the number of a judgement; or None for a question that was left open.
        self._done: list[int | None] = []
        self._skipped: list[int] = []

    def run(self) -> None:
        """Ask until nothing is left, or the editor has enough."""
        while (asked := self._next()) is not None:
            show(question_card(asked))
            key = self._key()
            if key == "q":
                break
            if key == "z":
                self._take_back()
            elif key == "k":
                self._skipped.append(asked.question.judgement.n)
                self._done.append(None)
            else:
                self._answer(asked, _VERDICTS[key])
        else:
            show_line("nothing is left to be asked")
        judged = sum(one is not None for one in self._done)
        show_line(f"{counted(judged, 'judgement')}; take one back with: onrecord identities undo NUMBER")

    def _next(self) -> Asked | None:
        """Return the question that settles most now, after all that was answered."""
        questions = desk.review(self._desk, limit=len(self._skipped) + 1)
        return next((one for one in questions if one.question.judgement.n not in self._skipped), None)

    def _key(self) -> str:
        show_line(_KEYS)
        while True:
            key = click.getchar().casefold()
            if key in _VERDICTS or key in {"k", "z", "q"}:
                return key

    def _answer(self, asked: Asked, verdict: Verdict) -> None:
        question = asked.question.judgement
        judged = desk.judge_as(
            self._desk,
            self._by,
            question.a,
            question.b,
            verdict,
            because=f"asked about by {question.by}: {question.because}",
            score=question.score,
        )
        self._done.append(judged.judgement.n)
        self._tell(judged)

    def _take_back(self) -> None:
        if not self._done:
            show_line("nothing to take back")
            return
        last = self._done.pop()
        if last is None:
            self._skipped.pop()
        else:
            self._tell(desk.undo_as(self._desk, self._by, last))

    def _tell(self, judged: Judged) -> None:
        for line in judged_lines(judged):
            show_line(line)
        show_line("")
