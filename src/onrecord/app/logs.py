"""What the program tells of its work while it works."""

import logging
import sys


def set_logging(level: str) -> None:
    """Send what the program tells of its work to standard error, from `level` on; libraries stay silent."""
    own = logging.getLogger("onrecord")
    own.setLevel(level.upper())
    own.propagate = False
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("onrecord: %(message)s"))
    own.handlers = [handler]
    # What the libraries would say is ours to say, in our own words, where it matters.
    logging.getLogger().addHandler(logging.NullHandler())
