from datetime import timedelta
from pathlib import Path

import pytest

from onrecord.app import (
    init_desk,
    make_access_rules,
    make_fetcher,
    make_provider,
    make_voucher_rules,
    open_desk,
)
from onrecord.errors import BadRequest, OutletRefused
from onrecord.model import IdentityType
from onrecord.model.access import Role, VoucherRules
from onrecord.settings import load_settings


def test_aliases_of_a_desk_go_before_those_of_the_package(place: Path) -> None:
    init_desk(place / "d")
    pair = ("The Glass House", "United Nations", IdentityType.ORGANIZATION)
    with open_desk(place / "d") as desk:
        assert not desk.matcher().compare([pair])[0].same
    (place / "d" / "names").mkdir()
    table = place / "d" / "names" / "aliases.toml"
    table.write_text(
        '[[alias]]\nnames = ["United Nations", "The Glass House"]\ntype = "organization"\n', encoding="utf-8"
    )
    with open_desk(place / "d") as desk:
        assert desk.matcher().compare([pair])[0].same
    table.write_text('[[alias]]\nnams = ["United Nations"]\n', encoding="utf-8")
    with (
        open_desk(place / "d") as desk,
        pytest.raises(BadRequest, match=r"aliases\.toml, row 1: unknown key 'nams'"),
    ):
        desk.matcher()


def test_fetcher_takes_its_limits_from_the_settings(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MAX_BYTES", "3")
    (place / "a.txt").write_bytes(b"four")
    fetcher = make_fetcher(load_settings(None))
    (lead,) = fetcher.expand("a.txt")
    with pytest.raises(BadRequest, match="larger than 3 bytes"):
        fetcher.fetch(lead)


def test_passwords_of_mailboxes_come_from_the_settings_and_hosts_under_the_rules_of_the_web(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del place
    monkeypatch.setenv("ONRECORD_MAILBOX_PASSWORDS", '{"desk@127.0.0.1": "hunter2"}')
    settings = load_settings(None)
    assert "hunter2" not in repr(settings)
    fetcher = make_fetcher(settings)
    with pytest.raises(OutletRefused, match="not a public address"):
        list(fetcher.expand("imaps://desk@127.0.0.1/INBOX"))
    with pytest.raises(BadRequest, match="mailbox_passwords under 'other@127"):
        list(fetcher.expand("imaps://other@127.0.0.1/INBOX"))


def test_access_is_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SESSION_IDLE_HOURS", "1"), ("SESSION_DAYS", "2"), ("LINK_HOURS", "3")):
        monkeypatch.setenv(f"ONRECORD_{name}", value)
    rules = make_access_rules(load_settings(None))
    assert (rules.session_idle, rules.session_longest) == (timedelta(hours=1), timedelta(days=2))
    assert (rules.link_lasts, rules.tries) == (timedelta(hours=3), 5)


def test_nobody_else_vouches_for_people_unless_the_settings_name_somebody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert make_provider(load_settings(None)) is None
    monkeypatch.setenv("ONRECORD_OIDC_ISSUER", "https://id.example")
    provider = make_provider(load_settings(None))
    assert provider is not None
    assert (provider.name, provider.issuer) == ("id.example", "https://id.example")
    monkeypatch.setenv("ONRECORD_OIDC_ISSUER", "http://id.example")
    with pytest.raises(BadRequest, match="by https"):
        make_provider(load_settings(None))


def test_who_is_vouched_for_gets_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert make_voucher_rules(load_settings(None)) == VoucherRules()
    monkeypatch.setenv("ONRECORD_OIDC_ROLE", "none")
    monkeypatch.setenv("ONRECORD_OIDC_ROLES", '{"newsroom": "editor"}')
    monkeypatch.setenv("ONRECORD_OIDC_DOMAINS", "example.org, example.net")
    rules = make_voucher_rules(load_settings(None))
    assert rules == VoucherRules(None, (("newsroom", Role.EDITOR),), ("example.org", "example.net"))
    monkeypatch.setenv("ONRECORD_OIDC_ROLES", '{"newsroom": "owner"}')
    with pytest.raises(BadRequest, match="oidc_roles is wrong"):
        load_settings(None)
