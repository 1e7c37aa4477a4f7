"""Corrections laid over readings: pure, over what tests make and over what another reader finds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from onrecord.desk.correct import apply, replay
from onrecord.desk.correct.values import Given, present_value, settle_told, settle_value
from onrecord.errors import BadRequest
from onrecord.model import (
    Act,
    ChainLink,
    ChainRole,
    CorrectedField,
    Correction,
    Identity,
    IdentityType,
    Marked,
    Reading,
    Span,
    Statement,
    StatementKind,
    Timing,
    content_id,
)
from tests.factory import NOON, TEXT, make_reading, make_statement, span_of

F = CorrectedField


class Hand:
    """Make corrections of a reading, one after the other."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.n = 0

    def __call__(
        self,
        field: CorrectedField,
        given: Given,
        said: Statement | None = None,
        *,
        by: str = "M. Kern",
        because: str = "",
    ) -> Correction:
        self.n += 1
        text = self.reading.report.text
        return Correction(
            self.n,
            self.reading.report.id,
            said.id if said else None,
            field,
            settle_value(self.reading, field, given),
            present_value(self.reading, said, field),
            tuple(Marked(span, span.cut(text)) for span in said.content) if said else (),
            by,
            NOON + timedelta(days=self.n - 1),
            because,
        )

    def adds(self, given: dict[CorrectedField, Given]) -> Correction:
        self.n += 1
        told = settle_told(self.reading, given)
        id_ = content_id("added", self.n)
        return Correction(self.n, self.reading.report.id, id_, F.MISSING, told, None, told.content, "L", NOON)


@pytest.fixture
def reading() -> Reading:
    return make_reading()


@pytest.fixture
def hand(reading: Reading) -> Hand:
    return Hand(reading)


def named(reading: Reading, name: str) -> Identity:
    (one,) = [who for who in reading.identities if who.name == name]
    return one


def test_nothing_said_changes_nothing(reading: Reading) -> None:
    assert apply(reading, []) == reading


def test_speaker_of_the_report_is_taken_with_the_nearest_source(reading: Reading, hand: Hand) -> None:
    first, second = reading.statements
    shown = apply(reading, [hand(F.SPEAKER, "okoro", first), hand(F.SPEAKER, "Tomas Okoro", first)][1:])
    said = shown.statements[0]
    who = named(reading, "Tomas Okoro")
    assert said.speaker is not None
    assert (said.speaker.id, said.speaker.name) == (who.id, who.name)
    assert said.speaker.mention == first.source[0]
    assert (said.id, said.content, said.act) == (first.id, first.content, first.act)
    assert shown.statements[1] == second
    assert shown.identities == reading.identities


def test_settled_statement_is_certain_and_says_who_settled_it(reading: Reading, hand: Hand) -> None:
    first = reading.statements[0]
    said = apply(
        reading,
        [
            hand(F.ACT, Act.PROMISE, first, because="the tape"),
            hand(F.VENUE, " a  hall ", first, by="L. Aho"),
        ],
    ).statements[0]
    assert said.confidence == 1.0
    assert said.made_by == "person: L. Aho"
    assert said.because == (
        "corrected by M. Kern on 2024-03-05: act (the tape); corrected by L. Aho on 2024-03-06: venue; "
        "before, tests 1: the test says so"
    )
    assert (said.act, said.venue) == (Act.PROMISE, "a hall")


def test_new_name_becomes_an_identity_mentioned_where_it_stands(reading: Reading, hand: Hand) -> None:
    first = reading.statements[0]
    shown = apply(reading, [hand(F.SPEAKER, "Radio Selm", first), hand(F.ADDRESSEE, "Nobody Here", first)])
    radio, nobody = shown.identities[-2:]
    assert [mention.span for mention in radio.mentions] == [span_of(TEXT, "Radio Selm")]
    assert (nobody.mentions, nobody.named, nobody.type) == ((), True, IdentityType.PERSON)
    said = shown.statements[0]
    assert said.addressee is not None
    assert said.addressee.id == nobody.id
    again = apply(reading, [hand(F.SPEAKER, None, first)])
    assert again.statements[0].speaker is None
    assert again.identities == reading.identities


def test_later_word_on_a_field_holds(reading: Reading, hand: Hand) -> None:
    first = reading.statements[0]
    both = [hand(F.ACT, Act.DENY, first), hand(F.ACT, Act.ASK, first)]
    assert apply(reading, both).statements[0].act is Act.ASK
    assert apply(reading, [both[0], replace(both[1], undone=9)]).statements[0].act is Act.DENY


def test_marked_content_moves_the_statement_and_what_it_is_about(reading: Reading, hand: Hand) -> None:
    first = reading.statements[0]
    span = span_of(TEXT, "Tomas Okoro of the Dockers’ Union told Radio Selm")
    timed = replace(reading, report=replace(reading.report, times=(Timing(span, 1.0, 2.0),)))
    shown = apply(timed, [hand(F.CONTENT, [span], first)])
    assert [said.id for said in shown.statements] == [reading.statements[1].id, first.id]
    said = shown.statements[1]
    assert said.content == (span,)
    assert [ref.name for ref in said.about] == ["Tomas Okoro"]
    assert said.time == (1.0, 2.0)


