"""From the command line to a found, cited and corrected statement, led by nothing but what is printed and shown.

As a person does who never saw a desk: every step takes what the one before put on the screen, by its visible words.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, WAIT_MS

_COMMAND = (sys.executable, "-c", "from onrecord.serve.cli import main; main()")
_PASSWORD = "a lamp beside the tidal harbour"  # noqa: S105 -- of a desk that the test makes


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Return the link that `onrecord serve` prints for the demo's desk, which is being served."""
    folder = tmp_path / "mydemo"
    subprocess.run([*_COMMAND, "demo", "--keep", str(folder)], check=True, capture_output=True)  # noqa: S603 -- our own program
    command = [*_COMMAND, "serve", "--desk", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as serving:  # noqa: S603 -- our own program
        assert serving.stderr is not None
        printed = "".join(serving.stderr.readline() for _ in range(2))
        link = re.search(r"http://\S+/link/\S+", printed)
        assert link is not None, printed
        yield link[0]
        serving.terminate()
        serving.communicate(timeout=60)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a browser's window of somebody who is not signed in."""
    context = browser.new_context(
        viewport={"width": DESKTOP[0], "height": DESKTOP[1]},
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def test_from_the_link_to_a_cited_and_a_corrected_statement(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Password", exact=True).fill(_PASSWORD)
    page.get_by_label("The same again").fill(_PASSWORD)
    page.get_by_role("button", name="Set the password and sign in").click()
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()

    page.get_by_role("searchbox").first.fill("goat")
    page.get_by_role("searchbox").first.press("Enter")
    page.locator("main").get_by_role(
        "link", name=re.compile("carried nine passengers and one goat")
    ).first.click()
    expect(page.get_by_role("heading", name="The evidence")).to_be_visible()

    page.get_by_role("button", name="Copy with citation").click()
    expect(page.get_by_text(re.compile("Copied"))).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "goat" in copied
    assert "Tomas Orvel" in copied
    assert "sha256:" in copied

    page.locator("main").get_by_role("link", name="Correct", exact=True).click()
    page.get_by_label("Speaker", exact=True).fill("Ilse Brandvold")
    page.get_by_role("button", name=re.compile("^Keep")).click()
    expect(page.locator("form.told")).to_contain_text("speaker: Tomas Orvel → Ilse Brandvold")
    page.goto(page.url.partition("?")[0])
    page.get_by_role("link", name="History of corrections").click()
    expect(page.locator("main")).to_contain_text("administrator")
    expect(page.locator("main")).to_contain_text("Ilse Brandvold")
