import json

import pytest
from lxml import html as lxml_html

from onrecord.stages.read.page.facts import PageFacts, read_facts


def facts(head: str) -> PageFacts:
    return read_facts(lxml_html.document_fromstring(f"<html><head>{head}</head><body><p>x</p></body></html>"))


def data(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_title_summary_and_author_come_from_the_head() -> None:
    found = facts(
        '<title>Fees rise</title><meta property="og:description" content="All pay more">'
        '<meta name="author" content="Tom Marsh">'
    )
    assert (found.titles, found.summary, found.authors) == (("feesrise",), "allpaymore", ("tommarsh",))


def test_data_for_machines_give_the_text_wherever_they_nest_it() -> None:
    article = {"headline": "Fees rise", "articleBody": "<p>All pay.</p>", "author": [{"name": "Lena Ode"}]}
    for value in (article, [article], {"@graph": [{"mainEntity": article}]}):
        found = facts(data(value))
        assert (found.titles, found.body, found.authors) == (("feesrise",), "allpay", ("lenaode",))


@pytest.mark.parametrize(
    "words", ["{not json headline", '{"headline": ' * 100_000, '{"headline": 5, "author": 7}']
)
def test_data_that_are_broken_say_nothing(words: str) -> None:
    assert facts(f'<script type="application/ld+json">{words}</script>') == PageFacts()
