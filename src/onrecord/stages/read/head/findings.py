"""What was found out about a page, with why: the form in which each reader of its markup answers."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Finding(Generic[Value]):
    """Return a value and why it is that.

    Attributes:
        value: What was found.
        because: Where, in words that a person can check on the page.
        confidence: 0 to 1.
    """

    value: Value
    because: str
    confidence: float
