"""Whatever a text holds, every span cuts the same words before and after the store."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.adapters.store import SqlStore
from onrecord.adapters.store.words import words_of
from onrecord.model import (
    Act,
    Block,
    BlockKind,
    Capture,
    ChainLink,
    ChainRole,
    Identity,
    IdentityRef,
    IdentityType,
    Mention,
    MentionForm,
    Metadata,
    Name,
    Reading,
    Span,
    Speaker,
    Statement,
    StatementKind,
    Timing,
)
from onrecord.ports import StatementQuery
from tests.factory import make_capture, make_report

#: Any code points that UTF-8 holds; those that databases and displays stumble over come often.
TRICKY = "\x00\x01\\'\"%_\n\r\u00a0\u200f\u202e\ufeff\uffff\U0010ffff’é́ﬁßİقاسم和平𞤀🙂"
WORDS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(TRICKY), max_size=40)
#: File names that are not UTF-8 reach us with lone surrogates in them.
NAMES = st.text(st.characters(codec=None) | st.sampled_from(TRICKY), max_size=20)
DAYS = st.none() | st.dates()
SHARES = st.floats(0, 1)
TIMES = st.tuples(st.floats(0, 1e6), st.floats(0, 1e6))


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


@st.composite
def statements(draw: st.DrawFn, text: str, report: str, who: list[Identity]) -> Statement:
    some = spans(text)
    many = st.lists(some, max_size=3).map(tuple)
    refs = st.builds(IdentityRef, st.sampled_from([i.id for i in who] or ["nobody"]), NAMES)
    return Statement(
        id=draw(NAMES),
        report=report,
        speaker=draw(
            st.none()
            | st.builds(Speaker, NAMES, st.none() | NAMES, st.sampled_from(IdentityType), st.none() | some)
            | st.sampled_from([None, *(Speaker(i.id, i.name, i.type, None) for i in who)])
        ),
        source=draw(many),
        cue=draw(many),
        content=draw(st.lists(some, min_size=1, max_size=3).map(tuple)),
        kind=draw(st.sampled_from(StatementKind)),
        act=draw(st.sampled_from(Act)),
        addressee=draw(st.none() | refs),
        about=draw(st.lists(refs, max_size=2).map(tuple)),
        said_on=draw(DAYS),
        said_on_basis=draw(st.none() | NAMES),
        venue=draw(st.none() | NAMES),
        chain=draw(
            st.lists(
                st.builds(ChainLink, st.none() | NAMES, st.sampled_from(ChainRole), st.none() | some, DAYS),
                max_size=2,
            ).map(tuple)
        ),
        nested_in=draw(st.none() | NAMES),
        confidence=draw(SHARES),
        made_by=draw(NAMES),
        because=draw(NAMES),
        time=draw(st.none() | TIMES),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(WORDS)
    meta = draw(
        st.builds(
            Metadata,
            title=st.none() | NAMES,
            outlet=st.none() | NAMES,
            published=DAYS,
            authors=st.lists(NAMES, max_size=2).map(tuple),
            language=st.none() | NAMES,
        )
    )
    report = replace(
        make_report(text, name=draw(NAMES), metadata=meta, blocks=()),
        blocks=tuple(
            Block(BlockKind.PARAGRAPH, span, time=draw(st.none() | TIMES))
            for span in draw(st.lists(spans(text), max_size=3))
        ),
        times=tuple(Timing(span, *draw(TIMES)) for span in draw(st.lists(spans(text), max_size=3))),
    )
    who = draw(
        st.lists(
            st.builds(
                Identity,
                id=NAMES,
                name=NAMES,
                type=st.sampled_from(IdentityType),
                named=st.booleans(),
                names=st.lists(st.builds(Name, NAMES, NAMES, st.none() | NAMES), max_size=2).map(tuple),
                mentions=st.lists(
                    st.builds(Mention, spans(text), st.sampled_from(MentionForm)), max_size=2
                ).map(tuple),
            ),
            max_size=2,
        )
    )
    said = draw(st.lists(statements(text, report.id, who), max_size=3))
    return Reading(report, tuple(who), tuple(said))


class Done(Exception):
    pass


def check_kept(store: SqlStore, capture: Capture, reading: Reading) -> None:
    kept = store.reading(capture.id)
    assert kept == reading
    for before, after in zip(reading.statements, kept.statements, strict=True):
        words = [span.cut(reading.report.text) for span in before.content]
        assert [span.cut(kept.report.text) for span in after.content] == words
    hits = store.statements(StatementQuery(acts=frozenset(Act)))
    assert {hit.statement for hit in hits} == set(reading.statements)
    for hit in hits:
        assert hit.words == tuple(span.cut(reading.report.text) for span in hit.statement.content)
    [record] = store.captures()
    assert record.capture == capture
    [line] = store.reports()
    assert (line.name, line.title) == (reading.report.name, reading.report.metadata.title)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(reading=readings(), moment=st.datetimes(timezones=st.just(UTC)))
def test_every_reading_comes_back_equal_and_every_span_cuts_the_same_words(
    store: SqlStore, reading: Reading, moment: datetime
) -> None:
    capture = make_capture(reading.report.text, fetched_at=moment)

    def add_and_take_back() -> None:
        with store.writing():
            store.add(capture, reading)
            check_kept(store, capture, reading)
            store.replace(reading)
            check_kept(store, capture, reading)
            raise Done

    with pytest.raises(Done):
        add_and_take_back()
    assert store.counts()["statements"] == 0


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=WORDS, data=st.data())
def test_any_stretch_of_any_text_finds_it_and_is_marked_in_the_excerpt(
    store: SqlStore, text: str, data: st.DataObject
) -> None:
    chunks = text.translate(dict.fromkeys(map(ord, '"“”„‟«»＂'), " ")).split()
    stretch = data.draw(spans(text="x" * len(chunks)))
    sought = chunks[stretch.start : stretch.end]
    assume(words_of(" ".join(sought)))
    with store.writing():
        store.add(make_capture(text), Reading(make_report(text, blocks=()), (), ()))
    # Quotation marks split words as spaces do, so the words stand next to each other.
    query = '"' + " ".join(sought) + '"'
    [hit] = [hit for hit in store.search_reports(query, limit=10_000) if hit.line.id == make_capture(text).id]
    assert hit.excerpt in text
    assert hit.matches
    assert list(hit.matches) == sorted(hit.matches)
    assert all(0 <= start < end <= len(hit.excerpt) for start, end in hit.matches)
    assert set(words_of(" ".join(hit.excerpt[start:end] for start, end in hit.matches))) & set(
        words_of(query)
    )
