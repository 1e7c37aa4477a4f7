"""Each attack of the table, through the door that every report comes through."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.answers import MOST_BYTES
from tests.attacks.kind import Attack
from tests.attacks.server import RawSite, raw_site
from tests.attacks.table import ATTACKS, draw_page

#: What the program is allowed for one fetch here.
_TIMEOUT_SECONDS = 3.0
#: Reading what was fetched included, on a busy machine.
_MOST_SECONDS = 20.0


@pytest.fixture
def site() -> Iterator[RawSite]:
    with raw_site() as running:
        yield running


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_TIMEOUT_SECONDS", str(_TIMEOUT_SECONDS))
    monkeypatch.setenv("ONRECORD_MAX_BYTES", str(MOST_BYTES))
    monkeypatch.setenv("ONRECORD_TAGGER", "rules")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.group}: {attack.what[:60]}")
def test_attack_gets_what_the_table_says(
    attack: Attack, site: RawSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    if attack.from_own_network:
        monkeypatch.setenv("ONRECORD_ALLOW_NETWORKS", "127.0.0.0/8")
    address = attack.lay(site)
    began = time.monotonic()
    if attack.error is not None:
        with pytest.raises(attack.error) as refusal:
            attack.door(address)
        assert attack.words in str(refusal.value)
        assert "\n" not in str(refusal.value)
    else:
        text = attack.door(address)
        assert "quay" in text
        assert not attack.words or attack.words not in text
    assert time.monotonic() - began < _MOST_SECONDS
    if not attack.from_own_network:
        assert site.asked == []
    assert not [path for path in site.asked if "evil" in path]


def test_page_of_the_docs_is_the_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "attacks.md"
    assert page.read_text(encoding="utf-8") == draw_page(), (
        "run: python -m tests.attacks.table > docs/attacks.md"
    )
