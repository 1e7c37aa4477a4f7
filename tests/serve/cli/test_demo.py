import json
import re
from importlib.resources import files
from pathlib import Path

from tests.serve.conftest import Run

SAMPLES = sorted(
    path.name
    for path in files("onrecord").joinpath("data", "demo").iterdir()
    if not path.name.startswith("_")
)


def test_demo_shows_everything_and_leaves_nothing_behind(run: Run, place: Path) -> None:
    ended = run("demo")
    assert (ended.code, ended.err) == (0, "")
    for words in (
        *SAMPLES,
        "$ onrecord show",
        "$ onrecord search",
        "Dawood Kareemi",
        "Daoud Karimi",
        '$ onrecord who "ليلى حدو"',
        "Leyla Haddou  person",
        '$ onrecord statements --who "Dawood Kareemi"',
        "Yes: ",
    ):
        assert words in ended.out
    assert [path.name for path in place.iterdir()] == ["a.txt"]


def test_demo_desk_can_be_kept_and_used(run: Run) -> None:
    assert "The desk is in kept" in run("demo", "--keep", "kept").out
    assert run("verify", "--desk", "kept").code == 0
    ended = run("demo", "--keep", "kept")
    assert ended.code == 2
    assert ended.err == "onrecord: kept: is there already; choose a new folder\n"


def test_demo_fits_eighty_columns(run: Run, monkeypatch: object) -> None:
    del monkeypatch
    lines = run("demo").out.splitlines()
    assert max(len(line) for line in lines) <= 100


def test_samples_are_of_both_scripts_and_name_one_speaker_in_two_spellings(run: Run) -> None:
    run("demo", "--keep", "kept")
    texts = {name: run("show", name, "--desk", "kept", "-f", "text").out for name in SAMPLES}
    assert any(re.search("[\u0600-\u06ff]", text) for text in texts.values())
    assert any("«" in text for text in texts.values())
    assert sum("Karimi" in text for text in texts.values()) >= 2
    assert sum("Kareemi" in text for text in texts.values()) >= 2


def test_reprint_carries_the_words_of_the_agency(run: Run) -> None:
    run("demo", "--keep", "kept")

    def said(name: str) -> set[str]:
        whole = json.loads(run("show", name, "--desk", "kept", "-f", "json").out)
        return {
            whole["text"][start:end]
            for line in whole["statements"]
            if line["kind"] == "direct"
            for start, end in line["content"]
        }

    assert said("05-reprint.txt")
    assert said("05-reprint.txt") <= said("03-agency.txt")
