"""How often one may try to sign in: by name and by address, with waits that grow.

A try is counted before it is made, so that many at once are no way around; one that succeeds is taken off again.
A name that nobody has is counted like one that somebody has.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from math import ceil

from onrecord.desk.desk import Desk
from onrecord.errors import TryLater
from onrecord.model.access import AccessRules
from onrecord.ports import Failures
from onrecord.text.fold import fold_case

#: What one customer of a provider is given: addresses below it cost nothing.
_IPV6_PREFIX = 64
#: Doublings beyond which every wait is the longest anyway.
_MOST_DOUBLINGS = 20


def name_key(name: str) -> bytes:
    """Return under what tries for a name are counted; the name itself is not kept, for it may be a password."""
    return _key("name", fold_case(name))


def address_key(address: str) -> bytes:
    """Return under what tries from an address are counted: of IPv6, its first 64 bits."""
    return _key("address", network_of(address))


def network_of(address: str) -> str:
    """Return what counts as one place on the network.

    >>> network_of("2001:db8::1") == network_of("2001:db8::ffff:2"), network_of("192.0.2.7")
    (True, '192.0.2.7')
    >>> network_of("::ffff:192.0.2.7"), network_of("testclient")
    ('192.0.2.7', 'testclient')
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> _IPV6_PREFIX << _IPV6_PREFIX))


def plan_wait(count: int, free: int, rules: AccessRules) -> timedelta:
    """Return how long to wait after so many failures in a row.

    >>> rules = AccessRules()
    >>> [plan_wait(n, 5, rules).total_seconds() for n in (4, 5, 6, 7, 50)]
    [0.0, 30.0, 60.0, 120.0, 900.0]
    """
    if count < free:
        return timedelta(0)
    return min(rules.first_wait * int(2 ** min(count - free, _MOST_DOUBLINGS)), rules.longest_wait)


def count_try(desk: Desk, name: str, address: str) -> None:
    """Count a try to sign in, before it is made.

    Raises:
        TryLater: There were too many; this one is not made, and not counted.
    """
    rules = desk.access
    keys = ((name_key(name), rules.tries), (address_key(address), rules.tries_from_one_address))
    book = desk.store.access.accounts
    now = desk.clock.now()
    with desk.store.writing():
        book.drop_failures(now - rules.forgotten_after)
        found = [book.failures(key) for key, _ in keys]
        until = max((one.until for one in found if one is not None), default=now)
        if until > now:
            seconds = (until - now).total_seconds()
            raise TryLater(f"too many tries; wait {_in_words(seconds)} and try again", seconds=seconds)
        for (key, free), before in zip(keys, found, strict=True):
            count = (before.count if before else 0) + 1
            book.put_failures(key, Failures(count, now, now + plan_wait(count, free, rules)))


def uncount_try(desk: Desk, name: str, address: str, at: datetime) -> None:
    """Take off a try that succeeded: the name's all are forgotten, the address keeps those for other names."""
    book = desk.store.access.accounts
    with desk.store.writing():
        book.put_failures(name_key(name), None)
        key = address_key(address)
        left = book.failures(key)
        if left is not None:
            fewer = replace(left, count=left.count - 1, until=min(left.until, at))
            book.put_failures(key, fewer if fewer.count > 0 else None)


def _in_words(seconds: float) -> str:
    minute = 60
    return f"{ceil(seconds)} seconds" if seconds <= minute else f"{ceil(seconds / minute)} minutes"


def _key(kind: str, value: str) -> bytes:
    return sha256(f"{kind}\n{value}".encode("utf-8", "surrogatepass")).digest()
