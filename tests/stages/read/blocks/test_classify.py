from tests.stages.read.reading import PROSE, kind_of, kinds, read

CLIP = f"""Donations from viewers like you keep us on the air.

Donate Today

Request a Clip

Journalists can request a Coast Desk clip or other Coast Desk research.
Request Clip
May 28, 2021
Share Video:

Harbour Master Lena Ode: We Had No Choice; The Waves Came Over The Quay

#120 | 02:33
Source: Coast TV (Selm)

{PROSE}

Lena Ode: "We had no choice.

"None."

Host: "Really?"

Ode: "Yes."

Share this Clip:
"""


def test_broadcast_clip_is_told_from_the_furniture_around_it() -> None:
    report = read(CLIP)
    assert [kind for kind, _ in kinds(report)] == [
        *["boilerplate"] * 5, "metadata", "boilerplate", "heading", "metadata", "metadata", "paragraph",
        *["turn"] * 4, "boilerplate",
    ]  # fmt: skip
    assert report.metadata.outlet == "Coast Desk"


def test_lead_picture_between_title_and_text_is_a_caption() -> None:
    report = read(
        f"Selm: fees will stay\n\nThe harbour master of the town of Selm, Lena Ode\n\n{PROSE}\n\n{PROSE}"
    )
    assert kind_of(report, "The harbour master of") == "caption"


def test_subtitle_with_a_verb_is_no_caption() -> None:
    report = read(
        f"Selm: fees will stay\n\nHarbour master Lena Ode says nobody was asked\n\n{PROSE}\n\n{PROSE}"
    )
    assert kind_of(report, "Harbour master") == "heading"


def test_addresses_after_their_announcement_are_furniture() -> None:
    report = read(
        f"Selm\n\n{PROSE}\n\nSelm TV’s website can also be accessed at the following addresses:\n\nSelm TV Roku\n"
    )
    assert kind_of(report, "Selm TV Roku") == "boilerplate"
    assert report.metadata.outlet == "Selm TV"


def test_loose_lines_among_closing_furniture_are_furniture() -> None:
    report = read(f"Fees In Selm\n\n{PROSE}\n\nShare this report:\n\nMost recent clips\n\nLeave a Reply")
    assert [kind for kind, _ in kinds(report)][-3:] == ["boilerplate"] * 3


def test_stage_directions_are_no_headings_and_do_not_end_a_turn() -> None:
    report = read(
        "A Talk In Selm\n\nQ: Why?\n\nA: Storm.\n\n(Applause)\n\nIt was high.\n\nQ: And now?\n\nA: We wait."
    )
    assert kind_of(report, "(Applause)") == "metadata"
    assert kind_of(report, "It was high") == "turn"


def test_remark_in_brackets_is_a_paragraph() -> None:
    report = read(f"Fees In Selm\n\n{PROSE}\n\n[Ode then spoke about the fees.]\n\n{PROSE}")
    assert kind_of(report, "[Ode then") == "paragraph"


def test_letter_is_made_of_paragraphs() -> None:
    report = read(
        f'Fees In Selm\n\n{PROSE}\n\nTo Marsh: "Stand fast."\n\nTo Quill: "Stand faster."\n\n{PROSE}'
    )
    assert kind_of(report, "To Marsh") == kind_of(report, "To Quill") == "paragraph"


def test_title_that_asks_a_question_is_still_a_title() -> None:
    title = "Will The Harbour Of Selm Ever Open Again, And Who Is Going To Pay For All Of The Damage?"
    report = read(f"{title}\n\nMay 3, 2021\n\n{PROSE}")
    assert report.metadata.title == title
    assert report.metadata.published is not None


def test_line_alone_is_a_paragraph_and_no_title() -> None:
    assert kinds(read("The harbour is shut")) == [("paragraph", "The harbour is shut")]


def test_title_is_found_behind_a_stray_line_of_the_site() -> None:
    report = read(
        f"Watch with us tonight, as on any other evening of the year, from nine o’clock.\n\n"
        f"Harbour Fees Will Stay As They Are\n\nMay 3, 2024\n\n{PROSE}\n\n{PROSE}"
    )
    assert report.metadata.title == "Harbour Fees Will Stay As They Are"


def test_section_heading_far_below_is_no_title() -> None:
    report = read(f"{PROSE}\n\n{PROSE}\n\n{PROSE}\n\nWhat Came Next\n\n{PROSE}")
    assert report.metadata.title is None
