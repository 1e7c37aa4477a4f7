"""What is fuzzed: each reader of foreign bytes, with seeds of its format and what must hold whatever comes in.

Used twice: by the tests, bounded, with Hypothesis; and by `bench/fuzz.py`, for hours, led by coverage.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from unicodedata import category

from onrecord.desk.spans import misplaced_parts
from onrecord.errors import OnRecordError
from onrecord.flow import read_capture
from onrecord.model import FeedCredit, Source, SourceKind
from onrecord.ports import Fetched
from onrecord.stages.capture import make_capture
from onrecord.stages.collect import find_leads
from onrecord.text.telegram import TELEGRAM_MESSAGE
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


def _check_credit(credit: FeedCredit) -> None:
    name, address = credit.name, credit.address
    if name is not None and (not name or len(name) > 200 or any(category(c) == "Cc" for c in name)):
        raise AssertionError(f"a source whose name is no short line: {name!r}")
    if address is not None and not address.startswith(("http://", "https://")):
        raise AssertionError(f"a source at what is no web address: {address!r}")
    if name is None and address is None:
        raise AssertionError("a source that is nobody's")


def finding_in(kind: SourceKind) -> Callable[[bytes], None]:
    """Return what looks for leads in bytes and holds: an error of ours, or leads on the web and nowhere else."""
    source = Source(kind, "https://courier.example/source")

    def take(body: bytes) -> None:
        try:
            found = find_leads(source, body, media_type=None, charset=None, now=_NOON)
        except OnRecordError as error:
            if "\n" in str(error):
                raise AssertionError("an error of more than one line") from error
            return
        for lead in found.leads:
            if not lead.address.startswith(("http://", "https://")):
                raise AssertionError(f"a lead that is no web address: {lead.address!r}")
            if lead.published is not None and lead.published > _NOON + timedelta(days=2):
                raise AssertionError(f"a lead from the future: {lead.published}")
            if lead.credit is not None:
                _check_credit(lead.credit)

    return take


TARGETS: tuple[Target, ...] = (
    Target("text", (seeds.TEXT, seeds.INTERVIEW), reading_of("text/plain", "txt")),
    Target("page", (seeds.PAGE,), reading_of("text/html", "html")),
    Target("unknown", (seeds.PAGE, seeds.TEXT, seeds.SRT, seeds.VTT, seeds.TTML), reading_of(None, "bin")),
    Target("srt", (seeds.SRT,), reading_of("application/x-subrip", "srt")),
    Target("vtt", (seeds.VTT,), reading_of("text/vtt", "vtt")),
    Target("ttml", (seeds.TTML,), reading_of("application/ttml+xml", "ttml")),
    Target("mail", (seeds.MAIL,), reading_of("message/rfc822", "eml")),
    Target("telegram", (seeds.TELEGRAM,), reading_of(TELEGRAM_MESSAGE, "json")),
    Target("feed", (seeds.RSS, seeds.ATOM, seeds.JSON_FEED), finding_in(SourceKind.FEED)),
    Target("sitemap", (seeds.SITEMAP,), finding_in(SourceKind.SITEMAP)),
    Target("listing", (seeds.PAGE,), finding_in(SourceKind.LISTING)),
)
