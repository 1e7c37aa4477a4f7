from pathlib import Path

import pytest

from onrecord.desk import Desk
from onrecord.desk.access import (
    FIRST_NAME,
    add_account,
    disable_account,
    enable_account,
    find_account,
    find_session,
    first_link,
    list_accounts,
    make_link,
    open_link,
    set_password_by_link,
    set_role,
    sign_in,
)
from onrecord.errors import BadRequest, NotAllowed, NotFound, SignInRefused
from onrecord.model.access import Asker, Role
from onrecord.ports import AuditQuery
from tests.desk.access.conftest import HERE, NOBODY, ROOT, WORDS, Turned, link_for, signed_in


def acts(desk: Desk) -> list[str]:
    return [one.act for one in desk.store.access.audit.find(AuditQuery())][::-1]


def test_first_start_gives_a_link_for_an_administrator_and_no_password(desk: Desk) -> None:
    link = first_link(desk)
    assert link is not None
    assert (link.account.name, link.account.role) == (FIRST_NAME, Role.ADMINISTRATOR)
    assert not link.account.has_password
    assert desk.store.access.accounts.password(link.account.id) is None
    assert acts(desk) == ["account.add", "account.link"]


def test_first_start_gives_another_link_until_one_was_used_and_none_after(desk: Desk, clock: Turned) -> None:
    one, two = first_link(desk), first_link(desk)
    assert one is not None
    assert two is not None
    assert one.account == two.account
    with pytest.raises(NotFound, match="used before, or is too old"):
        set_password_by_link(desk, one.key, WORDS, address=HERE)
    clock.turn(days=2)
    with pytest.raises(NotFound):
        set_password_by_link(desk, two.key, WORDS, address=HERE)
    three = first_link(desk)
    assert three is not None
    set_password_by_link(desk, three.key, WORDS, address=HERE)
    assert first_link(desk) is None
    assert len(list_accounts(desk, by=ROOT)) == 1


def test_first_start_makes_no_administrator_where_there_are_accounts(desk: Desk) -> None:
    add_account(desk, "Mila Kern", Role.READER, by=ROOT)
    assert first_link(desk) is None
    pending = add_account(desk, "Lars Aas", Role.ADMINISTRATOR, by=ROOT)
    link = first_link(desk)
    assert link is not None
    assert link.account == pending


def test_one_time_link_is_good_once_and_for_a_day(desk: Desk, clock: Turned) -> None:
    link = link_for(desk, "Mila Kern")
    assert open_link(desk, link.key).account.name == "Mila Kern"
    clock.turn(hours=23.9)
    asker = set_password_by_link(desk, link.key, WORDS, address=HERE).asker
    assert asker.name == "Mila Kern"
    for key in (link.key, "nothing", ""):
        with pytest.raises(NotFound):
            open_link(desk, key)
    other = make_link(desk, "Mila Kern", by=ROOT)
    clock.turn(hours=24)
    with pytest.raises(NotFound):
        set_password_by_link(desk, other.key, WORDS, address=HERE)


def test_keys_and_links_are_kept_as_digests_alone(desk: Desk, file: Path) -> None:
    link = link_for(desk, "Mila Kern")
    signed = set_password_by_link(desk, link.key, WORDS, address=HERE)
    other = make_link(desk, "Mila Kern", by=ROOT)
    database = b"".join(one.read_bytes() for one in file.parent.glob("desk.db*"))
    assert b"Mila Kern" in database
    for secret in (link.key, signed.key, other.key, WORDS):
        assert secret.encode() not in database


