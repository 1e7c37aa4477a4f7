import pytest

from onrecord.desk import Desk
from onrecord.desk.access import add_account
from onrecord.desk.saved import (
    get_saved,
    list_public,
    list_saved,
    publish_search,
    remove_search,
    rename_search,
    save_search,
)
from onrecord.errors import BadRequest, NotAllowed, NotFound, SignInRefused
from onrecord.model.access import Asker, Role, Via
from onrecord.ports import AuditQuery

ROOT = Asker("root", Via.COMMAND)
NOBODY = Asker("", Via.BROWSER)


def asker(desk: Desk, name: str, role: Role) -> Asker:
    return Asker(name, Via.BROWSER, add_account(desk, name, role, by=ROOT))


def test_reader_keeps_renames_and_removes_searches(desk: Desk) -> None:
    mila = asker(desk, "Mila Kern", Role.READER)
    search = save_search(desk, " Harbour  talks ", "?q=harbour&by=okoro", by=mila)
    assert (search.name, search.query, search.is_public) == ("Harbour talks", "q=harbour&by=okoro", False)
    with pytest.raises(BadRequest, match="choose another"):
        save_search(desk, "Harbour talks", "q=x", by=mila)
    renamed = rename_search(desk, search.id, "Harbour", by=mila)
    assert list_saved(desk, by=mila) == [renamed]
    remove_search(desk, search.id, by=mila)
    assert list_saved(desk, by=mila) == []
    acts = [one.act for one in desk.store.access.audit.find(AuditQuery(act="search"))]
    assert acts == ["search.remove", "search.rename", "search.save"]


def test_kept_searches_of_others_are_not_there(desk: Desk) -> None:
    mila, lars = asker(desk, "Mila Kern", Role.READER), asker(desk, "Lars Aas", Role.EDITOR)
    search = save_search(desk, "Harbour", "q=harbour", by=mila)
    assert list_saved(desk, by=lars) == list_saved(desk, by=NOBODY) == []
    for other in (lars, NOBODY):
        for act in (get_saved, remove_search):
            with pytest.raises(NotFound):
                act(desk, search.id, by=other)
        with pytest.raises(NotFound):
            rename_search(desk, search.id, "Mine", by=other)
    assert get_saved(desk, search.id, by=ROOT) == search


def test_only_an_administrator_shows_one_to_everybody(desk: Desk) -> None:
    mila = asker(desk, "Mila Kern", Role.EDITOR)
    search = save_search(desk, "Harbour", "q=harbour", by=mila)
    with pytest.raises(NotAllowed):
        publish_search(desk, search.id, is_public=True, by=mila)
    with pytest.raises(SignInRefused):
        publish_search(desk, search.id, is_public=True, by=NOBODY)
    assert list_public(desk) == []
    shown = publish_search(desk, search.id, is_public=True, by=ROOT)
    assert list_public(desk) == [shown]
    assert get_saved(desk, search.id, by=NOBODY) == shown
    with pytest.raises(NotFound, match="of yours"):
        remove_search(desk, search.id, by=NOBODY)
    publish_search(desk, search.id, is_public=False, by=ROOT)
    assert list_public(desk) == []


def test_who_may_not_read_keeps_nothing(desk: Desk) -> None:
    with pytest.raises(SignInRefused):
        save_search(desk, "Harbour", "q=harbour", by=NOBODY)
    for name, query in (("", "q=x"), ("x" * 101, "q=x"), ("x", "q=" + "x" * 4_000)):
        with pytest.raises(BadRequest):
            save_search(desk, name, query, by=ROOT)
