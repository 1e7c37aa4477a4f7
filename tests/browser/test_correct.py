"""Correcting as an editor does: by the keyboard alone, by the pointer, on a phone, and without script."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from onrecord import desk as verbs
from onrecord.app import init_desk, open_desk
from onrecord.model import Reading, Statement
from onrecord.model.access import Role
from tests.browser.conftest import DESKTOP, PHONE, Open, Served, serve, visiting
from tests.browser.looking import check_page, take_picture


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """Return a desk of one report that the test may change."""
    with (
        open_desk(init_desk(tmp_path / "desk")) as desk,
        as_file(files("onrecord").joinpath("data", "demo")) as some,
    ):
        list(verbs.add(desk, verbs.plan_leads(desk.fetcher, [str(some / "02-analysis.txt")])))
        yield from serve(desk)


@pytest.fixture
def open_own(browser: Browser, own: Served) -> Iterator[Open]:
    yield from visiting(browser, own)


@dataclass
class Corrected:
    """Return the report of that desk, as it stands."""

    served: Served

    @property
    def reading(self) -> Reading:
        return self.served.desk.store.reading(self.served.desk.store.find_report("02-analysis.txt"))

    @property
    def first(self) -> Statement:
        return self.reading.statements[0]

    @property
    def form(self) -> str:
        return f"/reports/{self.reading.report.id}/correct?statement={self.first.id}"


@pytest.fixture
def report(own: Served) -> Corrected:
    return Corrected(own)


def kept(page: Page) -> str:
    """Return what the page tells was kept."""
    return page.locator("form.told.good").inner_text()


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (DESKTOP, True), (PHONE, False), (PHONE, True)])
def test_forms_in_every_size_and_light(
    open_own: Open, report: Corrected, pictures: Path | None, size: tuple[int, int], *, dark: bool
) -> None:
    page = open_own(size=size, dark=dark).go(report.form)
    check_page(page)
    take_picture(page, pictures, f"correct{'-phone' if size == PHONE else ''}{'-dark' if dark else ''}")
    for path in (
        f"/reports/{report.reading.report.id}/correct",
        report.form.partition("?")[0] + "?missing=true",
    ):
        page.goto(report.served.address + path)
        check_page(page)
    page.goto(report.served.address + "/corrections")
    check_page(page)


def test_statement_is_corrected_by_the_keyboard_alone(
    open_own: Open, report: Corrected, pictures: Path | None
) -> None:
    before = report.first
    page = open_own(role=Role.EDITOR).go(report.form)
    page.keyboard.press("t")
    text = report.reading.report.text
    first = page.evaluate("getSelection().toString()")
    assert before.content[0].cut(text).startswith(first), "the cursor begins at the words that were said"
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("a")
    words = page.evaluate("getSelection().toString()")
    assert len(words.split()) >= 3
    page.keyboard.press("s")
    page.keyboard.type("Jonas Brandvold")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**done=*")
    assert "speaker:" in kept(page)
    said = report.first
    assert said.id == before.id
    assert said.speaker is not None
    assert said.speaker.name == "Jonas Brandvold"
    assert [span.cut(text) for span in said.content] == [words]
    take_picture(page, pictures, "correct-done")
    check_page(page)
    page.get_by_role("button", name="Take it back").click()
    page.wait_for_load_state()
    assert report.first == before


def test_words_are_marked_by_selecting_them(open_own: Open, report: Corrected) -> None:
    page = open_own(role=Role.EDITOR).go(report.form)
    text = report.reading.report.text
    block = page.locator(".block.paragraph").last
    block.select_text()
    page.keyboard.press("w")
    start, _, end = page.locator("#f-source").input_value().partition(":")
    shown = page.locator("[data-words=source]").inner_text()
    assert " ".join(text[int(start) : int(end)].split()) == " ".join(shown.split())
    page.locator(".said").first.select_text()
    page.keyboard.press("Shift+W")
    assert len(page.locator("#f-source").input_value().split()) == 2


def test_missing_statement_is_begun_with_the_selected_words(open_own: Open, report: Corrected) -> None:
    page = open_own(role=Role.EDITOR).go(f"/reports/{report.reading.report.id}/correct")
    before = {one.id for one in report.reading.statements}
    page.locator(".block").first.select_text()
    page.keyboard.press("n")
    page.wait_for_url("**missing=true**")
    page.locator("#f-speaker").fill("Radio Norr")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**done=*")
    (new,) = [one for one in report.reading.statements if one.id not in before]
    assert new.speaker is not None
    assert (new.speaker.name, new.made_by.startswith("person: ")) == ("Radio Norr", True)


def test_keys_strike_out_and_find_right_and_lead_to_the_next(open_own: Open, report: Corrected) -> None:
    page = open_own(role=Role.EDITOR).go(report.form)
    page.keyboard.press("r")
    page.wait_for_url("**done=*")
    assert "right as it stands" in kept(page)
    gone = report.first.id
    page.keyboard.press("x")
    page.wait_for_url(lambda address: "done=" in address and "statement=" not in address)
    assert gone not in {one.id for one in report.reading.statements}
    page.keyboard.press("u")
    page.wait_for_url(lambda address: "done=" not in address)
    assert report.first.id == gone
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("]")
    page.wait_for_url(f"**statement={report.reading.statements[1].id}")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url(report.served.address + "/")


def test_forms_work_without_script(open_own: Open, report: Corrected) -> None:
    page = open_own(script=False, role=Role.EDITOR).go(report.form)
    page.locator("#f-speaker").fill("Jonas Brandvold")
    page.locator("#f-cue").fill("")
    page.get_by_role("button", name="Keep").click()
    assert "speaker:" in kept(page)
    assert "cue:" in kept(page)
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("link", name="History of corrections").click()
    assert page.locator("ol .statement").count() == 4
