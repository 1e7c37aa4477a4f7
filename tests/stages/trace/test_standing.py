from onrecord.stages.trace.index import MemoryIndex
from onrecord.stages.trace.standing import without_standing
from onrecord.stages.trace.tracer import add_words, find_pairs
from tests.stages.trace.told import OTHER, STORY, page, words

BACKGROUND = (
    "The league brings together forty towns along the river and was founded when the old canal company fell, since"
    " which time it has run every lock, most ferries and nearly all of the towpaths between the coast and the lakes."
)


def test_a_paragraph_at_the_foot_of_unrelated_reports_is_nobodys_story() -> None:
    bodies = [
        page(*[f"{s} {n * 7919 + i} {i * 31 + n}" for i, s in enumerate(unrelated(n))], BACKGROUND)
        for n in range(6)
    ]
    known = [words(body) for body in bodies]
    index = MemoryIndex()
    add_words(index, 0, known)
    pairs = [p for p in find_pairs(index, known, 0, known, earlier=True) if p.confidence >= 0.4]
    assert pairs
    assert without_standing(pairs, [len(those) for those in known]) == []


def test_a_passage_that_one_report_quotes_stays() -> None:
    known = [words(page(*STORY)), words(page(*OTHER[:2], STORY[1], STORY[2], *OTHER[2:]))]
    index = MemoryIndex()
    add_words(index, 0, known)
    pairs = list(find_pairs(index, known, 0, known, earlier=True))
    assert without_standing(pairs, [len(those) for those in known]) == pairs


def unrelated(number: int) -> list[str]:
    """Return sentences that no other number has."""
    return [" ".join(f"w{number}x{i}y{j}" for j in range(20)) + "." for i in range(6)]
