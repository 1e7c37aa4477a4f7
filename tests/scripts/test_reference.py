"""The pages that are drawn from the code are what the code says today."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.serve.cli import app
from onrecord.settings import Settings
from onrecord.text.outlets import load_outlets
from scripts import reference


def test_every_page_drawn_from_the_code_is_up_to_date() -> None:
    assert reference.stale_pages() == [], reference.CURE


def test_check_says_the_cure_and_fails_where_a_page_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "ROOT", tmp_path)
    monkeypatch.setattr(reference, "REFERENCE", tmp_path / "docs" / "reference")
    monkeypatch.setattr(sys, "argv", ["reference.py", "--check"])
    (tmp_path / "README.md").write_text(reference.README.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(reference, "README", tmp_path / "README.md")
    with pytest.raises(SystemExit) as end:
        reference.main()
    assert "docs/reference/settings.md" in str(end.value)
    assert reference.CURE in str(end.value)


def test_writing_makes_the_check_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("<!-- flow -->\n```text\nold\n```\n<!-- /flow -->\n", encoding="utf-8")
    monkeypatch.setattr(reference, "ROOT", tmp_path)
    monkeypatch.setattr(reference, "REFERENCE", tmp_path / "docs" / "reference")
    monkeypatch.setattr(reference, "README", readme)
    monkeypatch.setattr(sys, "argv", ["reference.py"])
    assert readme in reference.stale_pages()
    reference.main()
    assert reference.stale_pages() == []


def test_script_runs_by_its_path() -> None:
    script = reference.ROOT / "scripts" / "reference.py"
    done = subprocess.run(  # noqa: S603 -- our own script
        [sys.executable, script, "--help"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0
    assert "--check" in done.stdout


def test_command_page_has_a_part_for_every_command_and_a_row_for_every_option() -> None:
    page = reference.draw_commands()
    names = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
    assert all(f"## {name}\n" in page for name in names)
    assert "`--format`, `-f` `table` `jsonl`" in page
    assert "`--desk` `DIR`" in page


def test_settings_page_has_every_setting() -> None:
    page = reference.PAGES["settings.md"]()
    assert all(f"`{name}`" in page for name in Settings.model_fields)


def test_outlet_page_has_every_outlet() -> None:
    page = reference.draw_outlets()
    assert all(f"| {outlet.name} |" in page for outlet in load_outlets())


def test_example_of_the_format_page_is_a_whole_statement_line() -> None:
    page = reference.draw_format()
    line = json.loads(page.partition("```json\n")[2].partition("\n```")[0])
    start, end = line["content"][0]
    assert end - start == len("Karimi has kept his word.")
    assert all(line[key] for key in ("speaker", "addressee", "about", "said_on", "venue", "chain"))


def test_format_page_speaks_of_null_and_not_of_none() -> None:
    assert "None" not in reference.draw_format()


def test_command_page_has_a_part_for_every_command_of_a_group() -> None:
    page = reference.draw_commands()
    assert "## outlets\n\nThe outlets that the desk knows and watches.\n" in page
    assert "### outlets add\n" in page
    assert "onrecord outlets check NAME [OPTIONS]" in page
