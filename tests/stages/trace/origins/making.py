"""Reports that carry one statement, as counting origins takes them."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from onrecord.model import ChainLink, ChainRole, Metadata, Passage, Reprint, Span, StatementKind
from onrecord.stages.trace.origins import Account, Told
from tests.factory import make_capture, make_identity, make_report, make_statement, span_of

_numbers = count(1)
SAID = "The harbour belongs to everybody."
Way = tuple[str, ChainRole]


def account(
    name: str,
    *ways: Way | str,
    outlet: str | None = None,
    authors: Sequence[str] = (),
    day: int | None = 1,
    speaker: str = "Ada Lindqvist",
    said: str = SAID,
    kind: StatementKind = StatementKind.DIRECT,
) -> Account:
    """Return a report that carries one statement; `ways` are its carriers, an outlet where no role is given."""
    links = [(way, ChainRole.OUTLET) if isinstance(way, str) else way for way in ways]
    text = f"{speaker} said: “{said}” " + " ".join(f"({way})" for way, _ in links) + f" {next(_numbers)}"
    published = None if day is None else date(2024, 3, day)
    report = make_report(
        text,
        capture=make_capture(text),
        name=name,
        metadata=Metadata(outlet=outlet, authors=tuple(authors), published=published),
    )
    chain = tuple(ChainLink(way, role, span_of(text, f"({way})")) for way, role in links)
    if outlet:
        chain += (ChainLink(outlet, ChainRole.PUBLISHER),)
    person = make_identity(report, speaker)
    statement = make_statement(report, said, by=person, chain=chain, kind=kind)
    told = Told(statement, (said,), speaker.casefold())
    return Account(report.id, name, outlet, tuple(authors), published, (told,))


def copied(
    a: Account,
    b: Account,
    *,
    origin: Account | None = None,
    share: float = 0.9,
    confidence: float = 0.95,
    passages: Sequence[Passage] = (Passage(Span(0, 20), Span(0, 20)),),
) -> Reprint:
    """Return that two reports carry each other's words."""
    because = f"{share:.0%} of {b.name} stands in {a.name}"
    first = origin.report if origin else None
    return Reprint(a.report, b.report, share, share, first, confidence, tuple(passages), because, "tests 1")
