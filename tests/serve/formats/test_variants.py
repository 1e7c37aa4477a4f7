import json

from onrecord.desk import Carried, Variants
from onrecord.model import Statement
from onrecord.ports import StatementHit
from onrecord.serve.formats.variants import variants_list, variants_object
from onrecord.stages.trace.variants import Said, compare_statements
from tests.serve.formats.test_table import drawn
from tests.stages.trace.variants.telling import DAY, tell

ONE = "Our shells fell on the Selmar army all night, and nobody in the valley slept before the morning came."


def hit_of(said: Said, *words: str) -> StatementHit:
    statement: Statement = said.statement
    return StatementHit(statement, words, "a.txt", "Night", "The Selm Courier", DAY, "0" * 64)


def compared(one: str, other: str, by: str = "Ada Lindqvist") -> Variants:
    a, b = tell(one), tell(other, by=by)
    return Variants(hit_of(a, one), (Carried(compare_statements(a, b, {}), hit_of(b, other)),))


def aligned(one: str, other: str, by: str = "Ada Lindqvist", *, whole: bool = False) -> str:
    return " ".join(drawn(variants_list(compared(one, other, by), whole=whole), width=100).split())


def test_every_kind_of_piece_is_marked_without_colours() -> None:
    other = "Our shells fell on the occupier all [spring] night, and nobody slept until the new morning came."
    shown = aligned(ONE, other)
    assert "Our shells fell on the <Selmar army → occupier> all {+[spring]+} night, and nobody" in shown
    assert "[-in the valley-] slept (before → until) the {+new+} morning came." in shown
    assert "left out, added, inserted, renamed, reworded" in shown
    assert "1 variant" in shown


def test_insertion_of_the_first_is_marked_as_missing_in_the_other() -> None:
    shown = aligned(ONE.replace("all night", "all [spring] night"), ONE)
    assert "all [-[spring]-] night, and" in shown


def test_other_speaker_is_named_beside_the_first() -> None:
    assert "re-attributed: Ada Lindqvist → Tomas Okoro" in aligned(ONE, ONE, "Tomas Okoro")


def test_same_words_say_that_nothing_is_different() -> None:
    shown = aligned(ONE, ONE)
    assert "nothing is different" in shown
    assert ONE in shown


def test_long_stretches_of_one_alone_are_shortened_unless_asked_for() -> None:
    speech = f"{'The winter was long and the river froze over again. ' * 6}{ONE}"
    assert "[…]" in aligned(ONE, speech)
    assert aligned(ONE, speech, whole=True).count("river froze over") == 6


def test_bracket_that_a_piece_cuts_in_half_is_closed() -> None:
    one = ONE.replace("Selmar army", "army [of northern Selmar province]")
    other = ONE.replace("Selmar army", "army [of Selmar province]")
    assert aligned(one, other).count("[") == aligned(one, other).count("]")


def test_statement_without_variants_is_shown_alone() -> None:
    one = tell(ONE)
    shown = drawn(variants_list(Variants(hit_of(one, ONE), ()), whole=False))
    assert "0 variants" in shown
    assert "[-left out-]" not in shown


def test_steering_characters_of_a_report_are_escaped() -> None:
    hostile = ONE.replace("morning", "\x1b[31mmorning\u202e")
    assert "\x1b" not in drawn(variants_list(compared(hostile, hostile), whole=True))


def test_programs_get_every_span_with_its_words() -> None:
    thing = json.loads(variants_object(compared(ONE, ONE.replace("Selmar army", "occupier"))))
    (variant,) = thing["variants"]
    assert thing["statement"]["words"] == [ONE]
    assert [piece["kind"] for piece in variant["pieces"]] == ["same", "renamed", "same"]
    renamed = variant["pieces"][1]
    assert (renamed["a_words"], renamed["b_words"]) == ("Selmar army", "occupier")
    assert ONE[slice(*renamed["a"])] == "Selmar army"
    assert variant["changes"] == ["renamed"]
    assert variant["statement"]["report"] == "a.txt"
