"""A desk with three that are known and one question about them."""

from pathlib import Path

import pytest

from onrecord.app import open_desk
from onrecord.desk import judge_all
from onrecord.model import IdentityType, KnownFrom, ListedRole, Name, Verdict
from onrecord.ports import NewJudgement, NewKnown
from tests.factory import NOON
from tests.serve.conftest import Run

ADA, SHORT, TOMAS = "a" * 24, "b" * 24, "c" * 24


@pytest.fixture
def known(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the desk, which is the current one."""
    monkeypatch.setenv("ONRECORD_EDITOR", "M. Kern")
    assert run("init", "desk").code == 0
    monkeypatch.chdir(place / "desk")
    with open_desk(place / "desk") as desk, desk.store.writing():
        desk.store.registry.put(
            NewKnown(id_, name, IdentityType.PERSON, KnownFrom.LIST, (Name(name, "Latn"), *more))
            for id_, name, more in (
                (ADA, "Ada Lindqvist", (Name("Ада Линдквист", "Cyrl", "ru"),)),
                (SHORT, "A. Lindqvist", ()),
                (TOMAS, "Tomas Okoro", ()),
            )
        )
        desk.store.registry.list_roles(ADA, [ListedRole("mayor", "Selm", since="2019")])
        said = NewJudgement(
            ADA,
            SHORT,
            Verdict.UNSURE,
            "matcher 1",
            is_person=False,
            at=NOON,
            because="initial only",
            score=0.6,
        )
        judge_all(desk, [said])
    return place / "desk"
