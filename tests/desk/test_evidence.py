"""What proves a statement."""

from pathlib import Path

import pytest

from onrecord import desk as verbs
from onrecord.desk import Desk, passage_around, show_evidence
from onrecord.errors import EvidenceBroken, NotFound
from onrecord.model import Span


@pytest.fixture
def statement(desk: Desk, reports: Path) -> str:
    list(verbs.add(desk, verbs.plan_leads(desk.fetcher, [str(reports / "a.txt")])))
    return desk.store.reading(desk.store.find_report("a.txt")).statements[0].id


def test_words_are_cut_from_the_kept_text_and_hashes_are_told(desk: Desk, statement: str) -> None:
    found = show_evidence(desk, statement[:8])
    assert found.words == ("The harbour belongs to everybody.",)
    assert found.passage.covers(found.statement.content[0])
    assert any(found.report.capture in told for told in found.checked)
    assert any(found.report.text_sha256 in told for told in found.checked)


def test_bytes_that_were_changed_prove_nothing(desk: Desk, statement: str) -> None:
    capture = show_evidence(desk, statement).report.capture
    (file,) = (one for one in Path(desk.name).rglob(f"*{capture[2:]}*") if one.is_file())
    file.chmod(0o644)
    file.write_bytes(b"something else")
    with pytest.raises(EvidenceBroken):
        show_evidence(desk, statement)


def test_a_statement_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        show_evidence(desk, "00000000")


def test_a_passage_without_spaces_is_cut_where_it_must_be() -> None:
    assert passage_around("x" * 50, Span(20, 22), around=5) == Span(15, 27)
