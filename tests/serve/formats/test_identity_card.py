import json
from dataclasses import replace
from datetime import UTC, date, datetime

from rich.console import Console

from onrecord.desk.card import Card, WholeCard
from onrecord.model import (
    IdentityType,
    Judgement,
    Known,
    KnownFrom,
    Name,
    Role,
    RoleEvidence,
    Span,
    Spelling,
    Verdict,
)
from onrecord.serve.formats.identity_card import MOST_SHOWN, identity_card, identity_object, memberships

ADA, SHORT, BO = "a" * 24, "b" * 24, "c" * 24
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EVIDENCE = RoleEvidence(
    "d" * 24, "harbour.txt", date(2026, 2, 1), Span(0, 5), "Mayor", "Mayor Ada Lindqvist said", "e" * 24
)
ROLES = (
    Role("chair", "Harbour League", "f" * 24, "2019", None, "the League’s site", listed=True),
    Role("mayor", "", reports=3, first_day=date(2026, 1, 4), last_day=date(2026, 2, 1), said_in=(EVIDENCE,)),
    Role("", "Harbour League", listed=True),
)
CARD = Card(
    ADA,
    "Ada Lindqvist",
    IdentityType.PERSON,
    (
        Known(
            ADA,
            "Ada Lindqvist",
            IdentityType.PERSON,
            KnownFrom.REPORTS,
            ADA,
            reports=3,
            statements=4,
            first_day=date(2026, 1, 4),
            last_day=date(2026, 2, 1),
        ),
        Known(SHORT, "A. Lindqvist", IdentityType.PERSON, KnownFrom.LIST, ADA),
    ),
    (("wikidata", "Q7"),),
    ROLES,
)
SAME = Judgement(
    1, ADA, SHORT, Verdict.SAME, "names 1", is_person=False, at=NOON, because="an initial", score=0.91
)
WHOLE = WholeCard(
    CARD,
    (
        Spelling(
            Name("Ada Lindqvist", "Latn"),
            listed=False,
            reports=3,
            outlets=(("The Selm Courier", 2), (None, 1)),
            newest=("d" * 24, "harbour.txt"),
        ),
        Spelling(Name("A. Lindqvist", "Latn"), listed=True, reports=0),
        Spelling(Name("Ада\u202e Линдквист", "Cyrl", "ru"), listed=True, reports=0),
    ),
    (SAME,),
    ((replace(SAME, n=2, b=BO, verdict=Verdict.DIFFERENT, score=None), BO, "Bo Lindqvist"),),
)


def shown(whole: WholeCard) -> str:
    console = Console(width=120)
    with console.capture() as captured:
        console.print(identity_card(whole))
    return captured.get()


def test_card_says_who_writes_it_so_what_it_is_called_and_why_it_is_one() -> None:
    lines = [line.rstrip() for line in shown(WHOLE).splitlines()]
    assert lines[0] == "Ada Lindqvist  person · 3 reports · 4 statements · 2026-01-04 – 2026-02-01"
    assert "    Latn      Ada Lindqvist  3 reports · The Selm Courier 2, no outlet" in lines
    assert "              A. Lindqvist  of a list" in lines
    assert "    Cyrl ru   Ада\\u202e Линдквист  of a list" in lines
    assert "    chair, Harbour League  2019 – … · of a list: the League’s site" in lines
    assert "    mayor  3 reports · 2026-01-04 – 2026-02-01" in lines
    assert "    “Mayor Ada Lindqvist said” harbour.txt" in lines
    assert "    1 same  names 1, 2026-03-01 0.91: an initial" in lines
    assert f"    2 different Bo Lindqvist ({BO})  names 1, 2026-03-01: an initial" in lines


def test_long_parts_are_cut_and_said_to_be() -> None:
    many = replace(CARD, roles=tuple(Role(f"title {n}", "") for n in range(MOST_SHOWN + 3)))
    assert "and 3 more: --format json" in shown(replace(WHOLE, card=many))


def test_membership_is_said_once() -> None:
    assert memberships(ROLES) == ("Harbour League",)


def test_object_has_everything_and_can_be_written_down() -> None:
    whole = json.loads(json.dumps(identity_object(WHOLE)))
    assert whole["roles"][1]["said_in"] == [
        {
            "report": "d" * 24,
            "name": "harbour.txt",
            "day": "2026-02-01",
            "span": [0, 5],
            "words": "Mayor",
            "passage": "Mayor Ada Lindqvist said",
            "statement": "e" * 24,
        }
    ]
    assert whole["names"][0]["outlets"] == [
        {"outlet": "The Selm Courier", "reports": 2},
        {"outlet": None, "reports": 1},
    ]
    assert whole["different"][0]["name"] == "Bo Lindqvist"
    assert (whole["statements"], whole["member_of"], whole["links"]) == (
        4,
        ["Harbour League"],
        [["wikidata", "Q7"]],
    )
