from datetime import date

from onrecord.model import Report
from tests.stages.read.reading import PROSE, kinds, read


def cited(report: Report, number: int = 0) -> list[tuple[str | None, str | None, date | None]]:
    return [(c.outlet, c.place, c.published) for c in report.footnotes[number].citations]


def with_notes(*notes: str, body: str = f"{PROSE}[1] More was said.[2]") -> Report:
    return read("\n\n".join(["Fees In Selm", body, *notes]))


def test_note_is_joined_with_each_place_that_refers_to_it() -> None:
    report = with_notes(
        "[1] Coast TV (Selm), May 3, 2020.", "[2] Ibid.", body=f"{PROSE}[1] More.[2] Again.[1]"
    )
    first, second = report.footnotes
    assert (first.marker, len(first.refs), len(second.refs)) == ("[1]", 2, 1)
    assert first.note is not None
    assert first.note.cut(report.text) == "[1] Coast TV (Selm), May 3, 2020."
    assert all(ref.cut(report.text) == "[1]" for ref in first.refs)


def test_note_cites_outlet_place_and_day() -> None:
    assert cited(with_notes("[1] Coast TV (Selm), May 3, 2020.")) == [("Coast TV", "Selm", date(2020, 5, 3))]
    assert cited(with_notes("[1] Reuters May 3, 2020.")) == [("Reuters", None, date(2020, 5, 3))]
    assert cited(with_notes("[1] See Selm.example/a, 3 May 2020.")) == [
        ("Selm.example/a", None, date(2020, 5, 3))
    ]


def test_note_that_lost_its_outlet_keeps_what_is_left() -> None:
    assert cited(with_notes("[1], May 3, 2020.")) == [(None, None, date(2020, 5, 3))]
    assert cited(with_notes("[1] (Selm), May 3, 2020.")) == [(None, "Selm", date(2020, 5, 3))]
    lost = cited(with_notes("[1], May 3, 2020;, May 4, 2020."))
    assert lost == [(None, None, date(2020, 5, 3)), (None, None, date(2020, 5, 4))]


def test_note_may_cite_several_and_known_outlets_under_long_titles() -> None:
    report = with_notes(
        "[1] Selm Post, 3 May 2020; see also Press TV Report No. 7, Fees – A Long Story, May 4, 2020."
    )
    assert [c[0] for c in cited(report)] == ["Selm Post", "Press TV"]


def test_known_outlet_without_a_day_is_cited_too() -> None:
    assert cited(with_notes("[1] Reuters.")) == [("Reuters", None, None)]


def test_note_of_several_paragraphs_is_one_note() -> None:
    report = with_notes("[1] A first part of the note.", "And its second part.", "[2] Another.")
    note = report.footnotes[0].note
    assert note is not None
    assert note.cut(report.text).endswith("And its second part.")
    assert [kind for kind, _ in kinds(report)][-3:] == ["footnote"] * 3


def test_marker_without_note_and_note_without_marker_are_both_kept() -> None:
    report = with_notes("[3] Nobody refers to this.", body=f"{PROSE}[1]")
    assert [(f.marker, len(f.refs), f.note is None) for f in report.footnotes] == [
        ("[1]", 1, True),
        ("[3]", 0, False),
    ]


def test_insertions_in_brackets_are_no_markers() -> None:
    report = read(f"Fees In Selm\n\nIn [2020] about [3] ships and [most] boats came. {PROSE}")
    assert report.footnotes == ()


def test_superscript_markers_are_told_from_units() -> None:
    report = read(
        f"Fees rose.¹ A quay of 5 m² was built.² {PROSE}\n\n¹ Selm Post, 3 May 2020.\n\n² Coast TV (Selm)."
    )
    assert [(f.marker, len(f.refs)) for f in report.footnotes] == [("¹", 1), ("²", 1)]


def test_round_markers_count_only_where_notes_answer_them() -> None:
    report = read(f"Fees rose.(1) {PROSE}\n\n(1) Selm Post, 3 May 2020.\n")
    assert [(f.marker, len(f.refs)) for f in report.footnotes] == [("(1)", 1)]
    assert read(f"Fees rose.(1) {PROSE}").footnotes == ()


def test_numbered_lines_under_a_heading_for_notes_answer_square_markers() -> None:
    report = read(f"Fees In Selm\n\n{PROSE}[1]\n\nNotes\n\n1. Selm Post, 3 May 2020.\n\n2. Coast TV.")
    assert [(f.marker, len(f.refs), f.note is not None) for f in report.footnotes] == [
        ("[1]", 1, True),
        ("[2]", 0, True),
    ]
