import json
import re
from pathlib import Path

import pytest

from onrecord.app import open_desk
from onrecord.desk.access import open_link, set_password_by_link
from tests.serve.conftest import Run

LINK = re.compile(r"^http://127\.0\.0\.1:8000/link/([\w-]{43})$", re.MULTILINE)


@pytest.fixture(autouse=True)
def empty(run: Run, place: Path) -> Path:
    assert run("init", ".").code == 0
    return place


def test_account_is_made_with_a_link_that_is_shown_once(run: Run, empty: Path) -> None:
    out = run("accounts", "add", "Mila Kern", "--role", "editor", "--by", "root").out
    assert out.startswith("Mila Kern is an editor\n")
    found = LINK.search(out)
    assert found is not None
    with open_desk(empty) as desk:
        assert open_link(desk, found[1]).account.name == "Mila Kern"
        set_password_by_link(desk, found[1], "six tides over the harbour", address="")
    (account,) = json.loads(run("accounts", "list", "-f", "json").out)["accounts"]
    assert (account["name"], account["role"], account["has_password"]) == ("Mila Kern", "editor", True)
    assert "argon2" not in str(account)
    assert "Mila Kern  editor" in run("accounts", "list").out
    assert json.loads(run("accounts", "list", "-f", "jsonl").out) == account


def test_roles_disabling_and_links(run: Run) -> None:
    assert "there is no account yet" in run("accounts", "list").out
    run("accounts", "add", "Mila Kern")
    assert run("accounts", "role", "mila kern", "administrator").out == "Mila Kern is an administrator\n"
    ended = run("accounts", "disable", "Mila Kern")
    assert (ended.code, "last administrator" in ended.err) == (2, True)
    run("accounts", "add", "Lars Aas", "--role", "administrator")
    assert "accounts enable" in run("accounts", "disable", "Mila Kern").out
    assert run("accounts", "link", "Mila Kern").code == 2
    assert run("accounts", "enable", "Mila Kern").out == "Mila Kern may sign in as an administrator\n"
    assert LINK.search(run("accounts", "link", "Mila Kern").out)
    assert run("accounts", "link", "Nobody").code == 4
    assert run("accounts", "role", "Mila Kern", "owner").code == 2
    assert run("accounts", "add", "mila KERN").code == 2


def test_link_leads_to_where_the_desk_is_reached(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_SITE_ADDRESS", "https://desk.example.org/")
    assert "\nhttps://desk.example.org/link/" in run("accounts", "add", "Mila Kern").out
    monkeypatch.setenv("ONRECORD_SITE_ADDRESS", "desk.example.org")
    assert run("accounts", "link", "Mila Kern").code == 2
