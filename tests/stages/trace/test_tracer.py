from onrecord.stages.trace.index import MemoryIndex
from onrecord.stages.trace.tracer import add_words, find_pairs
from tests.stages.trace.told import OTHER, STORY, page, words


def test_a_new_report_finds_the_one_it_carries_and_no_other() -> None:
    known = [words(page(*OTHER)), words(page(*STORY))]
    index = MemoryIndex()
    add_words(index, 0, known)
    cut = words(page(*STORY[1:4]))
    (pair,) = find_pairs(index, known, 2, [cut])
    assert (pair.a, pair.b) == (1, 2)
    assert pair.confidence > 0.9
    assert pair.runs.lengths.sum() == len(cut)


def test_each_pair_comes_once_where_only_earlier_ones_are_looked_at() -> None:
    known = [words(page(*STORY)), words(page(*STORY[:4])), words(page(*STORY[2:]))]
    index = MemoryIndex()
    add_words(index, 0, known)
    pairs = [(p.a, p.b) for p in find_pairs(index, known, 0, known, earlier=True)]
    assert sorted(pairs) == [(0, 1), (0, 2), (1, 2)]


def test_a_story_that_hundreds_carry_is_still_found() -> None:
    known = [words(page(*STORY)) for _ in range(300)]
    index = MemoryIndex()
    add_words(index, 0, known)
    found = list(find_pairs(index, known, 300, [words(page(*STORY, *OTHER))]))
    assert len(found) >= 10
    assert all(pair.confidence > 0.9 for pair in found)
