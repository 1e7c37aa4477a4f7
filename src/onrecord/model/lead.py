"""An address worth fetching."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lead:
    """Return an address worth fetching and the name the user knows it by.

    Attributes:
        address: `https://…`, `file:///…` or `stdin:`.
        name: What messages and output call it: the path as typed, or the address.
    """

    address: str
    name: str
