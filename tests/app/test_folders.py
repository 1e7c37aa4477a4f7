from pathlib import Path

import pytest

from onrecord.app import (
    find_folder,
    find_settings,
    init_desk,
)
from onrecord.errors import NotFound


def test_desk_is_the_one_named_or_that_of_the_variable_or_the_nearest_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        init_desk(place / name)
    (place / "a" / "below").mkdir()
    monkeypatch.chdir(place / "a" / "below")
    assert find_folder(None) == place / "a"
    monkeypatch.setenv("ONRECORD_DESK", str(place / "b"))
    assert find_folder(None) == place / "b"
    assert find_folder(place / "c") == place / "c"


def test_no_desk_is_not_found_and_the_way_to_one_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotFound, match="onrecord init DIR"):
        find_folder(None)
    with pytest.raises(NotFound, match="onrecord init"):
        find_folder(place / "nowhere")
    monkeypatch.setenv("ONRECORD_DESK", str(place / "nowhere"))
    with pytest.raises(NotFound, match="nowhere: is not a desk"):
        find_folder(None)


def test_settings_without_a_desk_are_those_of_the_environment(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_MAX_BYTES", "7")
    settings, root = find_settings(None)
    assert (settings.max_bytes, root) == (7, place)
    assert not (place / "onrecord.toml").exists()


def test_settings_are_those_of_the_desk_around_or_of_the_one_named(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most in (("a", 3), ("b", 5)):
        init_desk(place / name)
        (place / name / "onrecord.toml").write_text(f"max_bytes = {most}", encoding="utf-8")
    monkeypatch.chdir(place / "a")
    assert (find_settings(None)[0].max_bytes, find_settings(None)[1]) == (3, place / "a")
    assert find_settings(place / "b")[0].max_bytes == 5
    monkeypatch.setenv("ONRECORD_DESK", str(place / "nowhere"))
    with pytest.raises(NotFound):
        find_settings(None)
