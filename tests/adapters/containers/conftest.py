"""Leads to files that a test has written."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from onrecord.model import Lead
from onrecord.text.paths import address_of

Write: TypeAlias = Callable[[str, bytes], Lead]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, body: bytes) -> Lead:
        file = tmp_path / name
        file.write_bytes(body)
        return Lead(address_of(file), name)

    return written
