from onrecord.model import StatementKind
from onrecord.stages.attribute.prose import CueRules
from onrecord.stages.attribute.structure.finder import find_drafts
from tests.adapters.onnx.small import tagger
from tests.stages.attribute.drafted import drafts_of, report_of

HEAD = "Harbour Talks Resume In Kesh\n\nMay 3, 2024\n\n"


def words(text: str, *, kind: StatementKind | None = None) -> list[tuple[str, tuple[str, ...]]]:
    report, drafts = drafts_of(HEAD + text)
    return [
        (" ".join(s.cut(report.text) for s in d.source), tuple(s.cut(report.text) for s in d.content))
        for d in drafts
        if kind is None or d.kind is kind
    ]


def test_words_set_off_without_marks_after_a_verb_and_a_colon_are_that_speakers() -> None:
    found = words(
        "Minister Dana Orlen was asked about the ferry.\n\n"
        "The minister added:\n\n"
        "The ferry was the first of our boats. The board said it was safe.\n\n"
        "The harbour office is looking into the plan, which was published on Monday."
    )
    assert found == [
        ("The minister", ("The ferry was the first of our boats. The board said it was safe.",)),
        ("The board", ("it was safe",)),
    ]


def test_quotation_over_paragraphs_is_one_statement_with_a_span_for_each() -> None:
    found = words(
        'Minister Dana Orlen said: "The ferry was the first of our boats to sail this spring.\n\n'
        '"The second will follow in June, and a third in July, before the storms.\n\n'
        '"Nobody asked the islanders, and nobody thanked them when it was over."\n\n'
        "The harbour office did not comment on the plan, which was published on Monday."
    )
    assert found == [
        (
            "Minister Dana Orlen",
            (
                "The ferry was the first of our boats to sail this spring.",
                "The second will follow in June, and a third in July, before the storms.",
                "Nobody asked the islanders, and nobody thanked them when it was over.",
            ),
        )
    ]


def test_quotation_goes_on_after_a_mark_closed_too_early_and_a_missing_last_mark() -> None:
    found = words(
        "Minister Dana Orlen said:\n\n"
        '"The ferry was the first of our boats to sail this spring.\n\n'
        '"The second will follow in June, and a third in July, before the storms."\n\n'
        '"Nobody asked the islanders, and nobody thanked them when it was over.[1]\n\n'
        "The harbour office did not comment on the plan, which was published on Monday."
    )
    assert len(found) == 1
    assert [c[:8] for c in found[0][1]] == ["The ferr", "The seco", "Nobody a"]
    assert found[0][1][-1].endswith("over.")


def test_caption_between_two_paragraphs_does_not_end_the_words() -> None:
    found = words(
        'Minister Dana Orlen said: "The ferry was the first of our boats to sail this spring.\n\n'
        "Dana Orlen in Kesh (Source: Al-Mina, Kesh, May 2, 2024)\n\n"
        '"The second will follow in June, and a third in July, before the storms."\n'
    )
    assert [len(content) for _, content in found] == [2]


def test_new_cue_makes_a_new_statement() -> None:
    found = words(
        '"The ferry was the first of our boats," Minister Dana Orlen said.\n\n'
        '"The second will follow in June," she added, in front of the harbour office in Kesh.'
    )
    assert [source for source, _ in found] == ["Minister Dana Orlen", "she"]


def test_bare_quotation_after_a_speaker_goes_on_with_that_speaker() -> None:
    _, drafts = drafts_of(
        HEAD + 'Minister Dana Orlen, meanwhile, said that each island joined "for reasons of its own."\n\n'
        '"No one gave them any orders [to do so]."\n'
    )
    assert drafts[1].goes_on == 0
    assert drafts[1].source == ()


def test_turns_with_their_labels_and_the_paragraphs_that_go_on() -> None:
    _, drafts = drafts_of(
        HEAD + 'Yusuf Al-Amari: "Yes, during the storm. They used special ways.\n\n'
        '"The pilots needed boats. This is why the league came."\n\n'
        'Host: "During the storm?"\n\n'
        'Al-Amari: "Yes. [The league sent boats.] Everyone saw it."\n'
    )
    assert [d.kind for d in drafts[:3]] == [StatementKind.TRANSCRIPT] * 3
    assert [len(d.content) for d in drafts[:3]] == [2, 1, 1]


def test_inserted_gloss_stays_inside_and_a_note_marker_at_the_end_outside() -> None:
    found = words('He asserts that "the calm of June [1999] gave [us] hope…"[4]\n')
    assert found == [("He", ("the calm of June [1999] gave [us] hope…",))]


def test_list_of_quoted_points_is_one_statement_without_its_labels() -> None:
    found = words(
        "On May 2, harbour master Karim Vale published a poster on his website for the day of the sea.\n\n"
        "The poster read:\n\n"
        '  • Top: "The Free And Open Harbour"\n\n'
        '  • "The work of the pilots – calm in every storm.\n\n'
        '  • "The duty of the islands – to help each other."\n'
    )
    assert found[-1][0].endswith("Karim Vale")
    assert found[-1][1] == (
        "The Free And Open Harbour",
        "The work of the pilots – calm in every storm.",
        "The duty of the islands – to help each other.",
    )


