"""What `ports.Store` promises, held to by every database that a desk can live in."""

import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.adapters.store import SqlStore, open_store, tables
from onrecord.adapters.store import store as store_module
from onrecord.errors import BadRequest, EvidenceBroken, NotFound, StoreError
from onrecord.model import (
    Act,
    Block,
    BlockKind,
    Capture,
    ChainLink,
    ChainRole,
    Citation,
    CrossReference,
    Footnote,
    Ground,
    IdentityType,
    Metadata,
    Reading,
    Span,
    StatementKind,
    Timing,
)
from onrecord.ports import StatementQuery, Store
from tests.factory import (
    NOON,
    TEXT,
    make_capture,
    make_identity,
    make_reading,
    make_report,
    make_statement,
    span_of,
)


def keep(store: Store, reading: Reading, capture: Capture | None = None) -> Reading:
    with store.writing():
        store.add(capture or make_capture(reading.report.text), reading)
    return reading


def keep_text(store: Store, text: str, name: str = "a.txt", published: date | None = None) -> Reading:
    return keep(store, make_reading(text, name=name, said=[], published=published))


def full_reading() -> Reading:
    """Return a reading in which every field of the model holds something."""
    text = TEXT + "[1] Radio Selm (Northland), March 4, 2024. See Part II.\n"
    meta = Metadata(
        title="Harbour talks resume",
        outlet="The Selm Courier",
        series="Harbour Notes",
        number="12",
        published=date(2024, 3, 4),
        authors=("Ines Moreau", "K. Ō’Hara"),
        topics=("Northland", "Harbours"),
        section="News",
        language="en",
        reprint_of="Northland Press Agency",
        broadcaster="Radio Selm",
        canonical_address="https://courier.example/harbour/12",
        grounds=(Ground("title", "the first line", 0.95, Span(0, 20)), Ground("section", "a link", 0.5)),
    )
    report = make_report(text, metadata=meta)
    note = span_of(text, "[1] Radio Selm (Northland), March 4, 2024.")
    report = replace(
        report,
        blocks=(
            Block(BlockKind.HEADING, span_of(text, "Harbour talks resume"), level=1),
            Block(BlockKind.FOOTNOTE, note, label=span_of(text, "[1]"), time=(1.25, 7.0)),
        ),
        footnotes=(
            Footnote(
                "[1]",
                (Span(5, 5), Span(6, 7)),
                note,
                (
                    Citation("Radio Selm", "Northland", date(2024, 3, 4), span_of(text, "Radio Selm (")),
                    Citation(None, None, None, Span(0, 0)),
                ),
            ),
            Footnote("[2]", (), None),
        ),
        cross_references=(CrossReference(span_of(text, "See Part II."), "Part II"),),
        undecodable=3,
        times=(Timing(Span(0, 5), 0.1 + 0.2, 3_601.001), Timing(Span(6, 9), 3_601.001, 3_700.0)),
    )
    ada = make_identity(report, "Ada Lindqvist", "Lindqvist", "أدا ليندكفيست")
    tomas = make_identity(report, "Tomas Okoro")
    union = make_identity(report, "the Dockers’ Union", type_=IdentityType.ORGANIZATION)
    guard = make_identity(report, "a harbour guard", named=False)
    first = make_statement(
        report,
        [span_of(text, "The harbour"), span_of(text, "belongs to everybody.")],
        by=ada,
        cue="said",
        kind=StatementKind.MIXED,
        act=Act.PROMISE,
        about=(union, tomas),
        addressee=tomas,
        said_on=date(2024, 3, 1),
        venue="interview with Radio Selm",
        chain=(
            ChainLink("Radio Selm", ChainRole.BROADCASTER, span_of(text, "Radio Selm.")),
            ChainLink("The Selm Courier", ChainRole.PUBLISHER),
        ),
        confidence=0.1 + 0.2,
    )
    first = replace(first, time=(0.1 + 0.2, 3_700.0))
    second = make_statement(report, "We will answer in June,", by=guard, act=Act.WANT, nested_in=first.id)
    nobody = make_statement(report, "Harbour talks resume", kind=StatementKind.HEADING, chain=())
    return Reading(report, (ada, tomas, union, guard), (nobody, first, second))


# --- keeping ---------------------------------------------------------------------------------------


