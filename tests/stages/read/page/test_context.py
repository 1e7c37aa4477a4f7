import numpy as np

from onrecord.stages.read.page.context import context_names, describe_again
from onrecord.stages.read.page.features import describe
from tests.stages.read.pages import FIRST, NEWS, SECOND, frame_of


def again(markup: str, chances: list[float], name: str) -> list[float]:
    frame = frame_of(markup)
    rows = describe_again(frame, describe(frame), np.array(chances))
    return [round(float(number), 3) for number in rows[:, context_names().index(name)]]


def test_second_look_has_a_name_for_every_number() -> None:
    frame = frame_of(NEWS)
    rows = describe_again(frame, describe(frame), np.full(len(frame.blocks), 0.5))
    assert rows.shape == (len(frame.blocks), len(set(context_names())))
    assert np.isfinite(rows).all()


def test_each_block_sees_what_the_first_look_thinks_of_its_neighbours() -> None:
    markup = "<p>a</p><p>b</p><p>c</p>"
    assert again(markup, [0.1, 0.2, 0.3], "chance-1") == [0.0, 0.1, 0.2]
    assert again(markup, [0.1, 0.2, 0.3], "chance+2") == [0.3, 0.0, 0.0]


def test_a_heading_sees_the_long_blocks_around_it() -> None:
    markup = f"<p>{FIRST}</p><h2>A week</h2><p>short</p><p>{SECOND}</p>"
    assert again(markup, [0.9, 0.4, 0.1, 0.8], "long_before")[1] == 0.9
    assert again(markup, [0.9, 0.4, 0.1, 0.8], "long_after")[1] == 0.8
    assert again(markup, [0.9, 0.4, 0.1, 0.8], "to_long_after")[1] == 2.0


def test_a_block_sees_the_mean_of_those_made_like_it_without_itself() -> None:
    assert again("<p>a</p><p>b</p><h2>c</h2>", [0.2, 0.6, 0.9], "of_tag") == [0.6, 0.2, -1.0]
