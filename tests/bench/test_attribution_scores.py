import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import attribution_scores as scores


def share(counts: Mapping[object, float]) -> dict[str, float | None]:
    return {"share": counts["right"] / counts["all"] if counts["all"] else None}


def test_outlet_is_what_stands_before_the_date_in_an_articles_name() -> None:
    assert scores.outlet_of("harbour-post_2016-09-12_ferry-late-again") == "harbour-post"
    assert scores.outlet_of("daily7_2016-09-12") == "daily7"


@pytest.mark.parametrize("name", ["00017", "harbour-post_ferry_2016", "2016-09-12_harbour", ""])
def test_article_whose_name_tells_no_outlet_is_in_no_group(name: str) -> None:
    assert scores.outlet_of(name) is None


def test_gender_is_that_of_the_one_pronoun_in_a_source() -> None:
    assert [scores.gender_of([word]) for word in ("He", "hers", "herself", "him")] == [
        "he",
        "she",
        "she",
        "he",
    ]
    assert scores.gender_of(["she", "and", "others"]) == "she"


def test_source_with_both_pronouns_or_another_has_no_gender() -> None:
    assert scores.gender_of(["he", "or", "she"]) is None
    assert scores.gender_of(["they"]) is None
    assert scores.gender_of([]) is None


def test_articles_that_are_all_alike_leave_no_room_in_the_interval() -> None:
    counts = [{"right": 3, "all": 4}] * 20
    assert scores.bootstrap(counts, share) == {"share": [0.75, 0.75, 0.75]}


def test_interval_is_the_same_for_the_same_seed_and_holds_the_figure() -> None:
    counts = [{"right": n % 3, "all": 3} for n in range(40)]
    first, second = (scores.bootstrap(counts, share)["share"] for _ in range(2))
    value, low, high = first
    assert first == second
    assert value is not None
    assert low is not None
    assert high is not None
    assert low < value < high


def test_interval_of_a_share_is_about_as_wide_as_theory_says() -> None:
    counts = [{"right": n % 2, "all": 1} for n in range(400)]
    _, low, high = scores.bootstrap(counts, share)["share"]
    assert low is not None
    assert high is not None
    assert high - low == pytest.approx(2 * 1.96 * math.sqrt(0.25 / 400), rel=0.15)


def test_articles_are_drawn_whole_not_statement_by_statement() -> None:
    long_and_wrong = [{"right": 0, "all": 100}]
    counts = [*long_and_wrong, *[{"right": 1, "all": 1}] * 9]
    drawn = {round(sample["all"] - sample["right"]) for sample in scores.resample(counts, times=200)}
    assert drawn > {0, 100}
    assert all(wrong % 100 == 0 for wrong in drawn)


def test_figure_without_anything_to_divide_by_is_absent() -> None:
    assert scores.bootstrap([{"right": 0, "all": 0}], share) == {"share": [None, None, None]}
    assert scores.bootstrap([], share) == {"share": [None, None, None]}


def test_resamples_without_the_figure_are_left_out_of_its_interval() -> None:
    counts = [{"right": 1, "all": 1}, {"right": 0, "all": 0}]
    assert scores.bootstrap(counts, share) == {"share": [1.0, 1.0, 1.0]}


@given(st.floats(0, 1))
def test_every_confidence_falls_into_the_bin_that_holds_it(confidence: float) -> None:
    b = scores.bin_of(confidence)
    assert 0 <= b < scores.BINS
    assert b / 10 - 1e-8 <= confidence <= (b + 1) / 10 + 1e-8


def test_confidence_on_an_edge_belongs_to_the_bin_above_but_certainty_to_the_last() -> None:
    assert [scores.bin_of(n / 10) for n in range(11)] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]


def test_confidences_that_are_right_as_often_as_they_say_have_no_error() -> None:
    counts = scores.count_confidences([(0.75, True)] * 3 + [(0.75, False)])
    assert scores.calibration(counts) == {"right 7": 0.75, "ece": 0.0}


def test_calibration_error_weighs_each_bin_by_its_statements() -> None:
    sure = scores.count_confidences([(0.95, True)] * 6 + [(0.95, False)] * 2)
    unsure = scores.count_confidences([(0.35, True), (0.35, False)])
    found = scores.calibration(scores.totals([sure, unsure]))
    assert found["right 9"] == 0.75
    assert found["right 3"] == 0.5
    assert found["ece"] == pytest.approx((8 * 0.2 + 2 * 0.15) / 10)


def test_nothing_found_has_no_calibration() -> None:
    assert scores.calibration(scores.totals([])) == {"ece": None}


def test_shares_are_counted_by_key() -> None:
    counts = {("all", "total"): 4, ("all", "right"): 3, ("pronoun", "total"): 2}
    assert scores.shares(scores.totals([counts])) == {"all": 0.75, "pronoun": 0.0}


def test_operations_grow_with_the_window_by_its_attention_and_pointers_only() -> None:
    more = scores.operations_per_piece(257) - scores.operations_per_piece(256)
    assert more == 4 * (scores.LAYERS * scores.ATTENTION + scores.POINTER)
    maps = 4 * scores.WIDTH * scores.ATTENTION + 2 * scores.WIDTH * scores.INNER
    assert scores.operations_per_piece(0) == 2 * (scores.LAYERS * maps + scores.WIDTH * scores.HEADS)


class Scorer:
    """Contents as sets of word numbers, one to one in order: what `right_contents` asks of the real scorer."""

    @staticmethod
    def Text(text: str) -> str:  # noqa: N802 -- the real scorer's name
        return text

    @staticmethod
    def load(_: str, attributions: Sequence[Sequence[int]]) -> list[dict[str, frozenset[int]]]:
        return [{"content": frozenset(words)} for words in attributions if words]

    @staticmethod
    def align(gold: Sequence[object], predicted: Sequence[object]) -> list[tuple[int, int]]:
        return [(i, i) for i in range(min(len(gold), len(predicted)))]


def test_content_is_right_when_half_of_it_and_half_of_the_marked_one_is_the_same() -> None:
    gold = [[1, 2, 3, 4], [11, 12, 13, 14], [21, 22, 23, 24]]
    found = [[3, 4], [14], [21, 22, 23, 24, 25, 26, 27, 28, 29]]
    assert scores.right_contents(Scorer, "", gold, found) == [True, False, False]


def test_content_without_words_is_dropped_and_one_without_a_partner_is_wrong() -> None:
    assert scores.right_contents(Scorer, "", [[1, 2]], [[], [1, 2], [5]]) == [None, True, False]
