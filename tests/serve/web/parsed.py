"""Pages as tests look at them: elements and strings by XPath."""

from typing import cast

from lxml import etree, html
from starlette.testclient import TestClient


def open_page(client: TestClient, address: str) -> etree._Element:
    """Return the page at an address, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def elements(page: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements at a path."""
    return cast("list[etree._Element]", page.xpath(path))


def strings(page: etree._Element, path: str) -> list[str]:
    """Return the strings at a path: attributes or pieces of text."""
    return [str(one) for one in cast("list[str]", page.xpath(path))]


def words(page: etree._Element, path: str) -> str:
    """Return all words below the first element at a path, single-spaced."""
    return " ".join(str(page.xpath(f"string(({path})[1])")).split())
