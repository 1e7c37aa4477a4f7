import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.serve.conftest import Run

STORY = (
    "The port of Selm stays open through the winter, the authority decided on Tuesday after a week of talks.\n\n"
    "Mayor Ada Lindqvist told Radio Selm: “We shall not sell a single crane, whatever the company offers us.”\n\n"
    "The company had offered forty million crowns for the northern quay, where the grain ships lie in autumn.\n"
)


@pytest.fixture
def traced(run: Run, place: Path) -> Path:
    (place / "wire.txt").write_text(f"Port stays open\n\n3 March 2026\n\n{STORY}", encoding="utf-8")
    (place / "copy.txt").write_text(
        f"Open in winter\n\n4 March 2026\n\n{STORY}\nSource: Coast News Agency\n", encoding="utf-8"
    )
    run("init", ".")
    run("add", "wire.txt", "copy.txt", "a.txt")
    return place


@pytest.mark.usefixtures("traced")
def test_trace_shows_who_was_first_who_copied_and_how_much(run: Run) -> None:
    out = run("trace", "copy.txt", "--why").out
    assert "wire.txt · outlet not known · published 2026-03-03" in out
    assert "copy.txt · outlet not known · published 2026-03-04 · this report" in out
    assert "stands in the one above" in out
    assert "credits Coast News Agency" in " ".join(out.replace("│", " ").split())
    assert "Radio Selm · broadcaster" in out


@pytest.mark.usefixtures("traced")
def test_statement_is_traced_by_the_start_of_its_id(run: Run) -> None:
    lines = run("statements", "--report", "copy.txt", "--by", "Lindqvist", "-f", "jsonl").out.splitlines()
    out = run("trace", json.loads(lines[0])["id"][:10]).out
    assert out.startswith("“We shall not sell a single crane")
    assert (
        out.index("Ada Lindqvist") < out.index("Radio Selm") < out.index("wire.txt") < out.index("copy.txt")
    )


def test_trace_for_programs_and_as_a_picture(run: Run, traced: Path) -> None:
    made = json.loads(run("trace", "wire.txt", "-f", "json").out)
    assert {"carrier", "report", "speaker"} == {one["kind"] for one in made["stations"]}
    assert run("trace", "wire.txt", "-f", "svg").out.startswith("<svg ")
    assert run("trace", "wire.txt", "-f", "svg", "-o", "wire.svg").out == ""
    picture = ET.parse(traced / "wire.svg")  # noqa: S314 -- our own drawing, no entities
    assert picture.getroot().tag.endswith("svg")


@pytest.mark.usefixtures("traced")
def test_report_of_its_own_stands_alone(run: Run) -> None:
    assert "none on this desk" in run("trace", "a.txt").out


@pytest.mark.usefixtures("traced")
def test_everything_is_traced_already(run: Run) -> None:
    assert "0 reports traced" in run("trace", "--all").out


@pytest.mark.usefixtures("traced")
def test_faults_are_told_in_one_line(run: Run) -> None:
    assert run("trace", "nowhere.txt").code == 4
    assert run("trace").code == 2
    assert run("trace", "a.txt", "--all").code == 2
    ended = run("trace", "a.txt", "-o", "a.svg")
    assert (ended.code, "give --format json or svg" in ended.err) == (2, True)
