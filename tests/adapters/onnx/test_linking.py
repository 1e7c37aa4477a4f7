from dataclasses import replace

import numpy as np
import pytest

from onrecord.adapters.onnx.decoding import STATES, Floats, Role, Segment, softmax
from onrecord.adapters.onnx.linking import NOT_HERE, Choices, Scores, _Shares, calibrated, link
from onrecord.model import Act
from tests.adapters.onnx.small import window

#: A paragraph of nine pieces: source 1-2, cue 3, content 4-6, content 8-9; then one of two pieces, 11 and 12.
SOURCE, CUE, CONTENT = 1, 3, 5
PATH = (SOURCE, SOURCE + 1, CUE, CONTENT, CONTENT + 1, CONTENT + 1, 0, CONTENT, CONTENT + 1)
WINDOW = window(9, 2)
SIZE = len(WINDOW.ids)


def roles(path: tuple[int, ...] = PATH) -> Floats:
    scores = np.zeros((SIZE, STATES), dtype=np.float32)
    states = (0, *path, *[0] * (SIZE - 1 - len(path)))
    scores[range(SIZE), states] = 6.0
    return scores


def pointing(targets: dict[int, int]) -> Floats:
    """Return pointers, each piece's to a column."""
    scores = np.zeros((SIZE, SIZE), dtype=np.float32)
    for piece, column in targets.items():
        scores[piece, column] = 9.0
    return scores


def scores(
    *,
    path: tuple[int, ...] = PATH,
    to_cue: dict[int, int] | None = None,
    to_source: dict[int, int] | None = None,
) -> Scores:
    cue = dict.fromkeys(range(1, 10), 3) if to_cue is None else to_cue
    source = {3: 1} if to_source is None else to_source
    names, acts = np.zeros((SIZE, 11), dtype=np.float32), np.zeros((SIZE, len(Act)), dtype=np.float32)
    acts[3, list(Act).index(Act.DENY)] = 4.0
    return Scores(roles(path), pointing(cue), pointing(source), names, acts)


def spans(x: Scores, choices: Choices | None = None) -> list[tuple[object, ...]]:
    return [
        (
            (a.source.first, a.source.last) if a.source else None,
            (a.cue.first, a.cue.last),
            *((c.first, c.last) for c in a.contents),
        )
        for a in link(WINDOW, x, choices or Choices())
    ]


def test_contents_that_point_to_one_cue_are_one_attribution_with_its_source() -> None:
    assert spans(scores()) == [((1, 2), (3, 3), (4, 6), (8, 9))]


def test_cue_that_points_to_nobody_has_no_source() -> None:
    x = scores(to_cue=dict.fromkeys(range(3, 10), 3) | {1: 8, 2: 8}, to_source={3: 0})
    assert spans(x) == [(None, (3, 3), (4, 6), (8, 9))]


def test_content_that_points_elsewhere_is_left_out() -> None:
    x = scores(to_cue=dict.fromkeys(range(1, 8), 3) | {8: 7, 9: 7})
    assert spans(x, Choices(missed=2.0)) == [((1, 2), (3, 3), (4, 6))]


def test_nothing_is_linked_across_paragraphs() -> None:
    # a cue, a source and a piece without a role in the second paragraph, and pointers to them
    path = (*PATH, 0, CUE, SOURCE)
    x = scores(path=path, to_cue=dict.fromkeys(range(1, 8), 3) | {8: 11, 9: 11}, to_source={3: 12})
    assert spans(x) == [((1, 2), (3, 3), (4, 6))]
    x = scores(to_cue=dict.fromkeys(range(1, 8), 3) | {8: 12, 9: 12})
    assert spans(x) == [((1, 2), (3, 3), (4, 6))]


def test_piece_that_a_content_points_to_becomes_its_cue_though_it_had_no_role() -> None:
    path = (SOURCE, SOURCE + 1, 0, CONTENT, CONTENT + 1, CONTENT + 1, 0, 0, 0)
    assert spans(scores(path=path)) == [((1, 2), (3, 3), (4, 6))]
    assert spans(scores(path=path), Choices(missed=2.0)) == []


def test_paragraph_without_content_has_no_attribution() -> None:
    assert spans(scores(path=(SOURCE, SOURCE + 1, CUE, 0, 0, 0, 0, 0, 0))) == []


def test_leaning_to_no_role_finds_less() -> None:
    assert spans(scores(), Choices(outside=9.0)) == []


def test_attribution_below_the_least_confidence_is_not_given() -> None:
    (found,) = link(WINDOW, scores(), Choices())
    assert 0.9 < found.confidence < 1.0
    assert link(WINDOW, scores(), replace(Choices(), sure=0.999)) == []


def test_confidence_follows_its_curve_and_stays_between_nought_and_one() -> None:
    lowered = Choices(slope=0.5, offset=-0.2)
    assert calibrated(0.5, lowered) == pytest.approx(1 / (1 + np.exp(0.2)))
    assert 0 < calibrated(0.0, lowered) < calibrated(1.0, lowered) < 1


def test_act_is_that_of_the_cue() -> None:
    assert [x.act for x in link(WINDOW, scores(), Choices())] == [Act.DENY]


def test_votes_are_those_of_each_voter_by_itself() -> None:
    given = np.random.default_rng(7).normal(size=(SIZE, SIZE)).astype(np.float32)
    voters = [
        Segment(Role.CONTENT, 1, 4, 1.0),
        Segment(Role.CONTENT, 5, 5, 1.0),
        Segment(Role.SOURCE, 6, 9, 1.0),
        Segment(Role.SOURCE, 11, 12, 1.0),
    ]
    cues = [Segment(Role.CUE, 1, 2, 1.0), Segment(Role.CUE, 4, 9, 1.0)]
    *votes, other = _Shares.of(given, voters, WINDOW.columns).votes(cues)
    for vote, voter in zip(votes, voters, strict=False):
        share = softmax(given[voter.first : voter.last + 1]).mean(axis=0)
        assert vote == pytest.approx([share[1:3].sum(), share[4:10].sum()])
    assert other.tolist() == [NOT_HERE, NOT_HERE]
