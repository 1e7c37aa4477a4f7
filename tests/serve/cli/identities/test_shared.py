import json
from pathlib import Path

import pytest

from tests.serve.conftest import Run


def test_editor_is_the_one_named_else_the_settings_else_the_systems_user(
    run: Run, known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def who() -> str:
        told = json.loads(run("identities", "history", "--limit", "1", "-f", "jsonl").out)
        return str(told["by"])

    run("identities", "unsure", "Ada Lindqvist", "Tomas Okoro", "--by", "L. Aas")
    assert who() == "L. Aas"
    run("identities", "unsure", "Ada Lindqvist", "Tomas Okoro")
    assert who() == "M. Kern"
    monkeypatch.delenv("ONRECORD_EDITOR")
    (known / "onrecord.toml").write_text('editor = "O. Brand"\n', encoding="utf-8")
    run("identities", "unsure", "Ada Lindqvist", "Tomas Okoro")
    assert who() == "O. Brand"
    (known / "onrecord.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv("LOGNAME", "night-desk")
    run("identities", "unsure", "Ada Lindqvist", "Tomas Okoro")
    assert who() == "night-desk"
