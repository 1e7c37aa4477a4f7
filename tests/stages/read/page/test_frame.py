import pytest

from onrecord.stages.read.page.facts import PageFacts
from onrecord.stages.read.page.frame import Frame, look_at, signed_log, size_of
from tests.stages.read.pages import FIRST, NEWS, SECOND, THIRD, blocks_of, frame_of


def block(frame: Frame, words: str) -> int:
    return next(i for i, own in enumerate(frame.blocks) if own.words == words)


def test_main_element_is_the_one_that_the_running_text_stands_in() -> None:
    frame = frame_of(NEWS)
    assert frame.nodes[frame.main].signature == "div.article-body"
    assert frame.in_main[block(frame, SECOND)]
    assert not frame.in_main[block(frame, "A lighthouse is sold")]


def test_title_is_the_heading_that_the_head_names() -> None:
    markup = f"<h1>The Selm Courier</h1><h2>Fees rise in Selm</h2><p>{FIRST}</p>"
    assert frame_of(markup, PageFacts(titles=("feesriseinselm",))).title == 1
    assert frame_of(markup).title == 0
    assert frame_of(f"<p>{FIRST}</p>").title == -1


def test_blocks_of_another_article_than_the_titles_are_told_apart() -> None:
    markup = (
        f"<article><h1>Fees</h1><p>{FIRST}</p><article><p>{SECOND}</p></article></article>"
        f"<article><p>{THIRD}</p></article><p>end</p>"
    )
    frame = frame_of(markup)
    shares = [frame.shares_article(frame.nodes[own.node]) for own in frame.blocks]
    assert shares == [1.0, 1.0, 0.5, -1.0, 0.0]


def test_an_element_holds_all_that_stands_in_it() -> None:
    frame = frame_of("<div><p>abcd</p><p><a href='x'>ef</a></p></div>")
    held = frame.held[0]
    assert (held.size, held.linked, held.blocks) == (6, 2, 2)


@pytest.mark.parametrize(
    ("words", "prose"),
    [
        (FIRST, True),
        ("Home", False),
        ("Порт Сельма в понедельник был закрыт, и ни одно судно не впустили, пока не прошла буря.", True),
        ("セルムの港は月曜日も閉鎖されたままで、嵐が過ぎるまで船は入れなかったと港長は述べた。", True),
    ],
)
def test_running_text_is_known_in_any_script(words: str, *, prose: bool) -> None:
    assert look_at(blocks_of(f"<p>{words}</p>").blocks[0]).prose is prose


def test_wide_letters_say_more() -> None:
    assert size_of("港港") == 5.0
    assert size_of("порт") == 4.0


def test_logarithm_keeps_the_sign() -> None:
    assert signed_log(-3) == -signed_log(3)
