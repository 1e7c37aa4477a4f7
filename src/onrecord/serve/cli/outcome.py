"""The exit status of commands that carry on past failures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import typer

from onrecord.errors import OnRecordError
from onrecord.serve.cli.console import tell

Name = TypeVar("Name")
Result = TypeVar("Result")
#: Some worked and some failed, or all failed for different reasons.
MIXED = 1


@dataclass(slots=True)
class Outcome:
    """Return a tally of a batch: failures are told as they come."""

    worked: int = 0
    codes: list[int] = field(default_factory=list)

    def fail(self, error: OnRecordError) -> None:
        """Count and tell a failure."""
        tell(error)
        self.codes.append(error.exit_code)

    def sift(self, items: Iterable[tuple[Name, Result | OnRecordError]]) -> Iterator[tuple[Name, Result]]:
        """Yield what worked on, and count it; failures are told and counted as they come."""
        for name, result in items:
            if isinstance(result, OnRecordError):
                self.fail(result)
            else:
                self.worked += 1
                yield name, result

    @property
    def exit_code(self) -> int:
        """Return 0 where nothing failed, the errors' own status where all failed alike, else 1.

        >>> Outcome(worked=2).exit_code, Outcome(codes=[4, 4]).exit_code
        (0, 4)
        >>> Outcome(worked=1, codes=[4]).exit_code
        1
        """
        if not self.codes:
            return 0
        return self.codes[0] if not self.worked and len(set(self.codes)) == 1 else MIXED

    def finish(self) -> None:
        """End the command with that status."""
        if self.exit_code:
            raise typer.Exit(self.exit_code)
