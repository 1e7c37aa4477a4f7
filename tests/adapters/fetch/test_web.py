"""Fetching from a real server on this machine."""

import gzip
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest

from onrecord.adapters.fetch import WebLimits
from onrecord.adapters.fetch.web import MAX_REDIRECTS, WebFetcher
from onrecord.errors import (
    BadRequest,
    NotFound,
    OnRecordError,
    OutletRefused,
    OutletUnreachable,
    PageUnreadable,
)
from onrecord.model import Lead
from onrecord.ports import Fetched
from tests.adapters.fetch.conftest import Site

LIMIT = 1_000_000


def fetch(web: WebFetcher, address: str, max_bytes: int = LIMIT) -> Fetched:
    return web.fetch(Lead(address, address), max_bytes=max_bytes)


def test_page_comes_with_its_type_charset_and_headers(site: Site, web: WebFetcher) -> None:
    body = "<p>Grüße</p>".encode("latin-1")
    address = site.give("/a", body, Content_Type="text/html; charset=ISO-8859-1", X_Edition="second")
    got = fetch(web, address)
    assert (got.body, got.address, got.media_type) == (body, address, "text/html")
    assert got.charset == "iso-8859-1"
    assert ("X-Edition", "second") in got.headers


def test_we_introduce_ourselves_and_send_no_cookies(site: Site, web: WebFetcher) -> None:
    fetch(web, site.give("/a", b"x"))
    assert site.seen[0]["User-Agent"] == "OnRecord/test (+desk@example.org)"
    assert "Cookie" not in site.seen[0]


def test_redirects_are_followed_to_the_last_address(site: Site, web: WebFetcher) -> None:
    site.give("/old", b"", status=301, Location="/new")
    last = site.give("/new", b"moved here", Content_Type="text/plain")
    got = fetch(web, f"{site.root}/old")
    assert (got.body, got.address) == (b"moved here", last)


def test_more_redirects_than_the_limit_are_not_followed(site: Site, web: WebFetcher) -> None:
    for number in range(MAX_REDIRECTS + 1):
        site.give(f"/{number}", b"", status=302, Location=f"/{number + 1}")
    with pytest.raises(OutletUnreachable, match="redirects more than 5 times"):
        fetch(web, f"{site.root}/0")
    assert len(site.seen) == MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://0xa9fea9fe/"],
)
def test_redirect_to_a_private_address_is_refused(site: Site, web: WebFetcher, target: str) -> None:
    address = site.give("/a", b"", status=302, Location=target)
    with pytest.raises(OutletRefused, match="not a public address"):
        fetch(web, address)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/", "http://user:pw@example.org/"]
)
def test_redirect_to_another_scheme_or_with_a_password_is_refused(
    site: Site, web: WebFetcher, target: str
) -> None:
    address = site.give("/a", b"", status=302, Location=target)
    with pytest.raises(OutletRefused) as refusal:
        fetch(web, address)
    assert "pw" not in str(refusal.value)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"]
)
def test_own_machine_is_refused_however_its_address_is_written(site: Site, host: str) -> None:
    site.give("/a", b"secret")
    with pytest.raises(OutletRefused, match="not a public address"):
        fetch(WebFetcher(WebLimits(timeout_seconds=5)), f"http://{host}:{site.port}/a")
    assert site.seen == []


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, NotFound),
        (410, NotFound),
        (401, OutletRefused),
        (403, OutletRefused),
        (451, OutletRefused),
        (429, OutletUnreachable),
        (500, OutletUnreachable),
        (503, OutletUnreachable),
        (418, OutletRefused),
    ],
)
def test_status_becomes_the_error_that_says_what_to_do(
    site: Site, web: WebFetcher, status: int, error: type[OnRecordError]
) -> None:
    address = site.give("/a", b"no", status=status)
    with pytest.raises(error, match=f"answers {status}.*;") as refusal:
        fetch(web, address)
    assert refusal.value.subject == address


def test_busy_server_says_when_to_come_back(site: Site, web: WebFetcher) -> None:
    address = site.give("/a", b"", status=503, Retry_After="120")
    with pytest.raises(OutletUnreachable, match="retry after 120"):
        fetch(web, address)


def test_answer_larger_than_the_limit_is_dropped(site: Site, web: WebFetcher) -> None:
    address = site.give("/a", b"x" * 2001)
    assert len(fetch(web, address, max_bytes=2001).body) == 2001
    with pytest.raises(BadRequest, match="larger than 2,000 bytes"):
        fetch(web, address, max_bytes=2000)


