import json
from pathlib import Path

import pytest

from onrecord.app import open_desk
from onrecord.desk.access import find_token
from onrecord.model.access import Role
from tests.serve.conftest import Run


def test_token_is_printed_alone_once_listed_without_its_secret_and_revoked(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    run("init", ".")
    run("accounts", "add", "Mila Kern", "--role", "editor")
    assert "there is no token yet" in run("tokens", "list").out
    made = run("tokens", "add", "mila kern", "nightly", "--scope", "read", "--scope", "edit", "--days", "30")
    secret = made.out.strip()
    assert made.out == f"{secret}\n"
    assert "it is not shown again" in made.err
    with open_desk(place) as desk:
        asker = find_token(desk, secret, address="")
        assert asker is not None
        assert [asker.may(role) for role in Role] == [True, True, False]
    (token,) = json.loads(run("tokens", "list", "-f", "json").out)["tokens"]
    assert (token["name"], token["account"]["name"], token["scopes"]) == (
        "nightly",
        "Mila Kern",
        ["edit", "read"],
    )
    assert secret[4:] not in run("tokens", "list").out + run("audit", "-f", "jsonl").out
    assert "nightly  Mila Kern" in run("tokens", "list", "Mila Kern").out
    assert run("tokens", "list", "Nobody").code == 4
    assert run("tokens", "revoke", token["id"]).out == "the token nightly is no longer good\n"
    assert "revoked" in run("tokens", "list").out
    assert run("tokens", "revoke", "nothing").code == 4
    assert run("tokens", "add", "Mila Kern", "too much", "--scope", "administer").code == 2
