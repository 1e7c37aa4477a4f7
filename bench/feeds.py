"""How fast leads are found in feeds, sitemaps and listings, and with how much memory.

    python bench/feeds.py              one line a measurement
    python bench/feeds.py --others     also feedparser and fastfeedparser, where they are installed

Everything is generated: a feed of 500 items that carry their articles' text (as most do), a sitemap of 50,000
addresses and the same as gzip, a front page of 400 links. Peak memory is of a process of its own for each
measurement, less what that process holds with the source in memory, before it begins.
"""

import argparse
import gzip
import importlib
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from onrecord.model import Outlet, Source, SourceKind
from onrecord.stages.collect import find_leads

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOME = "https://selmcourier.example"
ITEMS = 500
URLS = 50_000
LINKS = 400
_ROUNDS_SECONDS = 3.0
_WORDS = "The mayor said that the harbour belongs to everybody. "


def make_feed() -> bytes:
    """Return an RSS feed of ITEMS items, near 1 MB."""
    item = (
        "<item><title>Harbour talks resume &amp; the fleet waits {i}</title><link>{home}/2026/03/04/talks-{i}"
        "?utm_source=rss&amp;utm_medium=feed</link><guid isPermaLink='false'>{i}</guid>"
        "<pubDate>Wed, 04 Mar 2026 10:{minute:02d}:00 +0100</pubDate><description>{teaser}</description>"
        "<content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )
    rows = (
        item.format(i=i, home=HOME, minute=i % 60, teaser=_WORDS * 8, text=f"<p>{_WORDS}</p>" * 20)
        for i in range(ITEMS)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Selm Courier</title>'
        f"<link>{HOME}/</link><ttl>60</ttl>{''.join(rows)}</channel></rss>"
    ).encode()


def make_broken_feed() -> bytes:
    """Return the same feed with entities that it does not declare, and cut short."""
    return make_feed().replace(b"&amp;", b"&")[:-40]


def make_sitemap(*, recent: bool = True) -> bytes:
    """Return a sitemap of URLS addresses, all of the last week or all of long ago, near 7 MB."""
    day = NOW if recent else NOW - timedelta(days=900)
    rows = (
        f"<url><loc>{HOME}/news/harbour-talks-resume-in-selm-{i}</loc>"
        f"<lastmod>{(day - timedelta(seconds=i)).isoformat()}</lastmod><priority>0.5</priority></url>"
        for i in range(URLS)
    )
    head = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return (head + "".join(rows) + "</urlset>").encode()


def make_page() -> bytes:
    """Return a front page with LINKS links to articles."""
    rows = (
        f"<article><a href='/2026/03/04/talks-{i}'><img src='/{i}.jpg'></a><h2>"
        f"<a href='/2026/03/04/talks-{i}'>Talks {i}"
        f"</a></h2><p>{_WORDS}</p><time datetime='2026-03-04T10:00:00Z'></time></article>"
        for i in range(LINKS // 2)
    )
    return f"<html><head><title>Selm Courier</title></head><body>{''.join(rows)}</body></html>".encode()


Case = tuple[SourceKind, Callable[[], bytes]]
CASES: Mapping[str, Case] = {
    "feed": (SourceKind.FEED, make_feed),
    "broken feed": (SourceKind.FEED, make_broken_feed),
    "sitemap, all recent": (SourceKind.SITEMAP, make_sitemap),
    "sitemap, gzip": (SourceKind.SITEMAP, lambda: gzip.compress(make_sitemap())),
    "sitemap, all old": (SourceKind.SITEMAP, lambda: make_sitemap(recent=False)),
    "listing": (SourceKind.LISTING, make_page),
}
OTHERS = ("feedparser", "fastfeedparser")
_COUNTS = {"feed": ITEMS, "broken feed": ITEMS, "listing": LINKS}


def measure(name: str, body: bytes) -> str:
    """Return a line on one case: entries a CPU second, seconds a source, peak memory."""
    kind = CASES[name][0]
    source, outlet = Source(kind, HOME + "/source", "Selm Courier"), Outlet("Selm Courier", "newspaper")

    def once() -> int:
        return len(find_leads(source, body, media_type=None, charset=None, now=NOW, outlet=outlet).leads)

    return _measured(name, body, once, entries=_COUNTS.get(name, URLS))


def measure_other(library: str, body: bytes) -> str:
    """Return the same line for another parser's reading of the feed."""
    parse = importlib.import_module(library).parse
    return _measured(f"feed by {library}", body, lambda: len(parse(body)["entries"]), entries=ITEMS)


def _measured(name: str, body: bytes, once: Callable[[], int], *, entries: int) -> str:
    before = _peak_bytes()
    leads = once()
    after = _peak_bytes()
    rounds, begun = 0, time.process_time()
    while time.process_time() - begun < _ROUNDS_SECONDS:
        once()
        rounds += 1
    seconds = (time.process_time() - begun) / rounds
    return (
        f"{name:24} {len(body) / 1e6:6.2f} MB  {leads:6,} leads  {entries / seconds:9,.0f} entries/CPU s"
        f"  {seconds * 1000:8.1f} ms  +{(after - before) / 1e6:.0f} MB (of {after / 1e6:.0f})"
    )


def _peak_bytes() -> int:
    """Return the most memory that this process has held; `getrusage` would tell of its parent's too."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        return int(found[1]) * 1024 if found else 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Measure every case in a process of its own."""
    parser = argparse.ArgumentParser(description="Measure how leads are found.")
    parser.add_argument("--others", action="store_true", help="also measure other parsers of feeds")
    parser.add_argument("--one", choices=[*CASES, *OTHERS], help=argparse.SUPPRESS)
    parser.add_argument("--body", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        body = chosen.body.read_bytes()
        print(measure_other(chosen.one, body) if chosen.one in OTHERS else measure(chosen.one, body))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "source"
        for name in [*CASES, *(OTHERS if chosen.others else ())]:
            file.write_bytes(CASES[name][1]() if name in CASES else make_feed())
            # Where a library is not installed, its process says so on standard error.
            words = [sys.executable, __file__, "--one", name, "--body", str(file)]
            subprocess.run(words, check=False)  # noqa: S603 -- this program itself


if __name__ == "__main__":
    main()
