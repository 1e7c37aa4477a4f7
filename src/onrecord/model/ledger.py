"""The hash chain over all that a desk keeps: each entry binds everything before it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from onrecord.errors import BadRequest
from onrecord.model.capture import Capture
from onrecord.model.credit import FeedCredit
from onrecord.model.exchange import Exchange, Headers

#: What the first entry is chained to.
BEFORE_ALL = bytes(32)
#: No feed that was read by the rules of `stages.collect` gave a longer name or address.
_LONGEST_CREDIT = 4_096
#: Facts of an entry: strings, whole numbers, None, and lists and tables of them.
Facts = Mapping[str, Any]


class EntryKind(StrEnum):
    """Return what an entry tells of."""

    OPENED = "opened"  # the ledger began; its subject names the desk for good
    CAPTURE = "capture"  # bytes were kept
    REMOVAL = "removal"  # bytes were removed, by whom and why
    TIMESTAMP = "timestamp"  # an authority signed the time of the entry before
    IMPORT = "import"  # a package of another desk was taken in
    CORRECTION = "correction"  # a person put right, or took back, what was read of kept bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """Return one entry of the ledger.

    Attributes:
        n: Its number: 1, 2, 3 … without a gap.
        kind: What it tells of.
        at: When it was written, aware, UTC, by the desk's own clock.
        subject: What it is about: the SHA-256 of the bytes, or for `opened` the desk's own random id.
        body: The entry itself, canonical JSON, all of the above within it.
        hash: 64 hexadecimal digits: SHA-256 of the hash before it and the SHA-256 of `body`.
    """

    n: int
    kind: EntryKind
    at: datetime
    subject: str
    body: bytes
    hash: str


def canonical(thing: Facts) -> bytes:
    r"""Return the one way to write `thing`: JSON, keys sorted, no white space, UTF-8, no fractions.

    Raises:
        BadRequest: It holds a number with a fraction, which machines write differently.

    >>> canonical({"b": [1, None], "a": "é\n"})
    b'{"a":"\xc3\xa9\\n","b":[1,null]}'
    """
    _refuse_fractions(thing)
    line = json.dumps(thing, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    # A lone surrogate has no UTF-8; its escape is JSON's own.
    return line.encode("utf-8", "backslashreplace")


def chain_hash(before: bytes, body_digest: bytes) -> bytes:
    """Return the hash of an entry: of the 32 bytes before it and the SHA-256 of its body.

    The body goes in by its digest, so that a way through the chain can be shown
    without showing the entries on the way.
    """
    return hashlib.sha256(before + body_digest).digest()


def make_entry(
    n: int, kind: EntryKind, at: datetime, subject: str, facts: Facts, before: Entry | None
) -> Entry:
    """Return entry `n`, chained to the one before it (None for the first)."""
    body = canonical({"n": n, "kind": str(kind), "at": time_text(at), "subject": subject, "facts": facts})
    start = bytes.fromhex(before.hash) if before else BEFORE_ALL
    return Entry(n, kind, at, subject, body, chain_hash(start, hashlib.sha256(body).digest()).hex())


def time_text(moment: datetime) -> str:
    """Return a moment as the ledger writes it: UTC, to the microsecond.

    >>> time_text(datetime(2026, 3, 1, 12, tzinfo=UTC))
    '2026-03-01T12:00:00.000000Z'
    """
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def time_of(text: str) -> datetime:
    """Return the moment that `time_text` wrote.

    Raises:
        BadRequest: It is no such text.
    """
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z"))
    except (TypeError, ValueError, AttributeError) as error:
        raise BadRequest(f"holds a time that is none: {text!r:.60}") from error
    return moment.replace(tzinfo=UTC)


def capture_facts(capture: Capture) -> dict[str, Any]:
    """Return everything known of a capture, as canonical JSON can write it; `capture_from_facts` undoes it."""
    return {
        "id": capture.id,
        "sha256": capture.sha256,
        "size": capture.size,
        "address": capture.address,
        "fetched_at": time_text(capture.fetched_at),
        "media_type": capture.media_type,
        "charset": capture.charset,
        "headers": _lists(capture.headers),
        "exchanges": [exchange_facts(exchange) for exchange in capture.exchanges],
    }


def exchange_facts(exchange: Exchange) -> dict[str, Any]:
    """Return everything known of an exchange."""
    return {
        "method": exchange.method,
        "address": exchange.address,
        "started_at": time_text(exchange.started_at),
        "status": exchange.status,
        "version": exchange.version,
        "reason": exchange.reason,
        "request_headers": _lists(exchange.request_headers),
        "response_headers": _lists(exchange.response_headers),
        "remote_address": exchange.remote_address,
    }


def capture_from_facts(facts: Facts) -> Capture:
    """Return the capture that `facts` tell of.

    Raises:
        BadRequest: A fact is missing or of the wrong kind, or the id is not that of the rest.
    """
    try:
        capture = Capture(
            sha256=_text(facts["sha256"]),
            size=_number(facts["size"]),
            address=_text(facts["address"]),
            fetched_at=time_of(facts["fetched_at"]),
            media_type=_text(facts["media_type"]),
            charset=None if facts["charset"] is None else _text(facts["charset"]),
            headers=_pairs(facts["headers"]),
            exchanges=tuple(exchange_from_facts(one) for one in facts["exchanges"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadRequest("does not tell of a capture as it should") from error
    if facts.get("id") != capture.id:
        raise BadRequest("tells of a capture whose id is not its own")
    return capture


def exchange_from_facts(facts: Facts) -> Exchange:
    """Return the exchange that `facts` tell of; errors as of `capture_from_facts`."""
    remote = facts["remote_address"]
    return Exchange(
        method=_text(facts["method"]),
        address=_text(facts["address"]),
        started_at=time_of(facts["started_at"]),
        status=_number(facts["status"]),
        version=_text(facts["version"]),
        reason=_text(facts["reason"]),
        request_headers=_pairs(facts["request_headers"]),
        response_headers=_pairs(facts["response_headers"]),
        remote_address=None if remote is None else _text(remote),
    )


def credit_facts(credit: FeedCredit) -> dict[str, Any]:
    """Return everything known of a feed's credit, as canonical JSON can write it; `credit_from_facts` undoes it."""
    return {
        "name": credit.name,
        "address": credit.address,
        "feed": credit.feed,
        "seen_at": time_text(credit.seen_at),
    }


