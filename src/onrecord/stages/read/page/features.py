"""What a page's blocks look like, as numbers: one row a block, for the page model to judge.

Nothing here knows a language or an outlet: sizes, links, marks, names of
elements, and how a block stands to the title, to the running text around it
and to blocks made the same way.
"""

import math
import re
from collections import Counter
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.read.page.frame import ENDS, Frame, signed_log
from onrecord.stages.read.page.hints import hint_names

Rows = NDArray[np.float32]

_MARKS = re.compile(r"[.!?…。！？؟।]+(?=[\s\"'”’»)」』]|$)|[。！？]")
_COMMAS = re.compile(r"[,،、，;؛]")
_DIGITS = re.compile(r"\d")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞА-Я]")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|\d{4}")
_ODD = re.compile(r"[|©@»›→▶•·/+#]|https?:|www\.")
_QUOTES = re.compile(r"[\"“”„«»「」]")

_TAGS = (
    "p",
    "div",
    "li",
    "h2",
    "h3",
    "h4",
    "span",
    "td",
    "blockquote",
    "figcaption",
    "section",
    "h1",
    "article",
    "dd",
)
_INSIDE = (
    "article", "main", "aside", "nav", "footer", "header", "form", "figure", "ul", "ol", "li", "table", "blockquote",
    "dl", "details", "section", "p",
)  # fmt: skip
_INNER = ("a", "time", "strong", "em", "span", "img", "i", "b", "u", "input", "br")
_OWN = (
    "size", "linked", "ends", "marks", "commas", "digits", "upper", "time", "odd", "quotes", "strong", "slanted",
    "links", "colon", "lower_start", "parted", "hidden", "lines", "letters",
)  # fmt: skip
_PLACE = (
    "depth", "index", "share", "after_title", "after_title_log", "before_title", "title_up", "main_up", "main_down",
    "in_main", "from_first", "to_last", "between", "is_title", "title_overlap", "in_summary", "holds_summary",
    "in_body", "has_body", "by_author", "pictures", "pictures_after", "same_article", "foreign", "copies",
)  # fmt: skip
_SO_FAR = (
    "titles_between", "like_title", "like_first", "earlier_copies", "prose_before", "prose_after", "headings_before",
)  # fmt: skip
_ALIKE = (
    "sign_count", "sign_prose", "sign_linked", "sign_main", "sign_size",
    "trail_count", "trail_prose", "trail_linked", "trail_main",
)  # fmt: skip
_AROUND = ("held", "held_linked", "held_prose", "held_blocks", "prose_share")
_LEVELS = 4
_SIDES = (-2, -1, 1, 2)
_NEIGHBOUR = ("size", "linked", "prose", "same_holder", "same_sign", "heading", "in_main")
_PAGE = ("page_blocks", "page_prose", "page_main")

_SHORT = 200
_GRAM = 4
_SUMMARY_LETTERS = 30
_PROBE = 30


@cache
def feature_names() -> tuple[str, ...]:
    """Return the names of the columns of `describe`, in order."""
    hints = hint_names()
    return (
        *_OWN,
        *(f"tag_{tag}" for tag in _TAGS),
        *(f"inside_{tag}" for tag in _INSIDE),
        *(f"inner_{tag}" for tag in _INNER),
        *(f"{where}_{hint}" for where in ("own", "near", "off", "inline") for hint in hints),
        *_PLACE,
        *_SO_FAR,
        *_ALIKE,
        *(f"{what}_{level}" for level in range(_LEVELS) for what in _AROUND),
        *(f"{what}_{side:+}" for side in _SIDES for what in _NEIGHBOUR),
        *_PAGE,
    )


def describe(frame: Frame) -> Rows:
    """Return a row of numbers for each block of a page.

    Shape (blocks, features), float32; the columns are those of `feature_names`.
    """
    count = len(frame.blocks)
    prose = [i for i in range(count) if frame.looks[i].prose and frame.in_main[i]]
    first, last = (prose[0], prose[-1]) if prose else (0, count - 1)
    place = _Place(frame, first, last)
    so_far = _SoFar(frame)
    near = [_seen_beside(frame, i) for i in range(count)]
    page = [math.log1p(count), math.log1p(frame.prose), frame.held[frame.main].prose / frame.prose]
    rows = [
        [
            *_own(frame, i),
            *_named(frame, i),
            *place.row(i),
            *so_far.row(i),
            *_alike(frame, i),
            *_around(frame, i),
            *_beside(near, i),
            *page,
        ]
        for i in range(count)
    ]
    return np.array(rows, dtype=np.float32).reshape(count, len(feature_names()))


def _own(frame: Frame, i: int) -> list[float]:
    block, look = frame.blocks[i], frame.looks[i]
    words, size = block.words, look.size
    length = len(words)
    return [
        math.log1p(size),
        look.linked / size,
        bool(ENDS.search(words)),
        len(_MARKS.findall(words)),
        len(_COMMAS.findall(words)) / (size + 20) * 100,
        len(_DIGITS.findall(words)) / length,
        len(_UPPER.findall(words)) / length,
        size < _SHORT and bool(_TIME.search(words)),
        len(_ODD.findall(words)) / (length + 10) * 20,
        bool(_QUOTES.search(words)),
        min(1.0, block.strong / length),
        min(1.0, block.slanted / length),
        min(block.links, 10),
        words.endswith(":"),
        words[0].islower(),
        block.parted,
        frame.nodes[block.node].hidden,
        min(10, words.count("\n")),
        len(look.letters) / length,
    ]


