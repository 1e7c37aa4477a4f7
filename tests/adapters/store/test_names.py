import pytest
import sqlalchemy as sa

from onrecord.adapters.store.names import key_of, keys_matching, longest, numbers_of
from onrecord.adapters.store.tables import metadata, name_keys, name_words
from onrecord.errors import BadRequest

NAMES = ["Naim Qassem", "Na’im Qāssem", "Qassem al-Araji", "Abu Qassem", "نعيم قاسم", "Qassemi"]


@pytest.fixture
def connection() -> sa.Connection:
    engine = sa.create_engine("sqlite://")
    metadata.create_all(engine)
    return engine.connect()


def matching(connection: sa.Connection, part: str) -> set[str]:
    keys = name_keys.c
    query = sa.select(keys.key).where(keys.n.in_(keys_matching(part)))
    return {key.strip() for key in connection.scalars(query)}


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("qassem", {"naim qassem", "qassem al araji", "abu qassem"}),
        ("QĀSSEM Al-Araji", {"qassem al araji"}),
        ("Na'im", {"naim qassem"}),
        ("al qassem", set()),
        ("قاسم", {"نعيم قاسم"}),
        ("qass", set()),
        ("%", None),
        ("q_ssem", set()),
    ],
)
def test_a_part_of_a_name_matches_as_whole_words(
    connection: sa.Connection, part: str, found: set[str] | None
) -> None:
    with connection, connection.begin():
        numbers_of(connection, [key_of(name) for name in NAMES])
        if found is None:
            with pytest.raises(BadRequest):
                matching(connection, part)
        else:
            assert matching(connection, part) == found
    connection.engine.dispose()


def test_a_name_kept_before_keeps_its_number(connection: sa.Connection) -> None:
    with connection, connection.begin():
        first = numbers_of(connection, [key_of(name) for name in NAMES])
        again = numbers_of(connection, [key_of(name) for name in [*NAMES, "Ada Lindqvist"]])
        assert first.items() <= again.items()
        assert len(set(again.values())) == len(again) == 6
        words = connection.scalar(sa.select(sa.func.count()).select_from(name_words))
        assert words == sum(len(set(key.split())) for key in again)
    connection.engine.dispose()


def test_many_new_names_are_numbered_in_a_few_statements(connection: sa.Connection) -> None:
    asked: list[str] = []
    sa.event.listen(connection, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with connection, connection.begin():
        numbers = numbers_of(connection, [f" name{i} " for i in range(2_000)])
    assert len(set(numbers.values())) == 2_000
    assert len(asked) <= 12
    connection.engine.dispose()


def test_spellings_that_stand_whole_in_another_need_no_entry() -> None:
    assert longest([" a ", " a b ", " b a ", " ab "]) == [" a b ", " ab ", " b a "]
