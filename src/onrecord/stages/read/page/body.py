"""Which blocks of a page are its report, and what they are in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.read.page.blocks import Node, PageBlock, PageBlocks
from onrecord.stages.read.page.facts import PageFacts
from onrecord.stages.read.page.frame import Frame
from onrecord.stages.read.page.hints import hint_names
from onrecord.stages.read.page.model import judge, threshold

#: An article that holds this much running text beside the title is the report; others on the page are not.
_ARTICLE_SIZE = 400
_CAPTION_CHARS = 500
#: Hints whose boxes hold none of the report, where the whole box says no more than this.
_CLOSED_BOXES = ("newsletter", "comment")
_BOX_SIZE = 400
#: The same line again is the same line, unless it is as short as a refrain.
_TELLING_LETTERS = 12
_BOLD = 0.95
#: What is asked of headings and list items among the paragraphs. On outlets held back, lower values take in as many
#: words too many as they find.
_KIN_HEADING = 0.2
_KIN_ITEM = 0.1
_HEADING = re.compile("h[1-6]")


@dataclass(frozen=True, slots=True)
class BodyPart:
    """Return a block of the report as it stands on the page.

    Attributes:
        words: Its words.
        hint: What the markup says it is, as `RawBlock.hint`.
    """

    words: str
    hint: str


def find_body(page: PageBlocks, facts: PageFacts) -> list[BodyPart]:
    """Return the blocks of a page that are its report, in order; none where none seems to be."""
    if not page.blocks:
        return []
    frame = Frame(page, facts)
    chances = judge(frame, open_blocks(frame))
    chosen = choose(frame, chances, threshold())
    return list(_parts(frame, chosen)) if chosen else []


def whole_page(page: PageBlocks) -> list[BodyPart]:
    """Return every block of a page that a reader sees, without judging what belongs to the report."""
    shown = [block for block in page.blocks if not page.nodes[block.node].hidden]
    return [BodyPart(block.words, _hint(page.nodes[block.node], block)) for block in shown or page.blocks]


def open_blocks(frame: Frame) -> NDArray[np.bool_]:
    """Return which blocks can be part of a report at all.

    Not those of navigation, of the page's foot, of services that put boxes on pages or
    of small boxes for letters to readers or their comments, nor those of other articles
    where the article with the title has a text.
    """
    shares = [frame.shares_article(frame.nodes[block.node]) for block in frame.blocks]
    own = sum(look.size for look, share in zip(frame.looks, shares, strict=True) if share > 0 and look.prose)
    return np.array(
        [
            _is_open(frame.nodes[block.node])
            and (own <= _ARTICLE_SIZE or share >= 0)
            and not _is_boxed(frame, block.node)
            for block, share in zip(frame.blocks, shares, strict=True)
        ],
        dtype=np.bool_,
    )


def _is_boxed(frame: Frame, at: int) -> bool:
    boxes = sum(1 << hint_names().index(name) for name in _CLOSED_BOXES)
    while at >= 0 and at not in frame.main_path and at not in frame.title_path:
        if frame.nodes[at].hints & boxes and frame.held[at].size <= _BOX_SIZE:
            return True
        at = frame.nodes[at].parent
    return False


def _is_open(node: Node) -> bool:
    inside = node.inside
    return not (node.foreign or "nav" in inside or ("footer" in inside and "article" not in inside))


def choose(frame: Frame, chances: NDArray[np.float64], least: float) -> list[int]:
    """Return the blocks that are likelier than `least`, in order, and what plainly stands among them.

    Of blocks that say the same, the likeliest.
    """
    best: dict[str, int] = {}
    chosen: list[int] = []
    sure = [int(i) for i in np.flatnonzero(chances > least)]
    for i in [*sure, *_kin(frame, chances, sure)]:
        letters = frame.looks[i].letters
        if len(letters) < _TELLING_LETTERS:
            chosen.append(i)
        elif letters not in best or chances[i] > chances[best[letters]]:
            best[letters] = i
    return sorted([*chosen, *best.values()])


def _kin(frame: Frame, chances: NDArray[np.float64], sure: list[int]) -> Iterator[int]:
    """Yield headings and list items that stand beside the report's paragraphs, between its first and last.

    Alone they look like a page's other headings and lists: less is asked of them there.
    """
    if not sure:
        return
    homes = {frame.nodes[frame.blocks[i].node].parent for i in sure if frame.looks[i].prose}
    taken = frozenset(sure)
    for i in range(sure[0], sure[-1]):
        node, look = frame.nodes[frame.blocks[i].node], frame.looks[i]
        if i in taken or node.hidden or look.linked > look.size / 2 or node.parent < 0:
            continue
        heads = bool(_HEADING.fullmatch(node.tag)) and node.parent in homes
        lists = node.tag == "li" and frame.nodes[node.parent].parent in homes
        if (heads and chances[i] > _KIN_HEADING) or (lists and chances[i] > _KIN_ITEM):
            yield i


def _parts(frame: Frame, chosen: list[int]) -> Iterator[BodyPart]:
    body = frozenset(chosen)
    first = min(frame.title, chosen[0]) if frame.title >= 0 else chosen[0]
    given: set[str] = set()
    row = -1  # the table row that cells are gathered from
    cells: list[str] = []
    for i in range(first, chosen[-1] + 1):
        block = frame.blocks[i]
        node = frame.nodes[block.node]
        is_caption = _is_caption(node, block)
        if i not in body and not (is_caption and not node.hidden and frame.looks[i].letters not in given):
            continue
        if cells and not (node.tag in {"td", "th"} and node.parent == row):
            yield BodyPart(" | ".join(cells), "td")
            cells = []
        if is_caption:
            given.add(frame.looks[i].letters)
            yield BodyPart(block.words, "figcaption")
        elif node.tag in {"td", "th"}:
            row = node.parent
            cells.append(block.words.replace("\n", " "))
        else:
            yield BodyPart(block.words, _hint(node, block))
    if cells:
        yield BodyPart(" | ".join(cells), "td")


def _is_caption(node: Node, block: PageBlock) -> bool:
    """Return whether a block is a picture's caption by its markup."""
    if len(block.words) > _CAPTION_CHARS or node.foreign:
        return False
    caption = 1 << hint_names().index("caption")
    return "figcaption" in node.inside or ("figure" in node.inside and bool(node.near & caption))


def _hint(node: Node, block: PageBlock) -> str:
    heading = next((tag for tag in node.inside if _HEADING.fullmatch(tag)), "")
    if heading:
        return heading
    if "li" in node.inside:
        return "li"
    if "blockquote" in node.inside:
        return "quote"
    # Sites without section headings make them of paragraphs in bold.
    return "" if block.strong >= _BOLD * len(block.words) else "p"
