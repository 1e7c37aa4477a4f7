from datetime import date

from onrecord.model import (
    ChainLink,
    ChainRole,
    Citation,
    Identity,
    IdentityType,
    Metadata,
    Report,
    Span,
    StatementKind,
)
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.chain import build_chain, quoting_link
from onrecord.stages.attribute.provenance.occasions import Occasion
from onrecord.stages.attribute.provenance.scenes import Scene

DRAFT = Draft((Span(0, 9),), (), (Span(10, 15),), StatementKind.DIRECT, 0)


def report(metadata: Metadata) -> Report:
    return Report(id="r", name="r", capture="0" * 64, text="", encoding="utf-8", metadata=metadata, blocks=())


def test_broadcaster_comes_first_and_publisher_last() -> None:
    scene = Scene(Occasion(carriers=(ChainLink("Kesh Post", ChainRole.OUTLET),)))
    meta = Metadata(outlet="Selm Monitor", broadcaster="Kesh TV", reprint_of="Reuters")
    chain = build_chain(report(meta), scene=scene, citations=())
    assert [(c.role, c.name) for c in chain] == [
        (ChainRole.BROADCASTER, "Kesh TV"),
        (ChainRole.OUTLET, "Kesh Post"),
        (ChainRole.AGENCY, "Reuters"),
        (ChainRole.PUBLISHER, "Selm Monitor"),
    ]


def test_report_of_no_known_outlet_has_no_publisher() -> None:
    assert build_chain(report(Metadata()), scene=None, citations=()) == ()


def test_outlet_that_quotes_carries_the_words_as_an_outlet() -> None:
    bell = Identity("b", "Reuters", IdentityType.OUTLET, named=True, names=(), mentions=())
    quill = Identity("q", "Mara Quill", IdentityType.PERSON, named=True, names=(), mentions=())
    by_outlet, by_person = (quoting_link(DRAFT, who, None, "the mayor says") for who in (bell, quill))
    assert by_outlet == ChainLink("Reuters", ChainRole.AGENCY, Span(0, 9))
    assert by_person == ChainLink("Mara Quill", ChainRole.QUOTING, Span(0, 9))


def test_speaker_whom_nobody_names_is_linked_by_the_words_for_it() -> None:
    assert quoting_link(DRAFT, None, None, "the mayor says") == ChainLink(
        "the mayor", ChainRole.QUOTING, Span(0, 9)
    )


MAY_3, MAY_5 = date(2024, 5, 3), date(2024, 5, 5)
POST = ChainLink("Kesh Post", ChainRole.OUTLET)


def test_cited_source_and_publisher_tell_their_days() -> None:
    meta = Metadata(outlet="Selm Monitor", published=MAY_5)
    cited = Citation("Reuters", None, MAY_3, Span(0, 7))
    chain = build_chain(report(meta), scene=None, citations=[cited])
    assert [(c.name, c.day) for c in chain] == [("Reuters", MAY_3), ("Selm Monitor", MAY_5)]


def test_outlet_told_twice_keeps_the_day_that_either_tells() -> None:
    scene = Scene(Occasion(carriers=(POST,)))
    chain = build_chain(
        report(Metadata()), scene=scene, citations=[Citation("Kesh Post", None, MAY_3, Span(0, 9))]
    )
    assert [(c.name, c.day) for c in chain] == [("Kesh Post", MAY_3)]


def test_lost_name_of_a_cited_source_stands_for_the_outlet_of_the_text() -> None:
    lost = Citation(None, None, MAY_3, Span(0, 5))
    chain = build_chain(report(Metadata()), scene=Scene(Occasion(carriers=(POST,))), citations=[lost])
    assert [(c.name, c.day) for c in chain] == [("Kesh Post", MAY_3)]


def test_lost_name_where_the_text_tells_no_outlet_is_a_link_without_a_name() -> None:
    lost = Citation(None, "Selm", MAY_3, Span(0, 5))
    (link,) = build_chain(report(Metadata()), scene=None, citations=[lost])
    assert (link.name, link.day, link.span) == (None, MAY_3, Span(0, 5))


def test_lost_name_beside_one_that_is_told_adds_nothing() -> None:
    cited = [Citation(None, None, MAY_3, Span(0, 5)), Citation("Reuters", None, MAY_5, Span(6, 9))]
    assert [c.name for c in build_chain(report(Metadata()), scene=None, citations=cited)] == ["Reuters"]


def test_outlet_does_not_carry_its_own_words_to_itself() -> None:
    scene = Scene(Occasion(carriers=(POST,)))
    assert build_chain(report(Metadata()), scene=scene, citations=(), speaker="Kesh Post") == ()
    assert build_chain(report(Metadata()), scene=scene, citations=(), speaker="Mara Quill") == (POST,)