def _named(frame: Frame, i: int) -> list[float]:
    block = frame.blocks[i]
    node = frame.nodes[block.node]
    hints = range(len(hint_names()))
    row: list[float] = [node.tag == tag for tag in _TAGS]
    row += [tag in node.inside for tag in _INSIDE]
    row += [tag in block.inner for tag in _INNER]
    for bits in (node.hints, node.near, frame.off[i], block.hints):
        row += [bits >> bit & 1 for bit in hints]
    return row


class _Place:
    """Tells how a block stands to the title, to the running text and to what the head says."""

    def __init__(self, frame: Frame, first: int, last: int) -> None:
        self.frame, self.first, self.last = frame, first, last
        self.titles = frozenset(frame.facts.titles)
        self.title_grams = _grams(frame.facts.titles[0]) if frame.facts.titles else frozenset()

    def row(self, i: int) -> list[float]:
        frame = self.frame
        block, look, facts, count = frame.blocks[i], frame.looks[i], frame.facts, len(frame.blocks)
        node, letters, grams = frame.nodes[block.node], look.letters, self.title_grams
        after = i - frame.title if frame.title >= 0 else -1000
        meeting, main_up = frame.up_to(block.node, frame.main_path)
        return [
            frame.depths[block.node],
            math.log1p(i),
            i / count,
            max(-20, min(20, after)),
            signed_log(after),
            after < 0,
            frame.up_to(block.node, frame.title_path)[1],
            main_up,
            frame.main_path.get(meeting, 20),
            frame.in_main[i],
            signed_log(i - self.first),
            signed_log(self.last - i),
            self.first <= i <= self.last,
            letters in self.titles,
            len(grams & _grams(letters)) / len(grams) if grams and look.size < _SHORT else 0.0,
            len(letters) > _SUMMARY_LETTERS and letters in facts.summary,
            len(facts.summary) > _SUMMARY_LETTERS and facts.summary[: 2 * _PROBE] in letters,
            _share_in(letters, facts.body),
            bool(facts.body),
            look.size < _SHORT and any(name in letters for name in facts.authors),
            min(5, block.pictures),
            min(5, frame.blocks[i + 1].pictures) if i + 1 < count else 0,
            frame.shares_article(node),
            node.foreign,
            min(5, frame.copies[letters]),
        ]


class _SoFar:
    """Counts on the way down the page; asked about each block once, in order."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.titles = frozenset(frame.facts.titles)
        self.title_sign = frame.signs[frame.title] if frame.title >= 0 else ""
        start = max(0, frame.title)
        looks, mains = frame.looks, frame.in_main
        self.first_trail = next(
            (frame.trails[i] for i in range(start, len(looks)) if looks[i].prose and mains[i]), ""
        )
        self.between = self.headings = 0
        self.before = 0.0
        self.seen: Counter[str] = Counter()

    def row(self, i: int) -> list[float]:
        frame = self.frame
        look, sign = frame.looks[i], frame.signs[i]
        is_heading = frame.nodes[frame.blocks[i].node].tag == "h1"
        own = look.size if look.prose else 0.0
        row = [
            self.between,
            bool(self.title_sign) and sign == self.title_sign,
            frame.trails[i] == self.first_trail,
            min(5, self.seen[look.letters]),
            self.before / frame.prose,
            1 - (self.before + own) / frame.prose,
            self.headings,
        ]
        self.seen[look.letters] += 1
        self.before += own
        self.headings += is_heading
        like_title = is_heading or sign == self.title_sign
        if i > frame.title >= 0 and like_title and look.letters not in self.titles:
            self.between = min(5, self.between + 1)
        return row


def _alike(frame: Frame, i: int) -> list[float]:
    sign, trail = frame.by_sign[frame.signs[i]], frame.by_trail[frame.trails[i]]
    row = [
        number
        for alike in (sign, trail)
        for number in (
            math.log1p(alike.count),
            alike.prose / alike.size,
            alike.linked / alike.size,
            alike.main / alike.size,
        )
    ]
    row.insert(4, math.log1p(sign.size / sign.count))
    return row


def _around(frame: Frame, i: int) -> list[float]:
    row: list[float] = []
    at = frame.blocks[i].node
    for _ in range(_LEVELS):
        own = frame.held[at]
        row += [
            math.log1p(own.size),
            own.linked / own.size,
            own.prose / own.size,
            math.log1p(own.blocks),
            own.prose / frame.prose,
        ]
        at = max(0, frame.nodes[at].parent)
    return row


def _seen_beside(frame: Frame, i: int) -> tuple[float, float, float, int, str, float, float]:
    look, node = frame.looks[i], frame.nodes[frame.blocks[i].node]
    is_heading = node.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
    return (
        math.log1p(look.size), look.linked / look.size, look.prose, node.parent, frame.signs[i], is_heading,
        frame.in_main[i],
    )  # fmt: skip


def _beside(near: list[tuple[float, float, float, int, str, float, float]], i: int) -> list[float]:
    row: list[float] = []
    _, _, _, holder, sign, _, _ = near[i]
    for side in _SIDES:
        if 0 <= i + side < len(near):
            size, linked, prose, their_holder, their_sign, heading, main = near[i + side]
            row += [size, linked, prose, their_holder == holder, their_sign == sign, heading, main]
        else:
            row += [0.0] * len(_NEIGHBOUR)
    return row


def _grams(letters: str) -> frozenset[str]:
    return frozenset(letters[i : i + _GRAM] for i in range(len(letters) - _GRAM + 1))


def _share_in(letters: str, body: str) -> float:
    """Return how much of a block the page's own record of its text holds, by its beginning, middle and end."""
    if not body or not letters:
        return 0.0
    if len(letters) <= 2 * _PROBE:
        return float(letters in body)
    middle = len(letters) // 2
    half = _PROBE // 2
    probes = (letters[:_PROBE], letters[middle - half : middle + half], letters[-_PROBE:])
    return sum(probe in body for probe in probes) / len(probes)
