"""An editor's word from any door, and its line in the audit log."""

import pytest

from onrecord.desk import Desk, judge_as, undo_as
from onrecord.desk.access import list_acts
from onrecord.errors import BadRequest, NotAllowed, SignInRefused
from onrecord.model import Verdict
from onrecord.model.access import Account, Asker, Role, Via
from onrecord.ports import AuditQuery
from tests.desk.test_filing import take
from tests.factory import NOON

EDITOR = Asker("mk", Via.BROWSER, Account("0" * 24, "mk", Role.EDITOR, NOON), address="127.0.0.1")
READER = Asker("rd", Via.BROWSER, Account("1" * 24, "rd", Role.READER, NOON))


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str]:
    take(desk, "Selm mayor Tomas Okoro said: “No.”", "Tomas Okoro")
    take(desk, "The painter Ada Venn said: “Red.”", "Ada Venn")
    ids = [line.cluster for line in desk.store.finding.known().lines]
    return ids[0], ids[1]


def _acts(desk: Desk) -> list[tuple[str, str, str]]:
    found = list_acts(desk, AuditQuery(), by=Asker("tests", Via.COMMAND))
    return [(one.act, one.name, str(one.facts.get("verdict"))) for one in found]


def test_a_word_and_its_undoing_are_written_down_with_who_gave_it(desk: Desk, pair: tuple[str, str]) -> None:
    judged = judge_as(desk, EDITOR, *pair, Verdict.SAME, because="one office")
    assert judged.together
    assert (judged.judgement.by, judged.judgement.because) == ("mk", "one office")
    assert not undo_as(desk, EDITOR).together
    assert _acts(desk) == [("identity.undo", "mk", "same"), ("identity.judge", "mk", "same")]


def test_who_may_not_judge_leaves_nothing_behind(desk: Desk, pair: tuple[str, str]) -> None:
    with pytest.raises(NotAllowed):
        judge_as(desk, READER, *pair, Verdict.SAME)
    with pytest.raises(SignInRefused):
        undo_as(desk, Asker("", Via.BROWSER))
    assert list(desk.store.judgements.history()) == []
    assert _acts(desk) == []


def test_what_cannot_be_judged_is_not_written_down(desk: Desk, pair: tuple[str, str]) -> None:
    with pytest.raises(BadRequest):
        judge_as(desk, EDITOR, pair[0], pair[0], Verdict.SAME)
    assert _acts(desk) == []
