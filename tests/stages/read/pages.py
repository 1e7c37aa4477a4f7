"""Pages invented for tests, and what a reader of them would see."""

from lxml import html as lxml_html

from onrecord.stages.read.page.blocks import PageBlocks, find_blocks
from onrecord.stages.read.page.facts import PageFacts
from onrecord.stages.read.page.frame import Frame

FIRST = (
    "The harbour of Selm stayed shut on Monday, and no ship was let in before the storm had passed, "
    "the harbour master said."
)
SECOND = (
    "Fishermen waited at the quay for most of the day, and some of them said that they had lost a "
    "whole week of work since the gates were closed."
)
THIRD = (
    "The council of the town meets on Thursday, and its speaker expects that the gates will be "
    "opened again before the market begins."
)

NEWS = f"""<html lang="en"><head><title>Harbour of Selm stays shut - The Selm Courier</title>
<meta property="og:title" content="Harbour of Selm stays shut"></head><body>
<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav></header>
<main><article class="article"><h1>Harbour of Selm stays shut</h1>
<div class="byline">By <a href="/tom">Tom Marsh</a> <time>12 March 2022</time></div>
<figure><img src="a.jpg"><figcaption>Ships before the gates of Selm</figcaption></figure>
<div class="article-body"><p>{FIRST}</p><h2>A week of work</h2><p>{SECOND}</p>
<div class="newsletter-signup"><p>Get our letter every morning.</p></div>
<div class="related-links"><h3>More on this</h3><ul><li><a href="/1">Gates to be mended in spring</a></li>
<li><a href="/2">Who owns the quay?</a></li></ul></div><p>{THIRD}</p></div></article>
<section class="most-read"><h2>Most read</h2><div class="card"><a href="/3">A lighthouse is sold</a></div>
<div class="card"><a href="/4">Seven boats for one bay</a></div></section></main>
<footer><p>All the rights of The Selm Courier</p></footer></body></html>"""


def blocks_of(markup: str) -> PageBlocks:
    """Return the blocks of a page's markup."""
    return find_blocks(lxml_html.document_fromstring(markup))


def frame_of(markup: str, facts: PageFacts | None = None) -> Frame:
    """Return the frame of a page's markup."""
    return Frame(blocks_of(markup), facts or PageFacts())
