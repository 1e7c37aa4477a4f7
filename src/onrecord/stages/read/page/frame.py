"""How a page hangs together: where its running text stands, where its title, and what each element holds."""

import math
import re
from collections import Counter
from dataclasses import dataclass

from onrecord.stages.read.page.blocks import Node, PageBlock, PageBlocks, letters_of
from onrecord.stages.read.page.facts import PageFacts

ENDS = re.compile(r"[.!?…。！？؟।：][\"'”’»«)\]」』）]*$")
#: Letters that take two columns hold about two and a half Latin letters' worth.
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_WIDE_WORTH = 1.5

#: A block of this size that ends as a sentence does is running text; a longer one needs no end.
_PROSE_SIZE = 80
_LONG_PROSE_SIZE = 160
_PROSE_LINKED = 0.4
#: How much of a block counts for each element further up that could be the text's.
_FADING = 0.7
_FADES = 3
#: A heading this short may stand in any title.
_TELLING_LETTERS = 12
_LIKE = 0.5


@dataclass(slots=True)
class Look:
    """Return what is seen of one block by itself.

    Attributes:
        size: How much it says, in Latin letters.
        linked: How much of that stands in links.
        prose: Whether it is running text.
        letters: Its letters, for comparing.
    """

    size: float
    linked: float
    prose: bool
    letters: str


@dataclass(slots=True)
class Held:
    """Return what an element and all in it hold, sizes as in `Look`."""

    size: float = 0.0
    linked: float = 0.0
    prose: float = 0.0
    blocks: int = 0


@dataclass(slots=True)
class Alike:
    """Return what all blocks made the same way hold together."""

    count: int = 0
    size: float = 0.0
    linked: float = 0.0
    prose: float = 0.0
    main: float = 0.0


def size_of(words: str) -> float:
    """Return how much words say, in Latin letters.

    >>> size_of("fees"), size_of("漢字")
    (4, 5.0)
    """
    return len(words) if words.isascii() else len(words) + _WIDE_WORTH * len(_WIDE.findall(words))


def look_at(block: PageBlock) -> Look:
    """Return what is seen of a block by itself."""
    size = size_of(block.words)
    linked = min(size, block.linked * size / len(block.words))
    prose = linked < _PROSE_LINKED * size and (
        size >= _LONG_PROSE_SIZE or (size >= _PROSE_SIZE and bool(ENDS.search(block.words)))
    )
    return Look(size, linked, prose, letters_of(block.words))


