"""A third party's word for when something existed (RFC 3161)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Stamp:
    """Return what a token says.

    Attributes:
        time: When, by the authority's clock, aware, UTC.
        imprint: The SHA-256 that it signed, 64 hexadecimal digits.
        authority: The authority's name, as its certificate gives it; "" for none.
        is_checked: Whether the signature was checked against trusted certificates.
    """

    time: datetime
    imprint: str
    authority: str
    is_checked: bool


class Timestamper(Protocol):
    """Ask an authority for tokens, and check tokens without asking anybody."""

    def stamp(self, data: bytes) -> bytes:
        """Return a token over the SHA-256 of `data`, checked as far as settings allow.

        Raises:
            BadRequest: No authority is set, or what it needs is not installed.
            OutletRefused: It refuses.
            OutletUnreachable: It does not answer.
            EvidenceBroken: It answers something that is no token over `data`.
        """
        ...

    def check(self, token: bytes) -> Stamp:
        """Return what a token says, its signature checked where certificates are set.

        Raises:
            BadRequest: What it needs is not installed, or the certificates cannot be read.
            EvidenceBroken: It is no token, or its signature is not one of those trusted.
        """
        ...
