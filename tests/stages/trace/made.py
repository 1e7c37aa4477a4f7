"""Reprints, reports and statements of invented families, for tests of what is made of them."""

from collections.abc import Sequence
from datetime import date

from onrecord.model import (
    Act,
    ChainLink,
    IdentityType,
    Metadata,
    Passage,
    Reading,
    Report,
    Reprint,
    Speaker,
    Statement,
    StatementKind,
)
from onrecord.ports import Carrying
from tests.factory import NOON, make_blocks, span_of


def pair(
    a: str,
    b: str,
    *,
    shares: tuple[float, float] = (0.9, 0.9),
    origin: str | None = None,
    confidence: float = 0.9,
    passages: Sequence[Passage] = (),
) -> Reprint:
    """Return a pair of reports that share words."""
    return Reprint(a, b, *shares, origin, confidence, tuple(passages), "the same words", "tests 1")


def carrying(id_: str, *, outlet: str | None = None, credit: str | None = None, day: int = 3) -> Carrying:
    """Return a report of a family, in a file called after it."""
    return Carrying(
        id=id_,
        name=f"{id_}.txt",
        title=f"Title of {id_}",
        outlet=outlet,
        published=date(2026, 3, day),
        seen_at=NOON,
        address=f"file:///{id_}.txt",
        reprint_of=credit,
        place=id_,
        is_latest=True,
    )


def read(id_: str, text: str, *said: Statement, outlet: str | None = None) -> Reading:
    """Return the reading of a report."""
    report = Report(
        id=id_,
        name=f"{id_}.txt",
        capture="0" * 64,
        text=text,
        encoding="utf-8",
        metadata=Metadata(outlet=outlet),
        blocks=make_blocks(text),
    )
    return Reading(report, (), said)


def says(
    report: str,
    text: str,
    words: str,
    *chain: ChainLink,
    who: str | None = "Ada Lindqvist",
    act: Act = Act.SAY,
    day: date | None = None,
) -> Statement:
    """Return the statement of those words."""
    speaker = Speaker(f"{report}-{who}", who, IdentityType.PERSON, None) if who else None
    return Statement(
        id=f"{report}-{words[:9]}",
        report=report,
        speaker=speaker,
        source=(),
        cue=(),
        content=(span_of(text, words),),
        kind=StatementKind.DIRECT,
        act=act,
        said_on=day,
        said_on_basis="text" if day else None,
        chain=chain,
    )


def same(text_a: str, text_b: str, words: str) -> Passage:
    """Return where the same words stand in two texts."""
    return Passage(span_of(text_a, words), span_of(text_b, words))
