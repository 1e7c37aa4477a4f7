from multiprocessing import get_context
from pathlib import Path
from struct import pack

from onrecord.serve.http.buckets import Buckets, make_tables, make_tables_file


def test_who_asked_longest_ago_makes_room() -> None:
    table = make_tables(1, 8)[0]
    waits = [table.take(f"asker {n}", rate=0.001, burst=1, now=float(n)) for n in range(100)]
    assert waits == [0.0] * 100
    assert len(table) == 8
    assert table.take("asker 99", rate=0.001, burst=1, now=100.0) > 0
    assert table.take("asker 0", rate=0.001, burst=1, now=100.0) == 0


def test_a_table_remembers_many_whatever_they_are_called() -> None:
    # A row has room for eight: with so many rows, that more than eight of these meet in one will not happen.
    table = make_tables(1, 8_000)[0]
    names = [*(f"asker {n}" for n in range(300)), "", "\udc80", "名" * 10_000]
    assert [table.take(name, rate=1, burst=1, now=5.0) for name in names] == [0.0] * len(names)
    assert [table.take(name, rate=1, burst=1, now=5.0) for name in names] == [1.0] * len(names)


def test_tables_of_one_file_are_apart_and_known_to_all_that_open_it(tmp_path: Path) -> None:
    file = tmp_path / "limits"
    make_tables_file(file, 2, 100)
    assert file.stat().st_mode & 0o077 == 0
    one, other = make_tables(2, 100, file)
    again = make_tables(2, 100, file)
    assert one.take("a", rate=1, burst=1, now=0.0) == 0
    assert again[0].take("a", rate=1, burst=1, now=0.0) == 1
    assert other.take("a", rate=1, burst=1, now=0.0) == 0


def test_what_was_half_written_is_as_if_nobody_had_asked() -> None:
    memory = memoryview(bytearray(24 * 8))
    table = Buckets(memory, b"secret")
    assert table.take("a", rate=1, burst=2, now=10.0) == 0
    at = next(at for at in range(0, len(memory), 24) if any(memory[at : at + 24]))
    ahead = pack("@dd", 0.0, 1e9)
    for broken in (ahead, b"\xff" * 16, b"\x00" * 6 + b"\xf8\x7f" + b"\x00" * 8):
        memory[at + 8 : at + 24] = broken
        assert [table.take("a", rate=1, burst=2, now=10.0) for _ in range(3)] == [0.0, 0.0, 1.0]


def test_processes_that_take_at_once_give_no_more_than_there_is(tmp_path: Path) -> None:
    file = tmp_path / "limits"
    make_tables_file(file, 1, 100)
    with get_context("spawn").Pool(2) as pool:
        given = pool.map(_take_many, [file, file], chunksize=1)
    assert sum(given) == 5_000


def _take_many(file: Path) -> int:
    """Take until nothing is left, long enough that the system sets each of two processes aside many times."""
    table = make_tables(1, 100, file)[0]
    return sum(table.take("a", rate=0.0001, burst=5_000, now=1.0) == 0 for _ in range(20_000))


def test_process_that_was_set_aside_after_it_looked_at_the_clock_gives_nothing_back() -> None:
    table = make_tables(1, 8)[0]
    assert table.take("a", rate=1, burst=1, now=10.0) == 0
    assert table.take("a", rate=1, burst=1, now=9.5) == 1
    assert table.take("a", rate=1, burst=1, now=11.0) == 0