def test_statement_struck_out_is_gone_and_what_lay_in_it_lies_in_the_next(
    reading: Reading, hand: Hand
) -> None:
    first, second = reading.statements
    inner = make_statement(reading.report, "harbour belongs", nested_in=first.id)
    innermost = make_statement(reading.report, "belongs", nested_in=inner.id)
    nested = replace(reading, statements=(first, inner, innermost, second))
    done = replay(nested, [hand(F.NOT_A_STATEMENT, given=True, said=inner)])
    assert [said.id for said in done.reading.statements] == [first.id, innermost.id, second.id]
    assert done.reading.statements[1].nested_in == first.id
    assert done.withdrawn == {inner.id}
    assert done.settled == frozenset()


def test_added_statement_stands_in_its_place_within_what_holds_it(reading: Reading, hand: Hand) -> None:
    outlet = reading.report.metadata.outlet
    done = replay(
        reading,
        [
            hand.adds(
                {
                    F.CONTENT: [span_of(TEXT, "harbour belongs")],
                    F.SPEAKER: "Ada Lindqvist",
                    F.SOURCE: [span_of(TEXT, "Ada Lindqvist")],
                    F.CUE: [span_of(TEXT, "said")],
                    F.SAID_ON: date(2024, 3, 1),
                }
            )
        ],
    )
    first, said, _ = done.reading.statements
    assert said.nested_in == first.id
    assert said.speaker is not None
    assert said.speaker.mention == span_of(TEXT, "Ada Lindqvist")
    assert (said.kind, said.act, said.confidence) == (StatementKind.DIRECT, Act.SAY, 1.0)
    assert (said.made_by, said.because) == ("person: L", "added by L on 2024-03-05")
    assert (said.said_on, said.said_on_basis) == (date(2024, 3, 1), "person")
    assert said.chain == (ChainLink(outlet, ChainRole.PUBLISHER),)
    assert done.settled == {said.id}


def test_added_statement_can_be_corrected_and_struck_out(reading: Reading, hand: Hand) -> None:
    added = hand.adds({F.CONTENT: [span_of(TEXT, "Harbour talks")]})
    act = replace(hand(F.ACT, Act.DENY, reading.statements[0]), statement=added.statement)
    said = apply(reading, [added, act]).statements[0]
    assert said.act is Act.DENY
    assert said.because == "added by L on 2024-03-05; corrected by M. Kern on 2024-03-06: act"
    out = replace(hand(F.NOT_A_STATEMENT, given=True, said=reading.statements[0]), statement=added.statement)
    assert apply(reading, [added, act, out]) == reading


def test_words_that_are_a_statement_already_are_not_added(reading: Reading) -> None:
    with pytest.raises(BadRequest, match="correct that one"):
        settle_told(reading, {F.CONTENT: [span_of(TEXT, "The harbour belongs to everybody")]})
    with pytest.raises(BadRequest, match="has no content"):
        settle_told(reading, {F.SPEAKER: "Ada Lindqvist"})


def test_head_is_a_persons_word_and_the_publisher_follows_it(reading: Reading, hand: Hand) -> None:
    said = [
        hand(F.TITLE, "Other"),
        hand(F.OUTLET, "Strandposten"),
        hand(F.AUTHORS, ["Ida Holm", "Ida Holm", ""]),
        hand(F.NUMBER, "12"),
        hand(F.LANGUAGE, "nb-NO"),
        hand(F.PUBLISHED, None),
    ]
    shown = apply(reading, said)
    head = shown.report.metadata
    assert (head.title, head.outlet, head.authors) == ("Other", "Strandposten", ("Ida Holm",))
    assert (head.number, head.language, head.published) == ("12", "nb-NO", None)
    ground = next(one for one in head.grounds if one.field == "title")
    assert (ground.because, ground.confidence) == ("corrected by M. Kern on 2024-03-05: title", 1.0)
    assert [one.chain[-1].name for one in shown.statements] == ["Strandposten"] * 2
    assert apply(reading, [hand(F.OUTLET, "")]).statements[0].chain == ()


@pytest.mark.parametrize(
    ("field", "given", "why"),
    [
        (F.LANGUAGE, "Norwegian!", "no code of a language"),
        (F.NUMBER, "XII", "no number"),
        (F.TITLE, "a" * 1001, "too long"),
        (F.AUTHORS, ["a" * 301], "no list of names"),
        (F.SPEAKER, "…", "no name"),
        (F.SOURCE, "he", "no list of spans"),
        (F.CONTENT, [], "has no span"),
        (F.KIND, "sung", "no value for the kind"),
        (F.SAID_ON, "2024-01-01", "no value for the said on"),
        (F.RIGHT, False, "no value for the right"),
        (F.ACT, None, "no value for the act"),
    ],
    ids=str,
)
def test_what_is_no_value_of_a_field_is_refused(
    reading: Reading, field: CorrectedField, given: Given, why: str
) -> None:
    with pytest.raises(BadRequest, match=why):
        settle_value(reading, field, given)


