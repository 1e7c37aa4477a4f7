from datetime import date

from onrecord.model import IdentityType, StatementKind
from tests.stages.attribute.newsroom import Said, describe, links

NAMES = {
    "Mara Quill": IdentityType.PERSON,
    "Quill": "Mara Quill",
    "Ida Orr": IdentityType.PERSON,
    "Orr": "Ida Orr",
    "Kesh TV": IdentityType.OUTLET,
}


def quoted(speaker: str, *contents: str, source: str = "", cue: str = "said") -> list[Said]:
    return [Said(speaker, c, cue=cue, source=source or speaker) for c in contents]


def test_occasion_lapses_once_somebody_else_speaks() -> None:
    text = 'At a rally on May 3, Mara Quill said: "One."\n\nIda Orr said: "Two."\n\nMara Quill said: "Three."'
    said = [*quoted("Mara Quill", "One."), *quoted("Ida Orr", "Two."), *quoted("Mara Quill", "Three.")]
    assert [one.venue for one in describe(text, said, names=NAMES)] == ["rally", None, None]


def test_speaker_returns_to_the_interview_by_its_noun() -> None:
    text = (
        'In a long interview, Mara Quill said: "One."\n\nAt a rally in Kesh, Mara Quill said: "Two."\n\n'
        'In the interview, Mara Quill said: "Three."'
    )
    said = quoted("Mara Quill", "One.", "Two.", "Three.")
    assert [o.venue for o in describe(text, said, names=NAMES)] == [
        "long interview",
        "rally in Kesh",
        "long interview",
    ]


def test_another_participant_joins_by_naming_the_occasion() -> None:
    text = 'Mara Quill told a boat conference in Kesh: "One."\n\nIda Orr, too, said at the conference: "Two."'
    said = [*quoted("Mara Quill", "One.", cue="told"), *quoted("Ida Orr", "Two.")]
    assert [one.venue for one in describe(text, said, names=NAMES)] == ["boat conference in Kesh"] * 2


def test_heading_ends_an_occasion() -> None:
    text = 'At a rally, Mara Quill said: "One."\n\n## Boats\n\nMara Quill said: "Two."'
    assert [one.venue for one in describe(text, quoted("Mara Quill", "One.", "Two."), names=NAMES)] == [
        "rally",
        None,
    ]


def test_outlet_that_reported_one_sentence_does_not_carry_the_next() -> None:
    text = '"One," Mara Quill said, Kesh TV reports.\n\n"Two," Mara Quill said.'
    first, second = describe(text, quoted("Mara Quill", "One,", "Two,"), names=NAMES)
    assert links(first) == ["broadcaster Kesh TV", "publisher The Selm Courier"]
    assert links(second) == ["publisher The Selm Courier"]


def test_outlet_spoken_to_carries_the_speakers_next_words() -> None:
    text = '"One," Mara Quill told Kesh TV.\n\n"Two," Mara Quill said.'
    found = describe(
        text, [*quoted("Mara Quill", "One,", cue="told"), *quoted("Mara Quill", "Two,")], names=NAMES
    )
    assert [links(one)[0] for one in found] == ["broadcaster Kesh TV"] * 2


def test_tweet_is_over_with_its_paragraph() -> None:
    text = 'In a tweet, Mara Quill said: "One." She said: "Two."\n\nMara Quill said: "Three."'
    said = [
        *quoted("Mara Quill", "One."),
        Said("Mara Quill", "Two.", cue="said", source="She"),
        *quoted("Mara Quill", "Three."),
    ]
    assert [one.venue for one in describe(text, said, names=NAMES)] == ["tweet", "tweet", None]


def test_later_sentence_tells_when_a_clip_was_first_released() -> None:
    text = (
        "Kesh TV posted, on May 3, a clip of Mara Quill in which she said it floats. "
        "The clip was originally released February 3, 2019."
    )
    (found,) = describe(
        text, [Said("Mara Quill", "it floats", "said", "she", StatementKind.INDIRECT)], names=NAMES
    )
    assert found.said_on == date(2019, 2, 3)
    assert found.venue == "clip of Mara Quill"
    assert links(found)[0] == "broadcaster Kesh TV"


def test_words_in_a_footnote_stand_alone() -> None:
    text = 'At a rally, Mara Quill said: "One."\n\n[1] Mara Quill once said: "Two."'
    found = describe(text, quoted("Mara Quill", "One.", "Two."), names=NAMES)
    assert [one.venue for one in found] == ["rally", None]