def test_a_reading_comes_back_equal_in_every_field(store: SqlStore) -> None:
    reading = full_reading()
    capture = make_capture(
        reading.report.text,
        address="https://courier.example/harbour?a=1",
        fetched_at=datetime(2024, 3, 5, 23, 59, 59, 999_999, tzinfo=UTC),
        media_type="text/html",
        charset="windows-1252",
        headers=(("Content-Type", "text/html"), ("X-A", "ü"), ("X-A", "again")),
    )
    reading = replace(
        reading,
        report=replace(reading.report, id=capture.id),
        statements=tuple(replace(s, report=capture.id) for s in reading.statements),
    )
    keep(store, reading, capture)
    assert store.reading(capture.id) == reading
    assert store.report(capture.id) == reading.report
    [record] = store.captures()
    assert (record.capture, record.report) == (capture, capture.id)
    assert record.capture.fetched_at.tzinfo is UTC


def test_adding_the_same_capture_again_changes_nothing(store: SqlStore) -> None:
    reading = keep(store, make_reading())
    counts = store.counts()
    with store.writing():
        store.add(make_capture(), replace(reading, statements=()))
    assert store.counts() == counts == {"captures": 1, "reports": 1, "identities": 2, "statements": 2}
    assert store.reading(reading.report.id) == reading


def test_the_same_file_from_another_place_is_the_same_capture(store: SqlStore) -> None:
    keep(store, make_reading())
    moved = make_capture(address="file:///elsewhere/copy.txt")
    keep(store, make_reading(capture=moved, name="copy.txt"), moved)
    assert store.counts()["captures"] == 1


def test_has_capture_tells_what_is_kept(store: SqlStore) -> None:
    assert not store.has_capture(make_capture().id)
    keep(store, make_reading())
    assert store.has_capture(make_capture().id)
    assert not store.has_capture("")


def test_a_reading_of_another_capture_is_refused(store: SqlStore) -> None:
    with pytest.raises(BadRequest, match="not read from this capture"), store.writing():
        store.add(make_capture("other bytes"), make_reading())
    assert store.counts()["captures"] == 0


def test_a_time_without_its_zone_is_refused(store: SqlStore) -> None:
    naive = make_capture(fetched_at=NOON.replace(tzinfo=None))
    with pytest.raises(BadRequest, match="no time zone"), store.writing():
        store.add(naive, make_reading())


def test_a_statement_of_another_report_is_refused(store: SqlStore) -> None:
    reading = make_reading()
    strange = replace(reading, statements=(replace(reading.statements[0], report="another"),))
    with pytest.raises(BadRequest, match="another report"), store.writing():
        store.add(make_capture(), strange)


def test_a_time_from_another_zone_comes_back_as_the_same_moment_in_utc(store: SqlStore) -> None:
    zone = datetime.fromisoformat("2024-03-05T01:30:00+03:30")
    keep(store, make_reading(), make_capture(fetched_at=zone))
    [record] = store.captures()
    assert record.capture.fetched_at == zone
    assert record.capture.fetched_at.utcoffset() == timedelta(0)


def test_a_new_reading_takes_the_place_of_the_old_one(store: SqlStore) -> None:
    old = keep(store, make_reading())
    other = keep(store, make_reading("Elsewhere, Ada Lindqvist agreed.", name="other.txt", said=[]))
    report = replace(old.report, made_by="tests 2", metadata=Metadata(title="New", outlet="The Evening Post"))
    who = make_identity(report, "Radio Selm", type_=IdentityType.OUTLET)
    new = Reading(report, (who,), (make_statement(report, "Harbour talks resume", by=who),))
    with store.writing():
        store.replace(new)
    assert store.reading(report.id) == new
    assert store.reading(other.report.id) == other
    assert store.counts() == {"captures": 2, "reports": 2, "identities": 1, "statements": 1}
    assert store.statements(StatementQuery(by="Okoro")) == []
    assert store.statements(StatementQuery(words="June")) == []
    assert store.statements(StatementQuery(outlet="Courier")) == []
    assert [hit.statement for hit in store.statements(StatementQuery(by="selm", words="resume"))] == list(
        new.statements
    )
    with store.writing():
        store.replace(old)
    assert store.reading(report.id) == old
    assert len(store.statements(StatementQuery(words="June", by="Okoro", outlet="Courier"))) == 1


def test_a_reading_without_its_capture_cannot_be_replaced(store: SqlStore) -> None:
    with pytest.raises(NotFound, match="not kept"), store.writing():
        store.replace(make_reading())


def test_a_reading_of_other_bytes_cannot_take_the_place(store: SqlStore) -> None:
    reading = keep(store, make_reading())
    with pytest.raises(BadRequest, match="bytes of its capture"), store.writing():
        store.replace(replace(reading, report=replace(reading.report, capture="0" * 64)))


