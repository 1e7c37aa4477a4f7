from dataclasses import replace

import pytest
from lxml import html

from onrecord.errors import BadRequest
from onrecord.model import Outlet
from onrecord.stages.read import read_report
from onrecord.stages.read.page.told import take_off, told_body
from tests.factory import make_capture

OUTLET = Outlet(name="Selm Boxes", kind="site", domains=("boxes.example",))
#: A page on which nothing looks like a report: each line in a box of its own, among others.
PAGE = """<html><head><title>Fees rise</title></head><body><h1>Fees rise</h1>
<div class="x7"><span>The fees rise.</span></div><div class="x9"><span>Win a boat.</span></div>
<div class="x7"><span>The town resists.</span><i class="ad">Buy ropes.</i></div></body></html>"""


def read(outlet: Outlet) -> str:
    capture = make_capture(PAGE, address="https://www.boxes.example/fees", media_type="text/html")
    return read_report(capture, PAGE.encode(), name="a", outlets=[outlet]).text


def test_what_the_outlets_table_tells_is_the_report() -> None:
    told = replace(OUTLET, body=("//div[@class='x7']",), unwanted=("//i[@class='ad']",))
    assert read(told) == "Fees rise\n\nThe fees rise.\n\nThe town resists."


def test_a_table_that_finds_nothing_leaves_the_page_to_general_means() -> None:
    assert read(replace(OUTLET, body=("//div[@id='story']", "string(//h1)", "count(//div)"))) == read(OUTLET)


def test_elements_in_each_other_are_taken_once_and_in_page_order() -> None:
    tree = html.document_fromstring("<body><div><p>One</p></div><p>Two</p><b>Three</b></body>")
    page = told_body(tree, replace(OUTLET, body=("//b", "//p", "//div")))
    assert page is not None
    assert [child.tag for child in page[0]] == ["div", "p", "b"]


def test_the_words_behind_what_is_taken_off_stay() -> None:
    tree = html.document_fromstring("<body><p>One <i>two</i> three</p></body>")
    take_off(tree, replace(OUTLET, unwanted=("//i", "//i")))
    (paragraph,) = tree.iter("p")
    assert (paragraph.text or "").split() == ["One", "three"]


def test_an_expression_that_cannot_be_evaluated_names_outlet_and_expression() -> None:
    with pytest.raises(BadRequest, match=r"Selm Boxes: the XPath 'unknown\(//p\)' in its table"):
        read(replace(OUTLET, unwanted=("unknown(//p)",)))
