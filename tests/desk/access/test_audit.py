import pytest

from onrecord.desk import Desk
from onrecord.desk.access import export_acts, list_acts, note_act
from onrecord.errors import BadRequest, NotAllowed, SignInRefused
from onrecord.model.access import Role, Via
from onrecord.ports import AuditQuery
from tests.desk.access.conftest import HERE, NOBODY, ROOT, signed_in
from tests.factory import NOON


def test_entry_says_who_did_what_when_and_from_where(desk: Desk) -> None:
    mila = signed_in(desk, "Mila Kern")
    entry = note_act(desk, mila, "reports.export", "q=harbour", {"reports": 3})
    assert mila.account is not None
    assert (entry.account, entry.name, entry.via) == (mila.account.id, "Mila Kern", Via.BROWSER)
    assert (entry.at, entry.address) == (NOON, HERE)
    assert next(iter(list_acts(desk, AuditQuery(), by=ROOT))) == entry


@pytest.mark.parametrize("act", ["export", "reports.", ".x", "reports.export all", ""])
def test_act_is_a_noun_and_a_verb(desk: Desk, act: str) -> None:
    with pytest.raises(BadRequest, match="noun and a verb"):
        note_act(desk, ROOT, act)


@pytest.mark.parametrize("key", ["password", "new_password", "Secret", "key_hash", "cookies"])
def test_secrets_are_no_facts(desk: Desk, key: str) -> None:
    with pytest.raises(BadRequest, match="does not belong"):
        note_act(desk, ROOT, "account.add", facts={key: "x"})


def _act_and_fail(desk: Desk) -> None:
    note_act(desk, ROOT, "account.add")
    note_act(desk, ROOT, "nothing")


def test_act_that_fails_leaves_no_entry(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="noun and a verb"), desk.store.writing():
        _act_and_fail(desk)
    assert list(list_acts(desk, AuditQuery(), by=ROOT)) == []


def test_log_is_for_administrators_and_its_export_is_written_down(desk: Desk) -> None:
    for asker, refused in ((NOBODY, SignInRefused), (signed_in(desk, "Mila Kern", Role.EDITOR), NotAllowed)):
        with pytest.raises(refused):
            list_acts(desk, AuditQuery(), by=asker)
        with pytest.raises(refused):
            export_acts(desk, AuditQuery(), by=asker)
    exported = list(export_acts(desk, AuditQuery(act="account", limit=None), by=ROOT))
    assert {one.act for one in exported} == {"account.add", "account.link", "account.set_password"}
    (entry,) = list_acts(desk, AuditQuery(act="audit"), by=ROOT)
    assert entry.facts == {"act": "account"}


def test_long_subjects_are_cut(desk: Desk) -> None:
    assert len(note_act(desk, ROOT, "reports.export", "x" * 5_000).subject) == 300
