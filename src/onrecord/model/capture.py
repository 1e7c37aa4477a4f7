"""The exact bytes of one fetch, by their hash."""

from dataclasses import dataclass
from datetime import datetime

from onrecord.model.exchange import Exchange
from onrecord.model.ids import content_id


@dataclass(frozen=True, slots=True)
class Capture:
    """Return what is known of one fetch; the bytes themselves lie in the evidence store.

    Attributes:
        sha256: 64 hexadecimal digits: the hash of the exact bytes.
        size: How many bytes.
        address: Where they came from: `https://…`, `file:///…` or `stdin:`.
        fetched_at: When, aware, in UTC.
        media_type: `text/plain`, `text/html`, …, without parameters.
        charset: The encoding that the sender declared, or None.
        headers: Response headers in the order received; empty for files.
        exchanges: Every request made for it and the head of each answer, redirects first; empty for files.
    """

    sha256: str
    size: int
    address: str
    fetched_at: datetime
    media_type: str
    charset: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    exchanges: tuple[Exchange, ...] = ()

    @property
    def id(self) -> str:
        """Return the id: by bytes alone for files, by address and bytes for the web.

        A file that is moved or copied is still the same capture, so adding
        a folder again from another place adds nothing twice.
        """
        on_web = self.address.startswith(("http://", "https://"))
        return content_id("capture", self.sha256, self.address if on_web else None)
