from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from onrecord.adapters.fetch.robots import MAX_BYTES, RobotsRules
from onrecord.adapters.store import open_store
from onrecord.adapters.store.queue import SqlQueue
from onrecord.errors import NotFound, OnRecordError, OutletRefused, OutletUnreachable, PageUnreadable
from onrecord.ports import Robots, Verdict

ORIGIN = "https://courier.example"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SqlQueue]:
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}", create=True) as store:
        yield store.queue


def answer(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", "/private/a", False),
        ("User-agent: *\nDisallow: /private/", "/news/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?b", True),
        ("User-agent: onrecord\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: OtherBot\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /news/à", "/news/%C3%A0", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a", "/a", False),
        (b"\xff\xfe\x00<html>no rules here</html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_rules_say_what_may_be_fetched(
    book: SqlQueue, text: str | bytes, path: str, *, allowed: bool
) -> None:
    rules = RobotsRules(book).learn(ORIGIN, answer(text))
    assert rules.verdict is Verdict.RULES
    assert rules.allow(ORIGIN + path) is allowed


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (NotFound("answers 404"), Verdict.OPEN),
        (OutletRefused("answers 403"), Verdict.OPEN),
        (OutletUnreachable("answers 503"), Verdict.CLOSED),
        (PageUnreadable("is not gzip"), Verdict.CLOSED),
    ],
)
def test_absent_rules_open_a_site_and_unreachable_ones_close_it(
    book: SqlQueue, error: OnRecordError, verdict: Verdict
) -> None:
    rules = RobotsRules(book).learn(ORIGIN, error)
    assert rules.verdict is verdict
    assert rules.allow(f"{ORIGIN}/a") is (verdict is Verdict.OPEN)
    assert rules.delay_seconds is None


def test_rules_are_remembered_for_a_day_also_by_other_processes(book: SqlQueue) -> None:
    RobotsRules(book).learn(ORIGIN, b"User-agent: *\nDisallow: /a")
    known = RobotsRules(book).known(ORIGIN)
    assert known is not None
    assert not known.allow(f"{ORIGIN}/a")
    assert timedelta(hours=23) < known.until - book.now() <= timedelta(hours=24)
    assert RobotsRules(book).known("http://courier.example") is None, "another origin"
    book.keep_robots(ORIGIN, Robots(Verdict.OPEN, book.now()))
    assert RobotsRules(book).known(ORIGIN) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 7.5", 7.5),
        ("User-agent: *\nRequest-rate: 1/20s", 20.0),
        ("User-agent: *\nCrawl-delay: 2\nRequest-rate: 2/10s", 5.0),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nCrawl-delay: nan", None),
    ],
)
def test_delay_that_a_site_asks_for(book: SqlQueue, text: str, seconds: float | None) -> None:
    assert RobotsRules(book).learn(ORIGIN, text.encode()).delay_seconds == seconds


def test_of_more_rules_than_must_be_read_the_last_broken_one_is_left_out(book: SqlQueue) -> None:
    head = b"User-agent: *\nDisallow: /private/\n"
    body = (head + b"# much\n" * MAX_BYTES)[: MAX_BYTES - 10] + b"\nDisallow: /"
    rules = RobotsRules(book).learn(ORIGIN, body[:MAX_BYTES])
    assert rules.allow(f"{ORIGIN}/news/a")
    assert not rules.allow(f"{ORIGIN}/private/a")


def test_many_sites_do_not_fill_the_memory(book: SqlQueue) -> None:
    rules = RobotsRules(book)
    for n in range(300):
        rules.learn(f"https://h{n}.example", b"User-agent: *\nDisallow: /a")
    assert len(rules._held) <= 256
    again = rules.known("https://h0.example")
    assert again is not None
    assert not again.allow("https://h0.example/a")
