from dataclasses import replace
from datetime import timedelta

from rich.console import Console, RenderableType

from onrecord.model import Edition, Metadata, Reading, Sighting
from onrecord.serve.formats.changes import changes_list, comparison_object, edition_object, edition_table
from onrecord.stages.compare import compare_readings
from tests.factory import NOON, make_reading

ADA = "Ada Lindqvist"


def drawn(thing: RenderableType) -> str:
    console = Console(width=100)
    with console.capture() as captured:
        console.print(thing)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def held(words: str, number: int, *, by: str = ADA, title: str = "Talks") -> tuple[Edition, Reading]:
    reading = make_reading(f"{by} said: {words}", said=[(by, words)], metadata=Metadata(title=title))
    seen = Sighting(NOON + timedelta(days=number), NOON + timedelta(days=number + 1), 3)
    report = reading.report
    edition = Edition(
        number,
        report.id,
        report.name,
        title,
        report.capture,
        report.text_sha256,
        1,
        number == 2,
        "00",
        (seen,),
    )
    return edition, reading


def changes(before: tuple[Edition, Reading], after: tuple[Edition, Reading], *, whole: bool = False) -> str:
    return drawn(changes_list(before, after, compare_readings(before[1], after[1]), whole=whole))


def test_words_that_went_and_came_are_marked_without_colours_too() -> None:
    told = changes(held("The harbour is open.", 1), held("The harbour is shut.", 2, title="No talks"))
    assert "edition 1 → edition 2, seen 2024-03-07 12:00" in told
    assert "title: Talks → No talks" in told
    assert "reworded: Ada Lindqvist: The harbour is [-open.-] {+shut.+}" in told
    assert told.endswith("0 statements unchanged")


def test_speaker_before_and_after_is_named_where_the_words_were_given_to_another() -> None:
    told = changes(held("The harbour is open.", 1), held("The harbour is open.", 2, by="Tomas Okoro"))
    assert "re-attributed: Ada Lindqvist → Tomas Okoro: The harbour is open." in told


def test_long_speech_is_shortened_around_its_change_unless_the_whole_is_asked_for() -> None:
    long = " ".join(f"word{n}" for n in range(60))
    before, after = held(f"{long} open", 1), held(f"{long} shut", 2)
    assert "[…] word52 word53" in changes(before, after)
    assert "word0 " not in changes(before, after)
    assert "word0 " in changes(before, after, whole=True)


def test_what_would_steer_a_terminal_is_shown_and_not_sent() -> None:
    told = changes(held("plain", 1), held("\x1b[31mred", 2, title="a\x1b]0;b"))
    assert "\x1b" not in told
    assert "\\x1b" in told


def test_edition_seen_in_two_stretches_has_two_lines() -> None:
    edition, _ = held("x", 2)
    again = replace(edition, sightings=(*edition.sightings, *edition.sightings))
    told = drawn(edition_table([again])).splitlines()
    assert told[1].startswith("2 (latest)")
    assert told[2].lstrip().startswith("again")
    assert edition_object(again)["seen"][0] == {
        "first": "2024-03-07T12:00:00+00:00",
        "last": "2024-03-08T12:00:00+00:00",
        "times": 3,
    }


def test_added_statement_has_no_before() -> None:
    before, after = held("x", 1), held("y", 2)
    told = comparison_object(before, after, compare_readings(before[1], after[1]))
    assert [(one["changes"], one["before"] is None, one["after"] is None) for one in told["statements"]] == [
        (["dropped"], False, True),
        (["added"], True, False),
    ]
