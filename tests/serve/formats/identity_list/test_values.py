import pytest

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, ListedRole, Name
from onrecord.serve.formats.identity_list.values import (
    day_of,
    distinct,
    language_of,
    link_of,
    name_of,
    role_of,
    text_of,
    type_of,
    type_words,
    wikidata_of,
)

LINE = "list.csv, line 2"


def test_name_keeps_its_spelling_and_gets_its_script() -> None:
    assert name_of(" Ада  Линдквист ", "RU", LINE) == Name("Ада Линдквист", "Cyrl", "ru")
    assert name_of("ʿAda Lindqvist", None, LINE) == Name("ʿAda Lindqvist", "Latn")
    assert name_of("", "ru", LINE) is None
    assert name_of(None, None, LINE) is None


@pytest.mark.parametrize(
    ("value", "language", "message"),
    [
        ("—", None, "has no letter or digit"),
        ("x" * 501, None, "longer than 500 characters"),
        ("Ada \ud800", None, "half a character"),
        (["Ada"], None, "is no text"),
        (True, None, "is no text"),
        ("Ada", "swedish", "is no code of a language"),
    ],
)
def test_what_is_no_name_is_told_with_its_line(value: object, language: object, message: str) -> None:
    with pytest.raises(BadRequest, match=message) as caught:
        name_of(value, language, LINE)
    assert caught.value.subject == LINE


def test_number_is_taken_as_text_and_lines_are_joined() -> None:
    assert text_of(42, "id", LINE) == "42"
    assert text_of("two\nlines\x00", "source", LINE) == "two lines"


def test_languages_that_are_none_are_left_open() -> None:
    assert [language_of(code) for code in ("MUL", "und", "be-tarask", "simple", "x")] == [
        None,
        None,
        "be-tarask",
        None,
        None,
    ]


def test_each_spelling_stands_once_with_the_first_language_given() -> None:
    names = [Name("Selm", "Latn"), Name("Selm", "Latn", "no"), Name("Selm", "Latn", "sv")]
    assert distinct(names) == (Name("Selm", "Latn", "no"),)


def test_types_have_other_words_in_a_table() -> None:
    assert type_of("Organisation", LINE) is IdentityType.ORGANIZATION
    assert type_of("", LINE) is None
    assert set(type_words().values()) == set(IdentityType)
    with pytest.raises(BadRequest, match="'boat' is not one of person, organization"):
        type_of("boat", LINE)


@pytest.mark.parametrize(
    "value", ["Q42", "https://www.wikidata.org/wiki/Q42", "http://wikidata.org/entity/Q42"]
)
def test_id_of_wikidata_may_be_an_address(value: str) -> None:
    assert wikidata_of(value, LINE) == ("wikidata", "Q42")


@pytest.mark.parametrize("value", ["42", "P31", "Q0", "Q4 2", "https://selm.example/Q42"])
def test_what_is_no_id_of_wikidata_is_told(value: str) -> None:
    with pytest.raises(BadRequest, match="is no id of Wikidata"):
        wikidata_of(value, LINE)


def test_links_are_pairs() -> None:
    assert link_of(["wikidata", "https://www.wikidata.org/wiki/Q7"], LINE) == ("wikidata", "Q7")
    assert link_of(["viaf", "77"], LINE) == ("viaf", "77")
    for wrong in ("viaf:77", ["viaf"], ["VIAF", "77"], ["viaf", ""]):
        with pytest.raises(BadRequest, match="links: "):
            link_of(wrong, LINE)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019", "2019"),
        ("2019-03", "2019-03"),
        ("2020-02-29", "2020-02-29"),
        ("2019-03-05T10:00:00Z", "2019-03-05"),
        ("+2019-00-00T00:00:00Z", "2019"),
        (2019, "2019"),
        ("", None),
        (None, None),
    ],
)
def test_days_are_kept_in_the_detail_given(value: object, day: str | None) -> None:
    assert day_of(value, "since", LINE) == day


@pytest.mark.parametrize("value", ["5.3.2019", "2019-13", "2019-02-29", "0000", "March 2019", "２０１９"])
def test_what_is_no_day_is_told(value: str) -> None:
    with pytest.raises(BadRequest, match=r"since: .* is no day"):
        day_of(value, "since", LINE)


def test_role_needs_a_title_or_an_organization_and_ends_after_it_begins() -> None:
    assert role_of("mayor", "Selm", LINE, since="2019-05", until="2019") == ListedRole(
        "mayor", "Selm", "2019-05", "2019"
    )
    assert role_of(None, "Harbour League", LINE) == ListedRole("", "Harbour League")
    assert role_of("", None, LINE) is None
    with pytest.raises(BadRequest, match="gives days or a source and no role"):
        role_of("", "", LINE, source="a list")
    with pytest.raises(BadRequest, match=r"until: 2018-12 is before 2019"):
        role_of("mayor", "Selm", LINE, since="2019", until="2018-12")
