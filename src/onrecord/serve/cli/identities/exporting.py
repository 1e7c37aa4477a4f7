"""`onrecord identities export`: hand the registry to another desk, or to other programs."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord import app
from onrecord.desk import Desk
from onrecord.desk.card import make_cards
from onrecord.desk.carrying import carry, carry_judgements
from onrecord.desk.known import find_known
from onrecord.serve.cli.console import emit, tell
from onrecord.serve.cli.files import write_file
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.formats.identity_list import (
    MoneyDrawer,
    draw_judgement,
    draw_line,
    draw_rows,
    draw_sheet_head,
)


class RegistryFormat(StrEnum):
    """Return a form in which identities are exported."""

    JSONL = "jsonl"
    CSV = "csv"
    FTM = "ftm"


def export_identities(
    context: typer.Context,
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY…", help="Whose: names, ids, ids of Wikidata. Everybody's for none."),
    ] = None,
    *,
    form: Annotated[
        RegistryFormat,
        typer.Option(
            "--format",
            "-f",
            help="jsonl: all that another desk takes in, with persons' judgements; csv: for spreadsheets; "
            "ftm: FollowTheMoney.",
        ),
    ] = RegistryFormat.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; else standard output.")
    ] = None,
    where: DeskOption = None,
) -> None:
    """Write known identities as JSON lines or CSV, which `import` reads, or as FollowTheMoney.

    Examples: onrecord identities export -o registry.jsonl · onrecord identities export -f ftm "Ada Lindqvist"
    """
    money = MoneyDrawer()
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        ids = [find_known(opened, key).cluster for key in keys or ()]
        texts = _texts(opened, ids, form, money)
        if output is None:
            for text in texts:
                emit(text)
        else:
            write_file(output, texts)
    if money.left_out:
        named = ", ".join(f"{times} {what}" for what, times in sorted(money.left_out.items()))
        tell(f"left out {named}, for which FollowTheMoney has no place")


def _texts(opened: Desk, keys: list[str], form: RegistryFormat, money: MoneyDrawer) -> Iterator[str]:
    """Yield the export, line by line."""
    if form is RegistryFormat.FTM:
        for card in make_cards(opened, keys):
            yield from money.draw(card)
        yield from money.finish()
        return
    if form is RegistryFormat.CSV:
        yield draw_sheet_head()
    draw = draw_rows if form is RegistryFormat.CSV else draw_line
    for known, entry in carry(opened, keys):
        yield draw(known, entry)
    if form is RegistryFormat.JSONL:
        for judgement in carry_judgements(opened, keys):
            yield draw_judgement(judgement)