def test_an_unknown_report_is_not_found(store: SqlStore) -> None:
    for ask in (store.reading, store.report):
        with pytest.raises(NotFound):
            ask("0" * 24)


# --- transactions ----------------------------------------------------------------------------------


def test_an_error_takes_back_the_whole_transaction(store: SqlStore) -> None:
    class Stop(Exception):
        pass

    def write_and_stop() -> None:
        with store.writing():
            store.add(make_capture(), make_reading())
            assert store.counts()["captures"] == 1
            raise Stop

    with pytest.raises(Stop):
        write_and_stop()
    assert store.counts() == {"captures": 0, "reports": 0, "identities": 0, "statements": 0}
    assert store.search_reports("harbour") == []


def test_a_report_that_cannot_be_added_does_not_take_the_others_along(store: SqlStore) -> None:
    other = make_reading("Another text.", said=[], name="b.txt")
    with store.writing():
        store.add(make_capture(), make_reading())
        with pytest.raises(BadRequest):
            store.add(make_capture("x"), other)
        with pytest.raises(NotFound):
            store.replace(other)
        store.add(make_capture("Another text."), other)
    assert store.counts()["reports"] == 2


def test_readers_see_only_what_is_committed(store: SqlStore, url: str) -> None:
    with open_store(url, read_only=True) as reader:
        with store.writing():
            store.add(make_capture(), make_reading())
            assert reader.counts()["captures"] == 0
        assert reader.counts()["captures"] == 1


def test_other_threads_read_while_one_writes(store: SqlStore) -> None:
    seen: list[int] = []
    with store.writing():
        store.add(make_capture(), make_reading())
        other = threading.Thread(target=lambda: seen.append(store.counts()["captures"]))
        other.start()
        other.join()
    assert seen == [0]


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(store: SqlStore, url: str) -> None:
    with open_store(url, wait_seconds=0.1) as second:
        with store.writing(), pytest.raises(StoreError, match="another program is writing"), second.writing():
            pass
        keep(second, make_reading())
    assert store.counts()["captures"] == 1


def test_a_killed_writer_leaves_whole_transactions_only(store: SqlStore, url: str) -> None:
    code = (
        "import os, signal, sys\n"
        "from onrecord.adapters.store import open_store\n"
        "from tests.factory import make_capture, make_reading\n"
        "store = open_store(sys.argv[1])\n"
        "with store.writing():\n"
        "    store.add(make_capture('kept'), make_reading('kept', said=[]))\n"
        "with store.writing():\n"
        "    store.add(make_capture('lost'), make_reading('lost', said=[]))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code, url], check=False, timeout=60, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == -signal.SIGKILL
    assert [line.title for line in store.reports()] == ["kept"]
    keep_text(store, "lost")
    assert store.counts()["reports"] == 2


def test_a_closed_store_says_so(url: str) -> None:
    store = open_store(url, create=True)
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.counts()


def test_a_desk_opened_read_only_refuses_to_be_written(store: SqlStore, url: str) -> None:
    keep(store, make_reading())
    with open_store(url, read_only=True) as reader:
        assert reader.counts()["reports"] == 1
        with pytest.raises(StoreError, match="read-only") as caught, reader.writing():
            reader.add(make_capture("x"), make_reading("x", said=[]))
    assert caught.value.__cause__ is not None
    assert store.counts()["reports"] == 1


# --- opening ---------------------------------------------------------------------------------------


def test_a_place_without_a_desk_is_not_turned_into_one_by_opening_it(url: str) -> None:
    with pytest.raises(StoreError, match="no desk here") as caught:
        open_store(url)
    assert caught.value.subject
    open_store(url, create=True).close()
    open_store(url).close()
    open_store(url, create=True).close()


def test_a_database_of_something_else_is_left_alone(url: str) -> None:
    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (title TEXT)")
    engine.dispose()
    with pytest.raises(StoreError, match="holds something else"):
        open_store(url, create=True)


def test_a_desk_of_a_newer_version_says_how_to_upgrade(store: SqlStore, url: str) -> None:
    engine = store._place.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="newer OnRecord; upgrade with: pip install -U onrecord"):
            open_store(url, read_only=read_only)


def test_a_desk_cannot_be_made_read_only(url: str) -> None:
    with pytest.raises(BadRequest, match="read-only"):
        open_store(url, create=True, read_only=True)


# --- listing ---------------------------------------------------------------------------------------


