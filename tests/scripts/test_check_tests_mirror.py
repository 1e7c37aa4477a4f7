from pathlib import Path

import pytest

from scripts import check_tests_mirror as mirror

_DOES = "def f() -> int:\n    return 1\n"
_DECLARES = 'class P:\n    def f(self) -> int:\n        """Return."""\n        ...\n'


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setattr(mirror, "ELSEWHERE", {})
    source, tests = tmp_path / "src" / "onrecord", tmp_path / "tests"
    (source / "text").mkdir(parents=True)
    (tests / "text").mkdir(parents=True)
    return source, tests


def test_module_with_functions_and_no_test_is_named(folders: tuple[Path, Path]) -> None:
    source, tests = folders
    (source / "text" / "fold.py").write_text(_DOES, encoding="utf-8")
    (fault,) = mirror.missing_tests(source, tests)
    assert fault.startswith("text/fold.py: has no tests/text/test_fold.py")


def test_module_with_its_test_and_one_that_only_declares_are_well(folders: tuple[Path, Path]) -> None:
    source, tests = folders
    (source / "text" / "fold.py").write_text(_DOES, encoding="utf-8")
    (source / "text" / "port.py").write_text(_DECLARES, encoding="utf-8")
    (tests / "text" / "test_fold.py").write_text("", encoding="utf-8")
    assert mirror.missing_tests(source, tests) == []


def test_package_is_tested_under_its_own_name(folders: tuple[Path, Path]) -> None:
    source, tests = folders
    (source / "text" / "__init__.py").write_text(_DOES, encoding="utf-8")
    assert "tests/test_text.py" in mirror.missing_tests(source, tests)[0]


def test_listed_module_must_exist_and_its_test_too(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, tests = folders
    monkeypatch.setattr(mirror, "ELSEWHERE", {"text/gone.py": ("tests/nowhere.py", "a reason")})
    faults = mirror.missing_tests(source, tests)
    assert any("is listed and not there" in fault for fault in faults)
    assert any("tests/nowhere.py, which is not there" in fault for fault in faults)


def test_every_listed_module_has_a_reason() -> None:
    assert all(len(reason) > 10 for _, reason in mirror.ELSEWHERE.values())
