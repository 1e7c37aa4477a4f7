"""By what names are found, made anew after a version that made it otherwise: in lots, and nothing else changes."""

import pytest

from onrecord.desk import Desk, has_old_keys, keying, rekey
from onrecord.model import IdentityType, KnownFrom, Name, content_id
from onrecord.ports import NewKnown
from onrecord.stages.identify import KEYED_BY, blocking_keys, draw_shapes
from onrecord.text.scripts import script_of

PERSON = IdentityType.PERSON


def know(desk: Desk, *names: str, keys: tuple[int, ...] = (1, 2), made_by: str = "blocking 0.1") -> str:
    """Make somebody of these names known, by keys that an older version made."""
    id_ = content_id("list", *names)
    spelled = tuple(Name(text, script_of(text)) for text in names)
    shape = draw_shapes([(names[0], PERSON)])[0] if keys else b""
    with desk.store.writing():
        desk.store.registry.put(
            [NewKnown(id_, names[0], PERSON, KnownFrom.LIST, spelled, keys, shape, made_by)]
        )
    return id_


def found_by(desk: Desk, name: str) -> list[str]:
    sought = (blocking_keys(name, PERSON).sought, b"")
    return desk.store.registry.candidates([sought], limit=10)[0]


def test_keys_of_an_older_version_are_made_anew_from_every_spelling(desk: Desk) -> None:
    id_ = know(desk, "Tomas Okoro", "توماس أوكورو")
    before = desk.store.registry.get([id_])
    assert found_by(desk, "Tomas Okoro") == []
    assert has_old_keys(desk)
    assert list(rekey(desk)) == [1]
    assert found_by(desk, "Tomas Okoro") == found_by(desk, "توماس أوكورو") == [id_]
    assert desk.store.registry.get([id_]) == before
    assert not has_old_keys(desk)
    assert list(rekey(desk)) == []


def test_stopped_it_goes_on_from_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = {know(desk, f"Tomas {word}") for word in ("Okoro", "Lindqvist", "Selm", "Berg", "Dunn")}
    monkeypatch.setattr(keying, "_BATCH", 2)
    assert next(rekey(desk)) == 2
    left = desk.store.registry.keyed_otherwise(KEYED_BY, limit=10)
    assert len(left) == 3
    assert set(left) < ids
    assert list(rekey(desk)) == [2, 1]
    assert found_by(desk, "Tomas Dunn") != []


def test_who_was_found_by_nothing_is_found_by_nothing_and_the_new_are_left_alone(desk: Desk) -> None:
    bare = know(desk, "Okoro", keys=())
    fresh = know(desk, "Selma Berg", keys=(3,), made_by=KEYED_BY)
    assert list(rekey(desk)) == [1]
    assert found_by(desk, "Okoro") == []
    assert found_by(desk, "Selma Berg") == []
    assert bare != fresh
    assert not has_old_keys(desk)