def test_captures_come_oldest_first_over_many_pages(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_PAGE", 2)
    times = [NOON + timedelta(minutes=m) for m in (5, 3, 3, 3, 9, 1, 3)]
    with store.writing():
        for i, fetched_at in enumerate(times):
            capture = make_capture(f"text {i}", fetched_at=fetched_at)
            store.add(capture, make_reading(f"text {i}", said=[]))
    records = store.captures()
    seen = [next(records)]
    keep_text(store, "added meanwhile")
    seen += records
    old = [record.capture.fetched_at for record in seen if record.capture.fetched_at != NOON]
    assert old == sorted(times)
    assert len({record.capture.id for record in seen}) == len(seen)


def test_reports_are_listed_newest_first_then_by_name(store: SqlStore) -> None:
    for name, published in [
        ("b.txt", date(2024, 1, 1)),
        ("a.txt", date(2024, 1, 1)),
        ("old.txt", date(1999, 5, 5)),
        ("Émile.txt", date(2024, 1, 1)),
        ("undated.txt", None),
        ("new.txt", date(2024, 2, 1)),
    ]:
        keep_text(store, f"text of {name}", name, published)
    names = [line.name for line in store.reports()]
    assert names == ["new.txt", "a.txt", "b.txt", "Émile.txt", "old.txt", "undated.txt"]
    assert [line.name for line in store.reports(limit=2)] == names[:2]
    assert list(store.reports(limit=0)) == []


def test_a_line_of_the_listing_tells_what_the_report_holds(store: SqlStore) -> None:
    reading = keep(store, make_reading())
    [line] = store.reports()
    assert (line.id, line.name, line.title, line.outlet, line.published, line.statements) == (
        reading.report.id,
        "harbour.txt",
        "Harbour talks resume",
        "The Selm Courier",
        date(2024, 3, 4),
        2,
    )


# --- finding one report ----------------------------------------------------------------------------


def test_a_report_is_found_by_id_name_end_of_name_and_address(store: SqlStore) -> None:
    page = make_capture("page", address="https://courier.example/a/b?q=1")
    meta = Metadata(canonical_address="https://courier.example/a")
    reading = make_reading("page", capture=page, name="https://courier.example/a/b", metadata=meta, said=[])
    keep(store, reading, page)
    file = make_capture("file", address="file:///desk/reports/one.txt")
    keep(store, make_reading("file", capture=file, name="reports/one.txt", said=[]), file)
    for key in (page.id, page.id[:4], page.id[:9].upper(), page.address, "https://courier.example/a", "b"):
        assert store.find_report(key) == page.id
    for key in (file.id, "reports/one.txt", "one.txt", "file:///desk/reports/one.txt"):
        assert store.find_report(key) == file.id
    for key in ("", "one", "ports/one.txt", page.id[:3], "%", "_ne.txt", "no such report", "é\x00"):
        with pytest.raises(NotFound):
            store.find_report(key)


def test_a_name_that_several_reports_share_lists_them(store: SqlStore) -> None:
    first = keep_text(store, "one", "a/same.txt")
    second = keep_text(store, "two", "b/same.txt")
    with pytest.raises(BadRequest) as caught:
        store.find_report("same.txt")
    assert first.report.id[:12] in str(caught.value)
    assert "b/same.txt" in str(caught.value)
    assert store.find_report("b/same.txt") == second.report.id


def test_a_whole_name_goes_before_the_end_of_another(store: SqlStore) -> None:
    keep_text(store, "one", "a/same.txt")
    plain = keep_text(store, "two", "same.txt")
    assert store.find_report("same.txt") == plain.report.id


# --- finding one statement -------------------------------------------------------------------------


def test_a_statement_is_found_by_its_id_and_by_the_start_of_it(store: SqlStore) -> None:
    reading = keep(store, make_reading())
    first, second = reading.statements
    assert store.find_statement(first.id) == (reading.report.id, first.id)
    assert store.find_statement(second.id[:10].upper()) == (reading.report.id, second.id)
    for key in ("", second.id[:3], second.id + "0", reading.report.id, "harbour.txt", "%", "é\x00"):
        with pytest.raises(NotFound, match="no statement has this id"):
            store.find_statement(key)


def test_statements_whose_ids_start_alike_are_listed(store: SqlStore) -> None:
    reading = make_reading()
    one, other = (
        replace(said, id=id_) for said, id_ in zip(reading.statements, ("ab12cd", "ab12ce"), strict=True)
    )
    keep(store, replace(reading, statements=(one, other)))
    with pytest.raises(BadRequest, match=r"several .* ab12cd \(harbour.txt\), ab12ce \(harbour.txt\)"):
        store.find_statement("ab12")
    assert store.find_statement("ab12ce") == (reading.report.id, "ab12ce")


def test_words_are_counted_by_statements_and_no_further_than_asked(store: SqlStore) -> None:
    said = [("Ada Lindqvist", "The harbour stays."), ("Ada Lindqvist", "Our harbour, the harbour.")]
    text = "\n\n".join(f"{who}: “{words}”" for who, words in said)
    keep(store, make_reading(text, name="a.txt", said=said))
    asked = ["harbour", "stays", "quay", "two words", "", "é\x00"]
    assert store.count_words(asked, most=10) == {"harbour": 2, "stays": 1, "quay": 0, "e": 0}
    assert store.count_words(["harbour"], most=1) == {"harbour": 1}
    assert store.count_words([], most=10) == {}
    assert store.count_words((f"word{n}" for n in range(450)), most=2) == {f"word{n}": 0 for n in range(450)}


def test_words_that_were_counted_are_counted_anew_after_a_change(store: SqlStore) -> None:
    first = make_reading(
        "Ada Lindqvist: “The harbour stays.”", name="a.txt", said=[("Ada Lindqvist", "The harbour stays.")]
    )
    second = make_reading(
        "Ada Lindqvist: “Our harbour.”", name="b.txt", said=[("Ada Lindqvist", "Our harbour.")]
    )
    keep(store, first)
    assert [store.count_words(["harbour", "our"], most=9) for _ in range(2)] == [{"harbour": 1, "our": 0}] * 2
    with store.writing():
        keep(store, second)
        assert store.count_words(["harbour", "our"], most=9) == {"harbour": 2, "our": 1}
    assert store.count_words(["harbour", "our"], most=9) == {"harbour": 2, "our": 1}
    store.remove(first.report.id, by="M. Kern", reason="a test", at=NOON)
    assert store.count_words(["harbour", "our", "stays"], most=9) == {"harbour": 1, "our": 1, "stays": 0}
    with suppress(RuntimeError), store.writing():
        keep(store, first)
        assert store.count_words(["harbour"], most=9) == {"harbour": 2}
        raise RuntimeError("taken back")
    assert store.count_words(["harbour"], most=9) == {"harbour": 1}


# --- searching reports -----------------------------------------------------------------------------

SEARCHED = {
    "harbour": "The harbour of Selm is closed. Na’im al-Qāssem’s reply came at noon.",
    "strike": "A strike closed the port; no harbour guard was hurt. It’s l’accord d'hier.",
    "french": "Le président s’est félicité: « la Pêche continue ».",
    "arabic": "قال نعيم قاسم إن المَرفأ للجميع",
    "russian": "Мэр заявила, что гавань — для всех. Ёлка",
    "chinese": "市長說和平談判將於六月恢復。",
    "hebrew": "ראש העיר אמרה שהנמל שייך לכולם",
    "turkish": "İstanbul limanı açıldı; ISPARTA da.",
    "code": "snake_case 0x1F C++ a.b@c.example ½ ﬁne 𞤀𞤣𞤤𞤢𞤥",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("harbour", "harbour strike"),
        ("HARBOUR closed", "harbour strike"),
        ('"harbour of selm"', "harbour"),
        ('"of harbour"', ""),
        ("harbour -guard", "harbour"),
        ('closed -"harbour guard"', "harbour"),
        ("selm OR guard", "harbour strike"),
        ("selm OR guard strike", "strike"),
        ('harbour "closed the port" OR noon', "harbour strike"),
        ("harbour or", ""),
        ("OR harbour OR", "harbour strike"),
        ("Naim", "harbour"),
        ("Na'im", "harbour"),
        ("qassem", "harbour"),
        ("Qāssem’s", "harbour"),
        ("al-Qassem", "harbour"),
        ("“na’im al qassem”", "harbour"),
        ("accord", "strike"),
        ("laccord", "strike"),
        ("hier", "strike"),
        ('"accord hier"', "strike"),
        ('"it laccord"', ""),
        ('"al qassem reply"', "harbour"),
        ("peche", "french"),
        ("felicite président", "french"),
        ("«la peche»", "french"),
        ("المرفأ", "arabic"),
        ("نعيم قاسم", "arabic"),
        ("ГАВАНЬ", "russian"),
        ("ёлка", "russian"),
        ("和平", "chinese"),
        ("平和", ""),
        ("六月 市長", "chinese"),
        ("הנמל", ""),
        ("שהנמל", "hebrew"),
        ("istanbul", "turkish"),
        ("snake_case", "code"),
        ("snake", ""),
        ("0x1f", "code"),
        ("fine", "code"),
        ("𞤀𞤣𞤤𞤢𞤥", "code"),
        ("har", ""),
        ("harbour*", "harbour strike"),
        ("h?rbour", ""),
    ],
)
def test_the_query_language_means_the_same_on_every_database(store: SqlStore, query: str, found: str) -> None:
    with store.writing():
        for name, text in SEARCHED.items():
            store.add(make_capture(text), make_reading(text, name=name, said=[]))
    assert {hit.line.name for hit in store.search_reports(query)} == set(found.split())


