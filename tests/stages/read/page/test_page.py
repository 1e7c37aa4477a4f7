import pytest

from onrecord.errors import PageUnreadable
from onrecord.model import Report
from onrecord.stages.read.page.page import is_page
from tests.factory import make_capture
from tests.stages.read.reading import PROSE, kinds, read

PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Fees rise in Selm - The Selm Courier</title>
<meta property="og:site_name" content="The Selm Courier"><meta name="author" content="Tom Marsh">
<meta property="article:published_time" content="2022-03-12T10:00:00Z">
<link rel="canonical" href="https://courier.example/fees"><script>var hidden = "secret";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<article><h1>Fees rise in Selm</h1>
<figure><img src="a.jpg" alt="boats"><figcaption>Boats in the harbour of Selm</figcaption></figure>
<p>{PROSE}</p><h2>Anger in town</h2>
<p>"We were not asked," said the mayor, Lena Ode, adding that the town would &amp; should resist it.</p>
<blockquote><p>"No ship will pay," she wrote in a letter to the minister.</p></blockquote>
<ul><li>Boats under five metres pay nothing</li><li>All others pay a third more</li></ul>
<p><strong>What happens next</strong></p>
<p>Interviewer: Will you resist?<br>Lena Ode: Yes, we will.</p>
<p>The council votes in May, and the decision is expected before the summer begins in the town.</p>
</article><footer><p>© 2022 The Selm Courier</p></footer></body></html>"""


def page(markup: str) -> Report:
    return read(markup, media_type="text/html")


def test_structure_of_a_page_becomes_typed_blocks() -> None:
    found = kinds(page(PAGE))
    assert found[0] == ("heading", "Fees rise in Selm")
    assert [kind for kind, words in found].count("list_item") == 2
    for block in (
        ("caption", "Boats in the harbour of Selm"),
        ("heading", "Anger in town"),
        ("heading", "What happens next"),
        ("turn", "Interviewer: Will you resist?"),
        ("turn", "Lena Ode: Yes, we will."),
        ("paragraph", '"No ship will pay," she wrote in a letter to the minister.'),
    ):
        assert block in found


def test_metadata_of_a_page_comes_from_its_markup_and_says_so() -> None:
    metadata = page(PAGE).metadata
    assert (metadata.title, metadata.outlet, metadata.authors) == (
        "Fees rise in Selm",
        "The Selm Courier",
        ("Tom Marsh",),
    )
    assert metadata.published is not None
    assert metadata.published.isoformat() == "2022-03-12"
    assert metadata.canonical_address == "https://courier.example/fees"
    assert {"outlet", "published", "authors", "canonical_address"} <= {
        ground.field for ground in metadata.grounds
    }


def test_text_of_a_page_is_its_blocks_with_a_blank_line_between_and_no_script() -> None:
    report = page(PAGE)
    assert "secret" not in report.text
    assert "harbour of Selm\n\nThe harbour" in report.text
    assert "would & should" in report.text


def test_same_page_reads_the_same_again() -> None:
    assert page(PAGE) == page(PAGE)


def test_small_page_that_holds_no_article_is_read_whole() -> None:
    assert page("<html><body><p>Hello from <b>Selm</b>.</p></body></html>").text == "Hello from Selm."


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<script>x()</script>", "<!-- only this -->", "<p> &nbsp; </p>"]
)
def test_page_without_visible_words_is_refused(markup: str) -> None:
    with pytest.raises(PageUnreadable, match="no text that a reader would see"):
        page(markup)


def test_charset_in_the_markup_is_believed() -> None:
    body = f'<html><head><meta charset="windows-1251"></head><body><p>{"порт закрыт. " * 3}</p></body></html>'
    assert "порт закрыт" in page_bytes(body.encode("cp1251")).text


def page_bytes(body: bytes) -> Report:
    return read(body, media_type="text/html")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000 + "words of the deep" + "</div>" * 20_000,
        "<b>" * 50_000 + "words of the deep",
        "<ul><li>" * 3_000 + "words of the deep",
        "<table><tr><td>" * 100 + "words of the deep",
        "<p>words of the deep " + "x" * 3_000_000,
        "<p title='" + "x" * 1_000_000 + "'>words of the deep</p>",
        "<p>words of the deep</p>" + "<" * 100_000,
    ],
    ids=["divs", "unclosed", "lists", "tables", "long word", "long attribute", "signs"],
)
def test_hostile_markup_neither_hangs_nor_hides_the_words(markup: str) -> None:
    assert "words of the deep" in page(markup).text


def test_markup_is_known_by_media_type_or_by_how_it_begins() -> None:
    assert is_page(make_capture(b"x", media_type="text/html"), b"x")
    assert is_page(make_capture(b"x", media_type="application/octet-stream"), b" <!DOCTYPE html><p>")
    assert not is_page(make_capture(b"x", media_type="text/plain"), b"<html>")
