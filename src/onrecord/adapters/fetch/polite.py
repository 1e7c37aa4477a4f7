"""Fetching as a crawler must: by robots.txt, in the host's own time, asking once for what does not change."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from onrecord.adapters.fetch.limits import WebLimits
from onrecord.adapters.fetch.robots import MAX_BYTES, RobotsRules, Rules
from onrecord.adapters.fetch.web import ARTICLES, WebFetcher
from onrecord.errors import OnRecordError, OutletRefused, OutletUnreachable
from onrecord.model import Exchange, Lead
from onrecord.ports import UNMARKED, Fetched, Fetcher, HostBook, Unchanged, Validators, Verdict
from onrecord.text.hosts import host_of, is_web, origin_of

#: A host that asks to be left alone for longer is asked again after this.
LONGEST_PAUSE = timedelta(hours=24)
#: For a host that is too busy and does not say for how long.
_UNTOLD_PAUSE = timedelta(minutes=1)
#: A turn further away is not waited for in the middle of a fetch.
LONGEST_WAIT_SECONDS = 120.0
#: A turn that is used later than this after it was given is counted from its use. Below `_SENDING` of the host book.
AT_ONCE = timedelta(milliseconds=50)
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
#: What a feed or sitemap is asked for as.
SOURCES = (
    "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,"
    "text/xml;q=0.9,text/html;q=0.8,*/*;q=0.1"
)


class PoliteVisitor:
    """Return the `ports.Visitor` over the web; what is no web address is fetched as it is.

    Args:
        fetcher: Fetches files, mail and the like.
        limits: What is allowed on the web, and how often.
        book: Whose turn it is.
        max_bytes: The largest report taken.
    """

    def __init__(self, fetcher: Fetcher, limits: WebLimits, book: HostBook, *, max_bytes: int) -> None:
        self._fetcher = fetcher
        self._web = WebFetcher(limits)
        self._limits = limits
        self._book = book
        self._max_bytes = max_bytes
        self._rules = RobotsRules(book)
        self._stopping = threading.Event()

    def visit(
        self,
        lead: Lead,
        *,
        known: Validators = UNMARKED,
        as_source: bool = False,
        granted_at: datetime | None = None,
    ) -> Fetched | Unchanged:
        """Return the bytes of `lead`, or that they are what they were; see `ports.Visitor.visit`."""
        if not is_web(lead.address):
            return self._fetcher.fetch(lead)
        return self._web.ask(
            lead,
            max_bytes=self._max_bytes,
            known=known,
            accept=SOURCES if as_source else ARTICLES,
            manners=_Visit(self, host_of(lead.address), granted_at),
        )

    def stop(self) -> None:
        """End every wait for a turn, now and later, with OutletUnreachable."""
        self._stopping.set()

    def check_rules(self, address: str, wait: Callable[[str], None]) -> None:
        """Check that robots.txt lets us fetch `address`, asking for it where it is not known.

        Raises:
            OutletRefused: It does not.
            OutletUnreachable: It could not be had, so nothing is fetched there for a while.
        """
        origin = origin_of(address)
        rules = self._rules.known(origin) or self._learn(origin, wait)
        if rules.verdict is Verdict.CLOSED:
            self._book.pause(host_of(address), until=rules.until)
            raise OutletUnreachable(
                "its robots.txt could not be had, so nothing is fetched there for now; it is tried again later",
                subject=address,
            )
        if not rules.allow(address):
            raise OutletRefused(
                "its robots.txt forbids this address; ask the outlet, or save the page and add the file",
                subject=address,
            )

    def wait_for_turn(self, address: str) -> None:
        """Wait until the host of `address` may be asked.

        Raises:
            OutletUnreachable: Not within reasonable time, or the watch is being stopped.
        """
        host = host_of(address)
        while (at := self._book.claim(host, delay_seconds=self._limits.delay_seconds)) is not None:
            left = (at - self._book.now()).total_seconds()
            if left > LONGEST_WAIT_SECONDS:
                raise OutletUnreachable("asks to be left alone for now; retry later", subject=address)
            if self._stopping.wait(max(left, 0.001)):
                raise OutletUnreachable("was not asked: the watch is being stopped", subject=address)

    def use_turn(self, host: str, granted_at: datetime) -> None:
        """Ask `host` now, in a turn given a moment ago: where that is longer ago, its delay counts from now."""
        if self._book.now() - granted_at > AT_ONCE:
            self._book.asked(host, delay_seconds=self._limits.delay_seconds)

    def note(self, address: str, exchange: Exchange | None) -> None:
        """Count the host's delay from now, when it was asked, and leave it alone where its answer asks for that."""
        host = host_of(address)
        self._book.asked(host, delay_seconds=self._limits.delay_seconds)
        if exchange is not None and exchange.status in _BUSY:
            now = self._book.now()
            headers = {name.casefold(): value for name, value in exchange.response_headers}
            self._book.pause(host, until=now + pause_asked(headers.get("retry-after"), now=now))

    def _learn(self, origin: str, wait: Callable[[str], None]) -> Rules:
        address = f"{origin}/robots.txt"
        turns = _Turns(self, wait)
        answer: bytes | OnRecordError
        try:
            fetched = self._web.ask(
                Lead(address, address),
                max_bytes=MAX_BYTES,
                accept="text/plain,*/*;q=0.1",
                manners=turns,
                cut=True,
            )
            answer = fetched.body if isinstance(fetched, Fetched) else b""
        except OnRecordError as error:
            if turns.is_waiting:
                raise  # it was not asked at all, which says nothing of its rules
            answer = error
        rules = self._rules.learn(origin, answer)
        asked = rules.delay_seconds
        longest = self._limits.crawl_delay_seconds
        delay = None if asked is None else min(asked, longest)
        self._book.slow_down(host_of(origin), delay_seconds=delay)
        if delay is not None:
            # The turn that follows was planned before this was known.
            self._book.pause(host_of(origin), until=self._book.now() + timedelta(seconds=delay))
        return rules


