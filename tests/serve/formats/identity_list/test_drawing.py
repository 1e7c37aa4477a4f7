from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import IdentityType, Known, KnownFrom, ListedRole, ListEntry, ListJudgement, Name, Verdict
from onrecord.serve.formats.identity_list import (
    draw_judgement,
    draw_line,
    draw_rows,
    draw_sheet_head,
    read_list,
)
from onrecord.serve.formats.identity_list.values import distinct
from onrecord.text.fold import fold, squeeze
from onrecord.text.scripts import script_of

_texts = (
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
    .map(squeeze)
    .filter(lambda text: fold(text) != "")
)
_names = st.builds(
    lambda text, language: Name(text, script_of(text), language),
    _texts,
    st.sampled_from([None, "en", "ar", "zh-Hans"]),
)
_roles = st.builds(
    ListedRole,
    st.one_of(st.just(""), _texts),
    _texts,
    st.sampled_from([None, "2019", "2019-03"]),
    st.sampled_from([None, "2021-04-05"]),
    st.one_of(st.just(""), _texts),
)
_entries = st.builds(
    lambda names, roles, links: ListEntry(
        "",
        "m1",
        IdentityType.GROUP,
        names[0].text,
        distinct(names),
        tuple(("wikidata", f"Q{n}") for n in links),
        tuple(roles),
    ),
    st.lists(_names, min_size=1, max_size=5),
    st.lists(_roles, max_size=3, unique=True),
    st.lists(st.integers(1, 99), max_size=2, unique=True),
)


def known_of(entry: ListEntry) -> Known:
    return Known("1" * 24, entry.name, IdentityType.GROUP, KnownFrom.LIST, "1" * 24)


@given(_entries)
def test_what_is_drawn_is_read_back_the_same(entry: ListEntry) -> None:
    known = known_of(entry)
    for text in (draw_sheet_head() + draw_rows(known, entry), draw_line(known, entry)):
        listing = read_list(text.encode(), subject="list")
        assert (listing.problems, listing.left_out) == ((), {})
        (read,) = listing.entries
        assert (read.id, read.type, read.name) == (entry.id, entry.type, entry.name)
        assert {(name.text, name.script, name.language) for name in read.names} == {
            (name.text, name.script, name.language) for name in entry.names
        }
        assert read.links == entry.links
        assert set(read.roles) == set(entry.roles)


def test_no_cell_is_a_formula() -> None:
    entry = ListEntry(
        "",
        "=1+1",
        IdentityType.PERSON,
        "@Ada",
        (Name("@Ada", "Latn"), Name("-Ada", "Latn")),
        (),
        (ListedRole("+1", "=x"),),
    )
    rows = (draw_sheet_head() + draw_rows(known_of(entry), entry)).splitlines()
    assert rows[1].startswith("'=1+1,group,'@Ada,'-Ada,")
    assert rows[2].startswith("'=1+1,group,'@Ada,,,'+1,'=x,")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_judgement_is_read_back_the_same(verdict: Verdict) -> None:
    at = datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=UTC)
    said = ListJudgement("list, line 1", "m1", "m2", verdict, "mk", at, "same office")
    assert read_list(draw_judgement(said).encode(), subject="list").judgements == (said,)
