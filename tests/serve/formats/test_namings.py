import csv
import io
import json
from datetime import date

from rich.console import Console

from onrecord.desk import Lens, Naming, NamingExample
from onrecord.model import IdentityType, Span
from onrecord.serve.formats.namings import COLUMNS, lens_object, lens_sheet, lens_table


def make_lens(*phrases: str) -> Lens:
    example = NamingExample("r1", "a.txt", date(2024, 3, 4), Span(4, 11), "the \x1b[31mMarenia", Span(4, 16))
    namings = [Naming("The Lantern", phrase, 2, 1, (example,)) for phrase in phrases]
    namings.append(Naming(None, phrases[0], 1, 1, ()))
    return Lens(
        name="Marenia",
        type=IdentityType.PLACE,
        id="0" * 24,
        words=("Marenia",),
        namings=tuple(namings),
        outlets=(("The Lantern", 2 * len(phrases), 1), (None, 1, 1)),
        phrases=tuple((phrase, 3, 2) for phrase in phrases),
        times=2 * len(phrases) + 1,
        reports=2,
    )


def shown(found: Lens, *, limit: int = 20) -> str:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(lens_table(found, limit=limit))
    return console.export_text()


def test_the_table_has_outlets_phrases_sums_and_no_word_of_its_own_on_them() -> None:
    out = shown(make_lens("Marenia", "the isle of Marenia"))
    assert "The Lantern  4 in 1 report" in out
    assert "(outlet not known)  1 in 1 report" in out
    assert "all outlets" in out
    assert "2024-03-04 · a.txt · 4–11" in out
    assert "\x1b[31m" not in out


def test_what_is_not_shown_is_counted() -> None:
    out = shown(make_lens("a", "b", "c"), limit=1)
    assert out.count("2 more with a higher --limit") == 2


def test_the_object_has_everything() -> None:
    thing = json.loads(lens_object(make_lens("Marenia")))
    assert thing["outlets"][0]["phrases"][0]["examples"][0]["span"] == [4, 11]
    assert thing["outlets"][1]["outlet"] is None
    assert thing["phrases"] == [{"phrase": "Marenia", "times": 3, "reports": 2}]


def test_no_cell_of_the_sheet_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(lens_sheet(make_lens("=1+1", "@cmd")))))
    assert tuple(rows[0]) == COLUMNS
    assert [row[1] for row in rows[1:]] == ["'=1+1", "'@cmd", "'=1+1"]
    assert rows[3][4:] == [""] * 6
