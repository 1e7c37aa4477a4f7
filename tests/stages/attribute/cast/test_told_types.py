"""Types that a tagger tells fill the gaps that tables and evidence leave."""

from onrecord.model import IdentityType, Span
from onrecord.ports import Named
from onrecord.stages.attribute.cast.speakers import resolve_cast
from tests.stages.attribute.drafted import drafts_of

TEXT = "Zelmoria Trask was quiet, but Dr. Orla Vance was not."


def types(*named: tuple[str, IdentityType, float]) -> dict[str, IdentityType]:
    report, drafts = drafts_of(TEXT)
    text = report.text
    names = [
        Named(Span(at, at + len(words)), kind, sure)
        for words, kind, sure in named
        for at in range(len(text))
        if text.startswith(words, at)
    ]
    cast = resolve_cast(report, drafts, sorted(names, key=lambda n: n.span))
    return {i.name: i.type for i in cast.identities}


def test_unknown_name_takes_the_type_that_is_told() -> None:
    assert types()["Zelmoria Trask"] is IdentityType.UNKNOWN
    assert types(("Zelmoria Trask", IdentityType.PLACE, 0.9))["Zelmoria Trask"] is IdentityType.PLACE


def test_type_that_is_told_with_doubt_is_not_taken() -> None:
    assert types(("Zelmoria Trask", IdentityType.PLACE, 0.4))["Zelmoria Trask"] is IdentityType.UNKNOWN


def test_what_a_title_says_stands() -> None:
    assert types(("Orla Vance", IdentityType.PLACE, 0.99))["Orla Vance"] is IdentityType.PERSON
