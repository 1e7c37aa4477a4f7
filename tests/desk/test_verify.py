import os
import sqlite3
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from onrecord.app import open_desk
from onrecord.desk import Desk, Finding, Gravity, Reread, Unchanged, add, plan_leads, reread, verify
from onrecord.errors import EvidenceBroken
from onrecord.model import Capture, Reading


@pytest.fixture
def filled(desk: Desk, reports: Path) -> Desk:
    for _, result in add(desk, plan_leads(desk.fetcher, [str(reports)])):
        assert not isinstance(result, Exception)
    return desk


def findings(desk: Desk) -> list[Finding]:
    return [finding for _, found in verify(desk) for finding in found]


def broken(desk: Desk) -> str:
    found = findings(desk)
    assert found
    assert {finding.gravity for finding in found} == {Gravity.BROKEN}
    return "\n".join(f"{Path(finding.subject).name}: {finding.message}" for finding in found)


def change(folder: Path, statement: str, *values: object) -> None:
    """Change the database behind the desk's back."""
    connection = sqlite3.connect(folder / "desk.db")
    with connection:
        assert connection.execute(statement, values).rowcount == 1
    connection.close()


def evidence_file(folder: Path) -> Path:
    return min(file for file in (folder / "evidence").rglob("*") if file.is_file())


def test_untouched_desk_is_all_true(filled: Desk) -> None:
    assert findings(filled) == []
    assert len(list(verify(filled))) == 2


def test_changed_byte_in_a_capture_is_caught(filled: Desk, folder: Path) -> None:
    file = evidence_file(folder)
    body = bytearray(file.read_bytes())
    body[10] ^= 1
    file.chmod(0o644)
    file.write_bytes(body)
    assert "its bytes were changed in the evidence" in broken(filled)


def test_capture_that_is_gone_is_caught(filled: Desk, folder: Path) -> None:
    evidence_file(folder).unlink()
    assert "its bytes are gone from the evidence" in broken(filled)


def test_capture_cut_short_is_caught(filled: Desk, folder: Path) -> None:
    file = evidence_file(folder)
    file.chmod(0o644)
    os.truncate(file, 20)
    assert "changed in the evidence" in broken(filled)


def test_bytes_without_a_report_are_a_note(filled: Desk) -> None:
    sha256 = filled.evidence.put(b"an add that was cut short")
    (finding,) = findings(filled)
    assert (finding.gravity, finding.subject) == (Gravity.NOTE, sha256)
    assert "add them again" in finding.message


class LaterReader:
    """Return a reader whose version is one later, and which finds the same."""

    def __init__(self, desk: Desk) -> None:
        self._read = desk.read

    def __call__(self, capture: Capture, body: bytes, *, name: str) -> Reading:
        reading = self._read(capture, body, name=name)
        return replace(reading, report=replace(reading.report, made_by="reader 999"))


def test_report_of_an_older_reader_is_a_note_and_reread_brings_it_up_to_date(filled: Desk) -> None:
    later = replace(filled, read=LaterReader(filled))
    found = findings(later)
    assert {finding.gravity for finding in found} == {Gravity.NOTE}
    assert all("read by an older reader" in f.message and "onrecord reread" in f.message for f in found)
    assert [type(result) for _, result in reread(later)] == [Reread, Reread]
    assert findings(later) == []
    assert [type(result) for _, result in reread(later)] == [Unchanged, Unchanged]


def test_reread_never_reads_from_broken_evidence(filled: Desk, folder: Path) -> None:
    file = evidence_file(folder)
    file.chmod(0o644)
    os.truncate(file, 20)
    with pytest.raises(EvidenceBroken):
        list(reread(filled))
    assert filled.store.counts()["reports"] == 2


def check_caught_and_mended(folder: Path, complaint: str) -> None:
    with open_desk(folder) as desk:
        assert complaint in broken(desk)
        list(reread(desk))
        assert findings(desk) == []


@pytest.mark.parametrize(
    "new",
    [
        "CAST(replace(CAST(text AS TEXT), 'everybody', 'everyone!') AS BLOB)",
        "replace(CAST(text AS TEXT), 'everybody', 'everyone!')",
        "x'ff'",
        "x''",
    ],
)
def test_changed_stored_text_is_caught_and_reread_puts_it_right(filled: Desk, folder: Path, new: str) -> None:
    filled.store.close()
    change(folder, f"UPDATE report_texts SET text = {new} WHERE report_n = 1")  # noqa: S608 -- fixed above
    check_caught_and_mended(folder, "stored report cannot be read")