# --- over what another reader finds ----------------------------------------------------------------


def test_statement_is_known_again_by_its_words_and_keeps_its_id(reading: Reading, hand: Hand) -> None:
    first, second = reading.statements
    said = [hand(F.SPEAKER, "Tomas Okoro", first)]
    other = replace(first, id="f" * 24, content=(span_of(TEXT, "The harbour belongs to every"),))
    inner = make_statement(reading.report, "belongs", nested_in=other.id)
    done = replay(replace(reading, statements=(other, inner, second)), said)
    assert done.unfit == {}
    assert done.reading.statements[0].id == first.id
    assert done.reading.statements[0].content == other.content
    assert done.reading.statements[1].nested_in == first.id


def test_statement_is_known_by_the_words_that_a_person_marked(reading: Reading, hand: Hand) -> None:
    first, second = reading.statements
    marked = span_of(TEXT, "Mayor Ada")
    better = replace(first, id="e" * 24, content=(marked,))
    done = replay(replace(reading, statements=(better, second)), [hand(F.CONTENT, [marked], first)])
    assert (done.unfit, done.reading.statements[0].id) == ({}, first.id)


def test_what_is_not_found_again_is_told_and_changes_nothing(reading: Reading, hand: Hand) -> None:
    first, second = reading.statements
    said = [hand(F.ACT, Act.DENY, first), hand(F.NOT_A_STATEMENT, given=True, said=first)]
    fewer = replace(reading, statements=(second,))
    done = replay(fewer, said)
    assert done.reading == fewer
    assert list(done.unfit) == [1], "what is struck out and not found is not there, as was said"
    assert "not found" in done.unfit[1]


def test_marks_follow_a_text_that_begins_otherwise(reading: Reading, hand: Hand) -> None:
    first = reading.statements[0]
    said = [
        hand(F.CUE, [span_of(TEXT, "Mayor")], first),
        hand(F.SOURCE, [span_of(TEXT, "Harbour talks resume")], first),
        hand.adds({F.CONTENT: [span_of(TEXT, "Radio Selm")]}),
        hand.adds({F.CONTENT: [span_of(TEXT, "Harbour talks resume")]}),
    ]
    later = make_reading(
        "Menu\n" + TEXT.replace("talks", "meetings"),
        said=[("Ada Lindqvist", "The harbour belongs to everybody.")],
    )
    done = replay(later, said)
    text = later.report.text
    assert [span.cut(text) for span in done.reading.statements[0].cue] == ["Mayor"]
    assert done.reading.statements[0].id == first.id
    assert done.reading.statements[1].content == (span_of(text, "Radio Selm"),)
    assert set(done.unfit) == {2, 4}
    assert "do not stand" in done.unfit[2]


def test_machine_that_finds_what_a_person_added_does_not_add_it_again(reading: Reading, hand: Hand) -> None:
    first, second = reading.statements
    added = hand.adds({F.CONTENT: [span_of(TEXT, "Harbour talks")], F.SPEAKER: "Ada Lindqvist"})
    found = make_statement(reading.report, "Harbour talks", by=named(reading, "Tomas Okoro"))
    done = replay(replace(reading, statements=(found, first, second)), [added])
    assert [said.id for said in done.reading.statements] == [added.statement, first.id, second.id]
    speaker = done.reading.statements[0].speaker
    assert speaker is not None
    assert speaker.name == "Ada Lindqvist", "a machine never overwrites a person's word"


def test_speaker_is_known_again_by_name_where_the_id_is_another(reading: Reading, hand: Hand) -> None:
    first = reading.statements[0]
    said = hand(F.SPEAKER, "Tomas Okoro", first)
    renamed = tuple(
        replace(one, id="d" * 24) if one.name == "Tomas Okoro" else one for one in reading.identities
    )
    speaker = apply(replace(reading, identities=renamed), [said]).statements[0].speaker
    assert speaker is not None
    assert speaker.id == "d" * 24


def test_several_of_one_name_are_not_chosen_among(reading: Reading) -> None:
    twin = replace(named(reading, "Ada Lindqvist"), id="c" * 24)
    both = replace(reading, identities=(*reading.identities, twin))
    with pytest.raises(BadRequest, match="several in this report are called that"):
        settle_value(both, F.SPEAKER, "ada lindqvist")
    value = settle_value(both, F.SPEAKER, "c" * 24)
    speaker = (
        apply(both, [replace(Hand(both)(F.SPEAKER, "c" * 24, both.statements[0]), value=value)])
        .statements[0]
        .speaker
    )
    assert speaker is not None
    assert speaker.id == "c" * 24


def test_spans_are_always_those_of_the_text(reading: Reading, hand: Hand) -> None:
    first = reading.statements[0]
    with pytest.raises(BadRequest, match="outside the text"):
        hand(F.CONTENT, [Span(0, 10_000)], first)
