"""What every page is held to: nobody is kept out, nothing runs off the side, and its picture for the documentation."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_GRAVE = {"serious", "critical"}


def check_page(page: Page) -> None:
    """Check that axe-core finds no grave fault, and that the page is no wider than its window."""
    found = Axe().run(page)
    grave = [
        f"{one['id']}: {one['help']} {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found.response["violations"]
        if one["impact"] in _GRAVE
    ]
    assert not grave, "\n".join(grave)
    widths = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1], f"{widths[0]} wide in a window of {widths[1]}"


def take_picture(page: Page, folder: Path | None, name: str) -> None:
    """Write the picture of a page, where pictures are asked for."""
    if folder is not None:
        page.screenshot(path=folder / f"{name}.png")