@pytest.mark.parametrize("query", ["", " ", "-", '"', '""', "OR", "-harbour", "!!!", "’", "\x00", '-"a b"'])
def test_a_query_without_a_word_to_look_for_is_refused(store: SqlStore, query: str) -> None:
    with pytest.raises(BadRequest, match="no word"):
        store.search_reports(query)
    with pytest.raises(BadRequest, match="no word"):
        store.statements(StatementQuery(words=query))


@pytest.mark.parametrize(
    "query",
    [
        "harbour' OR 1=1 --",
        "harbour AND NOT NEAR(selm, 3)",
        "words:harbour ^harbour {harbour}",
        "harbour & ! | <-> :* \\ '",
        "harbour\x00selm \ud800",
        "(harbour",
        "harbour)",
        '"harbour',
        "%s %(a)s :a ?",
        "harbour " * 400,
    ],
)
def test_nothing_in_a_query_reaches_the_database_as_its_own_language(store: SqlStore, query: str) -> None:
    keep_text(store, SEARCHED["harbour"])
    assert isinstance(store.search_reports(query), list)


def test_a_pasted_page_is_refused_with_the_limit(store: SqlStore) -> None:
    with pytest.raises(BadRequest, match="more than 500 words"):
        store.search_reports("word " * 501)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.characters(codec=None), max_size=60) | st.from_regex(r"[-\"a OR*:'’&|!()]{0,30}"))
