"""Reports that are written to harm whoever looks at them: everywhere in the desk they are words, and nothing else.

Each fault that they hold would show: a dialog, a title that changes, a request to another host, a script's error.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog

from onrecord.app import init_desk, open_desk
from tests.browser.conftest import Open, Served, serve, visiting
from tests.serve.web.conftest import add_text

SCRIPT = "<script>document.title='harmed';alert(1)</script>"
EVERYWHERE = (
    f"{SCRIPT}\"'><img src=https://evil.example/x.png onerror=alert(2)><svg onload=alert(3)>"
    "<style>body{display:none}</style><a href=javascript:alert(4)>x</a>{{7*7}}${7*7}"
)
BIDI = "\u202e\u2066txet desrever\u2069 and \u200f\u061c"
TEXT = f"""\
Harbour talks {SCRIPT} {BIDI}

Mayor Ada <img src=x onerror=alert(5)> Lindqvist said: “The harbour {EVERYWHERE} belongs {BIDI} to everybody.”

“We will answer </blockquote></main><script>alert(6)</script> in June,” Tomas Okoro{BIDI} of the Dockers’ Union told
Radio Selm.
"""
PAGE = f"""\
<!doctype html><html><head><title>Ferry {quote(SCRIPT)} &lt;script&gt;alert(7)&lt;/script&gt;</title>
<meta property="og:site_name" content='The "Courier" &lt;img src=x onerror=alert(8)&gt;'>
<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="https://evil.example/">
<link rel="stylesheet" href="https://evil.example/a.css"><link rel="dns-prefetch" href="https://evil.example/">
<script>alert(9)</script><style>@import url(https://evil.example/b.css);p{{background:url(https://evil.example/c.png)}}</style></head>
<body onload="alert(10)"><article><h1>Ferry &lt;script&gt;alert(11)&lt;/script&gt; leaves</h1>
<p style="background:url(https://evil.example/d.png)">Captain Ida Solberg said: “The ferry &lt;img src=x
onerror=alert(12)&gt; leaves at noon.” She told reporters at the pier that nobody had been asked, and that the
harbour would stay open for everybody who wanted to leave that day.</p>
<svg><script>alert(13)</script><a xlink:href="javascript:alert(14)"><text>t</text></a></svg>
<a href="javascript:alert(15)">more</a><iframe src="https://evil.example/"></iframe>
<img src="https://evil.example/e.png" onerror="alert(16)">
<form action="https://evil.example/"><button autofocus onfocus="alert(17)">b</button></form></article></body></html>
"""
#: One line of five million characters.
LONG = "Mayor Ada Lindqvist said: “" + "The harbour is long. " * 236_000 + "”\n"


@pytest.fixture(scope="module")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    settings = init_desk(folder / "desk") / "onrecord.toml"
    # The rules alone: the model takes half a minute for five million characters, and pages do not know who found what.
    settings.write_text('tagger = "rules"\n')
    with open_desk(settings.parent) as desk:
        add_text(desk, folder / "text <img src=x onerror=alert(0)>.txt", TEXT)
        add_text(desk, folder / "page.html", PAGE)
        yield from serve(desk)


@pytest.fixture
def visit(browser: Browser, harmful: Served) -> Iterator[Open]:
    yield from visiting(browser, harmful)


def _addresses(served: Served) -> Iterator[str]:
    yield from (
        "/", "/search", "/search?in=reports", "/search?q=" + quote(EVERYWHERE.replace(":", " ")),
        "/search?speaker=" + quote("Lindqvist <script>alert(18)</script>"), "/who", "/who?name=Lindqvist",
        "/outlets", "/network", "/timeline", "/compare?q=harbour", "/review", "/searches",
    )  # fmt: skip
    store = served.desk.store
    for line in store.reports():
        reading = store.reading(line.id)
        yield from (f"/reports/{line.id}{part}" for part in ("", "/published", "/editions", "/family"))
        for said in reading.statements:
            yield from (f"/statements/{said.id}{part}" for part in ("", "/variants", "/origins"))
        if line.outlet:
            yield f"/outlets/{quote(line.outlet, safe='')}"
    page = store.finding.known()
    yield from (f"/who/{one.cluster}" for one in page.lines)


def test_nothing_in_a_hostile_report_acts_on_any_page(visit: Open, harmful: Served) -> None:
    window = visit()
    dialogs: list[str] = []

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    window.page.on("dialog", refuse)
    seen = 0
    for address in _addresses(harmful):
        answer = window.page.goto(harmful.address + address)
        assert answer is not None
        assert answer.status in {200, 400}, f"{address}: {answer.status}"
        assert window.page.title() != "harmed", address
        assert window.page.locator("main").is_visible(), address
        assert not dialogs, address
        assert not window.page.locator("main script, main style, main [onerror], main [onload]").count(), (
            address
        )
        seen += 1
    # What a question cannot ask is told with status 400, which a browser writes to its console.
    window.faults[:] = [fault for fault in window.faults if "status of 400" not in fault]
    assert seen > 30


def test_steering_characters_are_shown_by_their_numbers(visit: Open, harmful: Served) -> None:
    store = harmful.desk.store
    report = next(line.id for line in store.reports() if line.name.endswith(".txt"))
    page = visit().go(f"/reports/{report}")
    assert "\u202e" not in page.locator("main").inner_text()
    assert page.get_by_text("U+202E").count() > 0


def test_a_line_of_five_million_characters_is_shown_in_parts(
    visit: Open, harmful: Served, tmp_path: Path
) -> None:
    key = add_text(harmful.desk, tmp_path / "long.txt", LONG)
    page = visit().go(f"/reports/{key}")
    assert page.locator(".block").count() > 0
    assert len(page.content()) < 2_000_000
