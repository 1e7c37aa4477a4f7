from onrecord.model import ChainLink, ChainRole, Identity, IdentityType, Metadata, Report, Span, StatementKind
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
