"""Every page in every size and light, by keys alone, and its picture for the documentation."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from onrecord.desk import Desk
from onrecord.model.access import Role
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.looking import check_page, take_picture

Address = Callable[[Desk], str]


def _somebody(desk: Desk) -> str:
    return f"/who/{desk.store.finding.known(limit=1).lines[0].cluster}"


def _outlet(desk: Desk) -> str:
    return f"/outlets/{quote(desk.store.finding.outlets(limit=1)[0].name, safe='')}"


def _correcting(desk: Desk) -> str:
    reading = desk.store.reading(desk.store.find_report("02-analysis.txt"))
    return f"/reports/{reading.report.id}/correct?statement={reading.statements[0].id}"


PAGES: dict[str, Address] = {
    "today": lambda _: "/",
    "search": lambda _: "/search?q=ferry",
    "search-reports": lambda _: "/search?in=reports&q=ferry",
    "saved": lambda _: "/searches",
    "who": lambda _: "/who",
    "who-name": lambda _: "/who?name=Karimi",
    "person": _somebody,
    "person-names": lambda desk: f"{_somebody(desk)}/names",
    "person-lens": lambda desk: f"{_somebody(desk)}/lens",
    "person-same": lambda desk: f"{_somebody(desk)}/same",
    "outlets": lambda _: "/outlets",
    "outlet": _outlet,
    "timeline": lambda _: "/timeline?q=ferry",
    "network": lambda _: "/network",
    "compare": lambda _: "/compare?q=ferry",
    "review": lambda _: "/review",
    "correct": _correcting,
    "corrections": lambda _: "/corrections",
    "account": lambda _: "/account",
    "administration": lambda _: "/administration",
    "api": lambda _: "/api",
}
_WAYS = [(DESKTOP, False), (DESKTOP, True), (PHONE, False), (PHONE, True)]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_every_size_and_light(visit: Open, pictures: Path | None, name: str) -> None:
    for size, dark in _WAYS:
        window = visit(size=size, dark=dark)
        page = window.go(PAGES[name](window.served.desk))
        assert page.locator("h1").count() == 1
        check_page(page)
        if (size, dark) == (DESKTOP, False):
            take_picture(page, pictures, name)


def test_the_door_in_every_size_and_light(visit: Open, pictures: Path | None) -> None:
    for size, dark in _WAYS:
        page = visit(size=size, dark=dark, role=None).go("/sign-in")
        check_page(page)
        if (size, dark) == (DESKTOP, False):
            take_picture(page, pictures, "sign-in")


def test_keys_alone_lead_from_today_to_a_statement(visit: Open) -> None:
    page = visit().go("/")
    page.keyboard.press("/")
    page.keyboard.type("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    page.keyboard.press("j")
    page.keyboard.press("j")
    here = page.evaluate("document.activeElement.closest('[data-entry]') !== null")
    assert here
    page.locator("[data-entry] blockquote a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/statements/**")
    assert page.get_by_role("heading", name="The evidence").is_visible()


def test_a_reader_is_offered_no_editors_act(visit: Open) -> None:
    window = visit(role=Role.READER)
    for name in ("review", "person-same"):
        page = window.go(PAGES[name](window.served.desk))
        assert not page.get_by_role("button", name="Same", exact=False).count(), name
