"""The other process: takes one document after the other from standard input and answers on standard output."""

import os
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from onrecord.adapters.documents.docx import open_docx
from onrecord.adapters.documents.fault import DocumentFaultError
from onrecord.adapters.documents.pdf import open_pdf
from onrecord.adapters.documents.wire import receive, send

try:
    import resource
except ImportError:  # Windows has none: there the time alone is limited
    resource = None  # type: ignore[assignment]

_OPENERS = {"pdf": open_pdf, "docx": open_docx}
#: What the settings allow for a report is checked before; this only bounds nonsense.
_MOST_BYTES = 2_000_000_000
_OPEN_FILES = 64


def main(limits: dict[str, Any]) -> None:
    """Serve documents until standard input ends."""
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 -- a device
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    confine(limits)
    serve(sys.stdin.buffer, answers, limits)


def serve(requests: BinaryIO, answers: BinaryIO, limits: dict[str, Any]) -> None:
    """Answer requests in order until there are no more."""
    while (request := receive(requests, most_bytes=_MOST_BYTES)) is not None:
        told, body = request
        _allow_seconds(limits["seconds"])
        send(answers, answer(told["form"], body, limits))


def answer(form: str, body: bytes, limits: dict[str, Any]) -> dict[str, Any]:
    """Return what a document holds, or what is wrong with it."""
    try:
        return {"form": form, **_OPENERS[form](body, limits)}
    except DocumentFaultError as fault:
        return {"form": form, "fault": fault.kind}
    except MemoryError:
        return {"form": form, "fault": "memory"}
    except RecursionError:
        return {"form": form, "fault": "broken"}


def confine(limits: dict[str, Any]) -> None:
    """Give up for good what taking documents apart has no need of: memory, files, processes."""
    if resource is None:
        return
    for name, value in (
        ("RLIMIT_AS", int(limits["memory_bytes"])),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", _OPEN_FILES),
        ("RLIMIT_NPROC", 0),
    ):
        which = getattr(resource, name, None)
        if which is not None:
            # A system may refuse one of them (macOS, RLIMIT_AS): the others and the time still hold.
            with suppress(ValueError, OSError):
                _, hard = resource.getrlimit(which)
                bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
                resource.setrlimit(which, (bound, bound))


def _allow_seconds(seconds: float) -> None:
    """Let the next document have so much of the processor, should nobody be left to look at the clock."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime + seconds) + 2
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