def test_letters_under_their_headings_belong_to_the_writer() -> None:
    found = words(
        "In letters to Deen Orr and Ann Saville, harbour master Karim Vale stressed that the league would "
        "stand with the pilots. The following are the letters:\n\n"
        "Vale To Harbour Pilot Deen Orr:\n\n"
        '"Old friend, you have spent your life at sea, and despite all storms you have remained steadfast.\n\n'
        '"I send my greetings to you and to every member of your crew on the islands."\n\n'
        "Vale's Letter To Chief Pilot Ann Saville\n\n"
        '"On behalf of the league and of all the islanders I send greetings to the brave pilots."\n',
        kind=StatementKind.LETTER,
    )
    assert [(source, len(content)) for source, content in found] == [("Vale", 2), ("Vale", 1)]


def test_nested_statement_points_to_the_one_it_lies_in() -> None:
    report, drafts = drafts_of(
        HEAD + "Minister Dana Orlen said: \"The captain said: 'The sea filled our hands.' We saw it too.\"\n"
    )
    inner = next(d for d in drafts if d.parent is not None)
    assert inner.content[0].cut(report.text) == "The sea filled our hands."
    assert drafts[inner.parent or 0].content[0].covers(inner.content[0])


def test_own_words_of_speaking_are_no_statements_of_their_own() -> None:
    _, drafts = drafts_of(
        HEAD + 'Minister Dana Orlen said: "I declare that the harbour is open and we say so."\n'
    )
    assert [d.parent for d in drafts] == [None]


def test_question_without_a_name_is_marked_as_the_interviewers() -> None:
    _, drafts = drafts_of(
        HEAD + "In response to a question about the toll, Minister Orlen says that she will wait.\n"
    )
    assert [d.asks for d in drafts] == [True, False]


def test_quotation_whose_cue_stands_in_the_next_paragraph() -> None:
    found = words(
        '"The ferry was the first of our boats to sail this spring, and not the last of them.\n\n'
        '"The second will follow in June," Minister Dana Orlen said in Kesh, in front of the office.\n',
        kind=StatementKind.DIRECT,
    )
    assert found[0][0] == "Minister Dana Orlen"
    assert [c[:7] for c in found[0][1]] == ["The fer", "The sec"]


def test_poster_that_it_points_to_speaks_for_those_who_hung_it() -> None:
    found = words(
        "On the morning of the first crossing, the fishers' unions of both shores hung a poster in the harbours. "
        "It read:\n\n"
        '  • "No wake after ten"\n\n'
        '  • "No horn between the lighthouse and the old market"\n'
    )
    assert found == [
        (
            "the fishers' unions of both shores",
            ("No wake after ten", "No horn between the lighthouse and the old market"),
        )
    ]


def test_letter_in_an_appendix_belongs_to_the_name_in_its_heading() -> None:
    found = words(
        "The talks in the harbour office went on until Friday evening, and nobody left the room.\n\n"
        "Appendix: Mayor Brandt's Letter To The Harbour Ministry\n\n"
        '"We have received your timetable for the third time, and hung it in the kitchen for all to read."\n',
        kind=StatementKind.LETTER,
    )
    assert [source for source, _ in found] == ["Mayor Brandt"]


def test_arabic_label_with_a_verb_is_direct_speech_of_its_name() -> None:
    report, drafts = drafts_of(
        "وزير الموانئ: العبّارة لكل الناس\n\nوأضاف كريمي: «الرسوم مسألة خبز، والرصيف مفتوح لمن يريد».\n"
    )
    spoken = next(d for d in drafts if d.kind is StatementKind.DIRECT)
    assert spoken.source[0].cut(report.text) == "كريمي"
    assert spoken.cue[0].cut(report.text) == "وأضاف"


AFTER = "\n\nThe quay was built in 1911. Nobody has painted it since the war, and its wood is rotten.\n"


def headed(heading: str) -> list[tuple[str, str, str]]:
    """Return kind, finder and words of what the model and the rules find under a heading."""
    report = report_of(heading + AFTER)
    drafts, _ = find_drafts(report, tagger(), CueRules())
    return [(d.kind.value, d.made_by.split()[0], d.content[0].cut(report.text)) for d in drafts]


def test_model_reads_a_heading_where_the_rules_find_nothing() -> None:
    assert headed("Ines Cordell Says Quay Must Be Rebuilt This Year") == [
        ("heading", "attribution-en", "Quay Must Be Rebuilt This Year")
    ]
    assert headed("Port Minister Vows To Rebuild The Old Quay") == [
        ("heading", "structure-rules", "To Rebuild The Old Quay")
    ]
    assert headed("Painting The Old Quay") == []
