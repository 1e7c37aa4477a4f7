"""What each exit status means, as a page."""

import inspect

from onrecord import errors
from onrecord.serve.cli.frame import INTERRUPTED, PIPE_CLOSED
from onrecord.serve.cli.outcome import MIXED

_FIRST = (
    (0, "all went well"),
    (MIXED, "a batch in which some failed and some worked, or failed for different reasons"),
)
_LAST = (
    (INTERRUPTED, "interrupted from the keyboard; what was finished is kept"),
    (PIPE_CLOSED, "whoever read the output has gone, as `head` does"),
)
_HEAD = """\
# Exit statuses

A command that works on many reports goes on past those that fail, says each failure in one line on standard
error, `onrecord: SUBJECT: what; cure`, and ends with the status of the errors if all failed alike.

| status | error | meaning |
|---|---|---|
"""


def draw_statuses() -> str:
    """Return the reference page of the exit statuses, as Markdown, from the errors themselves."""
    kinds = errors.OnRecordError.__subclasses__()
    found = sorted((kind.exit_code, kind.__name__, _meaning(kind)) for kind in kinds)
    rows = [(status, "", meaning) for status, meaning in _FIRST]
    rows += [(status, f"`{name}`", meaning) for status, name, meaning in found]
    rows += [(status, "", meaning) for status, meaning in _LAST]
    return _HEAD + "".join(f"| {status} | {name} | {meaning} |\n" for status, name, meaning in rows)


def _meaning(kind: type[errors.OnRecordError]) -> str:
    sentence = inspect.getdoc(kind) or ""
    return sentence[:1].lower() + sentence[1:].rstrip(".")
