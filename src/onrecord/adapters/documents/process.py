"""The process in which documents are taken apart: started when first needed, killed when over its limits."""

import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.adapters.documents.answers import read_answer
from onrecord.adapters.documents.wire import receive, send
from onrecord.errors import BadRequest, PageUnreadable
from onrecord.ports.documents import Document

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {PDF: "pdf", DOCX: "docx"}

#: What the process may see of our environment: nothing that could hold a secret.
_SEEN = frozenset(
    {
        "PATH",
        "SYSTEMROOT",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "TMPDIR",
        "TEMP",
    }
)
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from onrecord.adapters.documents.worker import main; main(json.loads(sys.argv[2]))"
)
#: A process this old is replaced: what libraries never give back stays bounded.
_MOST_DOCUMENTS = 500
#: Of an answer: the longest text of a report as words with places, and room to spare.
_MOST_ANSWER_BYTES = 200_000_000
_GRACE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """Return what one document may cost.

    Attributes:
        seconds: From handing it over to the last word of the answer.
        memory_bytes: Of address space of the whole process, where the system can hold it to that.
        pages: Of a PDF.
        characters: Of text; more is no single report.
        unpacked_bytes: Of all parts of a DOCX that are read.
    """

    seconds: float = 60.0
    memory_bytes: int = 1_500_000_000
    pages: int = 2_000
    characters: int = 5_000_000
    unpacked_bytes: int = 200_000_000


class DocumentProcess:
    """Return an opener of documents (`ports.DocumentOpener`) with a process of its own.

    The process starts with the first document and serves the next ones. It
    reads nothing but what it is handed and writes nothing but its answer.
    Threads may share an opener; they take turns.
    """

    def __init__(self, limits: DocumentLimits | None = None) -> None:
        self._limits = limits or DocumentLimits()
        self._lock = threading.Lock()
        self._worker: _Worker | None = None

    def open(self, body: bytes, media_type: str, *, subject: str) -> Document:
        """Return what a document holds: `Sheets` of a PDF, a `Scroll` of a DOCX.

        Raises:
            PageUnreadable: It is broken, encrypted, holds no text, is larger than the limits, or took
                too much time or memory.
            BadRequest: The media type is of no document.
        """
        form = _FORMS.get(media_type.casefold())
        if form is None:
            raise BadRequest(f"{media_type} is no document; only PDF and DOCX are", subject=subject)
        with self._lock:
            answer = self._ask(form, body, subject)
        return read_answer(answer, subject)

    def close(self) -> None:
        """End the process, where there is one; the next document starts another."""
        with self._lock:
            self._drop()

    @property
    def process_id(self) -> int | None:
        """Return the number of the process, or None while there is none."""
        return self._worker.process.pid if self._worker else None

    def _ask(self, form: str, body: bytes, subject: str) -> Any:
        if self._worker is not None and (self._worker.served >= _MOST_DOCUMENTS or not self._worker.is_alive):
            self._drop()
        if self._worker is None:
            self._worker = _Worker(self._limits, subject)
        answer = self._worker.ask(form, body, seconds=self._limits.seconds)
        if answer is not None:
            return answer
        late, code = self._worker.late, self._drop()
        if late:
            raise PageUnreadable(
                f"took more than {self._limits.seconds:g} seconds to take apart; it is hostile or very large: "
                "save its text and read that",
                subject=subject,
            )
        raise PageUnreadable(
            f"made the program that takes documents apart fail ({_ending(code)}); it is broken or hostile: "
            "save its text and read that",
            subject=subject,
        )

    def _drop(self) -> int | None:
        worker, self._worker = self._worker, None
        return worker.end() if worker else None


class _Worker:
    """Return a running process; it ends with this object at the latest."""

    def __init__(self, limits: DocumentLimits, subject: str) -> None:
        import json  # noqa: PLC0415 -- only whoever starts a process needs it

        try:
            self.process = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own module
                [sys.executable, "-c", _START, json.dumps(sys.path), json.dumps(asdict(limits))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(os.environ),
                close_fds=True,
            )
        except OSError as error:
            raise PageUnreadable(
                "cannot be taken apart: no process of its own could be started; free some memory",
                subject=subject,
            ) from error
        self.served = 0
        self.late = False
        self.end = weakref.finalize(self, _end, self.process)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, form: str, body: bytes, *, seconds: float) -> Any:
        """Return the answer, or None where the process died over it or was killed for being late."""
        self.served += 1
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            return None
        timer = threading.Timer(seconds, self._kill_late)
        timer.daemon = True
        timer.start()
        try:
            send(stdin, {"form": form}, body)  # type: ignore[arg-type]  # a buffered binary pipe
            got = receive(stdout, most_bytes=_MOST_ANSWER_BYTES)  # type: ignore[arg-type]  # the same
        except OSError:  # it has gone
            return None
        finally:
            timer.cancel()
            timer.join()  # it holds on to this object
        return None if got is None or self.late else got[0]

    def _kill_late(self) -> None:
        self.late = True
        with suppress(OSError):
            self.process.kill()


def _end(process: "subprocess.Popen[bytes]") -> int | None:
    """End a process and return its status."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):  # what was not yet written to it is of no use any more
                stream.close()
    try:
        return process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in ours.items() if key.upper() in _SEEN} | {"PYTHONUTF8": "1"}


def _ending(code: int | None) -> str:
    if code is None:
        return "no status"
    return f"signal {-code}" if code < 0 else f"status {code}"
