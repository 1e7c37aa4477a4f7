"""How much one may ask for: of signing in, by address; of the API, by address and by account.

Counted in memory that does not grow, which the processes of a desk share (`buckets`): however many serve it, it
allows the same. How often a password may be tried is counted in the database besides (`desk.access.lockout`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from threading import Lock

from starlette.requests import Request

from onrecord.desk.access.lockout import network_of
from onrecord.errors import TryLater
from onrecord.serve.http.buckets import Buckets, make_tables, make_tables_file
from onrecord.serve.http.who import Who, address_of

#: So many askers are remembered of each limit: each takes 24 bytes.
_MOST_KEYS = 20_000
_MINUTE = 60.0
_UNREACHED = 1e12


class Limiter:
    """Return a limit: a bucket for each asker, which each request takes one from, and which fills again by itself.

    Threads may share it.

    Args:
        per_minute: How many requests it gives in a minute, in the long run.
        burst: How many at once.
        clock: Tells seconds that never go back, the same in all processes.
        most_keys: How many askers are remembered, about; those that asked longest ago are forgotten first.
        buckets: Where; None for a table of its own.
    """

    def __init__(
        self,
        *,
        per_minute: float,
        burst: float,
        clock: Callable[[], float] = time.monotonic,
        most_keys: int = _MOST_KEYS,
        buckets: Buckets | None = None,
    ) -> None:
        self._rate = per_minute / _MINUTE
        self._burst = burst
        self._clock = clock
        self._lock = Lock()
        self._buckets = make_tables(1, most_keys)[0] if buckets is None else buckets

    def take(self, key: str) -> float:
        """Return 0.0 where `key` may ask now, else after how many seconds; only what is given is counted.

        >>> limiter = Limiter(per_minute=60, burst=2, clock=lambda: 0.0)
        >>> [limiter.take("a"), limiter.take("a"), limiter.take("a"), limiter.take("b")]
        [0.0, 0.0, 1.0, 0.0]
        """
        with self._lock:
            return self._buckets.take(key, self._rate, self._burst, self._clock())

    def sharing(self, buckets: Buckets) -> "Limiter":
        """Return the same limit, counted elsewhere."""
        return Limiter(per_minute=self._rate * _MINUTE, burst=self._burst, clock=self._clock, buckets=buckets)

    def __len__(self) -> int:
        return len(self._buckets)


@dataclass(frozen=True, slots=True)
class Limits:
    """Return the limits of one site; the application keeps them as `app.state.limits`.

    Attributes:
        sign_in: Of signing in and setting passwords, by address.
        api_address: Of the API, by address.
        api_account: Of the API, by account.
        public: Of what is read without signing in, by address.
    """

    sign_in: Limiter = field(default_factory=lambda: Limiter(per_minute=20, burst=20))
    api_address: Limiter = field(default_factory=lambda: Limiter(per_minute=3_000, burst=1_000))
    api_account: Limiter = field(default_factory=lambda: Limiter(per_minute=1_200, burst=400))
    public: Limiter = field(default_factory=lambda: Limiter(per_minute=120, burst=60))


def make_limits_file(file: Path) -> None:
    """Make a file in which the processes of a desk count together."""
    make_tables_file(file, len(fields(Limits)), _MOST_KEYS)


def limits_in(file: Path) -> Limits:
    """Return the usual limits, counted in a file that `make_limits_file` made."""
    usual = Limits()
    tables = make_tables(len(fields(Limits)), _MOST_KEYS, file)
    limiters = (getattr(usual, one.name) for one in fields(Limits))
    return Limits(*(limiter.sharing(table) for limiter, table in zip(limiters, tables, strict=True)))


def no_limits() -> Limits:
    """Return limits that nobody reaches: for a desk that is asked in one's own process."""
    return Limits(*(Limiter(per_minute=_UNREACHED, burst=_UNREACHED) for _ in range(3)))


def limits_of(request: Request) -> Limits:
    """Return the limits of the site that a request was made to."""
    found: Limits = request.app.state.limits
    return found


async def limit_sign_in(request: Request) -> None:
    """Do nothing where an address may try to sign in now.

    Raises:
        TryLater: It has asked too often.
    """
    _take(limits_of(request).sign_in, network_of(address_of(request)))


async def limit_api_address(request: Request) -> None:
    """Do nothing where an address may ask the API now; to be asked before anything is looked up.

    Raises:
        TryLater: It has asked too often.
    """
    _take(limits_of(request).api_address, network_of(address_of(request)))


async def limit_api(request: Request, by: Who) -> None:
    """Do nothing where an account may ask the API now; for nobody who signed in, an address.

    Raises:
        TryLater: It has asked too often.
    """
    key = by.account.id if by.account else network_of(by.address)
    _take(limits_of(request).api_account, key)


async def limit_public(request: Request, by: Who) -> None:
    """Do nothing where an address may read without signing in now; whoever has signed in may always.

    Raises:
        TryLater: It has asked too often.
    """
    if not by.is_known:
        _take(limits_of(request).public, network_of(by.address))


def _take(limiter: Limiter, key: str) -> None:
    seconds = limiter.take(key)
    if seconds:
        raise TryLater("asked too often; wait a little and go on more slowly", seconds=seconds)
