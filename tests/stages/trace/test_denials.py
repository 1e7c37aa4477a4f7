"""Who denies or takes back what they said, found in what later reports give them."""

import tomllib
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path

import pytest

import onrecord
from onrecord.model import Act, DenialKind
from onrecord.stages.trace.denials import Remark, find_denials, find_notices
from tests.factory import make_capture, make_identity, make_report, make_statement

_numbers = count(1)
SAID = "The harbour belongs to everybody."


def remark(
    words: str, cue: str = "said", *, speaker: str = "Ada Lindqvist", day: int = 1, act: Act = Act.SAY
) -> Remark:
    text = f"{speaker} {cue}: “{words}” {next(_numbers)}"
    report = make_report(text, capture=make_capture(text))
    statement = make_statement(report, words, by=make_identity(report, speaker), cue=cue, act=act)
    return Remark(statement, (words,), (cue,), speaker.casefold(), speaker, date(2024, 3, day))


def kinds(said: Sequence[Remark], *later: Remark) -> list[DenialKind]:
    return [one.kind for one in find_denials(said, later)]


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        (remark("the harbour belongs to everybody", "denied that", day=3, act=Act.DENY), DenialKind.DENIED),
        (
            remark("the harbour belongs to everybody", "retracted her statement that", day=3),
            DenialKind.RETRACTED,
        ),
        (
            remark("I take back what I said about the harbour.", "told Radio Selm", day=3),
            DenialKind.RETRACTED,
        ),
        (remark("I never said that the harbour belongs to all.", day=3), DenialKind.DENIED),
        (
            remark("she meant the old harbour, not the new one", "later clarified", day=3),
            DenialKind.CLARIFIED,
        ),
        (remark("The harbour is the fishers' own.", "corrected herself", day=3), DenialKind.CORRECTED),
        (remark("belonging of the harbour to everybody", "disputed", day=3, act=Act.DENY), DenialKind.DENIED),
    ],
)
def test_later_words_of_the_speaker_are_linked_by_what_they_say_they_do(
    later: Remark, kind: DenialKind
) -> None:
    said = remark(SAID)
    (found,) = find_denials([said], [later])
    assert found.kind is kind
    assert found.of == (said.statement.id,)
    assert found.statement == later.statement.id
    assert found.day == date(2024, 3, 3)
    assert {one.report for one in found.evidence} == {later.statement.report}
    assert "harbour" in found.because
    assert 0 < found.confidence <= 1


def test_words_in_arabic_are_linked_too() -> None:
    said = remark("الميناء ملك للجميع ولن يغلق", "قال", speaker="سمير حداد")
    later = remark("تراجعت عن تصريحي بشأن الميناء", "وقال", speaker="سمير حداد", day=2)
    assert kinds([said], later) == [DenialKind.RETRACTED]


def test_what_has_another_subject_speaker_or_day_is_not_linked() -> None:
    said = remark(SAID, day=5)
    assert (
        kinds([said], remark("the town hall will be painted red", "denied that", day=7, act=Act.DENY)) == []
    )
    other = remark(
        "the harbour belongs to everybody", "denied that", speaker="Tomas Okoro", day=7, act=Act.DENY
    )
    assert kinds([said], other) == []
    assert kinds([said], remark("the harbour belongs to everybody", "denied that", day=3, act=Act.DENY)) == []
    assert kinds([said], remark("The harbour belongs to everybody, as ever.", day=7)) == []
    assert kinds([said], remark("My words were taken out of context.", day=7)) == []


def test_a_word_that_somebody_always_uses_links_nothing() -> None:
    said = remark("The harbour is closed for good.")
    often = [remark(f"The harbour and matter {n}.", day=2) for n in range(30)]
    take_back = remark("I take back what I said about the harbour.", day=3)
    assert kinds([said], take_back) == [DenialKind.RETRACTED]
    assert kinds([said], *often, take_back) == []


def test_later_on_the_same_day_in_the_same_report_counts_by_its_place() -> None:
    text = (
        "Ada Lindqvist said: “The quay is sold.” Later she retracted it: “I take back that the quay is sold.”"
    )
    report = make_report(text)
    who = make_identity(report, "Ada Lindqvist")
    first, second = (
        Remark(
            make_statement(report, words, by=who, cue=cue),
            (words,),
            (cue,),
            "ada",
            who.name,
            date(2024, 3, 1),
        )
        for words, cue in (("The quay is sold.", "said"), ("I take back that the quay is sold.", "retracted"))
    )
    assert kinds([first], second) == [DenialKind.RETRACTED]
    assert kinds([second], first) == []


def test_a_notice_of_the_outlet_is_linked_to_its_report() -> None:
    text = (
        "Quay sold\n\nAda Lindqvist said: “The quay is sold.”\n\n"
        "An earlier version of this report misstated the name of the quay.\n"
        "Correction: The mayor spoke on Monday.\n"
    )
    found = find_notices("r1", text, ["s1"], date(2024, 3, 1))
    assert [one.evidence[0].span.cut(text) for one in found] == [
        "An earlier version of this report misstated the name of the quay.",
        "Correction: The mayor spoke on Monday.",
    ]
    assert {one.kind for one in found} == {DenialKind.CORRECTED}
    assert {one.of for one in found} == {("s1",)}
    assert {one.statement for one in found} == {None}


def test_talk_of_a_correction_is_no_notice() -> None:
    assert (
        find_notices(
            "r1", "She asked for one more correction: the date.\nA correction of the course.", [], None
        )
        == []
    )


def test_no_line_of_a_hundred_thousand_characters_is_shown_whole() -> None:
    (found,) = find_notices("r1", "Correction: " + "a " * 50_000, [], None)
    assert len(found.evidence[0].span) <= 300


def test_every_word_of_the_table_names_a_kind_and_stands_once() -> None:
    path = Path(onrecord.__file__).parent / "data" / "cues" / "denials.toml"
    for language, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for place in ("cue", "own", "notice"):
            listed = [phrase for kind in table[place] for phrase in table[place][kind]]
            assert {*table[place]} <= {str(kind) for kind in DenialKind}, language
            assert len(listed) == len(set(listed)), (language, place)
