"""Names in scripts without capitals."""

from onrecord.model import Span
from onrecord.stages.attribute.cast.caseless import find_caseless
from tests.stages.attribute.spoken import report_of


def test_name_of_a_source_is_found_in_the_whole_text_also_after_a_joined_letter() -> None:
    text = "قال الوزير كريم حداد إن الطريق مفتوح. وحداد وزير قديم."
    source = Span(text.index("الوزير"), text.index(" إن"))
    found = find_caseless(report_of(text), [source])
    assert [" ".join(n.words) for n in found] == ["كريم حداد", "حداد"]
    assert found[0].titles == ("الوزير",)


def test_title_before_a_given_name_gives_a_name_away() -> None:
    found = find_caseless(report_of("التقى الشيخ كريم حداد بالوفد."), [])
    assert [" ".join(n.words) for n in found] == ["كريم حداد"]


def test_well_known_organizations_are_found() -> None:
    found = find_caseless(report_of("رحبت حماس بالاتفاق."), [])
    assert [(n.words, n.kind.value) for n in found] == [(("حماس",), "organization")]


def test_latin_text_has_none() -> None:
    assert find_caseless(report_of("Karim Haddad said so."), [Span(0, 12)]) == []
