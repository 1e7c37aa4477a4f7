from rich.console import Console

from onrecord.model import Passage, Reprint, Span
from onrecord.serve.formats.reprints import reprint_object, reprint_table

FOUND = Reprint(
    "a.txt",
    "b\u202e.txt",
    0.123456,
    1.0,
    None,
    0.98765,
    (Passage(Span(0, 9), Span(5, 14)),),
    "nothing tells",
    "r 1",
)


def test_a_pair_is_an_object_with_its_passages() -> None:
    assert reprint_object(FOUND) == {
        "a": "a.txt",
        "b": "b\u202e.txt",
        "share_a": 0.1235,
        "share_b": 1.0,
        "origin": None,
        "confidence": 0.9877,
        "passages": [{"a": [0, 9], "b": [5, 14]}],
        "because": "nothing tells",
        "made_by": "r 1",
    }


def test_the_table_says_what_is_not_known_and_steers_no_terminal() -> None:
    console = Console(width=120)
    with console.capture() as captured:
        console.print(reprint_table([FOUND]))
    shown = captured.get()
    assert "not known" in shown
    assert "1 pair of reports" in shown
    assert "\u202e" not in shown
