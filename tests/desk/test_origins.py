"""How many origins a story has, on a real desk that read, filed and traced the reports itself."""

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

import pytest

from onrecord.desk import Desk, Origins, add, origins, plan_leads
from onrecord.errors import BadRequest, NotFound, OnRecordError
from onrecord.model import DenialKind, JoinKind
from onrecord.ports import StatementQuery

SAID = "The harbour of Selm belongs to everybody who fishes in it, and nobody will fence it off."
STORY = """\
{outlet}

Selm quarrels over its harbour

March {day}, 2024

SELM ({agency}) - The town council of Selm met for six hours on Monday evening to hear what would become of the old
harbour, which a company from Kesh wants to fence off and turn into berths for pleasure boats.

Mayor Ada Lindqvist told the council: “{said}” Her words were met with long applause from the galleries, where
some two hundred fishers had waited since noon with their nets over their shoulders.

The company's engineer, who had brought a wooden model of the new berths, packed it up again without a word and left
by the side door. The council is to vote in April, after the herring has gone and the boats lie idle for the repairs.

Old Nils Sandahl, whose family has mended nets below the customs house for five generations, said he had seen three
such models come and go, and that the harbour would see a fourth.
"""
OWN = """\
The Selm Observer

Fishers cheer as mayor speaks up for them

March 5, 2024

By Ines Moreau

It took Ada Lindqvist one sentence to win the room. “{said}” the mayor said, and the fishers who had filled the
galleries of our town hall stamped their boots until the lamps shook.

I spoke to her on the stairs afterwards. She looked tired, and would not say how she means to vote.
"""


def page(outlet: str, text: str) -> str:
    """Return a text as a page of an outlet, a paragraph for each stretch between empty lines."""
    title, *parts = (escape(part) for part in text.strip().split("\n\n"))
    body = "".join(f"<p>{part}</p>" for part in parts)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:site_name" content="{outlet}">'
        f"</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        outlet, _, rest = text.strip().partition("\n\n")
        (folder / f"{name}.html").write_text(page(outlet, rest), encoding="utf-8")
    return folder


def take(desk: Desk, folder: Path, **texts: str) -> None:
    for _, done in add(desk, plan_leads(desk.fetcher, [str(write(folder, **texts))])):
        assert not isinstance(done, OnRecordError), done


def find(desk: Desk, words: str, by: str = "Lindqvist") -> Sequence[str]:
    hits = desk.store.statements(StatementQuery(words=words, by=by))
    return [hit.statement.id for hit in hits]


def asked(desk: Desk, *keys: str, **query: str) -> Origins:
    return origins(desk, keys, StatementQuery(limit=200, **query))  # type: ignore[arg-type]


def the_story(desk: Desk, tmp_path: Path) -> None:
    copies = {
        f"copy{n}": STORY.format(outlet=f"The {name} Lantern", day=4 + n // 4, agency="", said=SAID).replace(
            "() ", ""
        )
        for n, name in enumerate(
            ("Kesh", "Marenia", "Oster", "Vik", "Halm", "Torne", "Lund", "Brask", "Nord")
        )
    }
    take(desk, tmp_path / "in", **copies, own=OWN.format(said=SAID))


def test_a_story_of_ten_reports_of_which_nine_are_copies_has_two_origins_and_it_is_shown_why(
    desk: Desk, tmp_path: Path
) -> None:
    the_story(desk, tmp_path)
    key = next(iter(find(desk, "fence")))
    found = asked(desk, key)
    corroboration = found.corroboration
    assert corroboration.reports == 10
    assert (corroboration.at_least, corroboration.at_most) == (2, 2)
    assert sorted(one.reports for one in corroboration.origins) == [1, 9]
    copies = max(corroboration.origins, key=lambda one: one.reports)
    for node in copies.nodes[1:]:
        assert node.join is not None
        assert node.join.kind is JoinKind.REPRINT
        assert node.join.because
        assert all(found.words[one] for one in node.join.evidence)
    assert any(node.join and node.join.evidence for node in copies.nodes)


def test_a_query_takes_all_that_it_finds_as_one_claim(desk: Desk, tmp_path: Path) -> None:
    the_story(desk, tmp_path)
    found = asked(desk, "fence", by="Lindqvist")
    assert (found.corroboration.at_least, found.corroboration.reports) == (2, 10)
    part = origins(desk, ["fence"], StatementQuery(by="Lindqvist", limit=3))
    assert part.is_cut
    assert len(part.hits) == 3


