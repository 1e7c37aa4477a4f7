"""Where the time comes from."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tell the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...
