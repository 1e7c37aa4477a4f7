"""The order of the stages, once, as data.

Storing is not a step: what a step gives is kept through the store's port by
whoever runs it (`desk`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Capture, Comparison, Known, Lead, Outlet, Reading, Report, Reprint
from onrecord.ports import DocumentOpener, Tagger
from onrecord.stages.attribute import attribute_statements
from onrecord.stages.capture import make_capture
from onrecord.stages.collect import find_leads
from onrecord.stages.compare import compare_readings
from onrecord.stages.identify import identify_names
from onrecord.stages.read import read_report
from onrecord.stages.trace import find_reprints


@dataclass(frozen=True, slots=True)
class Step:
    """Return one step: what it is called, what it takes and gives, and the stage's function.

    Attributes:
        name: The verb, which is the folder in `stages/`.
        takes: The noun it works on.
        gives: The noun it makes.
        run: The stage's one public function.
    """

    name: str
    takes: type
    gives: type
    run: Callable[..., Any]


FLOW: tuple[Step, ...] = (
    Step("collect", takes=Outlet, gives=Lead, run=find_leads),
    Step("capture", takes=Lead, gives=Capture, run=make_capture),
    Step("read", takes=Capture, gives=Report, run=read_report),
    Step("attribute", takes=Report, gives=Reading, run=attribute_statements),
    Step("identify", takes=Reading, gives=Known, run=identify_names),
    Step("trace", takes=Known, gives=Reprint, run=find_reprints),
)


#: Stages that no report passes on its way in: they take what the flow has given.
BESIDE: tuple[Step, ...] = (Step("compare", takes=Reading, gives=Comparison, run=compare_readings),)


def read_capture(
    capture: Capture,
    body: bytes,
    *,
    name: str,
    tagger: Tagger | None = None,
    documents: DocumentOpener | None = None,
    outlets: Sequence[Outlet] | None = None,
) -> Reading:
    """Return the reading of a capture: its report, who is named in it, and what they said.

    Args:
        capture: What is known of the fetch.
        body: Its exact bytes.
        name: What the user knows it by.
        tagger: Who finds attributions in running prose; the built-in rules for None.
        documents: Who takes PDF and DOCX apart; None where there are none to read.
        outlets: The outlets to recognise; None for those of the package's own tables.

    Raises:
        BadRequest: It is a PDF or DOCX and nobody is given who takes it apart.
        PageUnreadable: The bytes hold no text that can be read.
    """
    report = read_report(capture, body, name=name, documents=documents, outlets=outlets)
    return attribute_statements(report, tagger=tagger)


def draw_flow() -> str:
    """Return the picture of the flow: each noun, and below it the steps that lead on.

    >>> print(draw_flow())
    Outlet ──────> Lead ──────> Capture ─────> Report ────────> Reading ───────> Known ─────> Reprint
           collect      capture         read          attribute         identify       trace
    """
    nouns, verbs = FLOW[0].takes.__name__, " " * len(FLOW[0].takes.__name__)
    for step in FLOW:
        arrow = " " + "─" * max(len(step.name) - 1, 5) + "> "
        nouns += arrow + step.gives.__name__
        verbs += " " + step.name.ljust(len(arrow) - 1) + " " * len(step.gives.__name__)
    return f"{nouns}\n{verbs.rstrip()}"
