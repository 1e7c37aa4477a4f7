"""Who else vouches for people: an OpenID provider that they sign in with."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Voucher:
    """Return what a provider says of somebody who has signed in there.

    Attributes:
        issuer: The provider's address.
        subject: What it calls them, for good; never given to anybody else.
        name: What they are called, which may change and be another's too; "" where it says nothing.
        email: An address of theirs that the provider has checked; None where it gives none.
        groups: What they belong to there, by which roles may be given.
    """

    issuer: str
    subject: str
    name: str = ""
    email: str | None = None
    groups: frozenset[str] = frozenset()


class Provider(Protocol):
    """Let people sign in elsewhere, by the authorization code flow of OpenID Connect with PKCE."""

    @property
    def name(self) -> str:
        """Return what people know it as."""
        ...

    @property
    def issuer(self) -> str:
        """Return its address, which it signs with."""
        ...

    def begin(self, *, state: str, nonce: str, verifier: str) -> str:
        """Return the address to send a browser to; all three are random, and kept by that browser alone.

        Raises:
            OutletUnreachable: The provider does not answer, or says nothing that can be used.
        """
        ...

    def finish(self, *, code: str, nonce: str, verifier: str) -> Voucher:
        """Return whom the provider vouches for, given the code with which it sent the browser back.

        Raises:
            SignInRefused: It does not vouch for them, or what it says does not hold.
            OutletUnreachable: The provider does not answer.
        """
        ...
