"""What can go wrong, one class per reaction.

Every error names its subject (the file, address, report or table it is about)
and says what happened and what to do next, in one line. Batches yield
`(subject, result | OnRecordError)` and carry on; `EvidenceBroken` stops them.
"""

from typing import ClassVar


class OnRecordError(Exception):
    """Return the base of all our errors: a message, the subject, and the cause.

    Args:
        message: What happened and what to do next, without the subject.
        subject: What it happened to: a path, an address, a report's id.

    >>> str(BadRequest("is empty; nothing to read", subject="a.txt"))
    'a.txt: is empty; nothing to read'
    """

    #: The exit status of the command line when this ends a run.
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, subject: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject

    def __str__(self) -> str:
        text = f"{self.subject}: {self.message}" if self.subject else self.message
        cause = self.__cause__
        if cause is not None and str(cause) and str(cause) not in text:
            text = f"{text} ({type(cause).__name__}: {_one_line(str(cause))})"
        return text


class OutletRefused(OnRecordError):
    """The outlet, or our own guard, refuses this address: do not retry."""

    exit_code = 5


class OutletUnreachable(OnRecordError):
    """The address did not answer, or not whole: retry later."""

    exit_code = 6


class PageUnreadable(OnRecordError):
    """The bytes are held but cannot be read as a report."""

    exit_code = 3


class EvidenceBroken(OnRecordError):
    """Kept evidence, stored text and spans no longer agree: never swallowed."""

    exit_code = 7


class StoreError(OnRecordError):
    """The desk's store cannot be opened, read or written; the driver's error is the cause."""

    exit_code = 8


class NotFound(OnRecordError):
    """What was asked for is not here."""

    exit_code = 4


class BadRequest(OnRecordError, ValueError):
    """The request itself cannot be carried out as given."""

    exit_code = 2


class SignInRefused(OnRecordError):
    """Nobody is signed in, or who asks cannot show who they are."""

    exit_code = 9


class NotAllowed(OnRecordError):
    """Who asks is known, and may not do this."""

    exit_code = 10


class TryLater(OnRecordError):
    """There were too many tries: the same may be asked again after a while.

    Args:
        message: What happened and what to do next.
        seconds: After how many seconds.
    """

    exit_code = 11

    def __init__(self, message: str, *, seconds: float, subject: str | None = None) -> None:
        super().__init__(message, subject=subject)
        self.seconds = seconds


def _one_line(text: str) -> str:
    return " ".join(text.split())
