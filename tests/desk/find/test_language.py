"""Queries as they are typed: taken apart, put together again, and told of where they cannot be understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.find.language import (
    ALIASES,
    FIELDS,
    MOST_CHARS,
    Query,
    Term,
    from_parameters,
    parse_query,
    render_query,
    to_parameters,
    with_term,
    without_term,
)
from onrecord.errors import BadRequest

#: Whatever somebody may have typed as a value: no quotation marks, single-spaced.
values = (
    st.text(max_size=30)
    .map(lambda text: " ".join("".join(c for c in text if c not in '"“”„‟«»＂').split()))
    .filter(bool)
)
terms = st.builds(Term, st.sampled_from(sorted(FIELDS)), values, st.booleans())
words = st.lists(
    st.sampled_from(
        ["harbour", "-drill", '"two words"', '-"not these"', "10:30", "المرفأ", "https://a.example/b"]
    ),
    max_size=5,
).map(" ".join)
queries = st.builds(Query, words, st.lists(terms, max_size=5).map(tuple))


@given(queries)
def test_a_query_put_together_is_taken_apart_into_the_same(query: Query) -> None:
    assert parse_query(render_query(query)) == query


@given(queries)
def test_an_address_leads_back_to_the_same_query(query: Query) -> None:
    assert from_parameters(to_parameters(query)) == query


@given(st.text(max_size=200))
def test_any_text_is_understood_or_refused_and_what_is_understood_stays_the_same(text: str) -> None:
    try:
        query = parse_query(text)
    except BadRequest:
        return
    assert parse_query(render_query(query)) == query


@given(st.text(alphabet='ab:"-OR ><=\n', max_size=40))
def test_any_mix_of_signs_is_understood_or_refused(text: str) -> None:
    try:
        query = parse_query(text)
    except BadRequest:
        return
    assert parse_query(render_query(query)) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("harbour  tariff", Query("harbour tariff")),
        ("“the north” OR sea", Query('"the north" OR sea')),
        ('speaker:"Ada Lind"', Query("", (Term("speaker", "Ada Lind"),))),
        ("Speaker:Ada", Query("", (Term("speaker", "Ada"),))),
        ("by:Ada to:2024", Query("", (Term("speaker", "Ada"), Term("until", "2024")))),
        ("-outlet:Post sea", Query("sea", (Term("outlet", "Post", is_not=True),))),
        ("origins:>=2", Query("", (Term("origins", ">=2"),))),
        ('speaker:"Ada Lind', Query("", (Term("speaker", "Ada Lind"),))),
        ("talks at 10:30", Query("talks at 10:30")),
        ("https://a.example/b", Query("https://a.example/b")),
        ("he said: no", Query("he said: no")),
        ('"speaker:Ada"', Query('"speaker:Ada"')),
        ("speaker:نعيم", Query("", (Term("speaker", "نعيم"),))),
    ],
)
def test_words_and_fields_are_told_apart(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("speeker:Ada", "speaker, about, outlet"),
        ("speaker:", "asks for part of a name"),
        ('speaker:""', "asks for part of a name"),
        ("speaker:Ada OR speaker:Tomas", "several times"),
        ("sea OR speaker:Tomas", "several times"),
        ("x" * (MOST_CHARS + 1), "shorten"),
    ],
)
def test_what_cannot_be_understood_is_told_with_what_can(text: str, told: str) -> None:
    with pytest.raises(BadRequest, match=told):
        parse_query(text)


def test_other_names_lead_to_fields() -> None:
    assert set(ALIASES.values()) <= set(FIELDS)
    assert not set(ALIASES) & set(FIELDS)


def test_a_term_is_added_once_and_taken_away() -> None:
    query = with_term(Query("sea"), "outlet", "The  “Post”")
    assert query == Query("sea", (Term("outlet", "The Post"),))
    assert with_term(query, "outlet", "The Post") == query
    assert without_term(query, query.terms[0]) == Query("sea")


def test_parameters_of_another_name_are_left_alone() -> None:
    found = from_parameters([("q", "sea speaker:Ada"), ("page", "3"), ("outlet", " Post "), ("kind", "")])
    assert found == Query("sea", (Term("speaker", "Ada"), Term("outlet", "Post")))
