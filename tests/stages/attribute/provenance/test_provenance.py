"""What surrounds a statement, from small reports with hand-given statements."""

from datetime import date

from onrecord.model import IdentityType, StatementKind
from tests.stages.attribute.newsroom import Said, describe, links

PERSON, OUTLET, GROUP, PLACE = (
    IdentityType.PERSON,
    IdentityType.OUTLET,
    IdentityType.GROUP,
    IdentityType.PLACE,
)
HEADING, LETTER, TRANSCRIPT = StatementKind.HEADING, StatementKind.LETTER, StatementKind.TRANSCRIPT


def test_interview_told_once_holds_for_the_sentences_after_it() -> None:
    text = (
        "Mara Quill gave an interview to the Harbour One radio station on May 3, 2024.\n\n"
        'In the interview, Quill says: "The pier is safe."\n\n'
        'She adds: "We checked it twice."'
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "The pier is safe.", cue="says", source="Quill"),
            Said("Mara Quill", "We checked it twice.", cue="adds", source="She"),
        ],
        names={"Mara Quill": PERSON, "Quill": "Mara Quill", "Harbour One": OUTLET},
    )
    for one in found:
        assert one.venue == "interview to the Harbour One radio station"
        assert (one.said_on, one.said_on_basis) == (date(2024, 5, 3), "text")
        assert links(one) == ["broadcaster Harbour One", "publisher The Selm Courier"]
        assert one.addressee
        assert one.addressee.name == "Harbour One"


def test_remarks_sentence_places_the_words_before_it() -> None:
    text = (
        "# Quill: Pier Is Safe\n\n"
        "Mara Quill says the pier is safe.\n\n"
        "Quill made the remarks to Radio Selm in an exclusive interview on Tuesday.\n\n"
        '"We checked it," she said.'
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "Pier Is Safe", source="Quill", kind=HEADING),
            Said(
                "Mara Quill", "the pier is safe", cue="says", source="Mara Quill", kind=StatementKind.INDIRECT
            ),
            Said("Mara Quill", "We checked it,", cue="said", source="she"),
        ],
        names={"Mara Quill": PERSON, "Quill": "Mara Quill", "Radio Selm": OUTLET},
    )
    assert [one.venue for one in found] == ["exclusive interview"] * 3
    assert {one.said_on for one in found} == {date(2024, 5, 14)}
    assert {one.said_on_basis for one in found} == {"inferred"}
    assert [one.addressee and one.addressee.name for one in found] == ["Radio Selm"] * 3


def test_weekday_without_a_day_of_publication_gives_no_day() -> None:
    found = describe(
        '"We checked it," Mara Quill said on Tuesday.',
        [Said("Mara Quill", "We checked it,", cue="said", source="Mara Quill")],
        published=None,
    )
    assert (found[0].said_on, found[0].said_on_basis) == (None, None)


def test_day_without_a_year_takes_it_from_the_day_of_publication() -> None:
    found = describe(
        'On December 30, Mara Quill said: "We checked it."',
        [Said("Mara Quill", "We checked it.", cue="said", source="Mara Quill")],
    )
    assert (found[0].said_on, found[0].said_on_basis) == (date(2023, 12, 30), "text")


def test_day_of_another_event_is_not_the_day_of_saying() -> None:
    text = (
        'Following the storm on May 3, Mara Quill, who was elected on May 7, 2020, said: "We checked it."\n\n'
        'The sailor hurt in the storm on May 3 said: "Nobody called."'
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "We checked it.", cue="said", source="Mara Quill"),
            Said("Sailor", "Nobody called.", cue="said", source="The sailor hurt in the storm on May 3"),
        ],
    )
    assert [one.said_on for one in found] == [None, None]


