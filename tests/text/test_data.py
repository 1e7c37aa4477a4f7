import pytest

from onrecord.text.data import load_folder, load_table


def test_a_table_is_read_once_and_cannot_be_changed() -> None:
    table = load_table("cues/en")
    assert table is load_table("cues/en")
    with pytest.raises(TypeError):
        table["verbs"] = {}  # type: ignore[index]  # the point of the test


def test_a_folder_gives_every_table_in_it() -> None:
    assert len(load_folder("titles")) >= 2


def test_a_table_that_is_not_there_is_a_defect() -> None:
    with pytest.raises(FileNotFoundError):
        load_table("cues/zz")