def test_changed_stored_text_with_its_hash_made_to_fit_is_caught(filled: Desk, folder: Path) -> None:
    report = next(filled.store.reports())
    text = filled.store.report(report.id).text.replace("harbour", "HARBOUR").encode()
    filled.store.close()
    this = "(SELECT n FROM reports WHERE id = ?)"
    change(
        folder,
        f"UPDATE report_texts SET text = ?, text_sha256 = ? WHERE report_n = {this}",  # noqa: S608 -- fixed above
        text,
        sha256(text).hexdigest(),
        report.id,
    )
    check_caught_and_mended(folder, "its spans or the text under them were changed")


@pytest.mark.parametrize("column", ["source", "cue", "content"])
@pytest.mark.parametrize("by", [-1, 1, 10_000])
def test_shifted_span_of_a_statement_is_caught(filled: Desk, folder: Path, column: str, by: int) -> None:
    filled.store.close()
    first = "report_n = 1 AND position = 0"
    start, end = (f"json_extract({column}, '$[0][{side}]') + {by}" for side in (0, 1))
    shifted = f"json_array(json_array({start}, {end}))"
    change(folder, f"UPDATE statements SET {column} = {shifted} WHERE {first}")  # noqa: S608 -- fixed above
    check_caught_and_mended(folder, "does not fit the text" if by > 1 else "its spans or the text under them")


def test_shifted_span_is_caught_also_where_an_older_reader_made_it(filled: Desk, folder: Path) -> None:
    filled.store.close()
    change(folder, "UPDATE statements SET content = '[[3,9]]' WHERE report_n = 1 AND position = 1")
    with open_desk(folder) as desk:
        found = findings(replace(desk, read=LaterReader(desk)))
    assert [f.message for f in found if f.gravity is Gravity.BROKEN and "its spans or the text" in f.message]


@pytest.mark.parametrize(
    ("change_made", "complaint"),
    [
        (
            "UPDATE statements SET content = '[[9,3]]' WHERE report_n = 1 AND position = 0",
            "no longer fits together",
        ),
        (
            "UPDATE statements SET content = 'nonsense' WHERE report_n = 1 AND position = 0",
            "no longer fits together",
        ),
        (
            "UPDATE statements SET content = '[[3,3]]' WHERE report_n = 1 AND position = 0",
            "does not fit the text",
        ),
        (
            "UPDATE statements SET kind = 'shouted' WHERE report_n = 1 AND position = 0",
            "no longer fits together",
        ),
        (
            "UPDATE statements SET speaker_name = 'Somebody Else' WHERE report_n = 1 AND position = 0",
            "stored facts",
        ),
        (
            "UPDATE statements SET act = 'deny' WHERE report_n = 1 AND position = 0",
            "stored facts about statements",
        ),
        (
            "UPDATE identities SET name = 'Somebody Else' WHERE report_n = 1 AND position = 0",
            "stored identities",
        ),
        (
            "UPDATE identities SET mentions = '[[0,99999,\"name\"]]' WHERE report_n = 1 AND position = 0",
            "mention of",
        ),
        ("UPDATE reports SET title = 'Another title' WHERE n = 1", "stored metadata or blocks"),
        ("UPDATE report_texts SET blocks = '[]' WHERE report_n = 1", "stored metadata or blocks"),
        ("UPDATE captures SET size = 1 WHERE n = 1", "its capture says 1 bytes"),
    ],
)
def test_whatever_is_changed_in_the_database_is_caught(
    filled: Desk, folder: Path, change_made: str, complaint: str
) -> None:
    filled.store.close()
    change(folder, change_made)
    with open_desk(folder) as desk:
        assert complaint in broken(desk)


def test_deleted_statement_is_caught(filled: Desk, folder: Path) -> None:
    filled.store.close()
    change(folder, "DELETE FROM statements WHERE report_n = 1 AND position = 1")
    check_caught_and_mended(folder, "1 stored statements are not as its bytes give them")
