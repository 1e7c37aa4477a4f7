"""One request and its answer, as they went over the wire."""

from dataclasses import dataclass
from datetime import datetime

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Return one request and the head of its answer; a redirect is an exchange of its own.

    Attributes:
        method: `GET`.
        address: What was asked for.
        started_at: When the request was sent, aware, UTC.
        status: The answer's status code.
        version: The answer's protocol, `HTTP/1.1`.
        reason: The words after the status, "" for none.
        request_headers: As sent, in order.
        response_headers: As received, in order.
        remote_address: The number of the machine that answered (`93.184.216.34`), or None behind a proxy.
    """

    method: str
    address: str
    started_at: datetime
    status: int
    version: str = "HTTP/1.1"
    reason: str = ""
    request_headers: Headers = ()
    response_headers: Headers = ()
    remote_address: str | None = None