def credit_from_facts(facts: Facts) -> FeedCredit:
    """Return the credit that `facts` tell of.

    Raises:
        BadRequest: A fact is missing or of the wrong kind.
    """
    try:
        name, address, feed = facts["name"], facts["address"], _told_text(facts["feed"])
        return FeedCredit(
            name=None if name is None else _told_text(name),
            address=None if address is None else _web_address(address),
            feed=feed,
            seen_at=time_of(facts["seen_at"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadRequest("does not tell of a feed's credit as it should") from error


def bound_facts(
    capture: Capture, via: Facts | None = None, *, credit: FeedCredit | None = None
) -> dict[str, Any]:
    """Return what the ledger's entry for a capture says.

    What may have to be forgotten one day (address, headers) is bound by one
    hash over all facts, and is not repeated in the entry. So is what a feed
    said of its source, by a hash of its own that only such an entry has.

    Args:
        capture: What was kept.
        via: How it came, where not fetched by this desk: from which package, an upgrade.
        credit: Whom the feed that led to it names as its source, or None.
    """
    facts = {
        "id": capture.id,
        "sha256": capture.sha256,
        "size": capture.size,
        "fetched_at": time_text(capture.fetched_at),
        "all": hashlib.sha256(canonical(capture_facts(capture))).hexdigest(),
        "via": dict(via) if via else None,
    }
    if credit is not None:
        # With the facts of the capture: of a name alone, anybody could try which it was.
        told = {**capture_facts(capture), "credit": credit_facts(credit)}
        facts["credit"] = hashlib.sha256(canonical(told)).hexdigest()
    return facts


def is_bound(facts: Facts, capture: Capture, credit: FeedCredit | None) -> bool:
    """Return whether the facts of an entry bind a capture with all that is known of it."""
    bound = bound_facts(capture, credit=credit)
    return facts.get("all") == bound["all"] and facts.get("credit") == bound.get("credit")


def told_by(body: bytes) -> dict[str, Any] | None:
    """Return what the body of an entry says; None where it is none of ours any longer."""
    try:
        told = json.loads(body)
    except ValueError:
        return None
    whole = isinstance(told, dict) and told.keys() >= {"n", "kind", "at", "subject", "facts"}
    return told if whole and isinstance(told["facts"], dict) else None


def facts_of(entry: Entry) -> dict[str, Any]:
    """Return the facts in the body of an entry; empty where the body is none of ours any longer."""
    told = told_by(entry.body)
    return {} if told is None else dict(told["facts"])


def _refuse_fractions(thing: object) -> None:
    if isinstance(thing, float):
        raise BadRequest("a number with a fraction has no one way of writing; give it as text")
    if isinstance(thing, Mapping):
        for value in thing.values():
            _refuse_fractions(value)
    elif isinstance(thing, list | tuple):
        for value in thing:
            _refuse_fractions(value)


def _lists(pairs: Headers) -> list[list[str]]:
    return [[name, value] for name, value in pairs]


def _pairs(lists: Any) -> Headers:
    return tuple((_text(name), _text(value)) for name, value in lists)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _told_text(value: Any) -> str:
    words = _text(value)
    if len(words) > _LONGEST_CREDIT:
        raise ValueError("longer than any feed's")
    return words


def _web_address(value: Any) -> str:
    address = _told_text(value)
    if not address.startswith(("http://", "https://")):
        raise ValueError("not a web address")
    return address


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("not a whole number")
    return value
