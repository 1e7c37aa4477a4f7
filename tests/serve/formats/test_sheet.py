import csv
import io
from dataclasses import replace

import pytest

from onrecord.desk import hits_of
from onrecord.model import Reading
from onrecord.serve.formats.sheet import COLUMNS, defused, sheet_head, sheet_line
from tests.factory import make_reading


def rows(reading: Reading) -> list[dict[str, str]]:
    text = sheet_head() + "".join(map(sheet_line, hits_of(reading, reading.statements)))
    return list(csv.DictReader(io.StringIO(text)))


def test_sheet_has_a_line_for_each_statement_with_its_words() -> None:
    reading = make_reading()
    sheet = rows(reading)
    assert len(sheet) == len(reading.statements)
    assert tuple(sheet[0]) == COLUMNS
    said = reading.statements[0]
    assert sheet[0]["words"] == " […] ".join(span.cut(reading.report.text) for span in said.content)
    assert sheet[0]["start_char"] == str(said.content[0].start)
    assert (sheet[0]["report"], sheet[0]["id"]) == (reading.report.name, said.id)


def test_words_of_a_clip_have_their_timecode() -> None:
    made = make_reading()
    first, *others = made.statements
    sheet = rows(Reading(made.report, made.identities, (replace(first, time=(62.5, 67.0)), *others)))
    assert [row["timecode"] for row in sheet] == ["00:01:02.500 – 00:01:07.000", ""]


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_cell_that_a_spreadsheet_would_compute_is_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


def test_formula_in_a_title_or_a_file_name_is_defused_too() -> None:
    made = make_reading()
    metadata = replace(made.report.metadata, title='=HYPERLINK("http://x")')
    report = replace(made.report, name="-evil.txt", metadata=metadata)
    (first, *_) = rows(Reading(report, made.identities, made.statements))
    assert first["title"] == '\'=HYPERLINK("http://x")'
    assert first["report"] == "'-evil.txt"


def test_statement_without_a_speaker_leaves_its_cells_empty() -> None:
    made = make_reading()
    (line,) = rows(Reading(made.report, (), (replace(made.statements[0], speaker=None),)))
    assert (line["speaker"], line["speaker_type"]) == ("", "")
