from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import BadRequest, NotFound, StoreError
from onrecord.serve.cli.files import read_file, write_file


def test_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"name\n")
    assert read_file(file, 5) == b"name\n"
    with pytest.raises(BadRequest, match="is larger than 4 bytes"):
        read_file(file, 4)
    with pytest.raises(NotFound):
        read_file(tmp_path / "b.csv", 4)
    with pytest.raises(BadRequest, match="cannot be read"):
        read_file(tmp_path, 4)


def test_file_is_written_whole_or_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    write_file(file, ["Сельм", "\n"])
    assert file.read_text(encoding="utf-8") == "Сельм\n"

    def texts() -> Iterator[str]:
        yield "half"
        raise NotFound("is gone")

    with pytest.raises(NotFound):
        write_file(file, texts())
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
    assert file.read_text(encoding="utf-8") == "Сельм\n"
    with pytest.raises(StoreError, match="cannot be written"):
        write_file(tmp_path / "gone" / "a.csv", ["x"])
