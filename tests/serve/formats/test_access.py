from dataclasses import replace

from rich.console import Console, RenderableType

from onrecord.model.access import Account, AuditEntry, Role, Scope, Token, Via
from onrecord.serve.formats.access import (
    account_object,
    accounts_table,
    audit_object,
    audit_table,
    facts_line,
    link_address,
    token_object,
    tokens_table,
)
from tests.factory import NOON

MILA = Account("a" * 24, "Mila Kern", Role.EDITOR, NOON, has_password=True)
TOKEN = Token("b" * 24, MILA.id, "nightly", frozenset({Scope.READ, Scope.EDIT}), NOON)
ENTRY = AuditEntry(
    7, NOON, MILA.id, "Mila Kern", Via.BROWSER, "192.0.2.7", "token.add", TOKEN.id, {"name": "x"}
)


def drawn(thing: RenderableType) -> str:
    console = Console(width=200, highlight=False, markup=False)
    with console.capture() as captured:
        console.print(thing)
    return " ".join(captured.get().split())


def test_accounts_say_how_one_signs_in() -> None:
    assert account_object(MILA)["made_at"] == "2024-03-05T12:00:00+00:00"
    linked = replace(MILA, issuer="https://id.example", subject="7")
    for account, told in (
        (MILA, "password"),
        (linked, "password or OIDC"),
        (replace(linked, has_password=False), "OIDC"),
        (replace(MILA, has_password=False), "not yet"),
        (replace(MILA, disabled_at=NOON), "disabled"),
    ):
        assert f"Mila Kern editor 2024-03-05 {told} {MILA.id}" in drawn(accounts_table([account]))


def test_tokens_say_until_when_they_are_good() -> None:
    assert token_object(TOKEN, "Mila Kern")["scopes"] == ["edit", "read"]
    for token, told in (
        (TOKEN, "– –"),
        (replace(TOKEN, used_at=NOON, expires_at=NOON), "2024-03-05 2024-03-05"),
        (replace(TOKEN, revoked_at=NOON), "– revoked"),
    ):
        line = drawn(tokens_table([token], {MILA.id: "Mila Kern"}))
        assert f"nightly Mila Kern edit, read 2024-03-05 {told} {TOKEN.id}" in line


def test_entries_say_who_did_what_from_where() -> None:
    assert audit_object(ENTRY)["facts"] == {"name": "x"}
    line = drawn(audit_table([ENTRY, replace(ENTRY, name="", facts={})]))
    assert "7 2024-03-05 12:00 Mila Kern (browser 192.0.2.7) token.add" in line
    assert "– (browser 192.0.2.7)" in line


def test_facts_and_links_in_one_line() -> None:
    assert facts_line({"a": [1, None], "b": None}) == "a: 1 None, b: None"
    assert link_address("https://desk.example", "key") == "https://desk.example/link/key"
