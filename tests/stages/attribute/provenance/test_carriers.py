import pytest

from onrecord.model import ChainRole, Identity, IdentityType, Mention, MentionForm, Span
from onrecord.stages.attribute.provenance.carriers import (
    find_carriers,
    find_named_outlets,
    is_same_outlet,
    role_of,
)
from onrecord.stages.attribute.provenance.surroundings import HIDDEN, Mentioned, Scan

NOBODY = Mentioned.of(())


def carried(words: str) -> list[tuple[str, str, bool]]:
    found = find_carriers(Scan(words, 0, "en"), NOBODY)
    return [(c.outlet.name, c.outlet.role.value, c.spoken_to) for c in found]


@pytest.mark.parametrize(
    ("words", "carriers"),
    [
        ("Quill told Radio Kesh that it floats", [("Radio Kesh", "broadcaster", True)]),
        ("Quill told Selm's island television network Kesh-1 TV", [("Kesh-1 TV", "broadcaster", True)]),
        ("an interview with the Kesh Post on 9999", [("Kesh Post", "outlet", True)]),
        (
            "an interview to the Al-Bahr, union-owned radio station in Kesh",
            [("Al-Bahr", "broadcaster", True)],
        ),
        ("an interview that aired on Selm TV (Selm)", [("Selm TV", "broadcaster", False)]),
        (f"{HIDDEN}, the Selm news agency reported.", [("Selm", "agency", False)]),
        (f"{HIDDEN}, Kesh TV reports.", [("Kesh TV", "broadcaster", False)]),
        (f"{HIDDEN}, reports the Kesh Gazette.", [("Kesh Gazette", "outlet", False)]),
        ("as published on the Dockers' websites", [("Dockers' websites", "outlet", False)]),
        (
            "The Dockers Telegram channel posted, on 99999, a clip",
            [("Dockers Telegram channel", "outlet", False)],
        ),
        ("According to the daily Kesh Mail, she", [("Kesh Mail", "outlet", False)]),
        ("She wrote on Facebook that", [("Facebook", "outlet", False)]),
        (
            "as quoted by the Kesh Post and the Selm Herald",
            [("Kesh Post", "outlet", False), ("Selm Herald", "outlet", False)],
        ),
    ],
)
def test_outlet_that_carried_the_words_is_found(words: str, carriers: list[tuple[str, str, bool]]) -> None:
    assert carried(words) == carriers


@pytest.mark.parametrize(
    "words",
    [
        "Quill walked past Radio Kesh and said",
        "Mara Quill told newspaper sellers that",
        "the editor of the Kesh Post said",
        "Quill criticised the Kesh Post for its report",
    ],
)
def test_outlet_that_is_only_spoken_of_carries_nothing(words: str) -> None:
    assert carried(words) == []


def test_outlet_spoken_to_comes_before_the_one_that_reported() -> None:
    words = f"{HIDDEN}, the Kesh Post reported, as Quill told Selm TV"
    assert [name for name, _, _ in carried(words)] == ["Selm TV", "Kesh Post"]


def test_identity_known_as_an_outlet_is_found_by_its_mention() -> None:
    bell = Identity(
        "b",
        "Bell",
        IdentityType.OUTLET,
        named=True,
        names=(),
        mentions=(Mention(Span(17, 21), MentionForm.NAME),),
    )
    words = "Quill told Bell that"
    found = find_named_outlets(Scan(words, 6, "en"), Mentioned.of([bell]))
    assert [(o.name, o.span) for o in found] == [("Bell", Span(17, 21))]


def test_known_outlet_has_the_role_of_its_kind() -> None:
    assert role_of("Reuters", ChainRole.OUTLET) is ChainRole.AGENCY
    assert role_of("The Unheard Of", ChainRole.BROADCASTER) is ChainRole.BROADCASTER


def test_two_spellings_of_one_outlet_are_the_same() -> None:
    assert is_same_outlet("AFP", "Agence France-Presse")
    assert is_same_outlet("Kesh Post", "The Kesh Post")
    assert not is_same_outlet("Kesh Post", "Selm Post")
    assert not is_same_outlet("Reuters", "AFP")
    assert not is_same_outlet("", "AFP")


def test_the_network_is_the_one_that_it_points_to() -> None:
    words = "as the network reported"
    span = Span(words.index("the network"), words.index(" reported"))
    bahr = Identity(
        "b",
        "Al-Bahr",
        IdentityType.OUTLET,
        named=True,
        names=(),
        mentions=(Mention(span, MentionForm.DESCRIPTION),),
    )
    found = find_carriers(Scan(words, 0, "en"), Mentioned.of([bahr]))
    assert [(c.outlet.name, c.outlet.span) for c in found] == [("Al-Bahr", span)]


def test_name_that_is_lost_is_nobodys() -> None:
    assert not is_same_outlet(None, None)
    assert not is_same_outlet(None, "Al-Bahr")
