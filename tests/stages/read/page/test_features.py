import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.stages.read.page.facts import PageFacts
from onrecord.stages.read.page.features import describe, feature_names
from tests.stages.read.pages import FIRST, NEWS, frame_of


def column(markup: str, name: str, facts: PageFacts | None = None) -> list[float]:
    rows = describe(frame_of(markup, facts))
    return [float(number) for number in rows[:, feature_names().index(name)]]


def test_every_block_has_every_number() -> None:
    rows = describe(frame_of(NEWS))
    assert rows.shape == (len(frame_of(NEWS).blocks), len(set(feature_names())))
    assert np.isfinite(rows).all()


def test_links_headings_and_hints_of_a_block_show_in_its_numbers() -> None:
    assert column("<p><a href='x'>abcd</a>efgh</p>", "linked") == [0.5]
    assert column("<h2>a</h2><p>b</p>", "tag_h2") == [1.0, 0.0]
    assert column('<div class="teaser"><p>a</p></div>', "own_teaser") == [0.0]
    assert column('<div class="teaser"><p>a</p></div>', "near_teaser") == [1.0]


def test_what_the_head_says_is_looked_for() -> None:
    facts = PageFacts(body=("x" * 40) + "theharbourofselmstayedshutonmonday", authors=("tommarsh",))
    assert column("<p>The harbour of Selm</p><p>Other</p>", "in_body", facts) == [1.0, 0.0]
    assert column("<p>By Tom Marsh</p><p>Other</p>", "by_author", facts) == [1.0, 0.0]


def test_copies_of_a_line_are_counted() -> None:
    markup = f"<p>{FIRST}</p><div>{FIRST}</div>"
    assert column(markup, "copies") == [2.0, 2.0]
    assert column(markup, "earlier_copies") == [0.0, 1.0]


TAGS = st.sampled_from(["p", "div", "h1", "h2", "article", "li", "a", "b", "td", "nav", "br", "img", "x-y"])


@given(st.lists(st.tuples(TAGS, st.text(max_size=30)), max_size=30))
@settings(max_examples=60, deadline=None)
def test_numbers_are_finite_whatever_a_page_holds(parts: list[tuple[str, str]]) -> None:
    safe = "".join(f"<{tag}>{words.translate({60: None, 38: None, 0: None})}" for tag, words in parts)
    assert np.isfinite(describe(frame_of(f"<body><p>x</p>{safe}"))).all()
