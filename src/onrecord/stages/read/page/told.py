"""What an outlet's own table tells of its pages, where general means fail: where the report is, what is none of it."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree
from lxml import html as lxml_html

from onrecord.errors import BadRequest
from onrecord.model import Outlet


def take_off(tree: lxml_html.HtmlElement, outlet: Outlet) -> None:
    """Take the elements off a page that the outlet's table calls unwanted; the words behind each stay.

    Raises:
        BadRequest: An expression of the table cannot be evaluated.
    """
    for element in list(_found(tree, outlet, outlet.unwanted)):
        if element.getparent() is not None:
            element.drop_tree()


def told_body(tree: lxml_html.HtmlElement, outlet: Outlet) -> lxml_html.HtmlElement | None:
    """Return a page of only what the outlet's table calls the main text, in page order; None where it finds nothing.

    Raises:
        BadRequest: An expression of the table cannot be evaluated.
    """
    found = set(_found(tree, outlet, outlet.body))
    page = lxml_html.Element("html")
    body = etree.SubElement(page, "body")
    for element in tree.iter():
        if element in found and not found & set(element.iterancestors()):
            copy = deepcopy(element)
            copy.tail = None
            body.append(copy)
    return page if len(body) else None


def _found(
    tree: lxml_html.HtmlElement, outlet: Outlet, expressions: Sequence[str]
) -> Iterator[lxml_html.HtmlElement]:
    for expression in expressions:
        try:
            found = tree.xpath(expression)
        except etree.XPathError as error:
            raise BadRequest(
                f"the XPath {expression!r} in its table cannot be evaluated; mend it", subject=outlet.name
            ) from error
        # An expression may also give words, a number or a truth value, which are no places on a page.
        yield from (
            (one for one in found if isinstance(one, lxml_html.HtmlElement))
            if isinstance(found, list)
            else ()
        )
