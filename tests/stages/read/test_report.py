import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import PageUnreadable
from onrecord.model import Outlet, Report
from onrecord.stages.read import MADE_BY, read_report
from onrecord.stages.read.laid.layout import is_visible
from tests.factory import make_capture
from tests.stages.read.reading import PROSE, kinds, read, read_or_refuse

SHARED = Path(__file__).resolve().parents[4] / "shared" / "reports"


def check(report: Report) -> None:
    """Assert what holds for the report of any text."""
    end = 0
    for block in report.blocks:
        assert end <= block.span.start < block.span.end <= len(report.text)
        words = block.span.cut(report.text)
        assert is_visible(words[0])
        assert is_visible(words[-1])
        assert block.label is None or block.span.covers(block.label)
        assert (block.level is None) == (block.kind != "heading")
        end = block.span.end
    for note in report.footnotes:
        assert all(ref.cut(report.text) == note.marker for ref in note.refs)
    for pointer in report.cross_references:
        assert pointer.target
    assert all(g.span is None or g.span.end <= len(report.text) for g in report.metadata.grounds)


def test_text_of_a_plain_report_is_the_decoded_capture_unchanged() -> None:
    body = f"\ufeff\r\nFees\u00a0In Selm\r\n\r\n  {PROSE}\r\n\x00\u2028"
    report = read(body.replace("\ufeff", ""))
    assert report.text == body.replace("\ufeff", "")
    assert (report.encoding, report.undecodable, report.made_by) == ("utf-8", 0, MADE_BY)


def test_report_is_named_by_its_captures_content() -> None:
    capture = make_capture(PROSE)
    report = read_report(
        capture, PROSE.encode(), name="selm.txt", outlets=[Outlet("Selm Courier", "newspaper")]
    )
    assert (report.id, report.capture, report.name) == (capture.id, capture.sha256, "selm.txt")


@pytest.mark.parametrize("body", [b"", b" \n\t ", "\ufeff".encode(), "\u00a0\u200f\u2028".encode()])
def test_empty_file_is_refused_in_one_line(body: bytes) -> None:
    with pytest.raises(PageUnreadable, match="is empty") as caught:
        read(body)
    assert "\n" not in str(caught.value)
    assert caught.value.subject == "a.txt"


def test_right_to_left_report_reads_like_any_other() -> None:
    title, day = "أغلقت السلطات ميناء سلم", "12 مارس 2022"
    words = "\u200fقالت مديرة الميناء إن الميناء سيبقى مغلقا حتى يوم الخميس بسبب ارتفاع الأمواج."
    report = read(f"{title}\n\n{day}\n\n{words}\n")
    assert [kind for kind, _ in kinds(report)] == ["heading", "metadata", "paragraph"]
    assert report.metadata.language == "ar"
    check(report)


@given(st.text(max_size=500))
def test_any_text_gives_blocks_in_order_that_do_not_overlap(text: str) -> None:
    report = read_or_refuse(text)
    assert report == read_or_refuse(text)
    if report:
        check(report)


WORDS = st.sampled_from(
    [
        *[
            "Lena Ode",
            ": ",
            '"',
            "\n",
            "\n\n",
            "We were not asked.",
            "[1]",
            "(AFP)",
            "May 3, 2021",
            "By ",
            "Source: ",
        ],
        *[
            "• ",
            "1. ",
            "Coast Bulletin No. 7",
            " | ",
            "Q: ",
            "A: ",
            "click here",
            "(Read Part I here)",
            "¹",
            "(1) ",
        ],
        *["قال", "«", "»", "Share this", "#12 | 01:10", " / ", "Photo: ", "© 2020 Selm", "…", "said"],
        *["To view this clip, click here", "The Harbour Of Selm"],
    ]
)


@given(st.lists(WORDS, max_size=40).map("".join))
def test_any_mixture_of_what_reports_are_made_of_reads_soundly(text: str) -> None:
    report = read_or_refuse(text)
    assert (report is None) == (not any(map(is_visible, text)))
    if report:
        check(report)


@given(st.binary(max_size=500), st.sampled_from(["text/plain", "text/html", "application/octet-stream"]))
def test_any_bytes_give_a_report_or_one_clear_error(body: bytes, media_type: str) -> None:
    report = read_or_refuse(body, media_type=media_type)
    assert report == read_or_refuse(body, media_type=media_type)
    if report:
        check(report)


@pytest.mark.parametrize(
    "body",
    [
        (PROSE + " ") * 10_000,
        (PROSE + "\n\n") * 5_000,
        "word " * 100_000,
        "x" * 1_000_000,
        '"' * 300_000,
        "Ode: We wait.\n" * 10_000,
        "[1] May 3, 2021, here no. 7 " * 10_000,
        "\n" * 300_000 + "x",
    ],
    ids=["one line", "paragraphs", "words", "one word", "marks", "turns", "anchors", "line ends"],
)
def test_large_texts_take_time_in_proportion(body: str) -> None:
    started = time.process_time()
    check(read(body))
    # A second per megabyte is the aim; five leave room for a slow machine, and none for squares.
    assert time.process_time() - started < 5


@pytest.mark.skipif(not SHARED.exists(), reason="the shared reports are not on this machine")
def test_shared_reports_read_soundly() -> None:
    for path in sorted(SHARED.glob("*.txt")):
        body = path.read_bytes()
        report = read(body)
        check(report)
        assert report.text == body.decode("utf-8")
        assert report.metadata.title


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_text_too_long_for_a_worker_is_refused_with_what_to_do(media_type: str) -> None:
    with pytest.raises(PageUnreadable, match=r"text of 5,\d{3},\d{3} characters.*split it into its parts"):
        read("She said so. " * 400_000, media_type=media_type)


def test_outlets_own_credit_is_read_as_one() -> None:
    courier = Outlet("Selm Courier", "newspaper", domains=("courier.example",), credits=(r"^Wire/(\w+)$",))
    wire = Outlet("Coast News Service", "agency", names=("CNS",))
    body = f"Fees in Selm\n\n{PROSE}\n\nWire/CNS\n"
    capture = make_capture(body, address="https://courier.example/a")
    report = read_report(capture, body.encode(), name="a", outlets=(courier, wire))
    assert (report.metadata.outlet, report.metadata.reprint_of) == ("Selm Courier", "Coast News Service")
    assert read_report(capture, body.encode(), name="a", outlets=()).metadata.reprint_of is None
