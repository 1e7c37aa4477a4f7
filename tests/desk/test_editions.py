from pathlib import Path

import pytest

from onrecord.desk import Desk, add, compare_editions, list_editions, plan_leads, reread, show
from onrecord.errors import NotFound
from onrecord.model import ChangeKind
from tests.desk.conftest import DISPATCH


def keep(desk: Desk, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    list(add(desk, plan_leads(desk.fetcher, [str(file)])))


@pytest.fixture
def changed(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk with a report of three editions."""
    for text in (DISPATCH, DISPATCH.replace("June", "July"), DISPATCH.partition("“We")[0]):
        keep(desk, tmp_path / "a.txt", text)
    return desk


def test_editions_are_listed_and_shown_by_their_numbers(changed: Desk) -> None:
    found = list_editions(changed, "a.txt")
    assert [(edition.number, edition.statements, edition.is_latest) for edition in found] == [
        (1, 2, False),
        (2, 2, False),
        (3, 1, True),
    ]
    assert "June" in show(changed, "a.txt", edition=1).report.text
    assert "July" in show(changed, "a.txt", edition=2).report.text
    assert len(show(changed, "a.txt").statements) == 1
    with pytest.raises(NotFound, match="has no edition 4; it has 1, 2, 3"):
        show(changed, "a.txt", edition=4)


def test_what_changed_is_told_from_each_edition_to_the_next(changed: Desk) -> None:
    steps = list(compare_editions(changed, list_editions(changed, "a.txt")))
    kinds = [[change.kinds for change in comparison.changes] for _, _, comparison in steps]
    assert kinds == [[(ChangeKind.REWORDED,)], [(ChangeKind.DROPPED,)]]
    assert [(before[0].number, after[0].number) for before, after, _ in steps] == [(1, 2), (2, 3)]


def test_every_edition_is_read_again(changed: Desk) -> None:
    assert len(list(reread(changed))) == 3
