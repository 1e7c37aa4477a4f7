"""A desk of invented reports in which several are named, and a question about two of them."""

from pathlib import Path

from onrecord import desk as verbs
from onrecord.desk import Desk
from onrecord.model import Judgement, Verdict
from onrecord.ports import NewJudgement
from tests.serve.web.conftest import add_text

HARBOUR = """\
Harbour talks resume

Mayor Ada Lindqvist said: “The harbour belongs to everybody, and Tomas Okoro knows it.”

“We will answer in June,” Tomas Okoro of the Dockers’ Union told Radio Selm. “Ada Lindqvist has not asked us.”

Tomas Okoro said that Ada Lindqvist had promised another crane.
"""
QUAY = """\
A new quay

Ada Lindkvist said: “The quay will be open in May.”

Tomas Okoro said: “Nobody has told the dockers, and Ada Lindqvist least of all.”
"""


def fill(desk: Desk, folder: Path) -> dict[str, str]:
    """Return the ids of the clusters of a desk that was given two reports, by the names that they bear."""
    add_text(desk, folder / "harbour.txt", HARBOUR)
    add_text(desk, folder / "quay.txt", QUAY)
    return {line.name: line.cluster for line in desk.store.finding.known().lines}


def ask(desk: Desk, a: str, b: str, *, because: str = "written alike") -> Judgement:
    """Return a machine's word that it is unsure of two, which makes a question."""
    (judgement,) = verbs.judge_all(
        desk,
        [
            NewJudgement(
                a,
                b,
                Verdict.UNSURE,
                "tests 1",
                is_person=False,
                at=desk.clock.now(),
                because=because,
                score=0.6,
            )
        ],
    )
    return judgement
