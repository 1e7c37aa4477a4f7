import pytest

from onrecord.model import Identity, IdentityType, Mention, MentionForm, Span
from onrecord.stages.attribute.provenance.partners import find_partners, partners_at
from onrecord.stages.attribute.provenance.surroundings import Mentioned, Scan


def who_is_in(words: str, **types: IdentityType) -> Mentioned:
    names = {name.replace("_", " "): kind for name, kind in types.items()}
    return Mentioned.of(
        Identity(name, name, kind, named=True, names=(), mentions=(_mention(words, name),))
        for name, kind in names.items()
        if name in words
    )


def _mention(words: str, name: str) -> Mention:
    return Mention(Span(words.index(name), words.index(name) + len(name)), MentionForm.NAME)


@pytest.mark.parametrize(
    ("words", "noun", "partners"),
    [
        ("a phone conversation with dockers' head Ida Orr on", "conversation", ["Ida Orr"]),
        ("an interview to Kesh TV in", "interview", ["Kesh TV"]),
        (
            "letters of praise to Ida Orr, head of the dockers, and Tom Vale, her deputy",
            "letters",
            ["Ida Orr", "Tom Vale"],
        ),
        ("an interview in Kesh with nobody", "interview", []),
        ("made the remarks to the island's network Kesh TV in an interview", None, ["Kesh TV"]),
    ],
)
def test_other_side_of_an_occasion_is_named_after_it(
    words: str, noun: str | None, partners: list[str]
) -> None:
    who = who_is_in(
        words, Ida_Orr=IdentityType.PERSON, Tom_Vale=IdentityType.PERSON, Kesh_TV=IdentityType.OUTLET
    )
    end = words.index(noun) + len(noun) if noun else None
    assert [p.name for p in find_partners(Scan(words, 0, "en"), end, who)] == partners


def test_phrase_names_whoever_stands_last_before_a_preposition() -> None:
    words = "Dockers chief Ida Orr in Kesh"
    who = who_is_in(
        words, Dockers=IdentityType.ORGANIZATION, Ida_Orr=IdentityType.PERSON, Kesh=IdentityType.PLACE
    )
    assert [p.name for p in partners_at(Scan(words, 0, "en"), 0, who)] == ["Ida Orr"]
    assert partners_at(Scan(words, 0, "en"), -1, who) == ()