def test_endless_answer_without_a_length_is_dropped_at_the_limit(site: Site, web: WebFetcher) -> None:
    def page(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"x" * 65536)
        except OSError:
            request.close_connection = True

    site.pages["/a"] = page
    with pytest.raises(BadRequest, match="larger than"):
        fetch(web, f"{site.root}/a")


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_packed_page_is_unpacked(site: Site, web: WebFetcher, coding: str) -> None:
    body = b"said " * 1000
    packed = gzip.compress(body) if coding == "gzip" else zlib.compress(body)
    assert fetch(web, site.give("/a", packed, Content_Encoding=coding)).body == body


def test_packed_bomb_never_grows_past_the_limit(site: Site, web: WebFetcher) -> None:
    bomb = gzip.compress(bytes(200_000_000), compresslevel=1)
    address = site.give("/a", bomb, Content_Encoding="gzip")
    with pytest.raises(BadRequest, match="larger than 1,000,000 bytes"):
        fetch(web, address)


@pytest.mark.parametrize("coding", ["gzip, gzip", "compress", "nonsense"])
def test_coding_that_was_not_asked_for_is_refused(site: Site, web: WebFetcher, coding: str) -> None:
    address = site.give("/a", b"x", Content_Encoding=coding)
    with pytest.raises(PageUnreadable, match="not asked for"):
        fetch(web, address)


def test_page_that_is_not_packed_as_it_says_is_unreadable(site: Site, web: WebFetcher) -> None:
    address = site.give("/a", b"plain words", Content_Encoding="gzip")
    with pytest.raises(PageUnreadable, match="not gzip"):
        fetch(web, address)


def test_answer_cut_short_is_not_taken_for_whole(site: Site, web: WebFetcher) -> None:
    def page(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"only this")

    site.pages["/a"] = page
    with pytest.raises(OutletUnreachable, match="broke off"):
        fetch(web, f"{site.root}/a")


def test_packed_answer_cut_short_is_not_taken_for_whole(site: Site, web: WebFetcher) -> None:
    packed = gzip.compress(bytes(range(256)) * 50)[:-200]
    address = site.give("/a", packed, Content_Encoding="gzip")
    with pytest.raises(OutletUnreachable, match="cut short"):
        fetch(web, address)


@pytest.mark.parametrize("part", ["headers", "body"])
def test_sender_that_drips_is_given_up_when_the_whole_time_is_over(site: Site, part: str) -> None:
    def page(request: BaseHTTPRequestHandler) -> None:
        if part == "body":
            request.send_response(200)
            request.end_headers()
        try:
            for _ in range(800):
                request.wfile.write(b"x")
                request.wfile.flush()
                time.sleep(0.05)
        except OSError:
            request.close_connection = True

    site.pages["/a"] = page
    slow = WebFetcher(WebLimits(timeout_seconds=0.5, allow_networks=("127.0.0.0/8",)))
    begin = time.monotonic()
    with pytest.raises(OutletUnreachable, match=r"no whole answer within 0\.5 seconds|broke off"):
        fetch(slow, f"{site.root}/a")
    assert time.monotonic() - begin < 20


def test_nobody_at_the_port_is_unreachable(web: WebFetcher) -> None:
    with pytest.raises(OutletUnreachable, match="did not answer"):
        fetch(web, "http://127.0.0.1:1/")


def test_proxy_is_asked_only_when_the_setting_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.give("http://93.184.216.34/a", b"through the proxy")
    monkeypatch.setenv("HTTP_PROXY", site.root)
    through = WebFetcher(WebLimits(timeout_seconds=5, proxy=site.root))
    assert fetch(through, "http://93.184.216.34/a").body == b"through the proxy"
    with pytest.raises(OutletRefused):
        fetch(through, "http://10.0.0.1/a")


def test_variables_of_the_environment_do_not_redirect_us(
    site: Site, web: WebFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert fetch(web, site.give("/a", b"direct")).body == b"direct"


def test_missing_certificates_name_the_setting() -> None:
    web = WebFetcher(WebLimits(ca_file="/nowhere.pem", allow_networks=("127.0.0.0/8",)))
    with pytest.raises(BadRequest, match="ca_file"):
        fetch(web, "https://127.0.0.1:1/")
