import pytest

from onrecord.stages.read.blocks.turns import begins_talk, find_label
from tests.stages.read.reading import PROSE, kinds, pieces, read, whole


def turns(body: str) -> list[str]:
    return [words for kind, words in kinds(read(f"A Talk In Selm\n\n{PROSE}\n\n{body}\n")) if kind == "turn"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ('Host: "Really?"', "Host"),
        ("Q: Really?", "Q"),
        ("Q. Really?", "Q"),
        ("MR. MARSH: Yes.", "MR. MARSH"),
        ("ADA QUILL, ANALYST: Yes.", "ADA QUILL, ANALYST"),
        ("Tom van der Marsh (via translator): Yes.", "Tom van der Marsh (via translator)"),
        ("المذيع: نعم.", "المذيع"),
        ("Ode continued: Yes.", None),
        ("To Marsh: “Stand fast.”", None),
        ("Aired May 3, 2021 - 20:00 ET", None),
        ("https://selm.example/a", None),
        ("He had one wish: peace.", None),
        ("Photo: boats", None),
    ],
)
def test_label_is_a_name_or_a_role_before_a_colon(line: str, label: str | None) -> None:
    found = find_label(line, whole(line))
    assert (found.span.cut(line) if found else None) == label


def test_questions_and_answers_are_turns_even_when_there_are_two() -> None:
    assert turns("Q: Why?\n\nA: Because of the storm.") == ["Q: Why?", "A: Because of the storm."]


def test_turn_goes_on_in_paragraphs_that_reopen_the_mark_over_captions_and_to_the_next_label() -> None:
    body = (
        'Lena Ode: "We had no choice.\n\n'
        "Lena Ode (Source: Coast TV, Selm, May 3, 2020)\n\n"
        '"The waves were high.\n\n'
        'Host: "Really?"\n\n'
        'Ode: "Yes."\n\n'
        "The talk ended there, and the harbour master went back to the quay in the dark of the evening."
    )
    report = read(f"A Talk In Selm\n\n{PROSE}\n\n{body}\n")
    found = [block for block in report.blocks if block.kind == "turn"]
    labels = [block.label.cut(report.text) if block.label else None for block in found]
    assert labels == ["Lena Ode", None, "Host", "Ode"]


def test_one_speaker_alone_is_a_turn_where_the_speech_goes_on() -> None:
    assert len(turns('Tom Marsh: "No ship will pass.\n\n"No minister will sleep."')) == 2


def test_unquoted_transcript_goes_on_without_marks_until_the_label_changes() -> None:
    body = "MARSH: Is it shut?\n\nODE: It is.\n\nIt will be for days.\n\nMARSH: Thank you."
    assert turns(body) == ["MARSH: Is it shut?", "ODE: It is.", "It will be for days.", "MARSH: Thank you."]


def test_remark_of_the_editor_after_the_last_answer_is_no_turn() -> None:
    body = "Q: Why?\n\nA: Storm.\n\nQ: And now?\n\nA: We wait.\n\nThis interview has been edited for length."
    assert len(turns(body)) == 4


def test_letters_to_two_people_are_no_turns() -> None:
    assert turns('To Marsh: "Stand fast."\n\nTo Quill: "Stand faster."') == []


def test_headings_that_quote_are_no_turns_however_often_the_label_comes_back() -> None:
    body = (
        f'Minister Sand: "We Will Raise The Fees Of The Harbour"\n\n{PROSE}\n\n'
        f'Minister Sand: "We Will Not Ask The Towns About It"\n\n{PROSE}'
    )
    assert turns(body) == []


def test_sentence_with_a_cue_and_a_colon_is_no_turn() -> None:
    assert turns('Ode continued: "We had no choice."\n\nOde added: "None."') == []


def test_report_that_begins_with_talk_has_no_title() -> None:
    assert begins_talk("Q: Why?\n\nA: Storm.", pieces("Q: Why?\n\nA: Storm."))
    title = "Lena Ode: Fees Will Stay As They Are"
    assert not begins_talk(f"{title}\n\n{PROSE}", pieces(f"{title}\n\n{PROSE}"))


def test_title_with_the_speakers_name_stays_a_title_over_her_own_turns() -> None:
    report = read(
        'Lena Ode: the port will stay shut\n\nLena Ode: "It will."\n\nHost: "Why?"\n\nLena Ode: "Waves."'
    )
    assert report.metadata.title == "Lena Ode: the port will stay shut"
    assert sum(block.kind == "turn" for block in report.blocks) == 3


def test_labels_inside_the_quotation_marks_of_a_quoted_transcript() -> None:
    report = read(
        f"Fees Will Stay\n\n{PROSE}\n\nPartial transcript as follows:\n\n"
        "“HALE: Let’s start with the fees. Why would they stay?\n\n"
        "“ODE: Nobody asked us. We count the boats.\n\n"
        "“And we count them twice.\n\n"
        "“HALE: Will they come back?”\n"
    )
    turns = [(b.label.cut(report.text) if b.label else None) for b in report.blocks if b.kind == "turn"]
    assert turns == ["HALE", "ODE", None, "HALE"]
