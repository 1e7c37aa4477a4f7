"""Known identities found by their keys on both databases: the best first, never more than may be read."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from onrecord.adapters.store import SqlStore, known_keys
from onrecord.adapters.store.known_keys import (
    candidates,
    candidates_of_each,
    drop_keys,
    put_keys,
)
from onrecord.adapters.store.known_shapes import around, lying, put_shapes
from onrecord.adapters.store.tables import known
from onrecord.model import IdentityType, KnownFrom, content_id
from onrecord.ports import NewKnown
from onrecord.stages.identify.blocking import blocking_keys
from onrecord.stages.identify.shape import shape_of


@pytest.fixture
def connection(store: SqlStore) -> Iterator[sa.Connection]:
    with store.writing():
        yield store.registry._session.writer()


def know(store: SqlStore, *names: str) -> dict[str, int]:
    """Make names known, with their keys, and return their numbers."""
    ids = {content_id("known", name): name for name in names}
    store.registry.put(NewKnown(id_, name, IdentityType.PERSON, KnownFrom.LIST) for id_, name in ids.items())
    connection = store.registry._session.writer()
    rows = connection.execute(sa.select(known.c.id, known.c.n).where(known.c.id.in_(ids)))
    numbers = {ids[id_]: n for id_, n in rows}
    put_keys(connection, {n: blocking_keys(name, IdentityType.PERSON).stored for name, n in numbers.items()})
    return numbers


def test_other_spellings_of_a_name_lead_to_it_first(store: SqlStore, connection: sa.Connection) -> None:
    numbers = know(store, "Ada Lindqvist", "Tamar Lindqvist", "Naim Qassem", "Nasim Qassem", "Selma Berg")
    found = candidates(connection, blocking_keys("نعيم قاسم", IdentityType.PERSON).sought)
    assert found[0][0] == numbers["Naim Qassem"]
    assert [weight for _, weight in found] == sorted((weight for _, weight in found), reverse=True)
    assert numbers["Selma Berg"] not in dict(found)


def test_names_of_a_report_are_found_as_each_alone(store: SqlStore, connection: sa.Connection) -> None:
    names = [f"Ada{'bdfgklmnrst'[i % 11]}o Lind{'aeiou'[i % 5]}{'kmnrt'[i // 30]}or" for i in range(150)]
    know(store, *names)
    asked = [blocking_keys(name, IdentityType.PERSON).sought for name in (*names, "王", "")]
    at_once = candidates_of_each(connection, [(one, None) for one in asked])
    assert at_once == [candidates(connection, one) for one in asked]
    assert at_once[-1] == []


def test_limit_keeps_the_best(store: SqlStore, connection: sa.Connection) -> None:
    know(store, *(f"Ada Lindqvist {'bdfgklmnrst'[i]}oros" for i in range(11)))
    asked = blocking_keys("Ada Lindqvist Koros", IdentityType.PERSON).sought
    assert candidates(connection, asked, limit=3) == candidates(connection, asked)[:3]


def test_key_put_twice_is_there_once_and_dropped_ones_lead_nowhere(
    store: SqlStore, connection: sa.Connection
) -> None:
    (n,) = know(store, "Ada Lindqvist").values()
    asked = blocking_keys("Ada Lindqvist", IdentityType.PERSON)
    before = candidates(connection, asked.sought)
    put_keys(connection, {n: asked.stored})
    assert candidates(connection, asked.sought) == before
    drop_keys(connection, [n, n + 1])
    assert candidates(connection, asked.sought) == []
    drop_keys(connection, [])


def test_key_that_too_many_share_is_passed_over_and_reading_is_bounded(
    store: SqlStore, connection: sa.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = list(know(store, *(f"Ada {'bdfgklmnrst'[i]}oros" for i in range(11))).values())
    drop_keys(connection, numbers)
    put_keys(connection, {n: [1, 2] if n == numbers[0] else [1] for n in numbers})
    asked = {1: 1.0, 2: 1.0}
    assert len(candidates(connection, asked)) == 11
    monkeypatch.setattr(known_keys, "MOST_ROWS", 11)
    assert [n for n, _ in candidates(connection, asked)] == numbers[:1]
    monkeypatch.setattr(known_keys, "MOST_ROWS", 12)
    assert len(candidates(connection, asked)) == 11
    monkeypatch.setattr(known_keys, "MOST_HOLDERS", 10)
    assert [n for n, _ in candidates(connection, asked)] == numbers[:1]


def test_of_those_that_share_the_same_keys_the_nearest_shape_comes_first(
    store: SqlStore, connection: sa.Connection
) -> None:
    numbers = know(store, "Ada Dean", "Ada Dunn", "Ada Dine")
    asked = blocking_keys("Ада Данн", IdentityType.PERSON).sought
    put_shapes(connection, {n: shape_of(name, IdentityType.PERSON) for name, n in numbers.items()})
    found = candidates(connection, asked, shape_of("Ada Dunn", IdentityType.PERSON))
    assert found[0][0] == numbers["Ada Dunn"]
    assert {n for n, _ in found} == {n for n, _ in candidates(connection, asked)}
    put_shapes(connection, {numbers["Ada Dine"]: shape_of("Ada Dunn", IdentityType.PERSON)})
    del numbers["Ada Dean"]
    tied = candidates(connection, asked, shape_of("Ada Dunn", IdentityType.PERSON), limit=2)
    assert [n for n, _ in tied] == sorted(numbers.values())


def test_shape_of_another_length_says_nothing(store: SqlStore, connection: sa.Connection) -> None:
    (n,) = know(store, "Ada Dunn").values()
    put_shapes(connection, {n: b"\x00\x00123"})
    asked = blocking_keys("Ada Dunn", IdentityType.PERSON).sought
    found = candidates(connection, asked, shape_of("Ada Dunn", IdentityType.PERSON))
    assert [n for n, _ in found] == [n for n, _ in candidates(connection, asked)] == [n]


def test_what_lies_near_is_found_without_a_key_in_common(store: SqlStore, connection: sa.Connection) -> None:
    numbers = know(store, "Ada Lindqvist", "Tomas Okoro")
    put_shapes(connection, {n: shape_of(name, IdentityType.PERSON) for name, n in numbers.items()})
    asked = shape_of("Ada Lindkvist", IdentityType.PERSON)
    assert [n for n, _ in candidates(connection, {}, asked)] == [numbers["Ada Lindqvist"]]
    assert candidates(connection, {}, shape_of("Ada Lindkvist", IdentityType.PLACE)) == []


@pytest.mark.parametrize("top", [-127, 0, 127])
def test_shapes_come_back_as_they_were_kept_whatever_their_bytes(
    store: SqlStore, connection: sa.Connection, top: int
) -> None:
    numbers = list(know(store, "Ada Dean", "Ada Dunn", "Ada Dine").values())
    vectors = {n: bytes([top % 256, i, (-i) % 256, 0]) for i, n in enumerate(numbers)}
    put_shapes(connection, {n: b"\x00\x01\x00\x07" + vector for n, vector in vectors.items()})
    by_number = lying(connection, numbers, 4)
    (by_cell,) = around(connection, [[7]], 4)
    for found in (by_number, by_cell):
        assert {
            n: points.tobytes() for n, points in zip(found.numbers.tolist(), found.points, strict=True)
        } == vectors


def test_more_bodies_are_returned_than_persons_where_one_is_the_very_same(
    store: SqlStore, connection: sa.Connection
) -> None:
    numbers = know(
        store,
        *(f"Selmar Union of {'bdfgklmnrst'[i % 11]}o{'bdfgklmnrst'[i // 11]}emberg" for i in range(110)),
    )
    found = {}
    for type_ in (IdentityType.PERSON, IdentityType.ORGANIZATION):
        put_shapes(connection, {n: shape_of(name, type_) for name, n in numbers.items()})
        asked = blocking_keys("Selmar", IdentityType.PERSON).sought
        found[type_] = len(
            candidates(connection, asked, shape_of("Selmar Union of Bobemberg", type_), limit=20)
        )
    assert found == {IdentityType.PERSON: 20, IdentityType.ORGANIZATION: 80}


def test_many_are_returned_where_none_is_near_and_few_where_one_is(
    store: SqlStore, connection: sa.Connection
) -> None:
    names = [f"Ada {'bdfgklmnrst'[i % 11]}o{'bdfgklmnrst'[i // 11]}emberg" for i in range(110)]
    numbers = know(store, *names)
    put_shapes(connection, {n: shape_of(name, IdentityType.PERSON) for name, n in numbers.items()})
    asked = blocking_keys("Ada", IdentityType.PERSON).sought
    far, near = (
        candidates(connection, asked, shape_of(name, IdentityType.PERSON), limit=20)
        for name in ("Xu Yi", "Adda Bobbemberg")
    )
    assert len(far) == 54
    assert len(near) < 20
    assert near[0][0] == numbers["Ada bobemberg"]
