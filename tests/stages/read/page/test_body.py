import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from onrecord.stages.read.page.body import choose, find_body, open_blocks, whole_page
from onrecord.stages.read.page.facts import PageFacts, read_facts
from tests.stages.read.pages import FIRST, NEWS, SECOND, THIRD, blocks_of, frame_of

NOTHING = PageFacts()


def body(markup: str) -> list[tuple[str, str]]:
    tree = lxml_html.document_fromstring(markup)
    return [(part.hint, part.words) for part in find_body(blocks_of(markup), read_facts(tree))]


def article(inner: str) -> str:
    return (
        f"<html><body><article><h1>Harbour of Selm stays shut</h1><div class='article-body'>"
        f"<p>{FIRST}</p>{inner}<p>{SECOND}</p><p>{THIRD}</p></div></article></body></html>"
    )


def test_report_is_its_paragraphs_headings_and_captions_without_the_sites_own() -> None:
    found = body(NEWS)
    assert [words for _, words in found] == [
        "Ships before the gates of Selm",
        FIRST,
        "A week of work",
        SECOND,
        THIRD,
    ]
    assert [hint for hint, _ in found] == ["figcaption", "p", "h2", "p", "p"]


def test_list_items_among_the_paragraphs_are_list_items() -> None:
    found = body(article("<ul><li>Boats pay nothing</li><li>Ships pay a third more</li></ul>"))
    assert ("li", "Boats pay nothing") in found
    assert ("li", "Ships pay a third more") in found


def test_caption_stands_once_and_not_outside_the_report() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>Ships before the gates</figcaption></figure>"
    found = body(article(figure + figure).replace("</article>", f"</article><aside>{figure}</aside>"))
    assert found.count(("figcaption", "Ships before the gates")) == 1


def test_report_in_other_scripts_is_found_by_the_same_means() -> None:
    arabic = (
        "أغلق ميناء سلم يوم الاثنين ولم يسمح لأي سفينة بالدخول قبل أن تمر العاصفة، كما قال مدير الميناء. "
    )
    hebrew = "נמל סלם נשאר סגור ביום שני, ואף ספינה לא הורשתה להיכנס עד שחלפה הסערה, אמר מנהל הנמל לכתבים. "
    russian = "Порт Сельма в понедельник оставался закрытым, и ни одно судно не впустили до конца бури. "
    japanese = "セルムの港は月曜日も閉鎖されたままで、嵐が過ぎるまで船は一隻も入れなかったと港長は述べた。"
    for words in (arabic, hebrew, russian, japanese):
        markup = NEWS
        for old, times in ((FIRST, 1), (SECOND, 2), (THIRD, 3)):
            markup = markup.replace(old, (words * (times + 1)).strip())
        paragraphs = [found for hint, found in body(markup) if hint == "p"]
        assert paragraphs == [(words * (times + 1)).strip() for times in (1, 2, 3)]


def test_cells_of_a_row_are_one_line() -> None:
    table = "<table><tr><td>Boats</td><td>nothing</td></tr><tr><td>Ships</td><td>a third</td></tr></table>"
    frame = frame_of(article(table))
    every = choose(frame, np.ones(len(frame.blocks)), 0.5)
    assert len(every) == len(frame.blocks)
    assert [part.hint for part in whole_page(blocks_of("<p>a</p><h3>b</h3><li>c</li>"))] == ["p", "h3", "li"]


def test_navigation_foot_services_and_other_articles_are_never_the_report() -> None:
    other = f"<article><h2>Another day</h2><p>{FIRST}</p></article>"
    markup = (
        f"<nav><p>{FIRST}</p></nav><article><h1>Fees</h1>{f'<p>{SECOND}</p>' * 4}</article>{other}"
        f"<div id='taboola-x'><p>{THIRD}</p></div><footer><p>{THIRD}</p></footer>"
    )
    assert open_blocks(frame_of(markup)).tolist() == [False, *[True] * 5, False, False, False, False]


def test_an_article_beside_an_empty_one_with_the_title_stays_open() -> None:
    markup = f"<article><h1>Fees rise</h1></article><article><p>{FIRST}</p></article>"
    assert open_blocks(frame_of(markup)).all()


def test_of_two_blocks_that_say_the_same_the_likelier_is_chosen() -> None:
    frame = frame_of(f"<p>{FIRST}</p><div>{FIRST}</div><p>Yes.</p><p>Yes.</p>")
    assert choose(frame, np.array([0.6, 0.9, 0.8, 0.8]), 0.5) == [1, 2, 3]


def test_page_without_blocks_has_no_report() -> None:
    assert find_body(blocks_of("<html><body></body></html>"), NOTHING) == []


def test_whole_page_leaves_out_what_is_hidden_unless_all_is() -> None:
    hidden = "<p hidden>a</p>"
    assert [part.words for part in whole_page(blocks_of(f"{hidden}<p>b</p>"))] == ["b"]
    assert [part.words for part in whole_page(blocks_of(hidden))] == ["a"]


TAGS = st.sampled_from(
    ["p", "div", "h2", "li", "td", "blockquote", "figcaption", "b", "a", "br", "script", "x-y"]
)
WORDS = st.lists(st.sampled_from(["harbour", "порт", "港", "ميناء", "fees.", "Selm", "a1"]), max_size=25)


@given(st.lists(st.tuples(TAGS, WORDS), min_size=1, max_size=25))
@settings(max_examples=60, deadline=None)
def test_every_word_of_a_report_stands_on_the_page_where_a_reader_sees_it(
    parts: list[tuple[str, list[str]]],
) -> None:
    inner = "".join(f"<{tag}>{' '.join(words)}</{tag}>" for tag, words in parts)
    markup = article(inner + "<style>styled</style><p hidden>unseen words</p>")
    shown = re.sub(r"\s+", "", " ".join(block.words for block in blocks_of(markup).blocks))
    for _, words in body(markup):
        for cell in words.split(" | "):
            assert re.sub(r"\s+", "", cell) in shown
        assert "styled" not in words
