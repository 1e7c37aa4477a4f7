import gzip
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from onrecord.adapters.fetch import DeskFetcher, WebLimits
from onrecord.adapters.fetch.polite import LONGEST_PAUSE, PoliteVisitor, pause_asked
from onrecord.adapters.fetch.robots import RobotsRules
from onrecord.adapters.store import open_store
from onrecord.adapters.store.queue import SqlQueue
from onrecord.errors import NotFound, OutletRefused, OutletUnreachable
from onrecord.model import Lead
from onrecord.ports import Fetched, Unchanged, Validators, Verdict, validators_of
from onrecord.text.hosts import host_of
from onrecord.text.paths import address_of
from tests.adapters.fetch.conftest import Site

DELAY = 0.2
NOW = datetime(2026, 3, 1, tzinfo=UTC)
LIMITS = WebLimits(
    timeout_seconds=5.0,
    user_agent="OnRecord/test (+desk@example.org)",
    allow_networks=("127.0.0.0/8",),
    delay_seconds=DELAY,
    crawl_delay_seconds=1.0,
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SqlQueue]:
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}", create=True) as store:
        yield store.queue


@pytest.fixture
def visitor(book: SqlQueue) -> PoliteVisitor:
    return PoliteVisitor(DeskFetcher(100_000), LIMITS, book, max_bytes=100_000)


def lead(address: str) -> Lead:
    return Lead(address, address)


def fetched(visitor: PoliteVisitor, address: str) -> Fetched:
    found = visitor.visit(lead(address))
    assert isinstance(found, Fetched)
    return found


def paths(site: Site) -> list[str]:
    return [request["path"] for request in site.seen]


def test_rules_are_asked_for_once_before_the_first_page(site: Site, visitor: PoliteVisitor) -> None:
    site.give("/robots.txt", b"User-agent: *\nDisallow: /private/")
    for path in ("/a", "/b"):
        assert fetched(visitor, site.give(path, b"words")).body == b"words"
    assert paths(site) == ["/robots.txt", "/a", "/b"]
    with pytest.raises(OutletRefused, match=r"robots\.txt forbids"):
        visitor.visit(lead(site.give("/private/a", b"secret")))
    assert paths(site) == ["/robots.txt", "/a", "/b"]


def test_rules_hold_for_what_a_redirect_leads_to(site: Site, visitor: PoliteVisitor) -> None:
    site.give("/robots.txt", b"User-agent: *\nDisallow: /private/")
    address = site.give("/a", b"", status=302, Location="/private/a")
    with pytest.raises(OutletRefused, match=r"private/a: .*robots\.txt forbids"):
        visitor.visit(lead(address))
    assert paths(site) == ["/robots.txt", "/a"]


def test_rules_may_lie_behind_a_redirect_and_be_packed(site: Site, visitor: PoliteVisitor) -> None:
    site.give("/robots.txt", b"", status=301, Location="/real.txt")
    site.give("/real.txt", gzip.compress(b"User-agent: *\nDisallow: /a"), Content_Encoding="gzip")
    with pytest.raises(OutletRefused, match="forbids"):
        visitor.visit(lead(site.give("/a", b"")))


def test_site_without_rules_is_open_and_one_whose_rules_fail_is_closed(
    site: Site, visitor: PoliteVisitor, book: SqlQueue
) -> None:
    site.give("/robots.txt", b"", status=503)
    address = site.give("/a", b"words")
    for _ in range(2):
        with pytest.raises(OutletUnreachable, match="nothing is fetched there for now"):
            visitor.visit(lead(address))
    assert paths(site) == ["/robots.txt"]
    assert book.claim(host_of(address), delay_seconds=0) is not None, "the host is left alone"

    kept = book.robots(site.root)
    assert kept is not None
    assert kept.verdict is Verdict.CLOSED
    book.keep_robots(site.root, replace(kept, until=book.now()))
    del site.pages["/robots.txt"]
    later = PoliteVisitor(DeskFetcher(10), LIMITS, book, max_bytes=10)
    with pytest.raises(OutletUnreachable, match="left alone for now"):
        later.visit(lead(address))
    assert RobotsRules(book).known(site.root) is None, "not asked, so nothing new is known of it"