def test_any_query_gives_hits_or_one_clear_refusal(store: SqlStore, query: str) -> None:
    for ask in (
        lambda: store.search_reports(query),
        lambda: store.statements(StatementQuery(words=query, by=query, about=query, outlet=query)),
        lambda: store.find_report(query),
        lambda: store.find_statement(query),
    ):
        with suppress(BadRequest, NotFound):
            assert ask() is not None


def test_the_report_that_is_about_it_comes_first(store: SqlStore) -> None:
    keep_text(store, "A long text. " + "Other matters filled the day. " * 40 + "harbour", "passing.txt")
    keep_text(store, "The harbour, the harbour and again the harbour.", "about.txt")
    assert [hit.line.name for hit in store.search_reports("harbour")] == ["about.txt", "passing.txt"]
    assert [hit.line.name for hit in store.search_reports("harbour", limit=1)] == ["about.txt"]
    assert store.search_reports("harbour", limit=0) == []


def test_an_excerpt_is_cut_from_the_text_around_the_first_match(store: SqlStore) -> None:
    text = "Before. " * 100 + "Then Na’im  al-Qāssem\x00 spoke\u200f of Qassem’s boats. " + "After. " * 100
    keep_text(store, text)
    [hit] = store.search_reports('"naim al qassem" OR boats')
    assert hit.excerpt in text
    assert [hit.excerpt[start:end] for start, end in hit.matches] == ["Na’im", "al", "Qāssem", "boats"]
    assert len(hit.excerpt) < 400


def test_a_text_too_long_for_one_index_entry_is_found_by_all_its_words(store: SqlStore) -> None:
    filler = " ".join(f"the w{i}" for i in range(20_000))
    words = filler.split()
    text = f"alpha {filler} omega x{'y' * 5_000}"
    keep_text(store, text, "long.txt")
    keep_text(store, "alpha and omega", "short.txt")
    for start in (0, 480, 498, 499, 500, 501, 33_333):
        phrase = " ".join(words[start : start + 30])
        assert [hit.line.name for hit in store.search_reports(f'"{phrase}"')] == ["long.txt"], start
    long_phrase = " ".join(words[100:400])
    assert len(store.search_reports(f'"{long_phrase}"')) == 1
    names = {hit.line.name for hit in store.search_reports("alpha omega")}
    assert names == {"long.txt", "short.txt"}
    assert [hit.line.name for hit in store.search_reports("alpha -w19999")] == ["short.txt"]
    assert [hit.line.name for hit in store.search_reports("omega w0 OR and -w77777 -w5")] == ["short.txt"]
    assert [hit.line.name for hit in store.search_reports("alpha w19999")] == ["long.txt"]
    assert [hit.line.name for hit in store.search_reports("x" + "y" * 5_000)] == ["long.txt"]


