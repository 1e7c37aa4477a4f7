"""What is fuzzed: each reader of foreign bytes, with seeds of its format and what must hold whatever comes in.

Used twice: by the tests, bounded, with Hypothesis; and by `bench/fuzz.py`, for hours, led by coverage.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.desk.spans import misplaced_parts
from onrecord.errors import OnRecordError
from onrecord.flow import read_capture
from onrecord.ports import Fetched
from onrecord.stages.capture import make_capture
from tests.fuzz import seeds

_NOON = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Target:
    """Return one reader under test.

    Attributes:
        name: What `bench/fuzz.py` calls it.
        seeds: Whole, well-formed inputs.
        take: Take bytes; raises where what came of them breaks a promise.
    """

    name: str
    seeds: tuple[bytes, ...]
    take: Callable[[bytes], None]


def reading_of(media_type: str | None, suffix: str) -> Callable[[bytes], None]:
    """Return what reads bytes of a type and holds: an error of ours, or a reading whose spans all fit its text."""

    def take(body: bytes) -> None:
        fetched = Fetched(body, f"https://courier.example/fuzz.{suffix}", media_type)
        try:
            reading = read_capture(make_capture(fetched, now=_NOON), body, name=f"fuzz.{suffix}")
        except OnRecordError as error:
            if "\n" in str(error):
                raise AssertionError("an error of more than one line") from error
            return
        misplaced = list(misplaced_parts(reading))
        if misplaced:
            raise AssertionError(f"spans that do not fit: {misplaced[:3]}")
        reading.report.text.encode("utf-8")

    return take


TARGETS: tuple[Target, ...] = (
    Target("text", (seeds.TEXT, seeds.INTERVIEW), reading_of("text/plain", "txt")),
    Target("page", (seeds.PAGE,), reading_of("text/html", "html")),
    Target("unknown", (seeds.PAGE, seeds.TEXT), reading_of(None, "bin")),
)
