"""Searches that somebody keeps, and may show to everybody."""

from collections.abc import Mapping
from dataclasses import replace

from onrecord.desk.access.audit import note_act
from onrecord.desk.access.demand import demand
from onrecord.desk.access.keys import new_id
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.model import SavedSearch
from onrecord.model.access import Asker, Role
from onrecord.text.fold import squeeze

_MOST_NAME = 100
_MOST_QUERY = 4_000


def save_search(desk: Desk, name: str, query: str, *, by: Asker) -> SavedSearch:
    """Return a search kept under a name.

    Args:
        desk: The desk.
        name: What it is called from now on.
        query: What the address of the search says after its question mark.
        by: Who keeps it: any reader.

    Raises:
        BadRequest: The name is empty, too long, or that of another of theirs; or the search is too long.
        SignInRefused, NotAllowed: Who asks may not read here.
    """
    demand(by, Role.READER)
    shown = _checked_name(name)
    wanted = query.removeprefix("?")
    if len(wanted) > _MOST_QUERY:
        raise BadRequest(f"a search to be kept has at most {_MOST_QUERY:,} characters; make it shorter")
    account = by.account.id if by.account else None
    search = SavedSearch(new_id(), shown, account, wanted, is_public=False, made_at=desk.clock.now())
    with desk.store.writing():
        desk.store.saved.add(search)
        note_act(desk, by, "search.save", search.id, {"name": shown, "query": wanted})
    return search


def list_saved(desk: Desk, *, by: Asker) -> list[SavedSearch]:
    """Return the searches that whoever asks has kept, by name; for nobody who signed in, none."""
    if not by.is_known:
        return []
    return desk.store.saved.of(by.account.id if by.account else None)


def list_public(desk: Desk) -> list[SavedSearch]:
    """Return the searches that everybody may read, by name."""
    return desk.store.saved.public()


def get_saved(desk: Desk, id_: str, *, by: Asker) -> SavedSearch:
    """Return a kept search: one's own, or one that is public.

    Raises:
        NotFound: There is none with this id that who asks may see.
    """
    search = desk.store.saved.get(id_)
    if search.is_public or _is_of(search, by) or by.may(Role.ADMINISTRATOR):
        return search
    raise NotFound("there is no saved search with this id", subject=id_)


def rename_search(desk: Desk, id_: str, name: str, *, by: Asker) -> SavedSearch:
    """Return a kept search under its new name.

    Raises:
        NotFound: Who asks has none with this id.
        BadRequest: The name is empty, too long, or that of another of theirs.
    """
    return _changed(desk, replace(_own(desk, id_, by), name=_checked_name(name)), by, "search.rename")


def publish_search(desk: Desk, id_: str, *, is_public: bool, by: Asker) -> SavedSearch:
    """Return a kept search that everybody may read from now on, or nobody else.

    Where the desk is served so (`--read-only-public`), what it finds, now and later, is read without signing in.

    Raises:
        NotFound: Who asks can see none with this id.
        SignInRefused, NotAllowed: Who asks is no administrator.
    """
    demand(by, Role.ADMINISTRATOR)
    search = replace(desk.store.saved.get(id_), is_public=is_public)
    return _changed(desk, search, by, "search.publish" if is_public else "search.withdraw")


def remove_search(desk: Desk, id_: str, *, by: Asker) -> None:
    """Forget a kept search.

    Raises:
        NotFound: Who asks has none with this id.
    """
    with desk.store.writing():
        search = _own(desk, id_, by)
        desk.store.saved.remove(id_)
        note_act(desk, by, "search.remove", id_, {"name": search.name})


def _own(desk: Desk, id_: str, by: Asker) -> SavedSearch:
    search = get_saved(desk, id_, by=by)
    if _is_of(search, by) or by.may(Role.ADMINISTRATOR):
        return search
    raise NotFound("there is no saved search of yours with this id", subject=id_)


def _is_of(search: SavedSearch, by: Asker) -> bool:
    return by.is_known and search.by == (by.account.id if by.account else None)


def _changed(desk: Desk, search: SavedSearch, by: Asker, act: str) -> SavedSearch:
    facts: Mapping[str, str] = {"name": search.name, "query": search.query}
    with desk.store.writing():
        desk.store.saved.put(search)
        note_act(desk, by, act, search.id, facts)
    return search


def _checked_name(name: str) -> str:
    shown = squeeze(name)
    if not shown or len(shown) > _MOST_NAME:
        raise BadRequest(f"the name of a search has 1 to {_MOST_NAME} characters", subject=shown[:_MOST_NAME])
    return shown
