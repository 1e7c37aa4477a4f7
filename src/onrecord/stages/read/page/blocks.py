"""A page's tree to its visible blocks: their words, and where in the tree they stand."""

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from onrecord.stages.read.page.hints import hints_of, is_foreign

#: What a browser does not show as text of the page.
UNSEEN = frozenset(
    {
        "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "canvas", "select",
        "button", "textarea", "datalist", "audio", "video", "map",
    }
)  # fmt: skip
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul", "caption",
        "tbody", "thead", "tfoot", "label", "menu", "hgroup", "search",
    }
)  # fmt: skip
#: Attributes that name what an element is for.
_NAMES = frozenset({"class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "name"})
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """Return an element that holds blocks: what it is called, and what it holds.

    Attributes:
        parent: Its place in `PageBlocks.nodes`; -1 for the first.
        tag: Its tag.
        hints: Bits of `page_hints` for its own names.
        near: The same for it and the two around it.
        inside: The tags around it and its own.
        signature: Its tag and class.
        hidden: Whether it, or one around it, is marked as not shown.
        foreign: Whether it, or one around it, is the box of a service that no report stands in.
        article: The place of the innermost `article` that it is or stands in, or -1.
    """

    parent: int
    tag: str
    hints: int
    near: int
    inside: frozenset[str]
    signature: str
    hidden: bool
    foreign: bool = False
    article: int = -1


@dataclass(slots=True)
class PageBlock:
    """Return a visible block.

    Attributes:
        words: Its words, white space folded, line ends that markup asked for kept.
        node: The place of its element in `PageBlocks.nodes`.
        linked: Characters that stand in links.
        strong: Characters that stand in bold.
        slanted: Characters in italics.
        links: How many links it has.
        hints: Bits for the names of the inline elements within.
        inner: The tags of the inline elements within.
        parted: Whether it goes on from the block before, parted by two line ends.
        pictures: How many pictures stand between the block before and its end.
    """

    words: str
    node: int
    linked: int = 0
    strong: int = 0
    slanted: int = 0
    links: int = 0
    hints: int = 0
    inner: set[str] = field(default_factory=set)
    parted: bool = False
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """Return a page's visible blocks in order and the elements that hold them."""

    blocks: list[PageBlock]
    nodes: list[Node]


#: Stands for a line end that markup asked for; no parsed page holds one.
_LINE_END = "\x00"
_STRONG = frozenset({"b", "strong"})
_SLANTED = frozenset({"i", "em"})
#: Their classes say what a page makes use of, not what they are.
_WHOLE = frozenset({"html", "body", "main", "article"})
_PICTURES = frozenset({"img", "video", "iframe", "audio", "amp-img"})


class _Walk:
    """Gathers words until a block ends."""

    def __init__(self) -> None:
        self.nodes: list[Node] = [Node(-1, "html", 0, 0, frozenset({"html"}), "html", hidden=False)]
        self.blocks: list[PageBlock] = []
        self.at = 0  # the node whose words are gathered
        self.pieces: list[str] = []
        self.current = PageBlock("", 0)
        self.linked = self.strong = self.slanted = 0  # how deep in such elements
        self.parted = False
        self.pictures = 0

    def say(self, words: str | None) -> None:
        if not words:
            return
        self.pieces.append(words.replace("\n", _LINE_END) if "pre" in self.nodes[self.at].inside else words)
        if self.linked or self.strong or self.slanted:
            size = len(words.strip())
            if self.linked:
                self.current.linked += size
            if self.strong:
                self.current.strong += size
            if self.slanted:
                self.current.slanted += size

    def flush(self) -> None:
        block = self.current
        if self.pieces:
            block.words = fold_lines("".join(self.pieces))
            self.pieces = []
            if block.words:
                block.node = self.at
                block.parted = self.parted
                block.pictures = self.pictures
                self.pictures = 0
                self.blocks.append(block)
        if block.words or block.inner or block.hints or block.links:
            self.current = PageBlock("", 0)
            self.parted = False

    def open(self, element: etree._Element, tag: str) -> None:
        above = self.nodes[self.at]
        names = _names_of(element)
        hints = hints_of(names) if names else 0
        near = above.hints | hints
        if above.parent >= 0:
            near |= self.nodes[above.parent].hints
        inside = above.inside if tag in above.inside else above.inside | {tag}
        hidden = above.hidden or is_marked_hidden(element)
        self.nodes.append(
            Node(
                self.at,
                tag,
                hints,
                near,
                inside,
                f"{tag}.{element.get('class', '')}",
                hidden,
                above.foreign or (bool(names) and tag not in _WHOLE and is_foreign(names)),
                len(self.nodes) if tag == "article" else above.article,
            )
        )
        self.at = len(self.nodes) - 1

    def enter(self, element: etree._Element, tag: str) -> None:
        """Take note of an inline element."""
        if tag == "a":
            self.linked += 1
            self.current.links += 1
        elif tag in _STRONG:
            self.strong += 1
        elif tag in _SLANTED:
            self.slanted += 1
        self.current.inner.add(tag)
        names = _names_of(element)
        if names:
            self.current.hints |= hints_of(names)

    def leave(self, tag: str) -> None:
        if tag == "a":
            self.linked -= 1
        elif tag in _STRONG:
            self.strong -= 1
        elif tag in _SLANTED:
            self.slanted -= 1


def _names_of(element: etree._Element) -> str:
    return " ".join([str(value) for name, value in element.items() if name in _NAMES])


def is_marked_hidden(element: etree._Element) -> bool:
    """Return whether an element's own attributes keep it from being shown."""
    if element.get("hidden", "until-found") != "until-found":
        return True
    style = element.get("style")
    return bool(style and _UNSHOWN.search(style))


def find_blocks(tree: lxml_html.HtmlElement) -> PageBlocks:
    """Return every block of a page that a reader could see, and its elements.

    What is marked as hidden is found too, and marked: pages hide what a script is to show.
    """
    walk = _Walk()
    unseen = 0
    breaks = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if tag in _PICTURES:
                walk.pictures += 1
            if tag in UNSEEN:
                unseen += 1
            if unseen:
                continue
            if tag == "br":
                walk.pieces.append(_LINE_END)
                blank = not (node.tail and node.tail.strip())
                breaks = breaks + 1 if blank else 0
                following = node.getnext()
                if blank and following is not None and following.tag == "br" and walk.pieces:
                    walk.flush()
                    walk.parted = True
            elif tag in BLOCKS or "-" in tag:
                walk.flush()
                walk.open(node, tag)
                walk.say(node.text)
            else:
                walk.enter(node, tag)
                walk.say(node.text)
        elif unseen:
            if tag in UNSEEN:
                unseen -= 1
                if not unseen:
                    walk.say(node.tail)
        else:
            if tag in BLOCKS or "-" in tag:
                walk.flush()
                walk.at = walk.nodes[walk.at].parent
            elif tag != "br":
                walk.leave(tag)
            walk.say(node.tail)
    walk.flush()
    return PageBlocks(walk.blocks, walk.nodes)


def fold_words(words: str) -> str:
    """Return words with every run of white space as one space."""
    return " ".join(words.split())


def fold_lines(words: str) -> str:
    r"""Return words with white space folded, line ends that markup asked for kept.

    >>> fold_lines("one  two \0 three\nfour ")
    'one two\nthree four'
    """
    if _LINE_END not in words:
        return fold_words(words)
    return "\n".join(line for line in map(fold_words, words.split(_LINE_END)) if line)


_NO_LETTERS = re.compile(r"\W+")


def letters_of(words: str) -> str:
    """Return the letters and digits of words, in small letters, for comparing.

    >>> letters_of("“Fees rise,” he said")
    'feesrisehesaid'
    """
    return _NO_LETTERS.sub("", words.lower())
