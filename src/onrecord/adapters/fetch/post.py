"""Sending a few bytes to a service that the operator named, through the same guard as any fetch."""

import ssl

import httpx

from onrecord.adapters.fetch.guard import Guard, check_address
from onrecord.adapters.fetch.limits import WebLimits
from onrecord.adapters.fetch.network import CONNECT_SECONDS, Deadline
from onrecord.adapters.fetch.transport import GuardedTransport
from onrecord.errors import BadRequest, OutletRefused, OutletUnreachable


def post(limits: WebLimits, address: str, body: bytes, *, media_type: str, max_bytes: int) -> bytes:
    """Return what `address` answers to `body`, at most `max_bytes`; redirects are not followed.

    Args:
        limits: What is allowed on the web.
        address: Where to send it: `https://…`.
        body: What to send.
        media_type: What it is.
        max_bytes: Limit on the answer.

    Raises:
        BadRequest: The address is none, or the answer is larger.
        OutletRefused: The address may not be connected to, or it refuses.
        OutletUnreachable: No whole answer within the time.
    """
    target = check_address(address)
    deadline = Deadline(limits.timeout_seconds)
    transport = GuardedTransport(
        Guard.allowing(limits.allow_networks), deadline, _trust(limits.ca_file), limits.proxy
    )
    headers = {"User-Agent": limits.user_agent, "Content-Type": media_type, "Accept-Encoding": "identity"}
    wait = min(CONNECT_SECONDS, limits.timeout_seconds)
    with httpx.Client(transport=transport, headers=headers, timeout=wait, trust_env=False) as client:
        try:
            with client.stream("POST", target, content=body) as answer:
                if not answer.is_success:
                    raise OutletRefused(f"answers {answer.status_code}; check the address", subject=target)
                return _body(answer, target, max_bytes=max_bytes)
        except httpx.TransportError as error:
            raise OutletUnreachable(
                "did not answer, or broke off; check the address, or retry later", subject=target
            ) from error


def _body(answer: httpx.Response, target: str, *, max_bytes: int) -> bytes:
    body = bytearray()
    for chunk in answer.iter_raw():
        body += chunk
        if len(body) > max_bytes:
            raise BadRequest(f"answers more than {max_bytes:,} bytes; check the address", subject=target)
    return bytes(body)


def _trust(ca_file: str | None) -> ssl.SSLContext:
    try:
        if ca_file:
            return ssl.create_default_context(cafile=ca_file)
        return httpx.create_ssl_context(trust_env=False)
    except (OSError, ssl.SSLError) as error:
        raise BadRequest("no certificates can be read from it; check ca_file", subject=ca_file) from error
