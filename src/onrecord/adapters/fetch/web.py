"""Fetching one web address, with limits on where it leads, how long it takes and how much comes."""

import ssl
import time
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from ipaddress import ip_address
from typing import Protocol

import httpx

from onrecord.adapters.fetch.guard import Guard, check_address
from onrecord.adapters.fetch.limits import WebLimits
from onrecord.adapters.fetch.network import CONNECT_SECONDS, Deadline
from onrecord.adapters.fetch.transport import GuardedTransport
from onrecord.adapters.fetch.unpack import ACCEPTED, unpack
from onrecord.errors import (
    BadRequest,
    NotFound,
    OnRecordError,
    OutletRefused,
    OutletUnreachable,
    PageUnreadable,
)
from onrecord.model import Exchange, Lead
from onrecord.ports import UNMARKED, Fetched, Unchanged, Validators

#: Enough for http → https → www → consent → article; browsers allow 20.
MAX_REDIRECTS = 5
#: What an article is asked for as.
ARTICLES = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"
_REFUSALS = frozenset({401, 402, 403, 407, 451})
_ABSENCES = frozenset({404, 410})
#: Busy or down for now: RFC 6585 (429) and RFC 9110, section 15.5.9 (408).
_PASSING = frozenset({408, 425, 429})


class Manners(Protocol):
    """What a polite visitor does around each request of a fetch, redirects included."""

    def before(self, address: str) -> None:
        """Wait for the turn of the address's host.

        Raises:
            OutletRefused: The address may not be asked for.
            OutletUnreachable: Its turn will not come soon.
        """
        ...

    def after(self, address: str, exchange: Exchange | None) -> None:
        """Take note of an answer to a request, or that there was none."""
        ...


class WebFetcher:
    """Return a fetcher of http(s) addresses that trusts neither the address nor the answer.

    Args:
        limits: What it may do.

    Raises:
        BadRequest: One of the allowed networks is none.
    """

    def __init__(self, limits: WebLimits) -> None:
        self._limits = limits
        self._guard = Guard.allowing(limits.allow_networks)

    def check(self, address: str) -> str:
        """Return `address` as it will be fetched; see `guard.check_address`."""
        return check_address(address)

    def fetch(self, lead: Lead, *, max_bytes: int) -> Fetched:
        """Return the bytes at `lead`, at most `max_bytes` after unpacking; see `ports.Fetcher.fetch`."""
        fetched = self.ask(lead, max_bytes=max_bytes)
        if isinstance(fetched, Unchanged):
            raise OutletRefused("answers 304 Not Modified to one who knows nothing of it", subject=lead.name)
        return fetched

    def ask(
        self,
        lead: Lead,
        *,
        max_bytes: int,
        known: Validators = UNMARKED,
        accept: str = ARTICLES,
        manners: Manners | None = None,
        cut: bool = False,
    ) -> Fetched | Unchanged:
        """Return the bytes at `lead`, or that they are what they were.

        Args:
            lead: What to fetch.
            max_bytes: Limit on the unpacked bytes.
            known: What the last answer was marked with.
            accept: The media types wanted, as an `Accept`.
            manners: What to do around each request; nothing for None.
            cut: Whether the first `max_bytes` will do where there are more.

        Raises:
            OnRecordError: As `ports.Fetcher.fetch`, and what `manners` raise.
        """
        deadline = Deadline(self._limits.timeout_seconds)
        wait = min(CONNECT_SECONDS, self._limits.timeout_seconds)
        transport = GuardedTransport(self._guard, deadline, _trust(self._limits.ca_file), self._limits.proxy)
        headers = {
            "User-Agent": self._limits.user_agent,
            "Accept": accept,
            "Accept-Encoding": ACCEPTED,
        }
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        with httpx.Client(transport=transport, headers=headers, timeout=wait, trust_env=False) as client:
            try:
                answer, exchanges = self._follow(client, lead, deadline, manners)
                with closing(answer):
                    return _taken(answer, lead, exchanges, known, max_bytes=max_bytes, cut=cut)
            except httpx.InvalidURL as error:
                # httpx makes the next request of a redirect as it hands out the answer, before we look at it.
                raise OutletRefused(
                    "redirects to an address that is not fetched", subject=lead.name
                ) from error
            except httpx.TimeoutException as error:
                message = f"no whole answer within {self._limits.timeout_seconds:g} seconds; retry later"
                raise OutletUnreachable(message, subject=lead.name) from error
            except httpx.TransportError as error:
                raise OutletUnreachable(
                    "did not answer, or broke off; check the address, or retry later", subject=lead.name
                ) from error

    def _follow(
        self, client: httpx.Client, lead: Lead, deadline: Deadline, manners: Manners | None
    ) -> tuple[httpx.Response, tuple[Exchange, ...]]:
        """Return the answer at the end of all redirects, its body unread, and every exchange."""
        address = check_address(lead.address)
        exchanges: list[Exchange] = []
        for _ in range(MAX_REDIRECTS + 1):
            self._check_literal(address)
            if manners is not None:
                before = time.monotonic()
                manners.before(address)
                deadline.extend(time.monotonic() - before)
            answer, exchange = _ask(client, address, manners)
            exchanges.append(exchange)
            if not answer.has_redirect_location:
                return answer, tuple(exchanges)
            with closing(answer):
                address = _next_address(answer, lead)
        raise OutletUnreachable(
            f"redirects more than {MAX_REDIRECTS} times; open it in a browser and give its last address",
            subject=lead.name,
        )

    def _check_literal(self, address: str) -> None:
        """Refuse an address that names a non-public host by number: a proxy would not ask the guard."""
        host = httpx.URL(address).host
        try:
            number = ip_address(host)
        except ValueError:
            return
        if not self._guard.lets_through(number):
            raise OutletRefused(
                "is not a public address; if it is yours, list its network in allow_networks", subject=address
            )


