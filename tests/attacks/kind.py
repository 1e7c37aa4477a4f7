"""What one attack is."""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.errors import OnRecordError
from tests.attacks.server import RawSite


@dataclass(frozen=True, slots=True)
class Attack:
    """Return one attack.

    Attributes:
        group: Where it strikes; a heading of the page.
        what: What is tried, for a reader.
        lay: Put it on a site; returns the address that is then given to the program.
        error: What the program answers, or None where the content is read and does no harm.
        words: What the message says, or, without an error, what the report's text is not allowed to hold ("" for
            nothing in particular).
        from_own_network: Whether the operator has allowed this machine's network, so that only the attack itself is
            in the way.
    """

    group: str
    what: str
    lay: Callable[[RawSite], str]
    error: type[OnRecordError] | None
    words: str
    from_own_network: bool = True
