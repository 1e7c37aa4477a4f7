import pytest

from onrecord.desk import Desk
from onrecord.desk.access import (
    disable_account,
    find_account,
    link_account,
    list_accounts,
    set_role,
    sign_in,
    sign_in_vouched,
    unlink_account,
)
from onrecord.errors import BadRequest, SignInRefused
from onrecord.model.access import Role, VoucherRules
from onrecord.ports import AuditQuery, Voucher
from tests.desk.access.conftest import HERE, NOBODY, ROOT, WORDS, signed_in

ISSUER = "https://id.example"
MILA = Voucher(ISSUER, "77", "Mila Kern", "mila@news.example")
USUAL = VoucherRules()


def enter(desk: Desk, voucher: Voucher, rules: VoucherRules = USUAL) -> str:
    return sign_in_vouched(desk, voucher, rules, address=HERE).account.id


def test_who_is_new_gets_an_account_and_finds_it_again(desk: Desk) -> None:
    one = enter(desk, MILA)
    account = find_account(desk, one)
    assert (account.name, account.role, account.issuer, account.subject) == (
        "Mila Kern",
        Role.READER,
        ISSUER,
        "77",
    )
    renamed = Voucher(ISSUER, "77", "Mila Brandt")
    assert enter(desk, renamed) == one
    assert len(list_accounts(desk, by=ROOT)) == 1
    with pytest.raises(SignInRefused):
        sign_in(desk, "Mila Kern", "", address=HERE)


def test_name_never_opens_anothers_account(desk: Desk) -> None:
    signed_in(desk, "Mila Kern", Role.ADMINISTRATOR)
    account = find_account(desk, enter(desk, MILA))
    assert (account.name, account.role) == ("Mila Kern (2)", Role.READER)
    other = find_account(desk, enter(desk, Voucher("https://other.example", "77", "mila kern")))
    assert other.name == "mila kern (3)"


@pytest.mark.parametrize(("name", "shown"), [("", "77"), ("\u202e", "77"), ("x" * 500, "x" * 90)])
def test_names_of_any_kind_become_names_that_can_be_read(desk: Desk, name: str, shown: str) -> None:
    assert find_account(desk, enter(desk, Voucher(ISSUER, "77", name))).name == shown


def test_nobody_new_is_let_in_where_the_rules_say_so(desk: Desk) -> None:
    with pytest.raises(SignInRefused, match="no account here"):
        enter(desk, MILA, VoucherRules(role=None))
    rules = VoucherRules(domains=("news.example",))
    for email in (None, "mila@news.example.evil.example", "news.example", "mila@other.example"):
        with pytest.raises(SignInRefused):
            enter(desk, Voucher(ISSUER, "77", "Mila", email), rules)
    one = enter(desk, Voucher(ISSUER, "77", "Mila", "mila@NEWS.example"), rules)
    assert enter(desk, Voucher(ISSUER, "77", "Mila"), VoucherRules(role=None)) == one


def test_disabled_account_is_not_opened_by_anybody(desk: Desk) -> None:
    disable_account(desk, enter(desk, MILA), by=ROOT)
    with pytest.raises(SignInRefused):
        enter(desk, MILA)


def test_roles_follow_groups_where_the_rules_name_any(desk: Desk) -> None:
    signed_in(desk, "Root", Role.ADMINISTRATOR)
    rules = VoucherRules(Role.READER, (("newsroom", Role.EDITOR), ("chiefs", Role.ADMINISTRATOR)))

    def role_of(*groups: str) -> Role:
        return find_account(
            desk, enter(desk, Voucher(ISSUER, "77", "Mila", groups=frozenset(groups)), rules)
        ).role

    assert role_of("newsroom", "others") is Role.EDITOR
    assert role_of("newsroom", "chiefs") is Role.ADMINISTRATOR
    assert role_of() is Role.READER
    closed = VoucherRules(None, rules.roles)
    with pytest.raises(SignInRefused):
        enter(desk, Voucher(ISSUER, "77", "Mila"), closed)
    (first, *_) = desk.store.access.audit.find(AuditQuery(act="account.role"))
    assert first.facts == {"name": "Mila", "from": "administrator", "to": "reader"}


def test_without_groups_in_the_rules_an_administrator_gives_roles(desk: Desk) -> None:
    one = enter(desk, MILA)
    set_role(desk, one, Role.EDITOR, by=ROOT)
    enter(desk, MILA)
    assert find_account(desk, one).role is Role.EDITOR


def test_last_administrator_stays_one_whatever_the_provider_says(desk: Desk) -> None:
    rules = VoucherRules(Role.READER, (("chiefs", Role.ADMINISTRATOR),))
    one = enter(desk, Voucher(ISSUER, "77", "Mila", groups=frozenset({"chiefs"})), rules)
    enter(desk, MILA, rules)
    assert find_account(desk, one).role is Role.ADMINISTRATOR


def test_account_is_joined_to_a_provider_and_parted_from_it(desk: Desk) -> None:
    asker = signed_in(desk, "Mila Kern", Role.EDITOR)
    assert asker.account is not None
    assert link_account(desk, MILA, by=asker).issuer == ISSUER
    assert enter(desk, MILA, VoucherRules(role=None)) == asker.account.id
    other = signed_in(desk, "Lars Aas")
    with pytest.raises(BadRequest, match="is linked"):
        link_account(desk, MILA, by=other)
    with pytest.raises(SignInRefused):
        link_account(desk, MILA, by=NOBODY)
    with pytest.raises(SignInRefused):
        unlink_account(desk, by=NOBODY)
    assert unlink_account(desk, by=asker).issuer is None
    assert sign_in(desk, "Mila Kern", WORDS, address=HERE)
    alone = sign_in_vouched(desk, Voucher(ISSUER, "78", "Ida"), USUAL, address=HERE)
    with pytest.raises(BadRequest, match="has no password"):
        unlink_account(desk, by=alone.asker)