# --- searching statements --------------------------------------------------------------------------


def speeches(store: SqlStore) -> None:
    """Keep three reports whose statements differ in speaker, day, form and act."""
    one = "Ada Lindqvist said the harbour is open. The mayor wants peace. She met Tomas Okoro there."
    report = make_report(
        one, name="one.txt", metadata=Metadata(outlet="Selm Courier", published=date(2024, 3, 4))
    )
    ada = make_identity(report, "Ada Lindqvist", "the mayor", "أدا ليندكفيست")
    tomas = make_identity(report, "Tomas Okoro")
    keep(
        store,
        Reading(
            report,
            (ada, tomas),
            (
                make_statement(
                    report, "the harbour is open", by=ada, kind=StatementKind.INDIRECT, about=(tomas,)
                ),
                make_statement(report, "peace", by=ada, act=Act.WANT),
                make_statement(report, "met Tomas Okoro", by=ada, said_on=date(2024, 2, 1), act=Act.DENY),
            ),
        ),
    )
    two = "“The harbour, the harbour!” cried Tomás O’Koro. Nobody knows who answered: “Never.”"
    report = make_report(two, name="two.txt", metadata=Metadata(outlet="The Évening Post"))
    tomas = make_identity(report, "Tomás O’Koro")
    keep(
        store,
        Reading(
            report,
            (tomas,),
            (
                make_statement(report, "The harbour, the harbour!", by=tomas),
                make_statement(report, "Never."),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (StatementQuery(), "open|met|cry|never"),
        (StatementQuery(by="Ada Lindqvist"), "open|met"),
        (StatementQuery(by="lindqvist"), "open|met"),
        (StatementQuery(by="LINDQVIST,"), "open|met"),
        (StatementQuery(by="The Mayor"), "open|met"),
        (StatementQuery(by="أدا ليندكفيست"), "open|met"),
        (StatementQuery(by="lindq"), ""),
        (StatementQuery(by="Lindqvist Ada"), ""),
        (StatementQuery(by="Ada the"), ""),
        (StatementQuery(by="okoro"), "cry"),
        (StatementQuery(by="Tomas O'Koro"), "cry"),
        (StatementQuery(about="Okoro"), "open"),
        (StatementQuery(about="Okoro", by="Okoro"), ""),
        (StatementQuery(outlet="evening"), "cry|never"),
        (StatementQuery(outlet="selm courier"), "open|met"),
        (StatementQuery(outlet="cour"), ""),
        (StatementQuery(words="harbour"), "cry|open"),
        (StatementQuery(words="harbour", by="ada"), "open"),
        (StatementQuery(words='"harbour is" OR never', limit=1, since=date(2024, 1, 1)), "open"),
        (StatementQuery(kinds=frozenset({StatementKind.INDIRECT})), "open"),
        (StatementQuery(acts=frozenset({Act.WANT})), "peace"),
        (StatementQuery(acts=frozenset({Act.WANT}), by="ada"), "peace"),
        (StatementQuery(acts=frozenset({Act.WANT, Act.DENY}), by="ada"), "peace|met"),
        (StatementQuery(acts=frozenset(Act), by="ada"), "open|peace|met"),
        (StatementQuery(since=date(2024, 3, 4)), "open"),
        (StatementQuery(since=date(2024, 2, 1)), "open|met"),
        (StatementQuery(until=date(2024, 3, 3)), "met"),
        (StatementQuery(by="ada", until=date(2024, 3, 3)), "met"),
        (StatementQuery(by="ada", since=date(2024, 2, 2), until=date(2024, 3, 4)), "open"),
        (StatementQuery(by="okoro", until=date(2030, 1, 1)), ""),
        (StatementQuery(limit=2), "open|met"),
        (StatementQuery(limit=0), ""),
        (StatementQuery(report="no such id"), ""),
    ],
)
def test_statements_are_found_by_what_the_query_names(
    store: SqlStore, query: StatementQuery, words: str
) -> None:
    speeches(store)
    short = {
        "the harbour is open": "open",
        "peace": "peace",
        "met Tomas Okoro": "met",
        "The harbour, the harbour!": "cry",
        "Never.": "never",
    }
    assert "|".join(short[hit.words[0]] for hit in store.statements(query)) == words


def test_statements_of_one_report_come_in_text_order(store: SqlStore) -> None:
    words = [f"word{i}" for i in range(12)]
    text = " ".join(words)
    reading = keep(store, make_reading(text, said=[("Ada", word) for word in words]))
    hits = store.statements(StatementQuery(report=reading.report.id))
    assert [hit.words for hit in hits] == [(word,) for word in words]


def test_a_hit_carries_what_is_needed_to_cite_it(store: SqlStore) -> None:
    reading = keep(store, full_reading())
    [hit] = store.statements(StatementQuery(by="ada lindqvist"))
    assert hit.statement == reading.statements[1]
    assert hit.words == ("The harbour", "belongs to everybody.")
    assert (hit.report_name, hit.title, hit.outlet) == (
        "harbour.txt",
        "Harbour talks resume",
        "The Selm Courier",
    )
    assert (hit.published, hit.capture) == (date(2024, 3, 4), reading.report.capture)


@pytest.mark.parametrize("part", ["", "?", "’", "\x00"])
def test_a_name_without_a_word_is_refused(store: SqlStore, part: str) -> None:
    for query in (StatementQuery(by=part), StatementQuery(about=part), StatementQuery(outlet=part)):
        with pytest.raises(BadRequest, match="no word"):
            store.statements(query)


def test_a_page_of_text_is_not_a_name(store: SqlStore) -> None:
    with pytest.raises(BadRequest, match="more than 20 words"):
        store.statements(StatementQuery(by="name " * 21))


# --- broken desks ----------------------------------------------------------------------------------


def change(store: SqlStore, line: str, **values: object) -> None:
    with store._place.engine.begin() as connection:
        connection.execute(sa.text(line), values)


@pytest.mark.parametrize("text", [TEXT.replace("June", "July").encode(), b"\xff\xfe"])
def test_a_stored_text_that_was_changed_is_never_shown(store: SqlStore, text: bytes) -> None:
    reading = keep(store, make_reading())
    change(store, "UPDATE report_texts SET text = :text", text=text)
    for ask in (
        lambda: store.report(reading.report.id),
        lambda: store.reading(reading.report.id),
        lambda: store.search_reports("harbour"),
        lambda: store.statements(StatementQuery(by="okoro")),
    ):
        with pytest.raises(EvidenceBroken, match="changed"):
            ask()


def test_a_span_outside_the_text_is_never_shown(store: SqlStore) -> None:
    keep(store, make_reading())
    change(store, "UPDATE statements SET content = '[[3,99999]]'")
    with pytest.raises(EvidenceBroken, match="outside"):
        store.statements(StatementQuery())


# --- the schema ------------------------------------------------------------------------------------

SQLITE_SCHEMA = (
    "SELECT name, sql FROM sqlite_master WHERE name NOT IN ('report_words', 'statement_words')"
    " AND name NOT LIKE 'report!_words!_%' ESCAPE '!' AND name NOT LIKE 'statement!_words!_%' ESCAPE '!'"
    " ORDER BY name"
)
POSTGRES_SCHEMA = (
    "SELECT table_name || '.' || column_name, concat_ws(' ',"
    # SQLAlchemy calls TEXT by its other name where a type of ours wraps it.
    " replace(data_type, 'character varying', 'text'), collation_name, is_nullable,"
    " identity_generation, column_default) FROM information_schema.columns WHERE table_schema = 'public'"
    " UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " UNION ALL SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"
)


def test_the_migrations_make_the_tables_that_the_code_expects(store: SqlStore) -> None:
    engine = store._place.engine
    is_postgres = store._place.dialect == "postgresql"
    schema = POSTGRES_SCHEMA if is_postgres else SQLITE_SCHEMA
    with engine.begin() as connection:
        made = connection.exec_driver_sql(schema).all()
        if is_postgres:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
            tables.metadata.create_all(connection)
            tables.postgres_metadata.create_all(connection)
            expected = connection.exec_driver_sql(schema).all()
    if not is_postgres:
        fresh = sa.create_engine("sqlite://")
        with fresh.begin() as connection:
            tables.metadata.create_all(connection)
            expected = connection.exec_driver_sql(schema).all()
        fresh.dispose()
    kept = [row for row in made if "alembic" not in row[0]]
    assert list(map(flat, kept)) == list(map(flat, expected))
    assert len(made) > 20


def flat(row: sa.Row[tuple[object, ...]]) -> list[object]:
    """Return a row of the schema; SQLite keeps the white space of each command that made a column."""
    return [" ".join(part.split()) if isinstance(part, str) else part for part in row]
