"""Standing paragraphs: what reports that have nothing else in common all hold is nobody's story."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.stages.trace.families import find_families
from onrecord.stages.trace.tracer import Pair

#: With so many words beyond chance a pair is one story carried, whatever else holds a part of it.
_STORY = 60.0
#: So many stories that hold a passage make it nobody's.
_MOST_STORIES = 5
#: The same for a passage that stands at the very head or foot of both reports.
_MOST_AT_EDGES = 3
#: The head or foot: how much of all words, and how many words may come before it or after.
_EDGE = 0.36
_EDGE_WORDS = 12
#: Shorter runs are phrases of the trade, and no passages.
_PHRASE = 8
#: Standing paragraphs are as long at the least, even with a word of them changed.
_PARAGRAPH = 16
#: How much of all passages that two reports share this one is, where it is all that is judged.
_MOST_OF = 0.5
#: Reports of a family that may hold a passage without being seen to be of it.
_SLACK = 2


def without_standing(
    pairs: Sequence[Pair],
    sizes: Sequence[int] | Mapping[int, int],
    stories: Iterable[tuple[int, int]] = (),
) -> list[Pair]:
    """Return the pairs without those that share only what other stories hold as well.

    Args:
        pairs: All pairs of a corpus, or of one report with the others.
        sizes: How many words each report has, by its number.
        stories: Other pairs that are known to carry one story.
    """
    story = find_families([*((p.a, p.b) for p in pairs if p.signs.beyond >= _STORY), *stories])
    sizes_of = Counter(story.values())
    slight = [p for p in pairs if p.signs.beyond < _STORY]
    holders: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for pair in slight:
        begin, end = _main(pair.runs.a, pair.runs.lengths)
        holders[pair.a].append((begin, end, story.get(pair.b, pair.b)))
        begin, end = _main(pair.runs.b, pair.runs.lengths)
        holders[pair.b].append((begin, end, story.get(pair.a, pair.a)))
    return [
        p
        for p in pairs
        if p.signs.beyond >= _STORY or not _is_standing(p, holders, sizes, _strangers(p, story, sizes_of))
    ]


def _main(at: Iterable[int], lengths: Iterable[int]) -> tuple[int, int]:
    """Return where the longest run begins and ends."""
    length, begin = max((int(n), int(a)) for a, n in zip(at, lengths, strict=True))
    return begin, begin + length


def _strangers(pair: Pair, story: dict[int, int], sizes_of: Mapping[int, int]) -> int:
    """Return how many reports of other stories hold the passage of a pair, at the least."""
    stories = {story.get(pair.a, -pair.a - 1), story.get(pair.b, -pair.b - 1)}
    return pair.holders - sum(sizes_of.get(one, 1) for one in stories)


def _is_standing(
    pair: Pair,
    holders: dict[int, list[tuple[int, int, int]]],
    sizes: Sequence[int] | Mapping[int, int],
    strangers: int,
) -> bool:
    places = (
        (pair.a, _main(pair.runs.a, pair.runs.lengths)),
        (pair.b, _main(pair.runs.b, pair.runs.lengths)),
    )
    at_edges = all(_is_at_edge(place, sizes[report]) for report, place in places)
    runs = pair.runs.lengths
    if runs.max() < max(_MOST_OF * runs[runs > _PHRASE].sum(), _PARAGRAPH):
        return False  # it shares more than that passage, or no paragraph
    most = _MOST_AT_EDGES if at_edges else _MOST_STORIES
    return strangers >= most + _SLACK or any(
        len({s for b, e, s in holders[report] if 2 * (min(e, end) - max(b, begin)) > end - begin}) >= most
        for report, (begin, end) in places
    )


def _is_at_edge(place: tuple[int, int], size: int) -> bool:
    """Return whether a passage is the first or the last thing in a report."""
    begin, end = place
    opens = begin <= _EDGE_WORDS and end <= _EDGE * size
    closes = end >= size - _EDGE_WORDS and begin >= (1 - _EDGE) * size
    return opens or closes
