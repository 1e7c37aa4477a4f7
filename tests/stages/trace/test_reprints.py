from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Passage
from onrecord.stages.trace import Corpus, prepare_report, trace_reports
from onrecord.stages.trace.spelling import normal_spelling
from tests.stages.trace.told import OTHER, STORY, page, read


def test_a_cut_reprint_stands_wholly_in_its_original() -> None:
    (found,) = trace_reports([read(page(*STORY), "a"), read(page(*STORY[:3], "Source: Orva News"), "b")])
    assert (found.a, found.b, found.origin) == ("a", "b", "a")
    assert found.share_b > 0.95
    assert 0.4 < found.share_a < 0.6
    assert "only the other credits Orva News" in found.because


def test_unrelated_reports_make_no_pair() -> None:
    assert list(trace_reports([read(page(*STORY), "a"), read(page(*OTHER), "b")])) == []


def test_passages_cut_the_same_words_from_both() -> None:
    a, b = (
        read(page(*STORY), "a"),
        read(page(*OTHER[:2], "“" + STORY[2].replace("crates", "CRATES") + "”", STORY[3]), "b"),
    )
    (found,) = trace_reports([a, b])
    for passage in found.passages:
        assert said(a.text, passage, "a") == said(b.text, passage, "b")


def test_slight_shares_are_left_out_on_request() -> None:
    reports = [read(page(*STORY), "a"), read(page(*OTHER, STORY[2], STORY[3]), "b")]
    assert len(list(trace_reports(reports, least_share=0.1))) == 1
    assert list(trace_reports(reports, least_share=0.9)) == []


def test_a_new_report_is_traced_against_those_that_are_known() -> None:
    corpus = Corpus()
    corpus.add(prepare_report(read(page(*STORY), "a")))
    corpus.add(prepare_report(read(page(*OTHER), "b")))
    new = [prepare_report(read(page(*STORY[2:]), "c")), prepare_report(read(page(*STORY[:4]), "d"))]
    assert [(found.a, found.b) for found in corpus.trace_new(new)] == [("a", "c"), ("a", "d"), ("c", "d")]
    assert len(corpus) == 4


def test_times_of_a_family_all_point_to_its_earliest() -> None:
    reports = [read(page("Waits", f"March 5, 2024 {hour}:10", *STORY), str(hour)) for hour in (12, 10, 11)]
    assert sorted(str(found.origin) for found in trace_reports(reports)) == ["10", "10", "11"]


@given(st.lists(st.lists(st.sampled_from((*STORY, *OTHER)), min_size=1, max_size=8), min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_shares_are_shares_and_passages_do_not_overlap(texts: list[list[str]]) -> None:
    for found in trace_reports([read(page(*text), str(n)) for n, text in enumerate(texts)]):
        assert 0 < found.share_a <= 1
        assert 0 < found.share_b <= 1
        assert 0 < found.confidence <= 1
        spans = sorted(p.b for p in found.passages)
        assert all(one.end <= after.start for one, after in pairwise(spans))


@given(st.permutations(range(4)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_reports_changes_no_pair(order: list[int]) -> None:
    texts = [page(*STORY), page(*STORY[:4]), page(*OTHER, STORY[5], STORY[4]), page(*OTHER[:3])]
    found = trace_reports([read(texts[n], str(n)) for n in order])
    assert {frozenset((one.a, one.b)) for one in found} >= {frozenset("01"), frozenset("02"), frozenset("23")}


def test_one_word_a_million_times_ends_and_pairs_with_nothing_else() -> None:
    flood = read("boat " * 200_000, "flood")
    assert list(trace_reports([flood, read(page(*STORY), "a")])) == []


def said(text: str, passage: Passage, side: str) -> list[str]:
    span = passage.a if side == "a" else passage.b
    return [normal_spelling(word.strip("“”,.")) for word in span.cut(text).split()]