class Frame:
    """How a page's blocks stand to each other.

    Attributes:
        blocks: Its blocks.
        nodes: Their elements.
        facts: What its head says.
        looks: What is seen of each block.
        held: What each element holds.
        prose: The size of all running text.
        main: The element that most of the running text stands in.
        main_path: That and all around it, with how far up each is.
        title: The block that shows the title, or -1.
        title_path: Its element and all around it, likewise.
        depths: How deep each element stands.
        copies: How many blocks have the same letters.
        in_main: Of each block, whether it stands in the main element.
        off: Of each block, the hints of the elements that it stands in and main element and title do not.
        signs: Of each block, its element's tag and class.
        trails: The same with the two elements around it.
        by_sign: What all blocks of one sign hold.
        by_trail: What all blocks of one trail hold.
    """

    def __init__(self, page: PageBlocks, facts: PageFacts) -> None:
        self.blocks, self.nodes, self.facts = page.blocks, page.nodes, facts
        self.looks = [look_at(block) for block in page.blocks]
        self.held = self._hold()
        self.prose = sum(look.size for look in self.looks if look.prose) or 1.0
        self.main = self._find_main()
        self.main_path = self._path(self.main)
        self.title = self._find_title()
        self.title_path = self._path(self.blocks[self.title].node) if self.title >= 0 else {}
        self.depths = [0] * len(self.nodes)
        for at in range(1, len(self.nodes)):
            self.depths[at] = self.depths[self.nodes[at].parent] + 1
        self.copies = Counter(look.letters for look in self.looks)
        self.in_main = [self.up_to(block.node, self.main_path)[0] == self.main for block in self.blocks]
        self.off = [self._hints_off(block.node) for block in self.blocks]
        self.signs = [self.nodes[block.node].signature for block in self.blocks]
        self.trails = [self._trail(block.node) for block in self.blocks]
        self.by_sign = self._compare(self.signs)
        self.by_trail = self._compare(self.trails)

    def up_to(self, at: int, path: dict[int, int]) -> tuple[int, int]:
        """Return where the way up from an element meets a path (-1: nowhere), and after how many steps."""
        up = 0
        while at >= 0 and at not in path:
            at = self.nodes[at].parent
            up += 1
        return at, up

    def shares_article(self, node: Node) -> float:
        """Return 1 where the innermost article around an element shows the title, ½ where one further out does.

        -1 where none of them does; 0 where there is no article around it, or no title.
        """
        if node.article < 0 or self.title < 0:
            return 0.0
        at, share = node.article, 1.0
        while at >= 0:
            if at in self.title_path:
                return share
            at = self.nodes[self.nodes[at].parent].article
            share = 0.5
        return -1.0

    def _hints_off(self, at: int) -> int:
        hints = 0
        while at >= 0 and at not in self.main_path and at not in self.title_path:
            hints |= self.nodes[at].hints
            at = self.nodes[at].parent
        return hints

    def _hold(self) -> list[Held]:
        held = [Held() for _ in self.nodes]
        for block, look in zip(self.blocks, self.looks, strict=True):
            own = held[block.node]
            own.size += look.size
            own.linked += look.linked
            own.blocks += 1
            own.prose += look.size if look.prose else 0.0
        for at in range(len(self.nodes) - 1, 0, -1):
            own, above = held[at], held[self.nodes[at].parent]
            above.size += own.size
            above.linked += own.linked
            above.blocks += own.blocks
            above.prose += own.prose
        return held

    def _find_main(self) -> int:
        """Return the element that most of the running text stands in, or little below."""
        scores: dict[int, float] = {}
        for block, look in zip(self.blocks, self.looks, strict=True):
            if not look.prose or self.nodes[block.node].hidden:
                continue
            at, worth = block.node, look.size
            for _ in range(_FADES):
                if at <= 0:
                    break
                scores[at] = scores.get(at, 0.0) + worth
                worth *= _FADING
                at = self.nodes[at].parent
        return max(scores, key=lambda at: (scores[at], -at)) if scores else 0

    def _path(self, at: int) -> dict[int, int]:
        path: dict[int, int] = {}
        while at >= 0:
            path[at] = len(path)
            at = self.nodes[at].parent
        return path

    def _find_title(self) -> int:
        best, found = 0.0, -1
        for i, (block, look) in enumerate(zip(self.blocks, self.looks, strict=True)):
            node = self.nodes[block.node]
            if not look.letters or (node.tag not in {"h1", "h2", "h3"} and "h1" not in node.inside):
                continue
            like = max((_likeness(look.letters, title) for title in self.facts.titles), default=0.0)
            score = like + (0.5 if node.tag == "h1" else 0.0) - (0.4 if node.hidden else 0.0)
            if score > best and (node.tag == "h1" or like > _LIKE):
                best, found = score, i
        return found

    def _trail(self, at: int) -> str:
        node = self.nodes[at]
        above = self.nodes[node.parent] if node.parent >= 0 else node
        over = self.nodes[above.parent] if above.parent >= 0 else above
        return f"{over.signature}>{above.signature}>{node.signature}"

    def _compare(self, keys: list[str]) -> dict[str, Alike]:
        table: dict[str, Alike] = {}
        for key, look, is_main in zip(keys, self.looks, self.in_main, strict=True):
            alike = table.setdefault(key, Alike())
            alike.count += 1
            alike.size += look.size
            alike.linked += look.linked
            alike.prose += look.size if look.prose else 0.0
            alike.main += look.size if is_main else 0.0
        return table


def signed_log(number: float) -> float:
    """Return the logarithm of one and a number's size, with its sign."""
    return math.copysign(math.log1p(abs(number)), number)


def _likeness(letters: str, title: str) -> float:
    if letters == title:
        return 2.0
    if len(letters) > _TELLING_LETTERS and (letters in title or title in letters):
        return min(len(letters), len(title)) / max(len(letters), len(title))
    return 0.0
