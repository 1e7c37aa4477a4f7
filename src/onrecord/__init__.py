"""A media-monitoring desk: who said what, where it was published, and how you know."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.serve.client import Desk

__version__ = "0.1.0"
__all__ = ["Desk", "__version__"]


def __getattr__(name: str) -> Any:
    """Return the client when it is asked for: most of the package is used without it."""
    if name == "Desk":
        from onrecord.serve.client import Desk  # noqa: PLC0415 -- see above

        return Desk
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
