from datetime import UTC, datetime, timedelta

from rich.console import Console, RenderableType

from onrecord.model import Lead, Outlet, Source, SourceKind
from onrecord.serve.formats.outlet_table import outlet_card, outlets_table, source_card
from onrecord.stages.collect import Found

STEERING = "Talks \x1b[31m\u202enow"


def drawn(thing: RenderableType) -> str:
    console = Console(width=100, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(thing)
    return captured.get()


def test_nothing_that_a_source_says_steers_the_terminal() -> None:
    source = Source(SourceKind.FEED, "https://a.example/\x1b[2J")
    leads = (Lead("https://a.example/1", "x", title=STEERING, published=datetime(2026, 3, 5, 8, tzinfo=UTC)),)
    found = Found(leads, next_check=timedelta(hours=1), problems=(STEERING,))
    outlet = Outlet(STEERING, "site", domains=("a.example",), names=(STEERING,))
    pictures = [
        drawn(source_card(source, found, [(leads[0], True)])),
        drawn(outlet_card(outlet, is_own=True)),
        drawn(outlets_table([outlet], frozenset({outlet.name}))),
    ]
    for picture in pictures:
        assert "\x1b[31m" not in picture
        assert "\x1b[2J" not in picture
        assert "\u202e" not in picture
    assert "2026-03-05 08:00  here  Talks \\x1b[31m\\u202enow" in pictures[0]
    assert "asks to be left alone for 60 minutes" in pictures[0]