def test_every_piece_of_evidence_is_cut_from_its_report(desk: Desk, tmp_path: Path) -> None:
    the_story(desk, tmp_path)
    found = asked(desk, "fence", by="Lindqvist")
    for evidence, words in found.words.items():
        assert evidence.span.cut(desk.store.report(evidence.report).text) == words


def test_two_that_copied_a_report_which_has_none_of_the_words_asked_for_are_one(
    desk: Desk, tmp_path: Path
) -> None:
    whole = STORY.format(outlet="The Kesh Lantern", day=4, agency="KPA", said=SAID)
    short = whole.replace(
        f"Mayor Ada Lindqvist told the council: “{SAID}” Her words were", "What was said was"
    )
    take(
        desk,
        tmp_path / "in",
        a=whole,
        b=whole.replace("The Kesh Lantern", "The Vik Lantern"),
        c=short.replace("The Kesh Lantern", "The Nord Lantern"),
    )
    assert asked(desk, "fence", by="Lindqvist").corroboration.at_most == 1


def test_later_words_of_the_speaker_and_notices_are_linked(desk: Desk, tmp_path: Path) -> None:
    later = """\
The Vik Lantern

Mayor takes it back

March 9, 2024

Mayor Ada Lindqvist denied on Saturday that the harbour of Selm belongs to everybody who fishes in it.

“I take back what I said about the harbour,” Lindqvist told Radio Selm.
"""
    noted = tmp_path / "noted.txt"
    notice = "Correction: An earlier version of this report misspelt the name of the hall."
    noted.write_text(f"{OWN.format(said=SAID)}\n{notice}\n", encoding="utf-8")
    for _, done in add(desk, plan_leads(desk.fetcher, [str(noted)])):
        assert not isinstance(done, OnRecordError), done
    take(desk, tmp_path / "in", later=later)
    found = asked(desk, next(iter(find(desk, "fence"))))
    assert [(one.kind, one.day) for one in found.denials] == [
        (DenialKind.CORRECTED, date(2024, 3, 5)),
        (DenialKind.DENIED, date(2024, 3, 9)),
        (DenialKind.RETRACTED, date(2024, 3, 9)),
    ]
    assert found.corroboration.reports == 1
    assert found.words[found.denials[0].evidence[0]] == notice
    assert all(set(one.of) <= {hit.statement.id for hit in found.hits} for one in found.denials)
    assert any("take back" in found.words[evidence] for one in found.denials for evidence in one.evidence)


def test_what_is_taken_back_soon_after_is_linked_however_much_the_speaker_said_since(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, tmp_path / "a", first=OWN.format(said=SAID))
    taken = "“I take back what I said about the harbour,” Ada Lindqvist told Radio Selm."
    back = f"The Selm Observer\n\nMayor takes it back\n\nMarch 9, 2024\n\n{taken}"
    talk = "".join(f"\n\nMayor Ada Lindqvist said that ballot box number {n} was open." for n in range(130))
    later = {
        f"talk{n}": f"The Selm Observer\n\nMayor counts boxes, part {n}\n\nMay {n + 1}, 2024{talk}"
        for n in range(4)
    }
    take(desk, tmp_path / "b", back=back, **later)
    found = asked(desk, next(iter(find(desk, "fence"))))
    assert [one.kind for one in found.denials] == [DenialKind.RETRACTED]


def test_letters_that_are_a_word_are_looked_for_as_one(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path / "in", own=OWN.format(said=SAID.replace("belongs", "face of bad luck belongs")))
    assert asked(desk, "face", "bad").corroboration.reports == 1
    with pytest.raises(NotFound):
        asked(desk, "0123456789ab")
    with pytest.raises(NotFound):
        asked(desk, "herring")
    with pytest.raises(BadRequest):
        asked(desk)


def test_several_statements_are_one_claim_where_an_editor_says_so(desk: Desk, tmp_path: Path) -> None:
    other = """\
The Vik Lantern

Dockers agree

March 6, 2024

“Nobody may own the quay, and nobody may sell what the sea has given us,” Tomas Okoro of the Dockers' Union said.
"""
    take(desk, tmp_path / "in", own=OWN.format(said=SAID), other=other)
    (one, *_), (two, *_) = find(desk, "fence"), find(desk, "quay", by="Okoro")
    found = asked(desk, one, two)
    assert (found.corroboration.at_least, found.corroboration.reports) == (2, 2)
    assert [hit.statement.id for hit in found.asked] == [one, two]