def test_new_role_ends_the_sessions_and_is_written_down(desk: Desk) -> None:
    link = link_for(desk, "Mila Kern", Role.EDITOR)
    signed = set_password_by_link(desk, link.key, WORDS, address=HERE)
    assert find_session(desk, signed.key, address=HERE) is not None
    assert set_role(desk, "mila kern", Role.READER, by=ROOT).role is Role.READER
    assert find_session(desk, signed.key, address=HERE) is None
    (entry,) = desk.store.access.audit.find(AuditQuery(act="account.role"))
    assert entry.facts == {"name": "Mila Kern", "from": "editor", "to": "reader"}
    set_role(desk, "mila kern", Role.READER, by=ROOT)
    assert acts(desk).count("account.role") == 1


def test_disabled_account_can_do_nothing_until_it_is_enabled(desk: Desk) -> None:
    link = link_for(desk, "Mila Kern")
    signed = set_password_by_link(desk, link.key, WORDS, address=HERE)
    again = make_link(desk, "Mila Kern", by=ROOT)
    assert disable_account(desk, "Mila Kern", by=ROOT).disabled_at is not None
    assert find_session(desk, signed.key, address=HERE) is None
    with pytest.raises(NotFound):
        set_password_by_link(desk, again.key, WORDS, address=HERE)
    with pytest.raises(SignInRefused):
        sign_in(desk, "Mila Kern", WORDS, address=HERE)
    with pytest.raises(BadRequest, match="is disabled"):
        make_link(desk, "Mila Kern", by=ROOT)
    enable_account(desk, "Mila Kern", by=ROOT)
    assert sign_in(desk, "Mila Kern", WORDS, address=HERE).account.name == "Mila Kern"
    enable_account(desk, "Mila Kern", by=ROOT)
    assert acts(desk).count("account.enable") == 1


def test_last_administrator_stays(desk: Desk) -> None:
    lars = signed_in(desk, "Lars Aas", Role.ADMINISTRATOR)
    link_for(desk, "Mila Kern", Role.ADMINISTRATOR)
    # The other one has not set a password yet.
    with pytest.raises(BadRequest, match="last administrator"):
        disable_account(desk, "Lars Aas", by=lars)
    with pytest.raises(BadRequest, match="last administrator"):
        set_role(desk, "Lars Aas", Role.READER, by=ROOT)
    mila = set_password_by_link(desk, make_link(desk, "Mila Kern", by=lars).key, WORDS, address=HERE).asker
    assert set_role(desk, "Lars Aas", Role.READER, by=mila).role is Role.READER
    with pytest.raises(BadRequest, match="last administrator"):
        disable_account(desk, "Mila Kern", by=mila)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\u202eb"])
def test_names_that_nobody_can_read_are_refused(desk: Desk, name: str) -> None:
    with pytest.raises(BadRequest, match="name to sign in with"):
        add_account(desk, name, by=ROOT)


def test_account_is_found_by_name_or_id(desk: Desk) -> None:
    made = add_account(desk, " Mila  Kern ", by=ROOT)
    assert made.name == "Mila Kern"
    assert find_account(desk, "mila kern") == find_account(desk, made.id) == made
    with pytest.raises(NotFound, match="accounts list"):
        find_account(desk, "Lars")
    with pytest.raises(BadRequest, match="already"):
        add_account(desk, "MILA KERN", by=ROOT)


@pytest.mark.parametrize("role", [None, Role.READER, Role.EDITOR])
def test_only_an_administrator_changes_accounts(desk: Desk, role: Role | None) -> None:
    asker: Asker = NOBODY if role is None else signed_in(desk, "Lars Aas", role)
    add_account(desk, "Mila Kern", by=ROOT)
    refused = SignInRefused if role is None else NotAllowed
    before = acts(desk)
    for act in (
        lambda: add_account(desk, "New", by=asker),
        lambda: list_accounts(desk, by=asker),
        lambda: set_role(desk, "Lars Aas", Role.ADMINISTRATOR, by=asker),
        lambda: disable_account(desk, "Mila Kern", by=asker),
        lambda: enable_account(desk, "Mila Kern", by=asker),
        lambda: make_link(desk, "Mila Kern", by=asker),
    ):
        with pytest.raises(refused):
            act()
    assert acts(desk) == before
