from datetime import UTC, datetime
from typing import Any

import pytest

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, ListedRole, ListEntry, ListJudgement, Name, Verdict
from onrecord.serve.formats.identity_list.gathering import Gathering
from onrecord.serve.formats.identity_list.objects import read_object

LINE = "a.jsonl, line 1"


def read(thing: dict[str, Any]) -> tuple[Gathering, ListEntry]:
    gathering = Gathering("a.jsonl")
    read_object(thing, LINE, gathering)
    return gathering, gathering.finish().entries[0]


def test_identity_in_our_own_form() -> None:
    gathering, one = read(
        {
            "id": 17,
            "type": "group",
            "name": "Harbour League",
            "language": "en",
            "names": ["HL", {"text": "Портовая лига", "language": "ru", "script": "Cyrl"}],
            "wikidata": ["Q5", "Q6"],
            "links": [["viaf", "12"]],
            "roles": [
                {"title": "member", "organization": "Coast Front", "since": 2001, "source": "its site"}
            ],
            "member_of": "Selm Council",
            "phone": "12",
            "cluster": "a" * 24,
        }
    )
    assert one == ListEntry(
        LINE,
        "17",
        IdentityType.GROUP,
        "Harbour League",
        (Name("Harbour League", "Latn", "en"), Name("HL", "Latn"), Name("Портовая лига", "Cyrl", "ru")),
        (("wikidata", "Q5"), ("wikidata", "Q6"), ("viaf", "12")),
        (ListedRole("member", "Coast Front", "2001", None, "its site"), ListedRole("", "Selm Council")),
    )
    assert gathering.left_out == {"phone": 1}


def test_role_may_stand_in_the_object_itself() -> None:
    _, one = read({"name": "Ada", "role": "mayor", "organization": "Selm", "until": "2021"})
    assert one.roles == (ListedRole("mayor", "Selm", None, "2021"),)


def test_labels_of_wikidata_in_both_of_their_forms() -> None:
    _, short = read(
        {
            "id": "Q7",
            "labels": {"ar": "أدا", "en": "Ada Lindqvist", "simple": "Ada"},
            "aliases": {"en": ["A. L."]},
        }
    )
    _, long = read(
        {
            "type": "item",
            "id": "Q7",
            "labels": {
                "ar": {"language": "ar", "value": "أدا"},
                "en": {"language": "en", "value": "Ada Lindqvist"},
                "simple": {"language": "simple", "value": "Ada"},
            },
            "aliases": {"en": [{"language": "en", "value": "A. L."}]},
            "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}], "P569": [{}]},
            "sitelinks": {},
        }
    )
    assert short.name == long.name == "Ada Lindqvist"
    assert (
        short.names
        == long.names
        == (
            Name("Ada Lindqvist", "Latn", "en"),
            Name("أدا", "Arab", "ar"),
            Name("Ada", "Latn"),
            Name("A. L.", "Latn", "en"),
        )
    )
    assert short.links == long.links == (("wikidata", "Q7"),)
    assert (short.type, long.type) == (None, IdentityType.PERSON)


def test_label_for_all_languages_names_what_has_no_english_one() -> None:
    _, one = read({"id": "Q7", "labels": {"de": "Hafenbund", "mul": "Harbour League"}, "type": "group"})
    assert (one.name, one.names[0].language, one.type) == ("Harbour League", None, IdentityType.GROUP)


def test_judgement_of_a_person() -> None:
    gathering = Gathering("a.jsonl")
    thing = {
        "a": "m1", "b": "m2", "verdict": "same", "by": "mk", "because": "one office",
        "at": "2026-03-01T12:00:00.000000Z",
    }  # fmt: skip
    read_object(thing, LINE, gathering)
    assert gathering.judgements == [
        ListJudgement(
            LINE, "m1", "m2", Verdict.SAME, "mk", datetime(2026, 3, 1, 12, tzinfo=UTC), "one office"
        )
    ]


@pytest.mark.parametrize(
    ("thing", "message"),
    [
        ({"labels": {"en": "Ada"}, "id": "x7"}, "is no id of Wikidata"),
        ({"labels": {}, "id": "Q7"}, "has no label"),
        ({"labels": {"en": {"value": 1.5}}, "id": "Q7"}, "is no text"),
        ({"kind": "person"}, "is no identity: it has neither a name nor an id"),
        ({"name": "Ada", "names": ["x"] * 2_001}, "names: has more than 2,000 values"),
        ({"name": "Ada", "names": [["x"]]}, "names: is no text"),
        ({"name": "Ada", "roles": [{"since": "2019"}]}, "gives days or a source and no role"),
        ({"a": "1", "b": "2", "verdict": "maybe"}, "verdict: 'maybe' is not one of"),
        ({"a": "1", "b": "1", "verdict": "same", "by": "mk"}, "judges an identity and itself"),
        ({"a": "1", "b": "2", "verdict": "same"}, "without a, b or by"),
        (
            {"a": "1", "b": "2", "verdict": "same", "by": "mk", "at": "2026-03-01"},
            "no moment with a time zone",
        ),
        ({"a": "1", "b": "2", "verdict": "same", "by": "mk", "at": "noon"}, "no moment with a time zone"),
    ],
)
def test_what_is_wrong_is_told(thing: dict[str, Any], message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        read_object(thing, LINE, Gathering("a.jsonl"))
