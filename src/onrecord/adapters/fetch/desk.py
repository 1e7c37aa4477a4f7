"""The one fetcher of a desk: it knows which way each address is fetched."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.adapters.fetch.files import fetch_file, find_files, read_capped
from onrecord.adapters.fetch.limits import WebLimits
from onrecord.errors import BadRequest, NotFound, OnRecordError
from onrecord.model import Lead
from onrecord.ports import Fetched, Opener
from onrecord.text.paths import printable

if TYPE_CHECKING:
    from onrecord.adapters.fetch.web import WebFetcher

STDIN_NAME = "-"
_STDIN_ADDRESS = "stdin:"
#: The part that stands for all of a container that cannot be read.
_REST = "rest"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):/{1,2}")


def _standard_input() -> BinaryIO:
    return sys.stdin.buffer


@dataclass(frozen=True, slots=True)
class DeskFetcher:
    """Return a `ports.Fetcher` over files, folders, `-` and http(s) addresses.

    Attributes:
        max_bytes: The largest report taken, from anywhere.
        limits: What is allowed on the web.
        stdin: Where `-` reads from.
        openers: Which containers are opened; the first that opens a file does.
    """

    max_bytes: int
    limits: WebLimits = field(default_factory=WebLimits)
    stdin: BinaryIO = field(default_factory=_standard_input)
    openers: tuple[Opener, ...] = ()

    def expand(self, name: str) -> Iterator[Lead]:
        """Yield the leads that `name` stands for; see `ports.Fetcher.expand`."""
        if name == STDIN_NAME:
            yield Lead(_STDIN_ADDRESS, STDIN_NAME)
            return
        if "\0" in name:
            raise BadRequest("holds a NUL character, as no path does", subject=name.replace("\0", "\\0"))
        path = Path(name)
        if os.path.lexists(path):
            for lead in find_files(path, name):
                yield from self._opened(lead, named=lead.name == printable(name))
        elif self._opener(Lead(name, name)) is not None:
            yield from self._opened(Lead(name, name), named=True)
        elif _SCHEME.match(name):
            address = self._web().check(name)
            yield Lead(address, address)
        else:
            hint = "; an address begins with https://" if re.match(r"www\.|[\w-]+\.[a-z]{2,}/", name) else ""
            raise NotFound(f"no such file or folder; check the path{hint}", subject=printable(name))

    def fetch(self, lead: Lead) -> Fetched:
        """Return the bytes of `lead`; see `ports.Fetcher.fetch`."""
        if lead.address == _STDIN_ADDRESS:
            return Fetched(read_capped(self.stdin, lead, max_bytes=self.max_bytes), _STDIN_ADDRESS)
        if lead.part is not None:
            opener = self._opener(lead)
            if opener is None:
                raise NotFound("is no container (any longer); add it again", subject=lead.name)
            if lead.part == _REST:
                raise _fault(opener, lead)
            return opener.fetch(lead, max_bytes=self.max_bytes)
        if lead.address.startswith("file:"):
            return fetch_file(lead, max_bytes=self.max_bytes)
        return self._web().fetch(lead, max_bytes=self.max_bytes)

    def _opened(self, lead: Lead, *, named: bool) -> Iterator[Lead]:
        """Yield the parts of a container, or the lead itself where it is none.

        A container that is broken is yielded itself, after the parts before the break, so that fetching it says
        what is wrong and the others go on; one that was named and gives nothing at all is an error at once.
        """
        opener = self._opener(lead)
        if opener is None:
            yield lead
            return
        found = False
        try:
            for part in opener.parts(lead):
                found = True
                yield part
        except OnRecordError:
            if named and not found:
                raise
            yield replace(lead, part=_REST)

    def close(self) -> None:
        """Let go of what the openers hold."""
        for opener in self.openers:
            opener.close()

    def _opener(self, lead: Lead) -> Opener | None:
        return next((opener for opener in self.openers if opener.opens(lead)), None)

    def _web(self) -> "WebFetcher":
        from onrecord.adapters.fetch.web import WebFetcher  # noqa: PLC0415 -- httpx loads when it is needed

        return WebFetcher(self.limits)


def _fault(opener: Opener, lead: Lead) -> OnRecordError:
    """Return what is wrong with a container that could not be read to its end."""
    try:
        for _ in opener.parts(replace(lead, part=None)):
            pass
    except OnRecordError as error:
        return error
    return NotFound("was broken and is whole now; add it again", subject=lead.name)
