import csv
import io
from pathlib import Path

import pytest

from tests.serve.conftest import Run

TABLE = """\
id,a,type,b
1,Adel Sarwan,PER,عادل سروان
2,"Sarwan, Adel",Person,Oleg Saranov
3,Selm Front,,Dorvik Bank Ltd
"""


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_pairs_of_a_table_are_scored_and_its_columns_kept(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(TABLE, encoding="utf-8")
    ended = run("names", "score", str(file))
    assert ended.code == 0, ended.err
    rows = rows_of(ended.out)
    assert list(rows[0]) == ["id", "a", "type", "b", "score", "same", "because"]
    assert [row["same"] for row in rows] == ["true", "false", "false"]
    assert [row["a"] for row in rows] == ["Adel Sarwan", "Sarwan, Adel", "Selm Front"]
    assert all(len(row["score"].partition(".")[2]) == 6 for row in rows)
    assert all(row["because"] for row in rows)


def test_result_can_be_written_over_the_table_and_scored_again(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("\ufeff" + TABLE, encoding="utf-8")
    assert run("names", "score", str(file), "--out", str(file)).code == 0
    once = file.read_text(encoding="utf-8")
    assert run("names", "score", str(file), "--out", str(file)).code == 0
    assert file.read_text(encoding="utf-8") == once
    assert [path.name for path in tmp_path.iterdir() if "pairs" in path.name] == ["pairs.csv"]


def test_cells_that_would_be_formulas_are_defused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("a,b\n=HYPERLINK(1),'Ndrangheta\n", encoding="utf-8")
    (row,) = rows_of(run("names", "score", str(file)).out)
    assert row["a"] == "'=HYPERLINK(1)"
    assert row["b"] == "'Ndrangheta"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a,type\nx,PER\n", 1, "no column b"),
        ("", 1, "no column a"),
        ("a,b,a\nx,y,z\n", 1, "two columns a"),
        ("a,b\nx,y\nx,y,z\n", 3, "3 cells"),
        ('a,b\nx,"y\n', 2, "cannot be read as CSV"),
    ],
)
def test_table_that_cannot_be_read_is_refused_with_its_line(
    run: Run, tmp_path: Path, text: str, line: int, what: str
) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(text, encoding="utf-8")
    ended = run("names", "score", str(file), "--out", str(tmp_path / "out.csv"))
    assert ended.code == 2
    assert f"pairs.csv:{line}" in ended.err
    assert what in ended.err
    assert not (tmp_path / "out.csv").exists()


def test_table_of_another_encoding_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_bytes("a,b\nMüller,Miller\n".encode("latin-1"))
    ended = run("names", "score", str(file))
    assert ended.code == 2
    assert "not UTF-8" in ended.err


def test_missing_table_is_not_found(run: Run, tmp_path: Path) -> None:
    assert run("names", "score", str(tmp_path / "none.csv")).code == 4
