"""Judgements as people and programs read them."""

from datetime import date

from rich.console import Console, RenderableType

from onrecord.desk import Asked, Cluster, Judged, Remembered
from onrecord.model import (
    IdentityType,
    Judgement,
    Known,
    KnownFrom,
    KnownName,
    ListedRole,
    Name,
    Undoing,
    Verdict,
)
from onrecord.ports import Question
from onrecord.serve.formats.judgements import history_table, judged_lines, known_object, question_card
from tests.factory import NOON

HOSTILE = "Ada\x1b[31m\u202eLindqvist"


def judgement(verdict: Verdict = Verdict.SAME, **more: object) -> Judgement:
    values = {
        "by": "M. Kern",
        "is_person": True,
        "at": NOON,
        "because": "",
        "score": None,
        "undone": None,
        **more,
    }
    return Judgement(7, "a", "b", verdict, **values)  # type: ignore[arg-type]


def drawn(thing: RenderableType) -> str:
    console = Console(width=100, force_terminal=False)
    with console.capture() as captured:
        console.print(thing)
    return captured.get()


def known(name: str = "Ada Lindqvist", spellings: int = 1) -> Known:
    names = tuple(
        KnownName(Name(f"{name} {n}" if n else name, "Latn"), 1, listed=False) for n in range(spellings)
    )
    return Known(
        "a" * 24,
        name,
        IdentityType.PERSON,
        KnownFrom.REPORTS,
        "a" * 24,
        names,
        reports=2,
        statements=1,
        first_day=date(2024, 3, 1),
        last_day=date(2024, 3, 5),
    )


def test_change_that_neither_joins_nor_parts_alone_is_told_as_regrouping() -> None:
    judged = Judged(
        judgement(),
        None,
        ("Ada", "Tor"),
        together=True,
        before=(Cluster("a", "Ada", 2), Cluster("b", "Tor", 1)),
        after=(Cluster("b", "Tor", 2), Cluster("a", "Ada", 1)),
    )
    assert judged_lines(judged)[1] == (
        "regrouped Ada (2 known names) and Tor (1 known name) as Tor (2 known names) and Ada (1 known name)"
    )


def test_names_from_outside_steer_no_terminal() -> None:
    asked = Asked(Question(judgement(score=0.5, because=HOSTILE), 3), known(HOSTILE), known(), ((), ()))
    entry = Remembered(
        judgement(because=HOSTILE, by=HOSTILE), Undoing(8, 7, HOSTILE, NOON, HOSTILE), (HOSTILE, "b")
    )
    for told in (drawn(question_card(asked)), drawn(history_table([entry]))):
        assert "\x1b[31m" not in told
        assert "\u202e" not in told


def test_card_shows_a_few_spellings_and_how_many_more_there_are() -> None:
    role = ListedRole("", "Selm", until="2020")
    asked = Asked(Question(judgement(), 3), known(spellings=10), known(), ((role,), ()))
    told = " ".join(drawn(question_card(asked)).split())
    assert "3 more" in told
    assert "of Selm –2020" in told
    assert "person · 2 reports · 1 statement" in told


def test_known_identity_is_an_object_with_names_and_days() -> None:
    told = known_object(known(), [ListedRole("mayor", "Selm", since="2019")])
    assert told["names"] == [{"text": "Ada Lindqvist", "script": "Latn", "language": None, "reports": 1}]
    assert (told["first_day"], told["last_day"]) == ("2024-03-01", "2024-03-05")
    assert told["roles"] == [{"title": "mayor", "organization": "Selm", "since": "2019", "until": None}]
