"""Finding page by page on both databases: every filter against what a plain look at all statements says."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.adapters.store import SqlStore, places, tables, tables_finding
from onrecord.adapters.store.search import index_of
from onrecord.errors import BadRequest, NotFound
from onrecord.model import (
    SAYING,
    Act,
    IdentityType,
    Passage,
    Reading,
    Reprint,
    Span,
    StatementKind,
    Verdict,
)
from onrecord.ports import (
    Carried,
    KnownLine,
    Look,
    NewJudgement,
    Order,
    ReportsWanted,
    StatementQuery,
    StatementsWanted,
    Step,
)
from tests.contracts.spoken import (
    FIRST_DAY,
    PEOPLE,
    WORDS,
    Said,
    day_of,
    draw,
    fill,
    ids_where,
    keep,
    known_id,
    said_in,
)
from tests.factory import NOON, make_capture, make_reading

#: Numbers of reports that no example has used.
_FRESH = count(1)
ADA, TOMAS, MIRA, ADA_ARABIC, ADA_RUSSIAN, UNION = PEOPLE


def all_ids(
    store: SqlStore, wanted: StatementsWanted, order: Order = Order.NEWEST, limit: int = 7
) -> list[str]:
    """Return the ids on all pages, in their order."""
    found: list[str] = []
    after = None
    while True:
        page = store.finding.statements(wanted, order=order, after=after, limit=limit)
        found += [hit.statement.id for hit in page.hits]
        assert len(page.hits) == limit or page.following is None
        after = page.following
        if after is None:
            return found


def says(one: Said) -> bool:
    return one.statement.act in SAYING


MONTH_ON = FIRST_DAY + timedelta(days=20)


def holds_word(one: Said, *words: str) -> bool:
    return says(one) and bool(set(words) & set(one.words.split()))


CASES: list[tuple[StatementsWanted, Callable[[Said], bool]]] = [
    (StatementsWanted(), says),
    (StatementsWanted(acts=frozenset(Act)), lambda _: True),
    (StatementsWanted(acts=frozenset({Act.DENY})), lambda one: one.statement.act == "deny"),
    (StatementsWanted(words="harbour"), lambda one: says(one) and "harbour" in one.words),
    (
        StatementsWanted(words="-harbour -north"),
        lambda one: says(one) and not holds_word(one, "harbour", "north"),
    ),
    (
        StatementsWanted(words='tariff OR "seven boats" -north'),
        lambda one: (
            (holds_word(one, "tariff") or (says(one) and "seven boats" in one.words))
            and "north" not in one.words
        ),
    ),
    (StatementsWanted(words="المرفأ"), lambda one: says(one) and "المرفأ" in one.words),
    (StatementsWanted(by=("lindqvist",)), lambda one: says(one) and one.speaker == ADA),
    (StatementsWanted(by=("okoro", "Mira Selm")), lambda one: says(one) and one.speaker in {TOMAS, MIRA}),
    (StatementsWanted(by=("selm mira",)), lambda _: False),
    (StatementsWanted(not_by=("ada",)), lambda one: says(one) and one.speaker != ADA),
    (StatementsWanted(about=("ليندكفيست",)), lambda one: says(one) and ADA_ARABIC in one.about),
    (StatementsWanted(not_about=("okoro",)), lambda one: says(one) and TOMAS not in one.about),
    (StatementsWanted(said_by=frozenset({known_id(ADA)})), lambda one: says(one) and one.speaker == ADA),
    (
        StatementsWanted(said_by=frozenset({known_id(ADA), known_id(MIRA)}), words="harbour"),
        lambda one: says(one) and one.speaker in {ADA, MIRA} and "harbour" in one.words,
    ),
    (StatementsWanted(said_of=frozenset({known_id(TOMAS)})), lambda one: says(one) and TOMAS in one.about),
    (StatementsWanted(said_by=frozenset({"0" * 24})), lambda _: False),
    (StatementsWanted(outlets=("selm",)), lambda one: says(one) and "Selm" in (one.meta.outlet or "")),
    (
        StatementsWanted(outlets=("radio selm", "post"), not_outlets=("northern",)),
        lambda one: says(one) and one.meta.outlet == "Radio Selm",
    ),
    (
        StatementsWanted(kinds=frozenset({StatementKind.LETTER})),
        lambda one: says(one) and one.statement.kind == "letter",
    ),
    (
        StatementsWanted(languages=frozenset({"pt", "ru-cyrl"})),
        lambda one: says(one) and one.meta.language in {"pt-BR", "ru-Cyrl"},
    ),
    (
        StatementsWanted(types=frozenset({IdentityType.ORGANIZATION})),
        lambda one: says(one) and one.speaker == UNION,
    ),
    (StatementsWanted(topics=("rights",)), lambda one: says(one) and "Fishing rights" in one.meta.topics),
    (StatementsWanted(series="selm papers"), lambda one: says(one) and one.meta.series is not None),
    (StatementsWanted(venue="radio"), lambda one: says(one) and one.statement.venue is not None),
    (
        StatementsWanted(since=MONTH_ON),
        lambda one: says(one) and one.day >= MONTH_ON.toordinal(),
    ),
    (
        StatementsWanted(until=MONTH_ON, words="boats"),
        lambda one: holds_word(one, "boats") and 0 < one.day <= MONTH_ON.toordinal(),
    ),
]


def test_every_filter_finds_what_it_says(store: SqlStore) -> None:
    readings = fill(store, 40)
    for wanted, holds in CASES:
        expected = ids_where(readings, holds)
        found = all_ids(store, wanted)
        assert len(found) == len(set(found)), wanted
        assert set(found) == expected, wanted
        assert set(all_ids(store, wanted, Order.BEST, 50)) == expected, wanted
        total = store.finding.count_statements(wanted)
        assert (total.count, total.is_exact) == (len(expected), True)
        assert store.finding.facets(wanted).counted == len(expected)


def test_newest_first_with_the_statements_of_a_report_in_text_order(store: SqlStore) -> None:
    readings = fill(store, 30)
    order = {
        one.statement.id: (
            -one.day,
            -readings.index(one.reading),
            one.reading.statements.index(one.statement),
        )
        for one in said_in(readings)
    }
    found = all_ids(store, StatementsWanted(acts=frozenset(Act)))
    assert found == sorted(found, key=order.__getitem__)


def test_best_first_puts_many_of_the_words_in_a_short_text_before_few_in_a_long_one(store: SqlStore) -> None:
    texts = [
        "harbour harbour now",
        "harbour and much else that goes on for long in this sentence of many words",
    ]
    for i, words in enumerate(texts):
        text = f"“{words}” said Ada."
        keep(store, make_capture(text), make_reading(text, said=[("Ada", words)], name=f"{i}"))
    page = store.finding.statements(StatementsWanted(words="harbour"), order=Order.BEST)
    assert [hit.words[0] for hit in page.hits] == texts
    assert page.ranked == 2


def test_a_hit_is_what_a_search_of_old_gives(store: SqlStore) -> None:
    fill(store, 10)
    old = {hit.statement.id: hit for hit in store.statements(StatementQuery(limit=500))}
    page = store.finding.statements(StatementsWanted(), limit=500)
    assert {hit.statement.id: hit for hit in page.hits} == old


@pytest.mark.parametrize("order", list(Order))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**16), limit=st.integers(1, 9), words=st.sampled_from([None, *WORDS[:3]]))
def test_no_page_repeats_or_leaves_out_anything_while_reports_are_added(
    store: SqlStore, order: Order, seed: int, limit: int, words: str | None
) -> None:
    rng = Random(seed)  # noqa: S311 -- a seed makes the reports come again
    offset = next(_FRESH) * 1_000
    for i in range(6):
        keep(store, *draw(offset + i, rng))
    wanted = StatementsWanted(words=words)
    before = set(all_ids(store, wanted, order, 50))
    found: list[str] = []
    after = None
    for i in range(6, 10_000):
        page = store.finding.statements(wanted, order=order, after=after, limit=limit)
        found += [hit.statement.id for hit in page.hits]
        after = page.following
        if after is None:
            break
        if i < 12:
            keep(store, *draw(offset + i, rng))
    assert len(found) == len(set(found))
    assert before <= set(found)


@pytest.mark.parametrize("cursor", ["", "x", "é", "A" * 5_000, "bm90IGEgY3Vyc29y", "////"])
def test_a_cursor_that_was_made_up_is_refused(store: SqlStore, cursor: str) -> None:
    fill(store, 3)
    with pytest.raises(BadRequest, match="cursor"):
        store.finding.statements(StatementsWanted(), after=cursor)
    with pytest.raises(BadRequest, match="cursor"):
        store.finding.known(after=cursor)


def test_a_cursor_of_another_question_is_refused(store: SqlStore) -> None:
    fill(store, 20)
    page = store.finding.statements(StatementsWanted(), limit=1)
    assert page.following
    for wanted, order in (
        (StatementsWanted(words="harbour"), Order.NEWEST),
        (StatementsWanted(words="harbour"), Order.BEST),
    ):
        with pytest.raises(BadRequest, match="cursor"):
            store.finding.statements(wanted, order=order, after=page.following)
    with pytest.raises(BadRequest, match="cursor"):
        store.finding.reports(ReportsWanted(), after=page.following)
    changed = page.following[:-2] + ("AA" if page.following[-2:] != "AA" else "BB")
    with pytest.raises(BadRequest, match="cursor"):
        store.finding.statements(StatementsWanted(), after=changed)


@pytest.mark.parametrize(
    "wanted",
    [StatementsWanted(by=("?",)), StatementsWanted(words="?"), StatementsWanted(topics=("word " * 30,))],
)
def test_a_name_without_a_word_is_refused(store: SqlStore, wanted: StatementsWanted) -> None:
    with pytest.raises(BadRequest):
        store.finding.statements(wanted)


def test_a_report_that_is_not_there_is_not_found(store: SqlStore) -> None:
    with pytest.raises(NotFound):
        store.finding.statements(StatementsWanted(report="0" * 24))


def test_one_report_is_searched_alone_whichever_edition_it_is(store: SqlStore) -> None:
    first, second = fill_editions(store)
    for reading in (first, second):
        wanted = StatementsWanted(report=reading.report.id, acts=frozenset(Act))
        assert set(all_ids(store, wanted)) == {one.id for one in reading.statements}
        wanted = replace(wanted, words="seven")
        assert set(all_ids(store, wanted)) == ids_where([reading], lambda one: "seven" in one.words)


def test_several_looks_give_each_statement_once_those_of_the_first_first(store: SqlStore) -> None:
    fill(store, 30)
    words, acts = " OR ".join(WORDS[:3]), frozenset(Act)
    near = StatementsWanted(said_by=frozenset({known_id(ADA)}), acts=acts)
    found = store.finding.together(
        [Look(near, 5), Look(StatementsWanted(words=words, acts=acts), 20, Order.BEST, is_thorough=True)]
    )
    first = store.finding.statements(near, limit=5).hits
    # Those that hold the words, the best of all, as the search of old ranks them.
    ranked = store.statements(StatementQuery(words=words, acts=acts, limit=20))
    assert found == tuple({hit.statement.id: hit for hit in (*first, *ranked)}.values())
    assert len(first) == 5 < len(found)
    assert store.finding.together([]) == ()
    assert store.finding.together([Look(StatementsWanted(said_by=frozenset({"nobody"})), 5)]) == ()


def test_a_thorough_look_leaves_out_earlier_editions(store: SqlStore) -> None:
    fill_editions(store)
    wanted = StatementsWanted(words="harbour", acts=frozenset(Act))
    found = store.finding.together([Look(wanted, 50, Order.BEST, is_thorough=True)])
    ranked = store.statements(StatementQuery(words="harbour", acts=frozenset(Act), limit=50))
    assert found == tuple(ranked)
    assert found


def test_earlier_editions_are_left_out_unless_asked_for(store: SqlStore) -> None:
    first, second = fill_editions(store)
    assert set(all_ids(store, StatementsWanted())) == ids_where([second], says)
    assert set(all_ids(store, StatementsWanted(all_editions=True))) == ids_where([first, second], says)
    page = store.finding.reports(ReportsWanted())
    assert [(hit.hit.line.id, hit.editions) for hit in page.hits] == [(second.report.id, 2)]
    assert len(store.finding.reports(ReportsWanted(all_editions=True)).hits) == 2
    check_in_step(store)


def fill_editions(store: SqlStore) -> tuple[Reading, Reading]:
    """Return two editions of one place, the later second."""
    found = []
    for i in (1, 2):
        text = f"“seven harbour {i}” said Ada Lindqvist. “north {i}” said Tomas Okoro."
        capture = make_capture(text, address="https://courier.example/a", fetched_at=NOON + timedelta(days=i))
        reading = make_reading(
            text,
            capture=capture,
            said=[(ADA, f"seven harbour {i}"), (TOMAS, f"north {i}")],
            name=str(i),
        )
        keep(store, capture, reading, place="a")
        found.append(reading)
    return found[0], found[1]


def test_reports_are_found_by_what_they_say_of_themselves(store: SqlStore) -> None:
    readings = fill(store, 30)
    for wanted, holds in (
        (ReportsWanted(), lambda _: True),
        (ReportsWanted(words="harbour"), lambda one: "harbour" in one.report.text),
        (ReportsWanted(words="-harbour"), lambda one: "harbour" not in one.report.text),
        (ReportsWanted(outlets=("courier",)), lambda one: one.report.metadata.outlet == "The Selm Courier"),
        (ReportsWanted(languages=frozenset({"ru"})), lambda one: one.report.metadata.language == "ru-Cyrl"),
        (ReportsWanted(topics=("water",)), lambda one: "Water" in one.report.metadata.topics),
        (ReportsWanted(series="papers", number="8"), lambda one: one.report.metadata.number == "8"),
        (
            ReportsWanted(until=FIRST_DAY + timedelta(days=30)),
            lambda one: (
                one.report.metadata.published
                and one.report.metadata.published <= FIRST_DAY + timedelta(days=30)
            ),
        ),
        (ReportsWanted(carried=frozenset({Carried.COPIED})), lambda _: False),
    ):
        expected = {one.report.id for one in readings if holds(one)}
        for order in Order:
            found: list[str] = []
            after = None
            while True:
                page = store.finding.reports(wanted, order=order, after=after, limit=4)
                found += [hit.hit.line.id for hit in page.hits]
                after = page.following
                if after is None:
                    break
            assert len(found) == len(set(found))
            assert set(found) == expected, wanted
            assert page.total.count == len(expected)
        assert store.finding.report_facets(wanted).counted == len(expected)


def test_a_found_report_is_shown_with_the_words_that_match(store: SqlStore) -> None:
    fill(store, 10)
    for found in store.finding.reports(ReportsWanted(words="harbour OR гавань"), limit=50).hits:
        marked = {found.hit.excerpt[start:end] for start, end in found.hit.matches}
        assert marked
        assert marked <= {"harbour", "гавань"}


def test_how_reports_stand_to_others_is_kept_in_step_with_reprints(store: SqlStore) -> None:
    a, b, c = (reading.report.id for reading in fill(store, 3))

    def states() -> dict[str, Carried]:
        return {one.hit.line.id: one.carried for one in store.finding.reports(ReportsWanted()).hits}

    assert set(states().values()) == {Carried.ALONE}
    with store.writing():
        store.traces.put([reprint(a, b, origin=a), reprint(b, c, origin=None)])
    assert states() == {a: Carried.ORIGINAL, b: Carried.COPIED, c: Carried.SHARED}
    page = store.finding.reports(ReportsWanted(carried=frozenset({Carried.COPIED, Carried.SHARED})))
    assert {one.hit.line.id for one in page.hits} == {b, c}
    with store.writing():
        store.traces.forget(b)
    assert set(states().values()) == {Carried.ALONE}


def reprint(a: str, b: str, *, origin: str | None) -> Reprint:
    return Reprint(a, b, 0.9, 0.9, origin, 0.9, (Passage(Span(0, 5), Span(0, 5)),), "tests", "tests 1")


def test_facets_count_what_a_look_at_all_counts(store: SqlStore) -> None:
    readings = fill(store, 40)
    every = [one for one in said_in(readings) if says(one)]
    facets = store.finding.facets(StatementsWanted(), limit=100)
    assert facets.is_all
    assert {count.name: count.count for count in facets.speakers} == Counter(one.speaker for one in every)
    assert {count.key for count in facets.speakers} == {known_id(one.speaker) for one in every}
    assert {count.key: count.count for count in facets.outlets} == Counter(
        one.meta.outlet for one in every if one.meta.outlet
    )
    assert {count.key: count.count for count in facets.kinds} == Counter(
        str(one.statement.kind) for one in every
    )
    assert {count.key: count.count for count in facets.languages} == Counter(
        one.meta.language for one in every if one.meta.language
    )
    assert {count.key: count.count for count in facets.months} == Counter(
        date.fromordinal(one.day).isoformat()[:7] for one in every if one.day
    )


def join(store: SqlStore, a: str, b: str) -> None:
    at = datetime(2024, 5, 1, tzinfo=UTC)
    with store.writing():
        store.judgements.add(
            [
                NewJudgement(
                    known_id(a), known_id(b), Verdict.SAME, "ed", is_person=True, at=at, because="same"
                )
            ]
        )
        store.judgements.unite(known_id(a), known_id(b))


def test_joined_identities_are_one_in_filters_facets_timelines_and_networks(store: SqlStore) -> None:
    readings = fill(store, 40)
    one_of = {ADA, ADA_ARABIC, ADA_RUSSIAN}
    join(store, ADA, ADA_ARABIC)
    join(store, ADA_RUSSIAN, ADA_ARABIC)
    every = [one for one in said_in(readings) if says(one)]
    own = {one.statement.id for one in every if one.speaker in one_of}
    for name in one_of:
        assert set(all_ids(store, StatementsWanted(said_by=frozenset({known_id(name)})))) == own
    speakers = store.finding.facets(StatementsWanted(), limit=100).speakers
    assert len(own) in {count.count for count in speakers}
    assert len(speakers) == len({one.speaker for one in every} - one_of) + 1
    dated = [one for one in every if one.day]
    line = store.finding.timeline([known_id(ADA)], step=Step.DAY)
    assert {(s.start.toordinal(), s.said) for s in line.stretches if s.said} == set(
        Counter(one.day for one in dated if one.speaker in one_of).items()
    )
    ever = store.finding.network(nodes=50)
    assert not [edge for edge in ever.edges if edge.by == edge.of]
    expected: Counter[tuple[str, str]] = Counter()
    for one in every:
        for other in one.about:
            by, of = (ADA if name in one_of else name for name in (one.speaker, other))
            if by != of:
                expected[by, of] += 1
    name_of = {node.cluster: ADA if node.name in one_of else node.name for node in ever.nodes}
    assert {(name_of[edge.by], name_of[edge.of]): edge.count for edge in ever.edges} == expected
    check_in_step(store)


@pytest.mark.parametrize("step", list(Step))
def test_a_timeline_counts_each_stretch(store: SqlStore, step: Step) -> None:
    readings = fill(store, 40)
    starts: dict[Step, Callable[[date], date]] = {
        Step.DAY: lambda day: day,
        Step.WEEK: lambda day: day - timedelta(days=day.weekday()),
        Step.MONTH: lambda day: day.replace(day=1),
    }
    start = starts[step]
    dated = [one for one in said_in(readings) if says(one) and one.day]
    line = store.finding.timeline([known_id(ADA)], step=step)
    assert {s.start: s.said for s in line.stretches if s.said} == Counter(
        start(date.fromordinal(one.day)) for one in dated if one.speaker == ADA
    )
    assert {s.start: s.said_of for s in line.stretches if s.said_of} == Counter(
        start(date.fromordinal(one.day)) for one in dated if ADA in one.about
    )
    asked = store.finding.timeline_of(StatementsWanted(words="harbour"), step=step)
    assert {s.start: s.said for s in asked.stretches} == Counter(
        start(date.fromordinal(one.day)) for one in dated if "harbour" in one.words
    )
    assert asked.is_all


def test_the_most_talkative_of_a_period_are_counted_by_the_days_of_what_they_said(store: SqlStore) -> None:
    readings = fill(store, 40)
    every = [one for one in said_in(readings) if says(one)]
    for since, until in (
        (FIRST_DAY, FIRST_DAY + timedelta(days=10)),
        (None, FIRST_DAY + timedelta(days=35)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 6, 1), date(2025, 6, 30)),
    ):
        low, high = (since or date.min).toordinal(), until.toordinal()
        expected = Counter(one.speaker for one in every if one.day and low <= one.day <= high)
        found = store.finding.speakers(since, until)
        assert {count.name: count.count for count in found} == expected


def test_a_network_of_a_period_holds_what_was_said_in_its_months(store: SqlStore) -> None:
    readings = fill(store, 40)
    every = [one for one in said_in(readings) if says(one) and one.day]
    found = store.finding.network(since=date(2024, 1, 15), until=date(2024, 2, 29), nodes=50)
    assert (found.since, found.until, found.counted) == (date(2024, 1, 1), date(2024, 2, 29), None)
    within = [one for one in every if one.day <= date(2024, 2, 29).toordinal()]
    assert sum(edge.count for edge in found.edges) == sum(len(one.about) for one in within)
    short = store.finding.network(since=FIRST_DAY, until=FIRST_DAY + timedelta(days=9), nodes=50)
    within = [one for one in every if one.day <= FIRST_DAY.toordinal() + 9]
    assert short.counted == len(within)
    assert sum(edge.count for edge in short.edges) == sum(len(one.about) for one in within)
    around = store.finding.network(around=[known_id(ADA)], nodes=50)
    assert {known_id(ADA)} == set.intersection(*({edge.by, edge.of} for edge in around.edges))
    few = store.finding.network(nodes=2)
    assert len(few.nodes) == 2
    assert not few.is_all


def test_outlets_side_by_side_have_their_own_statements_and_names(store: SqlStore) -> None:
    readings = fill(store, 40)
    found = store.finding.compare_outlets(StatementsWanted(said_by=frozenset({known_id(ADA)})), outlets=9)
    own = [one for one in said_in(readings) if says(one) and one.speaker == ADA and one.meta.outlet]
    assert {view.outlet: view.statements for view in found.outlets} == Counter(one.meta.outlet for one in own)
    for view in found.outlets:
        assert {hit.outlet for hit in view.hits} == {view.outlet}
        assert [count.name for count in view.calls] == [ADA]
        assert [count.name for count in view.speakers] == [ADA]
        assert view.reports == len({one.reading.report.id for one in own if one.meta.outlet == view.outlet})


def test_those_who_are_known_come_by_how_much_they_say(store: SqlStore) -> None:
    readings = fill(store, 40)
    spoken = Counter(one.speaker for one in said_in(readings))
    lines: list[KnownLine] = []
    after = None
    while True:
        page = store.finding.known(after=after, limit=2)
        lines += page.lines
        after = page.following
        if after is None:
            break
    assert {line.name: line.statements for line in lines} == {name: spoken[name] for name in PEOPLE}
    assert [line.statements for line in lines] == sorted(spoken.values(), reverse=True)
    assert {line.name for line in store.finding.known(part="Lindqvist").lines} == {ADA}
    assert {line.name for line in store.finding.known(types={IdentityType.ORGANIZATION}).lines} == {UNION}
    assert {line.name for line in store.finding.names_like("ada lin")} == {ADA}
    assert {line.name for line in store.finding.names_like("o")} == {TOMAS}
    assert store.finding.names_like("?") == ()
    join(store, ADA, TOMAS)
    (line,) = store.finding.known(part="okoro").lines
    assert (line.statements, line.members) == (spoken[ADA] + spoken[TOMAS], 2)


def test_outlets_are_listed_with_their_reports(store: SqlStore) -> None:
    readings = fill(store, 20)
    expected = Counter(one.report.metadata.outlet for one in readings if one.report.metadata.outlet)
    assert {count.key: count.count for count in store.finding.outlets()} == expected


def test_today_tells_what_came_in(store: SqlStore) -> None:
    readings = fill(store, 30)
    with store.writing():
        store.traces.put(
            [reprint(readings[3].report.id, readings[4].report.id, origin=readings[3].report.id)]
        )
    found = store.finding.today(NOON, NOON + timedelta(hours=24), limit=100)
    came = readings[:24]
    assert (found.reports, found.is_all, found.copied, found.changed) == (24, True, 1, 0)
    assert found.statements == len([one for one in said_in(came) if says(one)])
    assert {count.key: count.count for count in found.outlets} == Counter(
        one.report.metadata.outlet for one in came if one.report.metadata.outlet
    )
    assert {count.key: count.count for count in found.topics} == Counter(
        topic for one in came for topic in one.report.metadata.topics
    )
    assert {count.name: count.count for count in found.speakers} == Counter(
        one.speaker for one in said_in(came) if says(one)
    )
    assert found.newest[0] == readings[23].report.id
    assert store.finding.today(NOON - timedelta(days=9), NOON).reports == 0


def test_origins_are_asked_for_where_they_were_counted_and_the_rest_is_told(store: SqlStore) -> None:
    readings = fill(store, 20)
    every = sorted(ids_where(readings, says))
    with store.writing():
        store.finding.keep_origins(every[:3], 2)
        store.finding.keep_origins(every[3:5], 30)
    assert set(all_ids(store, StatementsWanted(origins=2))) == set(every[:5])
    assert set(all_ids(store, StatementsWanted(origins=3))) == set(every[3:5])
    assert store.finding.statements(StatementsWanted(origins=2)).uncounted == len(every) - 5
    own = next(one for one in readings if one.statements)
    with store.writing():
        store.registry.unfile(own.report.id)
        store.replace(own)
    assert not set(all_ids(store, StatementsWanted(origins=1))) & {one.id for one in own.statements}


def test_all_is_kept_in_step_as_reports_come_go_and_are_read_again(store: SqlStore) -> None:
    readings = fill(store, 12)
    check_in_step(store)
    for reading in readings[:6]:
        with store.writing():
            gone = store.registry.unfile(reading.report.id)
            if readings.index(reading) % 2:
                store.remove(reading.report.id, by="ed", reason="tests", at=NOON)
                store.registry.forget(gone)
            else:
                store.replace(replace(reading, statements=reading.statements[1:]))
    left = [*(replace(one, statements=one.statements[1:]) for one in readings[:6:2]), *readings[6:]]
    assert set(all_ids(store, StatementsWanted())) == ids_where(left, says)
    check_in_step(store)


def test_an_empty_desk_answers(store: SqlStore) -> None:
    finding = store.finding
    assert finding.statements(StatementsWanted()).hits == ()
    assert finding.reports(ReportsWanted(words="a")).hits == ()
    assert finding.facets(StatementsWanted()).counted == 0
    assert finding.speakers(None, date(2024, 1, 1)) == finding.speakers(None, None) == ()
    assert finding.network().nodes == finding.network(since=date(2024, 1, 1)).nodes == ()
    assert finding.timeline([], step=Step.DAY).stretches == ()
    assert finding.known().lines == ()
    assert finding.outlets() == ()
    assert finding.today(NOON, NOON + timedelta(days=1)).reports == 0


def check_in_step(store: SqlStore) -> None:
    """Check that what is kept for finding is what the reports, written anew, would give."""
    engine = store._place.engine
    with engine.connect() as connection:
        before = snapshot(connection)
        numbers = connection.scalars(sa.select(tables.reports.c.n).order_by(tables.reports.c.n)).all()
        index = index_of(store._place.dialect)
        for n in numbers:
            places.leave(connection, index, n)
        for table in (
            tables_finding.known_counts,
            tables_finding.said_of_counts,
            tables_finding.statement_subjects,
        ):
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0
        for n in numbers:
            places.enter_again(connection, index, n)
        after = snapshot(connection)
        connection.rollback()
    assert before == after


def snapshot(connection: sa.Connection) -> dict[str, object]:
    """Return what is kept for finding, without the places and without what only an editor's question gave."""
    at = tables_finding.statement_places.c
    found: dict[str, object] = {
        table.name: sorted(map(tuple, connection.execute(sa.select(table))))
        for table in (tables_finding.known_counts, tables_finding.said_of_counts)
    }
    found["statements"] = sorted(
        map(
            tuple,
            connection.execute(
                sa.select(
                    at.report_n,
                    at.position,
                    at.kind,
                    at.act,
                    sa.func.coalesce(at.speaker_n, 0),
                    at.is_counted,
                )
            ),
        )
    )
    found["reports"] = sorted(
        map(
            tuple,
            connection.execute(
                sa.select(
                    tables_finding.report_places.c.report_n,
                    tables_finding.report_places.c.carried,
                    tables_finding.report_places.c.is_latest,
                )
            ),
        )
    )
    members = connection.execute(
        sa.select(tables.known.c.cluster_n, sa.func.sum(tables.known.c.statements), sa.func.count()).group_by(
            tables.known.c.cluster_n
        )
    )
    clusters = tables_finding.known_clusters.c
    listed = connection.execute(sa.select(clusters.cluster_n, clusters.statements, clusters.members))
    assert sorted((n, int(said), count) for n, said, count in members) == sorted(map(tuple, listed))
    marked = (
        sa.select(sa.text("marks")).select_from(sa.text("statement_words"))
        if connection.dialect.name == "sqlite"
        else sa.select(sa.cast(tables_finding.statement_marks.c.marks, sa.Text))
    )
    found["marks"] = sorted(connection.scalars(marked))
    return found


def test_the_day_that_counts_is_when_it_was_said(store: SqlStore) -> None:
    readings = fill(store, 30)
    said_on = [one for one in said_in(readings) if one.statement.said_on]
    assert said_on
    for one in said_on[:3]:
        day = date.fromordinal(day_of(one.statement, one.reading))
        assert one.statement.id in all_ids(store, StatementsWanted(since=day, until=day, acts=frozenset(Act)))
