"""Who is who across the reports of a folder: every speaker's cluster with its reports and spellings.

    python bench/identities.py ../shared/reports

A desk is made in a temporary folder, the reports are added in the order of their names, and what comes out is
printed: each cluster that says something, the spellings of each report, and what joined them; then the
questions that are left, and what filing cost.
"""

import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk, add, plan_leads
from onrecord.desk.filing import file_report, let_go, unfile_report
from onrecord.errors import OnRecordError
from onrecord.model import Judgement, Known, Reading

#: Times each report is filed anew for the cost.
_ROUNDS = 5


def main() -> None:
    """Print what comes out for the folder, or the files, that are named."""
    with tempfile.TemporaryDirectory() as folder, open_desk(init_desk(Path(folder) / "desk")) as desk:
        started = time.perf_counter()
        for name, result in add(desk, plan_leads(desk.fetcher, sys.argv[1:] or ["../shared/reports"])):
            if isinstance(result, OnRecordError):
                print(f"{name}: {result}")
        took = time.perf_counter() - started
        readings = [desk.store.reading(line.id) for line in desk.store.reports()]
        print_clusters(desk, sorted(readings, key=lambda reading: reading.report.name))
        print_questions(desk)
        print_cost(desk, readings, took)


def print_clusters(desk: Desk, readings: Iterable[Reading]) -> None:
    """Print each cluster of somebody who speaks, with its spellings in each report and what joined it."""
    clusters: dict[str, list[str]] = {}
    speaks: set[str] = set()
    known: dict[str, Known] = {}
    for reading in readings:
        names = {one.id: one for one in reading.identities}
        speakers = {said.speaker.id for said in reading.statements if said.speaker}
        filings = desk.store.registry.filings(reading.report.id)
        known |= desk.store.registry.get(filing.known for filing in filings)
        for filing in filings:
            cluster = known[filing.known].cluster
            who = names[filing.identity]
            mark = "*" if who.id in speakers else " "
            spelt = " / ".join(name.text for name in who.names)
            clusters.setdefault(cluster, []).append(
                f"  {mark} {Path(reading.report.name).name}: {spelt} ({who.type})"
            )
            speaks |= {cluster} if who.id in speakers else set()
    ranked = sorted(speaks, key=lambda id_: (-len(clusters[id_]), id_))
    print(f"{len(speaks)} speakers (* where it speaks), of {len(clusters)} clusters\n")
    for id_ in ranked:
        print_cluster(desk, id_, clusters[id_])
    print("not speaking, and of more than one name or report:\n")
    for id_, lines in clusters.items():
        if id_ not in speaks and len(desk.store.registry.cluster(id_)) > 1:
            print_cluster(desk, id_, lines)


def print_cluster(desk: Desk, id_: str, lines: Iterable[str]) -> None:
    """Print one cluster."""
    members = desk.store.registry.cluster(id_)
    print(f"{members[0].name} ({members[0].type}, {id_[:12]})")
    print("\n".join(lines))
    for judgement in desk.store.judgements.history([one.id for one in members]):
        if isinstance(judgement, Judgement) and judgement.verdict == "same":
            print(f"    {judgement.verdict} {judgement.score:.2f}: {judgement.because}")
    print()


def print_questions(desk: Desk) -> None:
    """Print what nobody is sure of."""
    questions = desk.store.judgements.questions(limit=1000)
    print(f"{len(questions)} questions")
    for question in questions:
        one = question.judgement
        known = desk.store.registry.get([one.a, one.b])
        print(f"  {known[one.a].name} | {known[one.b].name}: {one.score:.2f} {one.because}")


def print_cost(desk: Desk, readings: list[Reading], took: float) -> None:
    """Print what adding took, and how long a report takes to be filed whose names are known."""
    started = time.perf_counter()
    for _ in range(_ROUNDS):
        for reading in readings:
            with desk.store.writing():
                known = unfile_report(desk, reading.report.id)
                desk.store.replace(replace(reading))
                file_report(desk, reading)
                let_go(desk, known)
    again = (time.perf_counter() - started) / _ROUNDS / len(readings)
    print(
        f"\n{took / len(readings):.3f} s to add a report, {again:.3f} s to take its filings back, keep and file it anew"
    )


if __name__ == "__main__":
    main()