class _Turns:
    """Take turns, without asking for rules: the manners of asking for the rules themselves."""

    def __init__(self, visitor: PoliteVisitor, wait: Callable[[str], None]) -> None:
        self._visitor = visitor
        self._wait = wait
        self.is_waiting = False

    def before(self, address: str) -> None:
        self.is_waiting = True
        self._wait(address)
        self.is_waiting = False

    def after(self, address: str, exchange: Exchange | None) -> None:
        self._visitor.note(address, exchange)


class _Visit:
    """Return the manners of one visit, whose first request to `host` may have had its turn given at a moment."""

    def __init__(self, visitor: PoliteVisitor, host: str, granted_at: datetime | None) -> None:
        self._visitor = visitor
        self._host = host
        self._granted_at = granted_at

    def before(self, address: str) -> None:
        self._visitor.check_rules(address, self._wait)
        self._wait(address)

    def after(self, address: str, exchange: Exchange | None) -> None:
        self._visitor.note(address, exchange)

    def _wait(self, address: str) -> None:
        granted_at, host = self._granted_at, host_of(address)
        if granted_at is None or host != self._host:
            self._visitor.wait_for_turn(address)
            return
        self._granted_at = None
        self._visitor.use_turn(host, granted_at)


def pause_asked(retry_after: str | None, *, now: datetime) -> timedelta:
    """Return for how long a `Retry-After` asks to be left alone: seconds or a date; capped, and never negative.

    Args:
        retry_after: Its value, or None.
        now: The present moment, aware.

    >>> now = datetime(2026, 3, 1, tzinfo=UTC)
    >>> pause_asked("120", now=now).total_seconds()
    120.0
    >>> pause_asked("Sun, 01 Mar 2026 00:05:00 GMT", now=now).total_seconds()
    300.0
    >>> pause_asked("soon", now=now) == pause_asked(None, now=now) == timedelta(minutes=1)
    True
    """
    told = (retry_after or "").strip()
    if told.isdecimal() and told.isascii():
        # Ten digits are 300 years, and still a number of seconds that a timedelta takes.
        return min(timedelta(seconds=int(told[:10])), LONGEST_PAUSE)
    try:
        at = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return _UNTOLD_PAUSE
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max(at - now, timedelta()), LONGEST_PAUSE)