def test_footnote_that_closes_a_passage_gives_its_outlet_and_day() -> None:
    text = (
        "## Quill On The Pier\n\n"
        'At a ceremony in memory of the drowned, Mara Quill said: "We checked it.\n\n'
        '"Twice."[1]\n\n'
        'Ida Orr said: "Nobody called."\n\n'
        "[1] The Kesh Gazette, May 9, 2024."
    )
    found = describe(
        text,
        [
            Said("Mara Quill", ("We checked it.", "Twice."), cue="said", source="Mara Quill"),
            Said("Ida Orr", "Nobody called.", cue="said", source="Ida Orr"),
        ],
    )
    assert links(found[0]) == ["outlet The Kesh Gazette", "publisher The Selm Courier"]
    assert found[0].chain[0].span is not None
    assert (found[0].said_on, found[0].said_on_basis) == (date(2024, 5, 9), "inferred")
    assert found[0].venue == "ceremony in memory of the drowned"
    assert links(found[1]) == ["publisher The Selm Courier"]
    assert found[1].said_on is None


def test_marker_inside_words_or_of_an_explaining_note_closes_nothing() -> None:
    text = (
        'Mara Quill said: "The pier[1] is safe, and so is the ferry."\n\n'
        'She said: "We checked it."[2]\n\n'
        "[1] The Kesh Gazette, May 9, 2024.\n\n"
        "[2] The pier was built by her father. See The Kesh Gazette, May 9, 2024."
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "The pier[1] is safe, and so is the ferry.", cue="said", source="Mara Quill"),
            Said("Mara Quill", "We checked it.", cue="said", source="She"),
        ],
    )
    assert [links(one) for one in found] == [["publisher The Selm Courier"]] * 2


def test_marker_after_a_quoted_part_in_the_middle_of_mixed_words_counts() -> None:
    text = (
        'Mara Quill thanked them for "all the money and boats"[1] that they sent.\n\n'
        "[1] The Kesh Gazette, May 9, 2024."
    )
    words = 'all the money and boats"[1] that they sent'
    found = describe(
        text, [Said("Mara Quill", words, cue="thanked", source="Mara Quill", kind=StatementKind.MIXED)]
    )
    assert links(found[0]) == ["outlet The Kesh Gazette", "publisher The Selm Courier"]


def test_marker_of_an_announcement_holds_for_the_words_it_announces() -> None:
    text = (
        "Mara Quill gave an interview to Radio Selm.\n\n"
        "The following are excerpts of the interview, as published on the union's website and in the press:[1]\n\n"
        'Quill says: "We checked it."\n\n'
        'She adds: "Twice."\n\n'
        "[1] The Kesh Gazette, May 9, 2024."
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "We checked it.", cue="says", source="Quill"),
            Said("Mara Quill", "Twice.", cue="adds", source="She"),
        ],
        names={"Mara Quill": PERSON, "Quill": "Mara Quill", "Radio Selm": OUTLET},
    )
    for one in found:
        assert links(one)[0] == "broadcaster Radio Selm"
        assert links(one)[-2:] == ["outlet The Kesh Gazette", "publisher The Selm Courier"]
        assert one.said_on == date(2024, 5, 9)


def test_heading_takes_what_holds_for_the_words_below_it() -> None:
    text = (
        '## Quill: "We Checked The Pier Twice"\n\n'
        'In a May 3, 2024 speech in Kesh, Ida Orr said: "Nobody called." '
        'Mara Quill told Radio Selm: "We checked the pier twice."[1]\n\n'
        '## Orr: "Nobody Called"\n\n'
        'Ida Orr said: "Nobody called, nobody wrote."\n\n'
        "[1] The Kesh Gazette, May 9, 2024."
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "We Checked The Pier Twice", source="Quill", kind=HEADING),
            Said("Ida Orr", "Nobody called.", cue="said", source="Ida Orr"),
            Said("Mara Quill", "We checked the pier twice.", cue="told", source="Mara Quill"),
            Said("Ida Orr", "Nobody Called", source="Orr", kind=HEADING),
            Said("Ida Orr", "Nobody called, nobody wrote.", cue="said", source="Ida Orr"),
        ],
        names={"Mara Quill": PERSON, "Ida Orr": PERSON, "Radio Selm": OUTLET},
    )
    assert links(found[0]) == links(found[2])
    assert "broadcaster Radio Selm" in links(found[0])
    assert links(found[3]) == ["publisher The Selm Courier"]


