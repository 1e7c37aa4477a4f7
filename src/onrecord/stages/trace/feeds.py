"""What feeds say of where reports come from: evidence that does not stand in the reports themselves."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.model import FeedCredit
from onrecord.stages.trace.credits import Credit, CreditKind, is_outlet_name, key_of
from onrecord.stages.trace.direction import Telling
from onrecord.text.hosts import host_of, is_web, label_of
from onrecord.text.outlets import find_by_domain, load_outlets


@dataclass(frozen=True, slots=True)
class Arrival:
    """Return how a report came to a desk.

    Attributes:
        address: Where it was fetched.
        credit: Whom the feed that led to it names as its source, or None.
    """

    address: str
    credit: FeedCredit | None = None


class _Named(NamedTuple):
    """Return the source that a feed names.

    Attributes:
        shown: Its name, else its host.
        name: The key of its name; "" for none.
        host: Where it is on the web; "" where that is not told.
    """

    shown: str
    name: str
    host: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Return by what keys it is known, the surest first."""
        return tuple(key for key in (self.name, _label_key(self.host)) if key)


def add_feeds(
    tellings: tuple[Telling, Telling], arrivals: tuple[Arrival, Arrival]
) -> tuple[Telling, Telling]:
    """Return what two reports tell of where they come from, with what the feeds that led to them say.

    A feed that names the report's own outlet says nothing: aggregators name who published the very page that they
    link to, and outlets themselves.

    Args:
        tellings: What each tells itself.
        arrivals: How each came to the desk.
    """
    named = [_named(telling, arrival) for telling, arrival in zip(tellings, arrivals, strict=True)]
    owns = [telling.own for telling in tellings]
    found = [telling.credits for telling in tellings]
    for n, said in enumerate(named):
        if said is None:
            continue
        other = 1 - n
        key = next(
            (key for key in said.keys if key in _known_to(tellings[other], named[other])), said.keys[0]
        )
        if _is_of(said, tellings[other], arrivals[other]):
            owns[other] |= {key}
        elif not said.host and not is_outlet_name(said.shown):
            continue  # "Print edition": a name that may be no outlet's
        found[n] = (*found[n], Credit(said.shown, key, CreditKind.FEED, None))
    one, two = (
        replace(telling, own=own, credits=kept)
        for telling, own, kept in zip(tellings, owns, found, strict=True)
    )
    return one, two


def _named(telling: Telling, arrival: Arrival) -> _Named | None:
    """Return whom the feed that led to a report names as its source; None where that is its own outlet, or nobody."""
    credit = arrival.credit
    if credit is None:
        return None
    host = _host(credit.address)
    said = _Named(credit.name or host, key_of(credit.name or ""), host)
    # Of two parts of one domain ("feeds.", "m.") either may be an outlet's: then nothing is known.
    is_beside = bool(host) and _label_key(host) == _label_key(_host(arrival.address))
    if not said.keys or is_beside or _is_of(said, telling, arrival):
        return None
    return said


def _is_of(said: _Named, telling: Telling, arrival: Arrival) -> bool:
    """Return whether a source is the outlet of a report: by its name, or by where the report was fetched."""
    host = _host(arrival.address)
    own = {*telling.own, _label_key(host)}
    if said.name and (said.name in own or said.name.replace(" ", "") in own):
        return True
    return bool(said.host and host) and _is_one_site(said.host, host)


def _is_one_site(one: str, other: str) -> bool:
    if one == other or one.endswith(f".{other}") or other.endswith(f".{one}"):
        return True
    outlets = [find_by_domain(host, load_outlets()) for host in (one, other)]
    return outlets[0] is not None and outlets[0] == outlets[1]


def _known_to(telling: Telling, named: _Named | None) -> set[str]:
    """Return whom a report credits as the source of all of it, by key, in its text or by its feed."""
    whole = {CreditKind.LINE, CreditKind.SIGN}
    return {*(c.key for c in telling.credits if c.kind in whole), *(named.keys if named else ())}


def _host(address: str | None) -> str:
    """Return the host of a web address; "" for none, and for what only looks like one."""
    if not address or not is_web(address):
        return ""
    try:
        return host_of(address).removeprefix("www.")
    except ValueError:  # brackets that enclose no address
        return ""


def _label_key(host: str) -> str:
    """Return the key of the part of a host's name that its owner chose; that of all of it where nobody did."""
    # Numbers, and ports of their own, are nobody's name.
    if not host or ":" in host or host.rpartition(".")[2].isdecimal():
        return host
    return key_of(label_of(host))