def _ask(client: httpx.Client, address: str, manners: Manners | None) -> tuple[httpx.Response, Exchange]:
    """Return the answer to one request, its body unread, and how it went."""
    exchange: Exchange | None = None
    asked_at = datetime.now(UTC)
    try:
        answer = client.send(client.build_request("GET", address), stream=True)
        exchange = _exchange(answer, address, asked_at)
    finally:
        if manners is not None:
            manners.after(address, exchange)
    return answer, exchange


@cache
def _trust(ca_file: str | None) -> ssl.SSLContext:
    """Return the TLS context, made once: reading the certificates takes 20 ms."""
    try:
        return (
            ssl.create_default_context(cafile=ca_file)
            if ca_file
            else httpx.create_ssl_context(trust_env=False)
        )
    except (OSError, ssl.SSLError) as error:
        raise BadRequest("no certificates can be read from it; check ca_file", subject=ca_file) from error


def _next_address(answer: httpx.Response, lead: Lead) -> str:
    try:
        target = str(answer.url.join(answer.headers["location"]))
    except (httpx.InvalidURL, ValueError) as error:
        raise PageUnreadable("redirects to something that is no address", subject=lead.name) from error
    try:
        return check_address(target)
    except BadRequest as error:
        raise OutletRefused("redirects to an address that is not fetched", subject=lead.name) from error


def _exchange(answer: httpx.Response, address: str, asked_at: datetime) -> Exchange:
    peer = answer.extensions["network_stream"].get_extra_info("server_addr")
    return Exchange(
        method=answer.request.method,
        address=address,
        started_at=asked_at,
        status=answer.status_code,
        version=answer.http_version,
        reason=answer.reason_phrase,
        request_headers=_pairs(answer.request.headers),
        response_headers=_pairs(answer.headers),
        remote_address=str(peer[0]) if peer else None,
    )


def _pairs(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)


def _taken(
    answer: httpx.Response,
    lead: Lead,
    exchanges: tuple[Exchange, ...],
    known: Validators,
    *,
    max_bytes: int,
    cut: bool,
) -> Fetched | Unchanged:
    if answer.status_code == HTTPStatus.NOT_MODIFIED and known != UNMARKED:
        return Unchanged(known)
    if not answer.is_success:
        raise _refusal(answer, lead)
    coding = answer.headers.get("content-encoding", "")
    body = unpack(answer.iter_raw(), coding=coding, max_bytes=max_bytes, subject=lead.name, cut=cut)
    return Fetched(
        body=body,
        address=exchanges[-1].address,
        media_type=answer.headers.get("content-type", "").partition(";")[0].strip() or None,
        charset=answer.charset_encoding,
        headers=_pairs(answer.headers),
        exchanges=exchanges,
    )


def _refusal(answer: httpx.Response, lead: Lead) -> OnRecordError:
    status = answer.status_code
    words = (
        f"answers {status} {HTTPStatus(status).phrase}"
        if status in _known_statuses()
        else f"answers {status}"
    )
    if status in _ABSENCES:
        return NotFound(f"{words}; check the address", subject=lead.name)
    if status in _PASSING or answer.is_server_error:
        after = answer.headers.get("retry-after")
        when = f"retry after {after}" if after and after.isprintable() else "retry later"
        return OutletUnreachable(f"{words}; {when}", subject=lead.name)
    if status in _REFUSALS:
        return OutletRefused(f"{words}; ask the outlet, or save the page and add the file", subject=lead.name)
    return OutletRefused(f"{words}; open it in a browser to see why", subject=lead.name)


def _known_statuses() -> frozenset[int]:
    return frozenset(HTTPStatus)