def test_requests_to_one_host_keep_their_distance_redirects_and_rules_included(
    site: Site, visitor: PoliteVisitor
) -> None:
    times: list[float] = []

    def page(target: str | None) -> None:
        def answer(request: BaseHTTPRequestHandler) -> None:
            times.append(time.monotonic())
            request.send_response(302 if target else 200)
            if target:
                request.send_header("Location", target)
            request.send_header("Content-Length", "0")
            request.end_headers()

        site.pages[{"/b": "/a", "/c": "/b"}.get(target or "", "/c")] = answer

    for target in ("/b", "/c", None):
        page(target)
    site.give("/robots.txt", b"")
    threads = [
        threading.Thread(target=visitor.visit, args=(lead(f"{site.root}{path}"),)) for path in ("/a", "/c")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(times) == 4
    # All three distances were kept, whenever this process came to note the first and the last request.
    assert max(times) - min(times) >= 2.5 * DELAY


def test_delay_that_the_rules_ask_for_is_kept_up_to_a_limit(site: Site, visitor: PoliteVisitor) -> None:
    site.give("/robots.txt", b"User-agent: *\nCrawl-delay: 0.4")
    address = site.give("/a", b"words")
    begun = time.monotonic()
    fetched(visitor, address)
    assert 0.4 <= time.monotonic() - begun < 20


def test_work_that_was_given_with_its_turn_does_not_wait(
    site: Site, visitor: PoliteVisitor, book: SqlQueue
) -> None:
    address = site.give("/a", b"words")
    site.give("/robots.txt", b"")
    fetched(visitor, address)
    book.pause(host_of(address), until=book.now() + timedelta(hours=1))
    assert isinstance(visitor.visit(lead(address), granted_at=book.now()), Fetched)
    with pytest.raises(OutletUnreachable, match="left alone"):
        visitor.visit(lead(address))


def test_delay_counts_from_the_request_also_when_no_answer_came(
    site: Site, visitor: PoliteVisitor, book: SqlQueue
) -> None:
    asked: list[float] = []

    def hang_up(request: BaseHTTPRequestHandler) -> None:
        asked.append(time.monotonic())
        request.close_connection = True

    site.give("/robots.txt", b"User-agent: *\nCrawl-delay: 0.5")
    site.pages["/a"] = hang_up
    for _ in range(2):
        with pytest.raises(OutletUnreachable):
            visitor.visit(lead(f"{site.root}/a"), granted_at=book.now() - timedelta(seconds=1))
        while book.claim(host_of(site.root), delay_seconds=0.0) is not None:
            time.sleep(0.01)
    assert len(asked) == 2
    assert asked[1] - asked[0] >= 0.3


def test_page_that_has_not_changed_is_not_sent_again(site: Site, visitor: PoliteVisitor) -> None:
    day = "Sun, 01 Mar 2026 00:00:00 GMT"
    address = site.give("/a", b"words", ETag='"7"', Last_Modified=day)
    known = validators_of(fetched(visitor, address))
    assert known == Validators('"7"', "Sun, 01 Mar 2026 00:00:00 GMT")
    site.give("/a", b"", status=304)
    assert visitor.visit(lead(address), known=known) == Unchanged(known)
    assert site.seen[-1]["If-None-Match"] == '"7"'
    assert site.seen[-1]["If-Modified-Since"] == "Sun, 01 Mar 2026 00:00:00 GMT"
    with pytest.raises(OutletRefused, match="304"):
        visitor.visit(lead(address))


@pytest.mark.parametrize("status", [429, 503])
def test_host_that_is_busy_is_left_alone_for_as_long_as_it_says(
    site: Site, visitor: PoliteVisitor, book: SqlQueue, status: int
) -> None:
    address = site.give("/a", b"", status=status, Retry_After="300")
    with pytest.raises(OutletUnreachable, match="retry after 300"):
        visitor.visit(lead(address))
    at = book.claim(host_of(address), delay_seconds=0)
    assert at is not None
    assert timedelta(seconds=295) < at - book.now() <= timedelta(seconds=300)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("0", 0),
        (" 30 ", 30),
        ("-5", 60),
        ("1.5", 60),
        ("9" * 400, LONGEST_PAUSE.total_seconds()),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(days=9), usegmt=True), 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_PAUSE.total_seconds()),
        ("Sun, 01 Mar 2026 00:01:00 -0000", 60),
        ("٣٠", 60),
        ("tomorrow", 60),
        (None, 60),
    ],
)
def test_pause_that_is_asked_for(told: str | None, seconds: float) -> None:
    assert pause_asked(told, now=NOW) == timedelta(seconds=seconds)


def test_waiting_ends_when_the_watch_is_stopped(site: Site, visitor: PoliteVisitor, book: SqlQueue) -> None:
    address = site.give("/a", b"words")
    fetched(visitor, address)
    book.pause(host_of(address), until=book.now() + timedelta(seconds=60))
    errors: list[OutletUnreachable] = []

    def visit() -> None:
        try:
            visitor.visit(lead(address))
        except OutletUnreachable as error:
            errors.append(error)

    waiting = threading.Thread(target=visit)
    waiting.start()
    visitor.stop()
    waiting.join(10)
    assert "being stopped" in str(errors[0])


def test_files_are_fetched_as_they_are(visitor: PoliteVisitor, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    found = visitor.visit(lead(address_of(tmp_path / "a.txt")))
    assert isinstance(found, Fetched)
    assert found.body == b"words"


def test_address_that_is_gone_says_so(site: Site, visitor: PoliteVisitor) -> None:
    with pytest.raises(NotFound, match="404"):
        visitor.visit(lead(f"{site.root}/a"))


def test_exchanges_tell_every_request_for_the_page(site: Site, visitor: PoliteVisitor) -> None:
    address = site.give("/a", b"", status=302, Location="/b")
    site.give("/b", b"words")
    found = fetched(visitor, address)
    assert [(one.address, one.status) for one in found.exchanges] == [(address, 302), (f"{site.root}/b", 200)]