def test_words_quoted_in_others_come_through_whoever_quotes() -> None:
    text = "Mara Quill told Radio Selm on May 3: \"In his speech at the launch the mayor said 'she floats' and left.\""
    outer = "In his speech at the launch the mayor said 'she floats' and left."
    found = describe(
        text,
        [
            Said("Mara Quill", outer, cue="told", source="Mara Quill"),
            Said("mayor", "she floats", cue="said", source="the mayor", inside=0),
        ],
        names={"Mara Quill": PERSON, "mayor": PERSON, "Radio Selm": OUTLET},
    )
    assert links(found[1]) == ["quoting Mara Quill", "broadcaster Radio Selm", "publisher The Selm Courier"]
    assert found[1].said_on is None
    assert found[1].venue == "speech at the launch"
    assert found[1].addressee is None


def test_two_sides_of_a_conversation_speak_to_each_other() -> None:
    text = (
        'Mara Quill said in a May 3 phone conversation with Ida Orr: "We checked it."\n\n'
        'In response, Orr thanked her and said: "Good."'
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "We checked it.", cue="said", source="Mara Quill"),
            Said("Ida Orr", "Good.", cue="said", source="Orr"),
        ],
        names={"Mara Quill": PERSON, "Ida Orr": PERSON, "Orr": "Ida Orr"},
    )
    assert [one.addressee and one.addressee.name for one in found] == ["Ida Orr", "Mara Quill"]
    assert [one.said_on for one in found] == [date(2024, 5, 3)] * 2
    assert [one.venue for one in found] == ["phone conversation with Ida Orr"] * 2


def test_letters_announced_above_their_headings_keep_their_carrier() -> None:
    text = (
        "## Appendix\n\n"
        "In letters to Ida Orr, the mayor, and Tom Vale, the harbour master, that were published by The Kesh "
        "Gazette on May 9, 2024, Mara Quill stressed that the pier was safe. The following are the letters:\n\n"
        "## Quill To Mayor Orr:\n\n"
        '"Dear mayor, we checked it."\n\n'
        "## Quill's Letter To Harbour Master Vale\n\n"
        '"Dear master, we checked it twice."'
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "the pier was safe", "stressed", "Mara Quill", StatementKind.INDIRECT),
            Said("Mara Quill", "Dear mayor, we checked it.", source="Quill", kind=LETTER),
            Said("Mara Quill", "Dear master, we checked it twice.", source="Quill", kind=LETTER),
        ],
        names={
            "Mara Quill": PERSON,
            "Quill": "Mara Quill",
            "Ida Orr": PERSON,
            "Orr": "Ida Orr",
            "Tom Vale": PERSON,
            "Vale": "Tom Vale",
            "The Kesh Gazette": OUTLET,
        },
    )
    assert [one.addressee and one.addressee.name for one in found] == [None, "Ida Orr", "Tom Vale"]
    for one in found:
        assert links(one) == ["outlet The Kesh Gazette", "publisher The Selm Courier"]
        assert (one.said_on, one.said_on_basis) == (date(2024, 5, 9), "inferred")


def test_clip_speaks_over_its_channel_on_the_day_it_is_filed_under() -> None:
    text = 'Mara Quill: "We checked it."\n\nHost: "Twice?"'
    found = describe(
        text,
        [
            Said("Mara Quill", "We checked it.", source="Mara Quill", kind=TRANSCRIPT),
            Said("Host", "Twice?", source="Host", kind=TRANSCRIPT),
        ],
        broadcaster="Selm TV",
    )
    for one in found:
        assert links(one) == ["broadcaster Selm TV", "publisher The Selm Courier"]
        assert (one.said_on, one.said_on_basis) == (date(2024, 5, 16), "inferred")
    assert [one.addressee and one.addressee.name for one in found] == ["Host", "Mara Quill"]


def test_reprint_has_its_source_before_its_publisher_and_nothing_twice() -> None:
    found = describe(
        'Mara Quill says "we checked it", the Kesh Gazette reports.',
        [Said("Mara Quill", "we checked it", cue="says", source="Mara Quill")],
        names={"Mara Quill": PERSON, "Kesh Gazette": OUTLET},
        reprint_of="Kesh Gazette",
    )
    assert links(found[0]) == ["outlet Kesh Gazette", "publisher The Selm Courier"]


