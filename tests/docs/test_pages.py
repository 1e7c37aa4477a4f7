"""What README, docs and CI say of the project is there."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_PATH = re.compile(
    r"`((?:src|tests|docs|scripts)/[\w./-]*|(?:stages|text|adapters|ports)/[\w./-]*(?:\.py|/))`"
)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
_INSTALL = "python3 -m pip install . && onrecord demo"
_TEST = "python3 -m pip install '.[test]' && python3 -m pytest"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = [path for path in _PATH.findall(text) if not re.search("LANGUAGE|COUNTRY", path)]
    gone = [
        path for path in named if not ((ROOT / path).exists() or (ROOT / "src" / "onrecord" / path).exists())
    ]
    assert gone == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("command", [_INSTALL, _TEST])
def test_readme_gives_each_of_its_two_commands_once_in_a_block_of_its_own(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count(f"```sh\n{command}\n```\n") == 1


def test_ci_runs_the_test_command_that_the_readme_gives() -> None:
    script = ROOT / ".ci" / "run"
    line = next(line for line in script.read_text(encoding="utf-8").splitlines() if "test_command=" in line)
    found = subprocess.run(  # noqa: S603 -- a line of our own script
        ["/usr/bin/env", "bash", "-c", f'{line}\nprintf %s "$test_command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == _TEST


def test_ci_can_be_run_as_a_program() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_page_of_the_docs_stands_in_the_navigation() -> None:
    listed = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [
        page.relative_to(ROOT / "docs").as_posix() for page in PAGES if page.is_relative_to(ROOT / "docs")
    ]
    assert [page for page in pages if page not in listed] == []


def test_every_decision_says_what_was_rejected_and_why() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert decisions
    for decision in decisions:
        text = decision.read_text(encoding="utf-8")
        for heading in ("## Context", "## Decision", "## Consequences", "## Rejected because"):
            assert heading in text, f"{decision.name} has no {heading!r}"
        assert decision.name in (ROOT / "docs" / "decisions" / "index.md").read_text(encoding="utf-8")


def test_every_dependency_has_its_reason_in_the_decisions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "decisions" / "0007-dependencies.md").read_text(encoding="utf-8")
    needed = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    names = [re.match(r"[\w-]+", requirement) for requirement in needed]
    assert [name[0] for name in names if name and name[0] not in page] == []
