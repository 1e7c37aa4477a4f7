import sqlite3
from pathlib import Path

from tests.serve.conftest import Run


def test_reread_changes_nothing_where_the_reader_is_the_same(run: Run, desk: Path) -> None:
    assert run("reread", "--desk", desk).out == "1 read again, 0 changed, 0 failed\n"


def test_reread_puts_a_changed_fact_right(run: Run, desk: Path) -> None:
    connection = sqlite3.connect(desk / "desk.db")
    with connection:
        connection.execute("UPDATE statements SET speaker_name = 'Somebody Else'")
    connection.close()
    assert run("verify").code == 7
    ended = run("reread")
    assert ended.out == "read again a.txt · 3 → 3 statements\n1 read again, 1 changed, 0 failed\n"
    assert run("verify").code == 0
