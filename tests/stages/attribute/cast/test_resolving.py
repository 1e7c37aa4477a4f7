"""Any text and any drafts have a cast."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Block, BlockKind, Metadata, Report, Span, StatementKind
from onrecord.stages.attribute.cast.speakers import resolve_cast
from onrecord.stages.attribute.draft import Draft
from tests.stages.attribute.spoken import cast_of, speakers_of

_WORDS = st.one_of(
    st.sampled_from(
        ("Karim", "Haddad’s", "[Haddad]", "(PIX)", "Iran", "Iranian", "Norbank", "Bank", "Two", "men", "J.")
    ),
    st.sampled_from(
        ("he", "She", "they", "who", "its", "the", "The", "official", "Minister", "of", "both", "some", "we")
    ),
    st.sampled_from(
        ("and", ",", ".", "“", "”", "–", ":", "\n\n", "campaign", "letter", "I", "\u202e", "東京")
    ),
    st.sampled_from(("كريم", "حداد", "الوزير", "Карим", "Хаддад", "ᾼ")),
)


@st.composite
def _reports(draw: st.DrawFn) -> tuple[Report, list[Draft]]:
    text = " ".join(draw(st.lists(st.one_of(_WORDS, st.text(max_size=4)), min_size=1, max_size=60))) + "x"
    text = text.encode("utf-8", "replace").decode("utf-8")
    cuts = st.integers(0, len(text) - 1)
    kinds = st.sampled_from(list(BlockKind))
    bounds = sorted({0, len(text), *draw(st.lists(cuts, max_size=4))})
    blocks = tuple(
        Block(draw(kinds), Span(a, b), draw(st.sampled_from((None, 1, 2))), None) for a, b in pairwise(bounds)
    )
    drafts: list[Draft] = []
    for number in range(draw(st.integers(0, 6))):
        spans = [sorted((draw(cuts), draw(cuts))) for _ in range(2)]
        source, content = (Span(a, b + 1) for a, b in spans)
        earlier = st.none() if not number else st.one_of(st.none(), st.integers(0, number - 1))
        drafts.append(
            Draft(
                source=(source,) if draw(st.booleans()) else (),
                cue=(),
                content=(content,),
                kind=draw(st.sampled_from(list(StatementKind))),
                block=0,
                parent=draw(earlier),
                goes_on=draw(earlier),
                asks=draw(st.booleans()),
            )
        )
    report = Report("r", "r.txt", "0" * 64, text, "utf-8", Metadata(), blocks)
    return report, drafts


@settings(max_examples=150, deadline=None)
@given(_reports())
def test_any_text_and_any_drafts_have_a_cast_within_the_text(made: tuple[Report, list[Draft]]) -> None:
    report, drafts = made
    cast = resolve_cast(report, drafts)
    assert len(cast.speakers) == len(cast.mentions) == len(drafts)
    assert all(s is None or s in cast.identities for s in cast.speakers)
    assert len({i.id for i in cast.identities}) == len(cast.identities)
    assert all(m.span.end <= len(report.text) for i in cast.identities for m in i.mentions)
    assert all(i.name.strip() for i in cast.identities)


def test_same_description_of_an_unknown_is_one_identity_and_an_indefinite_new_one_another() -> None:
    text = "A diplomat said yes. The diplomat said no. Another diplomat said maybe."
    cast = cast_of(text, [("A diplomat", "yes"), ("The diplomat", "no"), ("Another diplomat", "maybe")])
    ids = [s.id for s in cast.speakers if s is not None]
    assert ids[0] == ids[1] != ids[2]


def test_woman_is_never_a_man_known_by_his_given_name() -> None:
    text = "Piet Brandt met Dana Orlov. The woman said yes."
    assert speakers_of(text, [("The woman", "yes")]) == ["Dana Orlov"]


def test_page_of_capitals_is_read() -> None:
    cast = cast_of("We saw " + " and ".join(["Karim Haddad"] * 3000) + ".")
    assert [i.name for i in cast.identities] == ["Karim Haddad"]
