"""What a robots.txt forbids, by RFC 9309; remembered in the host book."""

import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from onrecord.errors import NotFound, OnRecordError, OutletRefused
from onrecord.ports import HostBook, Robots, Verdict

#: The name by which a robots.txt speaks of us: the first word of our user agent.
PRODUCT = "OnRecord"
#: RFC 9309, section 2.5: at least so much must be read. What comes after is not.
MAX_BYTES = 500 * 1024
#: RFC 9309, section 2.4: a copy should not be used for longer.
_FRESH = timedelta(hours=24)
#: Where it could not be had nothing is fetched (section 2.3.1.4); outlets that are down come back within minutes.
_CLOSED = timedelta(minutes=10)
#: Parsed rules held at a time; the others are parsed again from the book.
_HELD = 256
_LAST_LINE = re.compile(rb"[^\r\n]*\Z")


@dataclass(frozen=True, slots=True)
class Rules:
    """Return what one robots.txt says.

    Attributes:
        verdict: What came of asking for it.
        until: When it will be asked for again.
        parsed: Its rules; None unless the verdict is RULES.
    """

    verdict: Verdict
    until: datetime
    parsed: Protego | None

    def allow(self, address: str) -> bool:
        """Return whether we may fetch `address`."""
        if self.parsed is None:
            return self.verdict is Verdict.OPEN
        return self.parsed.can_fetch(address, PRODUCT)

    @property
    def delay_seconds(self) -> float | None:
        """Return the least time between two requests that it asks for, or None."""
        if self.parsed is None:
            return None
        rate = self.parsed.request_rate(PRODUCT)
        told = [
            self.parsed.crawl_delay(PRODUCT),
            rate.seconds / rate.requests if rate and rate.requests else None,
        ]
        wanted = [seconds for seconds in told if seconds is not None and seconds > 0]
        return max(wanted, default=None)


class RobotsRules:
    """Return the rules of every origin, asked for when they are needed and not known.

    Threads may share it.
    """

    def __init__(self, book: HostBook) -> None:
        self._book = book
        self._held: OrderedDict[str, Rules] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, origin: str) -> Rules | None:
        """Return the rules of `origin` where they are known and not outdated, or None."""
        now = self._book.now()
        with self._lock:
            held = self._held.get(origin)
        if held is None:
            kept = self._book.robots(origin)
            if kept is None:
                return None
            held = self._hold(origin, kept)
        return held if held.until > now else None

    def learn(self, origin: str, answer: bytes | OnRecordError) -> Rules:
        """Return the rules that follow from asking for them: absent means open, unreachable means closed.

        Args:
            origin: Whose they are.
            answer: The bytes of its robots.txt, the first MAX_BYTES at most; or why there are none.
        """
        now = self._book.now()
        if isinstance(answer, bytes):
            if len(answer) >= MAX_BYTES:
                answer = _LAST_LINE.sub(b"", answer)  # half a rule may forbid more, or less, than the whole
            kept = Robots(Verdict.RULES, now + _FRESH, answer)
        elif isinstance(answer, NotFound | OutletRefused):
            # Section 2.3.1.3: an answer of 4xx, as for a site that has none.
            kept = Robots(Verdict.OPEN, now + _FRESH)
        else:
            kept = Robots(Verdict.CLOSED, now + _CLOSED)
        self._book.keep_robots(origin, kept)
        return self._hold(origin, kept)

    def _hold(self, origin: str, kept: Robots) -> Rules:
        parsed = None
        if kept.verdict is Verdict.RULES:
            parsed = Protego.parse(kept.body.decode("utf-8-sig", "replace"))
        rules = Rules(kept.verdict, kept.until, parsed)
        with self._lock:
            self._held[origin] = rules
            self._held.move_to_end(origin)
            while len(self._held) > _HELD:
                self._held.popitem(last=False)
        return rules
