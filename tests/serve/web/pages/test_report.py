"""The page of one report, and what hangs on it."""

from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.desk.keep import keep
from onrecord.model import FeedCredit
from tests.factory import NOON, make_capture
from tests.serve.web.conftest import add_text
from tests.serve.web.parsed import elements, open_page, strings, words

HOSTILE = (
    "<script>alert(1)</script> \u202eevil\n\n"
    'Mayor Ada <img src=x onerror=alert(1)> Lindqvist said: “The "harbour" </span><svg onload=alert(1)> is ours.”\n'
)


def test_a_report_is_shown_whole_with_its_statements_marked(client: TestClient, report: str) -> None:
    page = open_page(client, f"/reports/{report}")
    assert "The harbour belongs to everybody." in words(page, "//div[@class='report']")
    assert strings(page, "//span[contains(@class, 'said')]/text()")[0] == "The harbour belongs to everybody."
    assert "Ada Lindqvist" in words(page, "//div[contains(@class, 'note')]")


def test_a_footnote_jumps_there_and_back(client: TestClient, report: str) -> None:
    page = open_page(client, f"/reports/{report}")
    (reference,) = elements(page, "//a[text()='[1]']")
    note = str(reference.attrib["href"]).removeprefix("#")
    assert strings(page, f"//div[@id='{note}']//a/@href") == [f"#{reference.attrib['id']!s}"]


def test_places_of_stretches_are_places_of_the_text(client: TestClient, desk: Desk, report: str) -> None:
    text = desk.store.report(report).text
    stretches = elements(open_page(client, f"/reports/{report}"), "//*[@data-at]")
    assert len(stretches) > 5
    for one in stretches:
        at = int(one.attrib["data-at"])
        assert text[at : at + len(one.text or "")] == one.text


def test_a_name_leads_to_the_address_that_stays(client: TestClient, report: str) -> None:
    answer = client.get("/reports/harbour.txt", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/reports/{report}")


def test_a_report_that_is_not_there(client: TestClient) -> None:
    answer = client.get("/reports/00000000")
    assert answer.status_code == 404
    assert "Back to today" in answer.text


def test_what_a_hostile_report_says_is_shown_and_never_run(
    client: TestClient, desk: Desk, tmp_path: Path
) -> None:
    key = add_text(desk, tmp_path / "hostile.txt", HOSTILE)
    for path in ("", "/published", "/family", "/editions"):
        answer = client.get(f"/reports/{key}{path}")
        page = html.fromstring(answer.text)
        assert answer.status_code == 200
        assert all(strings(one, "@src") for one in elements(page, "//script"))
        assert not elements(page, "//*[@*[starts-with(name(), 'on')]]")
        assert "\u202e" not in answer.text
    assert "<script>alert(1)</script>" in words(open_page(client, f"/reports/{key}"), "//main")


def test_whom_the_feed_names_as_the_source_is_told_with_the_feed(client: TestClient, desk: Desk) -> None:
    body = b"Mayor Ada Lindqvist said: \xe2\x80\x9cThe harbour belongs to everybody.\xe2\x80\x9d\n"
    capture = make_capture(body, address="https://courier.example/a")
    credit = FeedCredit("<b>Coast News", "https://coast.example/", "https://links.example/rss", NOON)
    keep(desk, capture, body, name="a", credit=credit)
    page = open_page(client, f"/reports/{capture.id}")
    told = words(page, "//dt[text()='Its feed names as its source']/following-sibling::dd")
    assert told == "<b>Coast News https://coast.example/ (in https://links.example/rss, 5 March 2024)"


def test_the_frame_lets_nothing_act(client: TestClient, desk: Desk, tmp_path: Path) -> None:
    said = "Mayor Ada Lindqvist said: “The harbour belongs to everybody.”"
    body = f"<html><body><script>x()</script><p>{said}</p></body></html>"
    key = add_text(desk, tmp_path / "page.html", body)
    answer = client.get(f"/reports/{key}/frame")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert elements(open_page(client, f"/reports/{key}/published"), "//iframe[@sandbox='']")


def test_the_exact_bytes_can_be_saved(client: TestClient, desk: Desk, report: str) -> None:
    answer = client.get(f"/reports/{report}/bytes")
    assert answer.content == desk.evidence.get(desk.store.report(report).capture)
    assert answer.headers["content-disposition"].startswith("attachment")


def test_reprints_are_told_of_and_drawn(client: TestClient, desk: Desk, tmp_path: Path) -> None:
    line = "The ferry number {} left the old harbour before the storm reached pier {}."
    story = " ".join(line.format(n, n * 7) for n in range(30))
    one = add_text(desk, tmp_path / "one.txt", f"Ferries leave\n\n{story}\n")
    other = add_text(desk, tmp_path / "other.txt", f"Ferries have left\n\n{story}\n")
    assert f"/reports/{other}" in client.get(f"/reports/{one}").text
    assert f"/reports/{other}" in client.get(f"/reports/{one}/family").text
    drawn = client.get(f"/reports/{one}/family.svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "<script" not in drawn.text
