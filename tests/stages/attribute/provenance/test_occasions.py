from datetime import date
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.model import (
    Block,
    BlockKind,
    Identity,
    IdentityType,
    Mention,
    MentionForm,
    Metadata,
    Report,
    Span,
    StatementKind,
)
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance import occasions
from onrecord.stages.attribute.provenance.occasions import Occasion, read_occasion
from onrecord.stages.attribute.provenance.surroundings import HIDDEN, Mentioned, Sentence

NAMES = {
    "Mara Quill": IdentityType.PERSON,
    "Ida Orr": IdentityType.PERSON,
    "Dockers": IdentityType.ORGANIZATION,
}


def occasion_of(words: str, speaker: str | None = None, cue: str = "said") -> Occasion:
    report = Report(
        id="r",
        name="r.txt",
        capture="0" * 64,
        text=words,
        encoding="utf-8",
        metadata=Metadata(published=date(2024, 5, 16), language="en"),
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(words))),),
    )
    found = {
        name: Identity(
            name, name, kind, named=True, names=(), mentions=(Mention(_span(words, name), MentionForm.NAME),)
        )
        for name, kind in NAMES.items()
        if name in words
    }
    said = []
    if speaker:
        hidden = Span(words.find(HIDDEN), words.rfind(HIDDEN) + 1)
        draft = Draft((_span(words, speaker),), (_span(words, cue),), (hidden,), StatementKind.DIRECT, 0)
        said = [(draft, found[speaker])]
    sentence = Sentence(Span(0, len(words)), words, 0, (0,) if speaker else ())
    return read_occasion(report, sentence, said, Mentioned.of(found.values()))


def _span(words: str, part: str) -> Span:
    return Span(words.index(part), words.index(part) + len(part))


def test_interview_tells_venue_day_carrier_and_both_sides() -> None:
    words = f"In a May 3 interview with Ida Orr of Radio Kesh, Mara Quill said: {HIDDEN}"
    found = occasion_of(words, "Mara Quill")
    assert found.venue == "interview with Ida Orr of Radio Kesh"
    assert (found.said_on, found.exact) == (date(2024, 5, 3), True)
    assert [p.name for p in found.partners] == ["Ida Orr"]
    assert found.parties == {"Mara Quill", "Ida Orr"}


def test_letters_to_several_are_named_without_the_first_of_them() -> None:
    words = f"In letters to Ida Orr, a mayor, and Mara Quill, her deputy, the Dockers said {HIDDEN}"
    found = occasion_of(words, "Dockers")
    assert found.venue == "letters"
    assert len(found.partners) == 2


def test_sentence_that_quotes_nobody_gives_the_occasion_to_its_subject() -> None:
    found = occasion_of("Dockers head Mara Quill gave a speech on May 3.")
    assert found.parties == {"Mara Quill"}
    assert found.tells


def test_day_or_outlet_in_a_sentence_that_quotes_nobody_tells_nothing() -> None:
    assert not occasion_of("The pier opened on May 3, Radio Kesh reported.").tells


def test_occasion_that_somebody_else_held_is_not_the_speakers() -> None:
    words = f"The Dockers held a press conference, shortly after Mara Quill said {HIDDEN}"
    found = occasion_of(words, "Mara Quill")
    assert found.of_others
    assert found.parties == {"Dockers"}


def test_outlet_that_reports_is_passing_and_one_spoken_to_is_not() -> None:
    assert occasion_of(f"{HIDDEN}, Mara Quill said, Kesh TV reports.", "Mara Quill").is_passing
    told = occasion_of(f"{HIDDEN}, Mara Quill told Kesh TV.", "Mara Quill", "told")
    assert told.spoken_to
    assert not told.is_passing


def test_owned_site_is_called_after_whoever_is_named_before_it() -> None:
    found = occasion_of("Mara Quill published on her website a letter.")
    assert [link.name for link in found.carriers] == ["Mara Quill's website"]


def test_table_that_runs_on_tells_nothing() -> None:
    assert occasion_of("in a speech on May 3 " * 400) == Occasion()


#: Words that tell of occasions, days and outlets, and words that tell of nothing.
WORDS = [
    *(
        "In it",
        "In the interview",
        "with Ida Orr",
        "Mara Quill",
        "said",
        "told",
        "Reuters",
        "the daily Kesh Mail",
    ),
    *(
        "the Dockers’ website",
        "on Twitter",
        "on Monday",
        "yesterday",
        "May 3",
        "2021-05-03",
        "to the Dockers",
    ),
    *(
        "made the remarks",
        "remarks to",
        "letters",
        "a speech in",
        "was posted",
        "the harbour",
        "while",
        "boats and",
    ),
    *("the radio station", "The Following", "at a rally", "via email", "the quay"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
@example("In it, Mara Quill said")
@example("Mara Quill made the remarks to the Dockers")
def test_a_quick_look_never_misses_what_a_sentence_tells(words: str) -> None:
    speaker = "Mara Quill" if "Mara Quill" in words and "said" in words else None
    whole = f"{words} {HIDDEN}"
    found = occasion_of(whole, speaker)
    with patch.object(occasions, "_tells_nothing", lambda *_: False):
        assert occasion_of(whole, speaker) == found
