from dataclasses import replace
from datetime import timedelta

from onrecord.model import Act, Relation, VariantChange
from onrecord.stages.trace.variants import FLOOR, Said, compare_statements, find_variants, most_shared
from onrecord.stages.trace.variants.variants import words_of
from tests.stages.trace.variants.telling import DAY, tell

WHOLE = (
    "Nobody closes the eastern harbour while the dockers of Selm stand at its gates. "
    "Twelve winters long they kept the lamps burning there."
)
ONE = tell(WHOLE, report="first")


def test_variants_are_found_among_other_statements_of_the_same_speaker_and_day() -> None:
    part = tell("Nobody closes the eastern harbour while the dockers of Selm stand at its gates.", report="b")
    copy = tell(WHOLE, report="c")
    other = tell(
        "The eastern harbour needs forty cranes, and the council of Selm will pay for them.", report="d"
    )
    found = find_variants(ONE, [other, part, copy, ONE], {})
    assert {variant.b.id for variant in found} == {part.statement.id, copy.statement.id}
    assert [variant.relation for variant in found if variant.b.id == part.statement.id] == [Relation.PART]
    assert all(variant.likeness >= FLOOR and variant.because and variant.made_by for variant in found)
    assert [variant.likeness for variant in found] == sorted((v.likeness for v in found), reverse=True)
    assert len(find_variants(ONE, [part, copy], {}, limit=1)) == 1


def test_same_words_of_another_speaker_on_another_day_are_told_as_such() -> None:
    other = tell(WHOLE, by="Tomas Okoro", said_on=DAY + timedelta(days=2))
    changes = find_variants(ONE, [other], {})[0].changes
    assert changes == (VariantChange.REATTRIBUTED, VariantChange.REDATED)


def test_day_that_is_not_told_is_no_other_day() -> None:
    undated = tell(WHOLE, said_on=None, published=DAY + timedelta(days=1))
    assert compare_statements(ONE, undated, {}).changes == ()


def test_statement_told_in_other_words_is_found_by_what_is_left_of_them() -> None:
    one = tell("IRGC commander General Qorban visited Kolm twice during the same period.", report="a")
    other = tell(
        "There was a joint room in Kolm, with officers of both. Qorban, the commander of the IRGC, came to Kolm "
        "twice during the war. The others managed to send men from Selm to Kolm.",
        report="b",
    )
    assert [variant.b.id for variant in find_variants(one, [other], {})] == [other.statement.id]


def test_what_lies_at_the_same_place_is_no_variant() -> None:
    inner = replace(ONE, statement=replace(ONE.statement, id="inner", nested_in=ONE.statement.id))
    assert find_variants(ONE, [inner], {}) == []


def test_statement_that_quotes_the_variant_gives_way_to_the_one_it_quotes() -> None:
    quoted = tell(WHOLE, report="c")
    around = tell(f"As the mayor said: {WHOLE}", by="Tomas Okoro", report="c2")
    quoted = replace(quoted, statement=replace(quoted.statement, nested_in=around.statement.id))
    found = find_variants(ONE, [around, quoted], {})
    assert [variant.b.id for variant in found] == [quoted.statement.id]


def test_quotation_by_the_same_speaker_gives_way_to_what_it_stands_in() -> None:
    around = tell(WHOLE, report="c")
    inner = tell("Twelve winters long they kept the lamps burning there.", by="Tomas Okoro", report="c2")
    inner = replace(inner, statement=replace(inner.statement, nested_in=around.statement.id))
    found = find_variants(ONE, [inner, around], {})
    assert [variant.b.id for variant in found] == [around.statement.id]


def test_words_that_are_only_quoted_belong_to_whom_they_are_quoted_from() -> None:
    sentence = "Twelve winters long they kept the lamps burning there."
    start = WHOLE.index(sentence)
    quoted = [replace(ONE.statement.content[0], start=start)]
    other = tell(sentence, by="Tomas Okoro", report="b")
    assert find_variants(ONE, [other], {}) != []
    assert find_variants(ONE, [other], {}, quoted=quoted) == []


def test_answer_that_repeats_its_question_is_no_variant() -> None:
    asked = tell(WHOLE, act=Act.ASK, by=None)
    assert find_variants(ONE, [asked], {}) == []


def test_those_that_share_most_are_looked_at_first_and_each_once() -> None:
    near, far = tell(WHOLE, report="b"), tell("Nobody closes the eastern harbour.", report="c")
    nothing = tell("Bread is dearer than last year.", report="d")
    partly = tell("Nobody closes the western market while Orsk sleeps.", report="e")

    def shared(one: Said, *others: Said, most: int = 5) -> list[Said]:
        near = most_shared(one, [(other.statement, words_of(other)) for other in others], {}, most=most)
        return [others[number] for number in near]

    assert shared(ONE, nothing, partly, near, near, ONE) == [near, partly]
    assert shared(ONE, partly, far, most=1) == [far]
    assert shared(tell(""), near) == []
