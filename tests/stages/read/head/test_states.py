import json
import time
from typing import Any

import pytest
from lxml import html

from onrecord.stages.read.head.markup import read_marked
from onrecord.stages.read.head.states import find_state_credits

HERE = "https://www.selmpost.example/2024/fees-rise"


def page(*scripts: str) -> str:
    return (
        '<html><head><meta property="og:site_name" content="Selm Post"><title>Fees rise - Selm Post</title>'
        f"{''.join(scripts)}</head><body><h1>Fees rise</h1><p>The harbour asks for more.</p></body></html>"
    )


def state(data: Any, before: str = "window.Site = window.Site || {}; Site.content=") -> str:
    return f"<script>{before}{json.dumps(data)};Site.other={{}};</script>"


def credits_of(*scripts: str) -> list[tuple[str, str]]:
    tree = html.document_fromstring(page(*scripts))
    return find_state_credits(tree, titles=["Fees rise", "Fees rise - Selm Post"], addresses=[HERE])


def origin(*scripts: str) -> str | None:
    return read_marked(html.document_fromstring(page(*scripts)), address=HERE).origin


STORY = {
    "type": "story",
    "headlines": {"basic": "Fees rise", "web": ""},
    "distributor": {"category": "wires", "mode": "custom", "name": "Coast News Agency"},
}


@pytest.mark.parametrize(
    "script",
    [
        state(STORY),
        state({"props": {"story": {**STORY, "headlines": {"basic": "Fees rise by a third"}, "url": HERE}}}),
        f'<script type="application/json" id="data"> {json.dumps({"props": [STORY]})}</script>',
        state({"title": "Fees rise", "syndicationSource": "Coast News Agency"}, "var page = "),
        state({"page": {"syndicatingSite": "Coast News Agency"}}),
        '<script type="application/ld+json">'
        + json.dumps(
            {"@type": "NewsArticle", "headline": "Fees rise", "distributor": {"name": "Coast News Agency"}}
        )
        + "</script>",
    ],
)
def test_who_distributed_a_report_is_its_source(script: str) -> None:
    assert origin(script) == "Coast News Agency"


@pytest.mark.parametrize(
    "data",
    [
        {**STORY, "type": "image"},
        {**STORY, "headlines": {"basic": "Another story"}},
        {"distributor": {"name": "Coast News Agency"}},  # of what, it does not say
        {**STORY, "distributor": {"category": "staff", "name": "Selm News Desk"}},
        {**STORY, "distributor": {"name": "Selm Post", "category": "wires"}},
        {**STORY, "distributor": {"reference_id": "a742"}},
        {"teasers": [{"syndicatingSite": "Coast News Agency"}]},
        {"title": "Another story", "syndicatingSite": "Coast News Agency"},
        {"title": "Fees rise", "syndicatingSite": "www.selmpost.example"},
        {"title": "Fees rise", "distributor": 7, "syndicatingSite": None},
    ],
)
def test_sources_of_pictures_of_other_stories_and_of_its_own_are_none(data: Any) -> None:
    assert origin(state(data)) is None


def test_reason_names_the_key() -> None:
    marked = read_marked(html.document_fromstring(page(state(STORY))), address=HERE)
    assert marked.ground("reprint_of").because == "distributor in the data of the page's scripts"


def test_scripts_that_hold_no_data_say_nothing() -> None:
    assert credits_of('<script>a = {"distributor" b}; c = [1, 2</script>') == []
    assert credits_of(f"<script>{json.dumps(STORY)[:-4]}</script>") == []
    assert credits_of('<script type="application/json">"distributor"</script>') == []


def test_hostile_scripts_are_read_in_bounded_time() -> None:
    deep = '{"distributor": "x", "a": ' * 30_000
    began = time.process_time()
    assert (
        credits_of(f"<script>a = {deep}</script>", f'<script>{"a = [" * 50_000} "distributor"</script>') == []
    )
    assert credits_of(state([STORY] * 10_000)) == [("Coast News Agency", "distributor")]
    assert time.process_time() - began < 10
