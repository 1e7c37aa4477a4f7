"""Statements for tests of variants, made of their words."""

from datetime import date

from onrecord.model import (
    Act,
    IdentityRef,
    IdentityType,
    Piece,
    Span,
    Speaker,
    Statement,
    StatementKind,
    Variant,
    content_id,
)
from onrecord.stages.trace.variants import Said, make_said

DAY = date(2031, 3, 4)


def tell(
    *words: str,
    by: str | None = "Ada Lindqvist",
    cluster: str | None = None,
    said_on: date | None = DAY,
    published: date | None = None,
    act: Act = Act.SAY,
    report: str = "",
    nested_in: str | None = None,
    names: tuple[str, ...] = (),
) -> Said:
    """Return a statement whose content spans hold `words`, one after the other with a space between."""
    spans, at = [], 0
    for stretch in words:
        spans.append(Span(at, at + len(stretch)))
        at += len(stretch) + 1
    report = report or content_id("report", by, *words)
    statement = Statement(
        id=content_id("statement", report, str(by), *words),
        report=report,
        speaker=Speaker(content_id(report, by), by, IdentityType.PERSON, None) if by else None,
        source=(),
        cue=(),
        content=tuple(spans),
        kind=StatementKind.DIRECT,
        act=act,
        about=tuple(IdentityRef(content_id(name), name) for name in names),
        said_on=said_on,
        nested_in=nested_in,
    )
    return make_said(statement, words, speaker=cluster, published=published)


def cut(span: Span | None, *words: str) -> str | None:
    """Return the words of a span of `tell(*words)`."""
    return None if span is None else span.cut(" ".join(words))


def told(variant: Variant, one: str, other: str) -> list[tuple[str, str | None, str | None]]:
    """Return the pieces of a variant as kind, words of the one and words of the other."""

    def draw(piece: Piece) -> tuple[str, str | None, str | None]:
        return piece.kind.value, cut(piece.a, one), cut(piece.b, other)

    return [draw(piece) for piece in variant.pieces]
