"""Web archives: WARC files, packed or plain, and WACZ files that hold them.

A part is the place of a record. Taken are answers with status 200 and single resources, of the types that can be
read; records that only say "as before" (revisit) hold no text. The bytes of a page come out of their transfer and
content codings, as they do when a page is fetched, so that a page archived elsewhere and fetched here is one capture.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from urllib.parse import quote, urlsplit

from onrecord.adapters.containers.answers import Answer, Unpack, read_answer, read_body, read_request
from onrecord.adapters.containers.files import gone, is_file, opened
from onrecord.adapters.containers.records import Record, field_of, read_record, read_records
from onrecord.adapters.containers.streams import Budget, Seekable
from onrecord.adapters.containers.wacz import Spool, members, open_member, opened_zip
from onrecord.errors import BadRequest, PageUnreadable
from onrecord.model import Exchange, Lead
from onrecord.ports import Fetched
from onrecord.text.data import load_table
from onrecord.text.paths import path_of

MAX_PARTS = 10_000_000

_OK = 200
_WARC = (".warc", ".warc.gz")
_WACZ = ".wacz"
_PART = re.compile(r"(?:(?P<member>[^\0]+)@)?(?P<offset>\d{1,18})(?:,(?P<request>\d{1,18}))?")
#: What names no document: records about the crawl itself, and look-ups of names.
_NO_DOCUMENTS = frozenset({"urn", "dns", "whois", "ntp", "metadata", "screenshot", "filedesc"})
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+\Z")
_NO_REPORTS = frozenset({"/robots.txt", "/ads.txt", "/favicon.ico"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_LONGEST_ADDRESS = 8_000


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A record that will be a lead once the request that belongs to it has been seen, or the next record."""

    offset: int
    record_id: str
    address: str
    request: int | None


@dataclass(frozen=True, slots=True)
class WarcOpener:
    """Return a `ports.Opener` of web archives.

    Attributes:
        unpack: What undoes a content coding, within a limit.
    """

    unpack: Unpack
    _spool: Spool = field(default_factory=Spool, init=False, repr=False, compare=False)

    def opens(self, lead: Lead) -> bool:
        """Return whether the file is called a web archive."""
        return is_file(lead) and path_of(lead.address).name.casefold().endswith((*_WARC, _WACZ))

    def parts(self, lead: Lead) -> Iterator[Lead]:
        """Yield a lead for each page; see `ports.Opener.parts`."""
        for count, (member, found) in enumerate(self._candidates(lead), start=1):
            if count > MAX_PARTS:
                raise BadRequest(f"holds more than {MAX_PARTS:,} pages; split it", subject=lead.name)
            request = f",{found.request}" if found.request is not None else ""
            part = f"{member}@{found.offset}{request}" if member else f"{found.offset}{request}"
            yield Lead(lead.address, f"{lead.name}#{found.address}", part=part)

    def close(self) -> None:
        """Return at once: files are held open no longer than they are read."""

    def fetch(self, lead: Lead, *, max_bytes: int) -> Fetched:
        """Return the bytes of one page, out of its codings; see `ports.Opener.fetch`."""
        part = _PART.fullmatch(lead.part or "")
        if part is None:
            raise gone(lead)
        with self._opened(lead, part["member"]) as file:
            record = _record_at(file, int(part["offset"]), lead)
            answer = read_answer(record) if _kind(record) == "response" else None
            address = _address(record)
            if address is None or not _is_wanted(record, answer, address):
                raise gone(lead)
            body = read_body(record, answer, unpack=self.unpack, max_bytes=max_bytes, subject=lead.name)
            request = None
            if part["request"]:
                asked = _record_at(file, int(part["request"]), lead)
                request = read_request(asked) if _kind(asked) == "request" else None
        told = field_of(answer.headers, "Content-Type") if answer else record.field("Content-Type")
        charset = _CHARSET.search(told)
        at = _moment(record.field("WARC-Date"))
        return Fetched(
            body,
            address,
            media_type=told.partition(";")[0].strip() or None,
            charset=charset[1] if charset else None,
            headers=answer.headers if answer else (),
            exchanges=(_exchange(record, answer, address, at, request),) if answer and at else (),
            fetched_at=at,
        )

    def _candidates(self, lead: Lead) -> Iterator[tuple[str, _Candidate]]:
        """Yield each record to be taken, with the member of a WACZ that it lies in, "" for none."""
        with opened(lead) as file:
            if not lead.address.casefold().endswith(_WACZ):
                yield from (("", found) for found in _pages(file, lead.name))
                return
            with opened_zip(file, lead.name) as archive:
                for info in members(archive, lead.name):
                    inner = open_member(archive, info, file, self._spool, _key(lead), lead.name)
                    yield from (
                        (info.filename, found) for found in _pages(inner, f"{lead.name}#{info.filename}")
                    )

    @contextmanager
    def _opened(self, lead: Lead, member: str | None) -> Iterator[Seekable]:
        with opened(lead) as file:
            if member is None:
                yield file
                return
            with opened_zip(file, lead.name) as archive:
                info = next((info for info in members(archive, lead.name) if info.filename == member), None)
                if info is None:
                    raise gone(lead)
                yield open_member(archive, info, file, self._spool, _key(lead), lead.name)