def test_outlet_that_publishes_the_report_stands_last_only() -> None:
    found = describe(
        '"We checked it," Mara Quill told The Selm Courier.',
        [Said("Mara Quill", "We checked it,", cue="told", source="Mara Quill")],
        names={"Mara Quill": PERSON, "The Selm Courier": OUTLET},
    )
    assert links(found[0]) == ["publisher The Selm Courier"]
    assert found[0].addressee
    assert found[0].addressee.name == "The Selm Courier"


def test_another_speaker_does_not_inherit_the_occasion() -> None:
    text = (
        'Mara Quill said at a press conference on May 3: "We checked it."\n\nIda Orr said: "Nobody called."'
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "We checked it.", cue="said", source="Mara Quill"),
            Said("Ida Orr", "Nobody called.", cue="said", source="Ida Orr"),
        ],
    )
    assert [one.venue for one in found] == ["press conference", None]
    assert [one.said_on for one in found] == [date(2024, 5, 3), None]


def test_subjects_are_those_named_in_the_words_without_the_speaker() -> None:
    found = describe(
        'Mara Quill said: "I, Mara Quill, trust Ida Orr, and Orr trusts Kesh."',
        [Said("Mara Quill", "I, Mara Quill, trust Ida Orr, and Orr trusts Kesh.", "said", "Mara Quill")],
        names={"Mara Quill": PERSON, "Ida Orr": PERSON, "Orr": "Ida Orr", "Kesh": PLACE},
    )
    assert [ref.name for ref in found[0].about] == ["Ida Orr", "Kesh"]


def test_day_of_a_source_cited_in_a_footnote_is_not_the_day_of_what_it_quotes() -> None:
    text = 'Kesh has a pier.[1]\n\n[1] Kesh Post, May 3, 2024, where Mara Quill said "it floats".'
    (found,) = describe(text, [Said("Mara Quill", "it floats", cue="said", source="Mara Quill")])
    assert found.said_on is None


def test_report_without_statements_gives_nothing() -> None:
    assert describe("Nobody spoke.", []) == []


def test_channel_that_posts_a_clip_carries_what_is_said_in_it() -> None:
    text = (
        "The Dockers Telegram channel posted, on May 3, a clip of Mara Quill, in which she stated "
        'that the pier was safe and "had been checked twice".'
    )
    words = 'the pier was safe and "had been checked twice"'
    (_, said) = describe(
        text,
        [
            Said("The Dockers Telegram channel", "a clip of Mara Quill", cue="posted"),
            Said("Mara Quill", words, cue="stated", source="she", kind=StatementKind.MIXED),
        ],
        names={"Mara Quill": PERSON, "The Dockers Telegram channel": OUTLET},
    )
    assert links(said)[0] == "outlet The Dockers Telegram channel"
    assert said.chain[0].day == date(2024, 5, 3)


def test_days_of_carriers_are_those_of_the_interview_the_airing_and_the_print() -> None:
    text = (
        'In an interview with the Kesh Post on May 3, Mara Quill said: "The pier is safe."\n\n'
        'In remarks that aired on Selm TV on May 6, Tomas Orr said: "It is not."\n\n'
        'Jo Vale wrote a letter published by the Bay Courier on May 9. "Ask me," she wrote.'
    )
    found = describe(
        text,
        [
            Said("Mara Quill", "The pier is safe.", cue="said", source="Mara Quill"),
            Said("Tomas Orr", "It is not.", cue="said", source="Tomas Orr"),
            Said("Jo Vale", "Ask me,", cue="wrote.", source="she"),
        ],
        names={"Mara Quill": PERSON, "Tomas Orr": PERSON, "Jo Vale": PERSON},
    )
    days = [(one.chain[0].name, one.chain[0].day) for one in found]
    assert days == [
        ("Kesh Post", date(2024, 5, 3)),
        ("Selm TV", date(2024, 5, 6)),
        ("Bay Courier", date(2024, 5, 9)),
    ]
