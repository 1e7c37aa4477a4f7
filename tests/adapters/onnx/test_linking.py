from dataclasses import replace

import numpy as np
import pytest

from onrecord.adapters.onnx.decoding import STATES, Floats, Role, Segment, softmax
from onrecord.adapters.onnx.linking import Choices, Scored, _Shares, calibrated, link
from onrecord.model import Act

#: A paragraph of nine pieces at column 1 of a window of 12: source 0-1, cue 2, content 3-5, content 7-8.
SOURCE, CUE, CONTENT = 1, 3, 5
PATH = (SOURCE, SOURCE + 1, CUE, CONTENT, CONTENT + 1, CONTENT + 1, 0, CONTENT, CONTENT + 1)


def roles(path: tuple[int, ...] = PATH) -> Floats:
    scores = np.zeros((len(path), STATES), dtype=np.float32)
    scores[range(len(path)), path] = 6.0
    return scores


def pointing(targets: dict[int, int]) -> Floats:
    """Return pointers, each piece's to a column."""
    scores = np.zeros((len(PATH), 12), dtype=np.float32)
    for piece, column in targets.items():
        scores[piece, column] = 9.0
    return scores


def scored(
    *,
    path: tuple[int, ...] = PATH,
    to_cue: dict[int, int] | None = None,
    to_source: dict[int, int] | None = None,
) -> Scored:
    cue = dict.fromkeys(range(9), 3) if to_cue is None else to_cue
    source = {2: 1} if to_source is None else to_source
    names, acts = np.zeros((9, 11), dtype=np.float32), np.zeros((9, len(Act)), dtype=np.float32)
    acts[2, list(Act).index(Act.DENY)] = 4.0
    return Scored(roles(path), pointing(cue), pointing(source), names, acts, column=1)


def spans(x: Scored, choices: Choices | None = None) -> list[tuple[object, ...]]:
    return [
        (
            (a.source.first, a.source.last) if a.source else None,
            (a.cue.first, a.cue.last),
            *((c.first, c.last) for c in a.contents),
        )
        for a in link(x, choices or Choices())
    ]


def test_contents_that_point_to_one_cue_are_one_attribution_with_its_source() -> None:
    assert spans(scored()) == [((0, 1), (2, 2), (3, 5), (7, 8))]


def test_cue_that_points_to_nobody_has_no_source() -> None:
    x = scored(to_cue=dict.fromkeys(range(2, 9), 3) | {0: 8, 1: 8}, to_source={2: 0})
    assert spans(x) == [(None, (2, 2), (3, 5), (7, 8))]


def test_content_that_points_elsewhere_is_left_out() -> None:
    x = scored(to_cue=dict.fromkeys(range(7), 3) | {7: 11, 8: 11})
    assert spans(x) == [((0, 1), (2, 2), (3, 5))]


def test_piece_that_a_content_points_to_becomes_its_cue_though_it_had_no_role() -> None:
    path = (SOURCE, SOURCE + 1, 0, CONTENT, CONTENT + 1, CONTENT + 1, 0, 0, 0)
    assert spans(scored(path=path)) == [((0, 1), (2, 2), (3, 5))]
    assert spans(scored(path=path), Choices(missed=2.0)) == []


def test_paragraph_without_content_has_no_attribution() -> None:
    assert spans(scored(path=(SOURCE, SOURCE + 1, CUE, 0, 0, 0, 0, 0, 0))) == []


def test_leaning_to_no_role_finds_less() -> None:
    assert spans(scored(), Choices(outside=9.0)) == []


def test_attribution_below_the_least_confidence_is_not_given() -> None:
    (found,) = link(scored(), Choices())
    assert 0.9 < found.confidence < 1.0
    assert link(scored(), replace(Choices(), sure=0.999)) == []


def test_confidence_follows_its_curve_and_stays_between_nought_and_one() -> None:
    lowered = Choices(slope=0.5, offset=-0.2)
    assert calibrated(0.5, lowered) == pytest.approx(1 / (1 + np.exp(0.2)))
    assert 0 < calibrated(0.0, lowered) < calibrated(1.0, lowered) < 1


def test_act_is_that_of_the_cue() -> None:
    assert [x.act for x in link(scored(), Choices())] == [Act.DENY]


def test_votes_are_those_of_each_voter_by_itself() -> None:
    scores = np.random.default_rng(7).normal(size=(9, 12)).astype(np.float32)
    voters = [
        Segment(Role.CONTENT, 0, 3, 1.0),
        Segment(Role.CONTENT, 4, 4, 1.0),
        Segment(Role.SOURCE, 5, 8, 1.0),
    ]
    cues = [Segment(Role.CUE, 0, 1, 1.0), Segment(Role.CUE, 3, 8, 1.0)]
    votes = _Shares.of(scores, voters, 2).votes(cues)
    for given, voter in zip(votes, voters, strict=True):
        share = softmax(scores[voter.first : voter.last + 1]).mean(axis=0)
        assert given == pytest.approx([share[2:4].sum(), share[5:11].sum()])
