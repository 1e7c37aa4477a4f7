"""Which addresses may be fetched: public ones, and the networks a setting allows.

A name is resolved once, every answer is checked, and the connection goes to a
checked answer itself, so that a name that changes its mind between the check
and the connection (DNS rebinding) gains nothing.
"""

import queue
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

import httpx

from onrecord.errors import BadRequest, OutletRefused, OutletUnreachable

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network
#: Return the addresses of a host and port as text.
Resolver: TypeAlias = Callable[[str, int], Sequence[str]]

#: IANA gives out global unicast addresses from this block alone (RFC 4291, section 2.4).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
#: Addresses that carry an IPv4 address in their last 32 bits: mapped, compatible, NAT64 (RFC 6052).
_ENDS_IN_IPV4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("::/96"), IPv6Network("64:ff9b::/96"))
#: Once the way to 6to4 relays, now without an owner (RFC 7526).
_RELAYS = IPv4Network("192.88.99.0/24")

#: A name of letters, digits, hyphens and underscores, or a number of either version.
_HOST = re.compile(rb"[a-z0-9._:-]+\Z", re.IGNORECASE)


def check_address(address: str) -> str:
    """Return an http(s) address without its fragment.

    Raises:
        BadRequest: It is not http(s), names no host, or carries a user name or
            password, which would be kept as evidence. The message does not show them.

    >>> check_address("https://Example.org/a#b")
    'https://example.org/a'
    """
    scheme = address.partition(":")[0].casefold()
    if scheme not in {"http", "https"}:
        raise BadRequest(
            "only http and https addresses are fetched; give a file by its path",
            subject=_without_secrets(address),
        )
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise BadRequest("is not a whole web address; check it", subject=_without_secrets(address)) from error
    if url.userinfo:
        raise BadRequest(
            "carries a user name or password, which would be kept; give the address without",
            subject=_without_secrets(address),
        )
    if not _HOST.match(url.raw_host):
        raise BadRequest("names no host; check the address", subject=address)
    return str(url.copy_with(fragment=None))


@dataclass(frozen=True, slots=True)
class Guard:
    """Return the rule by which hosts are resolved and addresses refused.

    Attributes:
        allow: Networks fetched from although they are not public.
        resolve: How names become addresses; the system's way unless a test says otherwise.
    """

    allow: tuple[Network, ...] = ()
    resolve: Resolver | None = None

    @classmethod
    def allowing(cls, networks: Sequence[str]) -> "Guard":
        """Return a guard that also lets through `networks`, such as `10.1.0.0/16`.

        Raises:
            BadRequest: One of them is not a network.
        """
        try:
            return cls(tuple(ip_network(network) for network in networks))
        except ValueError as error:
            raise BadRequest("is not a network such as 10.1.0.0/16", subject=str(networks)) from error

    def addresses(self, host: str, port: int, *, timeout_seconds: float) -> tuple[str, ...]:
        """Return the addresses of `host` to connect to, each of them checked.

        Raises:
            OutletUnreachable: The name has no address, or none in time.
            OutletRefused: One of its addresses is not public.
        """
        found = tuple(_resolve_in_time(self.resolve or _system_addresses, host, port, timeout_seconds))
        if not found:
            raise OutletUnreachable("the name has no address; check it", subject=host)
        for text in found:
            if not self.lets_through(ip_address(text)):
                raise OutletRefused(
                    f"leads to {text}, which is not a public address; "
                    "if it is yours, list its network in allow_networks",
                    subject=host,
                )
        return found

    def lets_through(self, address: Address) -> bool:
        """Return whether `address` is public or in an allowed network, tunnels unpacked."""
        inner = _inside(address)
        if any(_lies_in(address, network) or _lies_in(inner, network) for network in self.allow):
            return True
        return is_public(address)


def is_public(address: Address) -> bool:
    """Return whether anyone on the internet may be found at `address`.

    >>> is_public(ip_address("93.184.216.34")), is_public(ip_address("10.0.0.1"))
    (True, False)
    >>> is_public(ip_address("::ffff:127.0.0.1")), is_public(ip_address("64:ff9b::a00:1"))
    (False, False)
    """
    inner = _inside(address)
    if inner is not address:
        return is_public(inner)
    if isinstance(address, IPv6Address):
        if address not in _GLOBAL_UNICAST or address.teredo:
            return False
    elif address in _RELAYS:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, IPv6Address):
        if any(address in network for network in _ENDS_IN_IPV4):
            return IPv4Address(int(address) & 0xFFFFFFFF)
        if address.sixtofour is not None:
            return address.sixtofour
    return address


def _lies_in(address: Address, network: Network) -> bool:
    return address.version == network.version and address in network


def _system_addresses(host: str, port: int) -> list[str]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _resolve_in_time(resolve: Resolver, host: str, port: int, timeout_seconds: float) -> Sequence[str]:
    """Return what `resolve` answers; the system's resolver knows no time limit of its own."""
    answer: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, daemon=True, name="onrecord-resolve").start()
    try:
        found = answer.get(timeout=max(timeout_seconds, 0.0))
    except queue.Empty:
        raise OutletUnreachable("the name could not be resolved in time; retry later", subject=host) from None
    if isinstance(found, OSError | UnicodeError):
        raise OutletUnreachable("the name has no address; check it, or retry later", subject=host) from found
    return found


def _without_secrets(address: str) -> str:
    """Return `address` with whatever may be a user name or password as `…`."""
    head, slashes, rest = address.partition("//")
    authority, slash, path = rest.partition("/")
    return (
        head
        + slashes
        + ("…@" + authority.rpartition("@")[2] if "@" in authority else authority)
        + slash
        + path
    )
