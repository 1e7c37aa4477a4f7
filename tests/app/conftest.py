from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, in which the test is, and no desk is named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DESK", raising=False)
    return tmp_path
