"""Reports for the tests of tracing: invented stories long enough to be carried."""

from onrecord.model import Metadata, Report
from onrecord.ports import Fetched
from onrecord.stages.capture import make_capture
from onrecord.stages.read import read_report
from onrecord.stages.trace.words import Words, words_of
from tests.factory import NOON

STORY = (
    "The ferry board of Selm has put off the new timetable until spring, after dockers refused to load the night boat.",
    "Tomas Okoro, who speaks for the dockers, said that nobody had asked them before the plan was printed and hung up.",
    "About ninety crates of pears spoiled on the quay on Tuesday, and the market in Orva sold none at all that week.",
    "Mayor Ada Lindqvist promised to pay for half of the loss, but would not say out of which fund the money comes.",
    "A second boat, bought nine years ago from a bankrupt yard, still lies at anchor because its papers were mislaid.",
    "The board meets again in March, when three of its seven members must be elected by the villages along the sound.",
)
OTHER = (
    "Heavy rain washed out the railway below Tandre, and the line will stay shut while engineers sink new piles there.",
    "Schools in the valley opened an hour late so that buses could go round by the old salt road over the hills.",
    "Nobody was hurt, although a shepherd lost eleven sheep and the better part of a stone barn to the brown water.",
    "Insurers sent two assessors, who counted broken culverts until dusk and then declined to name any sum whatever.",
    "The regional council will debate a dam that was first drawn up in the year when the present chairman was born.",
)


def read(text: str, name: str = "a.txt", *, media_type: str | None = None) -> Report:
    """Return the report of a text, as the command reads it."""
    body = text.encode()
    capture = make_capture(Fetched(body, f"file:///{name}", media_type=media_type), now=NOON)
    return read_report(capture, body, name=name)


def page(*paragraphs: str) -> str:
    """Return paragraphs as a plain text file has them."""
    return "\n\n".join(paragraphs) + "\n"


def words(text: str) -> Words:
    """Return the words of a text."""
    return words_of(read(text))


def with_metadata(report: Report, metadata: Metadata) -> Report:
    """Return a report that says something else about itself."""
    return Report(
        id=report.id,
        name=report.name,
        capture=report.capture,
        text=report.text,
        encoding=report.encoding,
        metadata=metadata,
        blocks=report.blocks,
    )
