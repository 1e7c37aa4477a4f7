"""A report's page, and a statement's, as somebody uses them."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.looking import check_page, take_picture

_WAYS = [(DESKTOP, False), (DESKTOP, True), (PHONE, False), (PHONE, True)]


def _report(visit: Open, name: str = "02-analysis.txt") -> str:
    desk = visit(role=None).served.desk
    return f"/reports/{desk.store.find_report(name)}"


def _statement(visit: Open) -> str:
    desk = visit(role=None).served.desk
    reading = desk.store.reading(desk.store.find_report("02-analysis.txt"))
    return f"/statements/{reading.statements[0].id}"


@pytest.mark.parametrize(("size", "dark"), _WAYS)
def test_a_report_in_every_size_and_light(
    visit: Open, pictures: Path | None, size: tuple[int, int], *, dark: bool
) -> None:
    window = visit(size=size, dark=dark)
    page = window.go(_report(visit))
    assert page.locator(".said").count() > 3
    check_page(page)
    take_picture(page, pictures, f"report{'-phone' if size == PHONE else ''}{'-dark' if dark else ''}")


@pytest.mark.parametrize(("size", "dark"), _WAYS)
@pytest.mark.parametrize("tab", ["", "/variants", "/origins"])
def test_a_statement_in_every_size_and_light(
    visit: Open, pictures: Path | None, size: tuple[int, int], tab: str, *, dark: bool
) -> None:
    page = visit(size=size, dark=dark).go(_statement(visit) + tab)
    check_page(page)
    if (size, dark) == (DESKTOP, False):
        take_picture(page, pictures, f"statement{tab.replace('/', '-')}")


@pytest.mark.parametrize("path", ["/published", "/editions", "/family"])
def test_what_hangs_on_a_report(visit: Open, pictures: Path | None, path: str) -> None:
    page = visit().go(_report(visit, "05-reprint.txt") + path)
    check_page(page)
    take_picture(page, pictures, f"report-{path[1:]}")


def test_the_page_as_published_runs_nothing_and_asks_nobody(visit: Open) -> None:
    page = visit().go(_report(visit, "06-page.html") + "/published")
    frame = page.frame_locator("iframe")
    assert frame.locator("p").first.is_visible()


def test_words_and_note_show_each_other(visit: Open) -> None:
    page = visit().go(_report(visit))
    page.locator(".said").first.hover()
    assert page.locator(".note.on").count() == 1
    page.locator(".said").first.click()
    assert page.locator(".note details[open]").count() == 1


def test_what_is_selected_is_copied_with_its_citation(visit: Open) -> None:
    window = visit()
    page = window.go(_report(visit))
    page.locator(".said").first.select_text()
    words = page.locator(".said").first.inner_text()
    page.keyboard.press("c")
    page.get_by_text("Copied with its citation.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{words}” — ")
    assert "sha256:" in copied
    place = re.search(r"characters (\d+)–(\d+) of text", copied)
    assert place is not None
    text = window.served.desk.store.report(page.url.rpartition("/")[2]).text
    assert text[int(place[1]) : int(place[2])] == words


def test_a_part_of_a_stretch_is_copied_from_where_it_stands(visit: Open) -> None:
    window = visit()
    page = window.go(_report(visit))
    page.locator(".said").first.evaluate(
        "said => getSelection().setBaseAndExtent(said.firstChild, 2, said.firstChild, 9)"
    )
    words = page.evaluate("getSelection().toString()")
    page.keyboard.press("c")
    page.get_by_text("Copied with its citation.").wait_for()
    place = re.search(r"characters (\d+)–(\d+) of text", page.evaluate("navigator.clipboard.readText()"))
    assert place is not None
    text = window.served.desk.store.report(page.url.rpartition("/")[2]).text
    assert text[int(place[1]) : int(place[2])] == words


def test_keys_lead_from_note_to_note_and_to_help(visit: Open) -> None:
    page = visit().go(_report(visit))
    first, second = (page.locator("[data-entry]").nth(number).get_attribute("id") for number in (0, 1))
    here = "document.activeElement.closest('[data-entry]').id"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(here) == second
    page.keyboard.press("k")
    assert page.evaluate(here) == first
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "ask"


def test_a_report_reads_without_script(visit: Open) -> None:
    page = visit(script=False).go(_report(visit))
    page.locator(".mark-n").first.click()
    assert page.url.endswith("#n1")
    assert page.locator("#n1").is_visible()


def test_arabic_runs_from_right_to_left(visit: Open, pictures: Path | None) -> None:
    page = visit().go(_report(visit, "07-arabic.txt"))
    first = page.locator(".block.paragraph").first
    assert first.evaluate("element => getComputedStyle(element).direction") == "rtl"
    check_page(page)
    take_picture(page, pictures, "report-arabic")