def _key(lead: Lead) -> tuple[object, ...]:
    """Return what changes when the file at a lead does."""
    facts = path_of(lead.address).stat()
    return (lead.address, facts.st_mtime_ns, facts.st_size)


def _record_at(file: Seekable, offset: int, lead: Lead) -> Record:
    record = read_record(file, offset, budget=Budget(lead.name), subject=lead.name)
    if record is None:
        raise gone(lead)
    return record


def _pages(file: Seekable, subject: str) -> Iterator[_Candidate]:
    """Yield the records that hold pages, each with the request that stands beside it."""
    held: _Candidate | None = None
    asked: Record | None = None
    try:
        for record in read_records(file, subject=subject):
            kind = _kind(record)
            if kind == "request":
                if held is not None and held.request is None and _belongs(record, held):
                    held = _Candidate(held.offset, held.record_id, held.address, record.offset)
                else:
                    asked = record
                continue
            found = _candidate(record, kind)
            if found is None:
                continue
            if held is not None:
                yield held
            beside = asked is not None and (
                _belongs(asked, found) or asked.field("WARC-Record-ID") in _told(record)
            )
            request = asked.offset if asked is not None and beside else None
            held, asked = _Candidate(found.offset, found.record_id, found.address, request), None
    except (PageUnreadable, BadRequest):
        if held is not None:
            yield held
        raise
    if held is not None:
        yield held


def _candidate(record: Record, kind: str) -> _Candidate | None:
    address = _address(record)
    if kind not in {"response", "resource"} or address is None:
        return None
    try:
        answer = read_answer(record) if kind == "response" else None
    except PageUnreadable:  # one answer without end; a file that is broken says so at its next record
        return None
    if not _is_wanted(record, answer, address):
        return None
    return _Candidate(record.offset, record.field("WARC-Record-ID"), address, None)


def _kind(record: Record) -> str:
    return record.field("WARC-Type").strip().casefold()


def _belongs(request: Record, page: _Candidate) -> bool:
    return page.record_id in _told(request) or _address(request) == page.address


def _told(record: Record) -> set[str]:
    """Return the ids of the records that belong to the same exchange."""
    return {value for name, value in record.fields if name.casefold() == "warc-concurrent-to" and value}


def _address(record: Record) -> str | None:
    """Return the address that a record is of, without its fragment, or None where it names no document."""
    named = record.field("WARC-Target-URI").strip().removeprefix("<").removesuffix(">")
    address = quote(named.partition("#")[0], safe="".join(map(chr, range(33, 127))))
    if len(address) > _LONGEST_ADDRESS or not _ADDRESS.match(address):
        return None
    try:
        parts = urlsplit(address)
        has_user = parts.username is not None
    except ValueError:
        return None
    if parts.scheme in _NO_DOCUMENTS or (
        parts.scheme in {"http", "https"} and (has_user or not parts.hostname)
    ):
        return None
    return address


def _is_wanted(record: Record, answer: Answer | None, address: str) -> bool:
    if answer is None and _kind(record) != "resource":
        return False
    if answer is not None and answer.status != _OK:
        return False
    told = field_of(answer.headers, "Content-Type") if answer else record.field("Content-Type")
    media_type = told.partition(";")[0].strip().casefold()
    return (not media_type or media_type in _readable()) and urlsplit(address).path not in _NO_REPORTS


@cache
def _readable() -> frozenset[str]:
    return frozenset(load_table("media")["reports"].values())


def _moment(words: str) -> datetime | None:
    """Return the moment that a WARC-Date says, in UTC, or None where it says none."""
    try:
        moment = datetime.fromisoformat(words.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _exchange(
    record: Record,
    answer: Answer,
    address: str,
    at: datetime,
    request: tuple[str, tuple[tuple[str, str], ...]] | None,
) -> Exchange:
    method, headers = request or ("GET", ())
    return Exchange(
        method=method,
        address=address,
        started_at=at,
        status=answer.status,
        version=answer.version,
        reason=answer.reason,
        request_headers=headers,
        response_headers=answer.headers,
        remote_address=record.field("WARC-IP-Address").strip() or None,
    )
