from onrecord.model import Span, StatementKind
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.structure.linking import kind_of, link_drafts
from onrecord.text.quotes import find_quotations


def draft(*content: Span, goes_on: int | None = None) -> Draft:
    return Draft(source=(), cue=(), content=content, kind=StatementKind.DIRECT, block=0, goes_on=goes_on)


def test_drafts_come_out_in_text_order_with_their_links_moved_along() -> None:
    linked = link_drafts([draft(Span(50, 60), goes_on=1), draft(Span(0, 10))])
    assert [d.content[0].start for d in linked] == [0, 50]
    assert linked[1].goes_on == 0


def test_the_parent_is_the_smallest_draft_around() -> None:
    linked = link_drafts([draft(Span(0, 90)), draft(Span(10, 50)), draft(Span(20, 30)), draft(Span(95, 99))])
    assert [d.parent for d in linked] == [None, 0, 1, None]


def test_a_later_span_of_a_statement_may_hold_another() -> None:
    linked = link_drafts([draft(Span(0, 10), Span(20, 60)), draft(Span(30, 40))])
    assert [d.parent for d in linked] == [None, 0]


def test_the_same_words_are_nobodys_child() -> None:
    assert [d.parent for d in link_drafts([draft(Span(0, 9)), draft(Span(0, 9))])] == [None, None]


def test_words_are_direct_mixed_or_indirect_by_their_marks() -> None:
    text = 'He said "a b" and c.'
    quotations = find_quotations(text, Span(0, len(text)))
    assert kind_of([Span(9, 12)], quotations) is StatementKind.DIRECT
    assert kind_of([Span(8, 19)], quotations) is StatementKind.MIXED
    assert kind_of([Span(18, 19)], quotations) is StatementKind.INDIRECT
