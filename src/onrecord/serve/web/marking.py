"""A report's text with everything found in it marked: stretches that a template only has to print."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.model import THINKING, Block, BlockKind, Footnote, Reading, Span, Statement

#: Hues that speakers are told apart by; after the last the first comes again.
HUES = 6
#: Characters that steer what stands around them, or that nothing shows: they are shown by their number.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: Characters of text in one part of a page: a browser lays out so much at once without a wait.
PART_CHARS = 150_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Return a stretch of one block that is shown in one way.

    Attributes:
        start: Where it begins in the canonical text, in code points.
        text: Its characters; of a control character its name ("U+202E").
        classes: How it is shown.
        statements: The numbers of the statements that it belongs to, the outermost first.
        opens: The numbers of the statements whose words begin here.
        href: Where it leads: of a reference to a note, or to another report; else "".
        anchor: Its own id in the page; else "".
        is_control: Whether it stands for one control character.
    """

    start: int
    text: str
    classes: str = ""
    statements: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    href: str = ""
    anchor: str = ""
    is_control: bool = False


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """Return a block with its stretches, and the statements that are told of beside it.

    Attributes:
        block: The block.
        anchor: Its id in the page.
        stretches: In text order; together they are the block's text.
        notes: The numbers of the statements whose words begin in it.
        back: Of a footnote: the ids of the places that refer to it.
    """

    block: Block
    anchor: str
    stretches: tuple[Stretch, ...]
    notes: tuple[int, ...] = ()
    back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Return a part of a report that makes one page.

    Attributes:
        blocks: Its blocks.
        number: Which part it is, from 1.
        parts: How many there are.
    """

    blocks: tuple[MarkedBlock, ...]
    number: int
    parts: int


@dataclass(slots=True)
class _Layers:
    """Return which spans lie where, by what they are: sorted by their start."""

    spans: list[tuple[int, int, str, int]] = field(default_factory=list)

    def add(self, spans: Iterable[Span], role: str, number: int) -> None:
        self.spans += [(span.start, span.end, role, number) for span in spans]


def number_statements(statements: Sequence[Statement], *, thoughts: bool = True) -> dict[int, Statement]:
    """Return statements by the number they bear on their report's page: 1, 2, … in text order.

    Args:
        statements: Of one report, in text order.
        thoughts: Also reported thoughts; else these are left out, and the numbers stay what they are.
    """
    return {
        number: one for number, one in enumerate(statements, start=1) if thoughts or one.act not in THINKING
    }


def hues_of(statements: Iterable[Statement]) -> dict[str, int]:
    """Return a hue for each speaker's id, in the order in which they begin to speak."""
    found: dict[str, int] = {}
    for one in statements:
        if one.speaker is not None:
            found.setdefault(one.speaker.id, len(found) % HUES)
    return found


def mark_report(
    reading: Reading, numbered: Mapping[int, Statement], *, part: int = 1, part_chars: int = PART_CHARS
) -> Part:
    """Return one part of a report's text with its statements, notes and references marked.

    Args:
        reading: The report.
        numbered: The statements to mark, by number.
        part: Which part, from 1; a number that is too high gives the last.
        part_chars: A part ends with the block in which it reaches this many characters.
    """
    report = reading.report
    parts = _parts(_covering(report.text, report.blocks, part_chars), part_chars)
    number = min(max(part, 1), len(parts))
    blocks = parts[number - 1]
    layers = _layers(reading, numbered)
    hues = hues_of(reading.statements)
    starts = [span[0] for span in layers.spans]
    longest = max((end - start for start, end, _, _ in layers.spans), default=0)
    opened: dict[int, int] = {key: one.content[0].start for key, one in numbered.items()}
    first_of = sorted((start, key) for key, start in opened.items())
    first_starts = [start for start, _ in first_of]
    notes = _notes(report.footnotes)
    marked = []
    for index, block in blocks:
        span = block.span
        near = layers.spans[bisect_left(starts, span.start - longest) : bisect_left(starts, span.end)]
        inside = [one for one in near if one[1] > span.start]
        begins = [
            key
            for _, key in first_of[
                bisect_left(first_starts, span.start) : bisect_left(first_starts, span.end)
            ]
        ]
        note = notes.get((span.start, span.end))
        marked.append(
            MarkedBlock(
                block,
                f"f{note}" if note is not None else f"b{index}",
                tuple(_stretches(report.text, block, inside, numbered, hues, opened)),
                tuple(begins),
                tuple(f"r{note}-{n}" for n in range(1, len(report.footnotes[note - 1].refs) + 1))
                if note
                else (),
            )
        )
    return Part(tuple(marked), number, len(parts))


def part_of(reading: Reading, at: int, *, part_chars: int = PART_CHARS) -> int:
    """Return the number of the part in which a place of the text lies."""
    report = reading.report
    for number, blocks in enumerate(
        _parts(_covering(report.text, report.blocks, part_chars), part_chars), start=1
    ):
        if blocks and at < blocks[-1][1].span.end:
            return number
    return 1


def _covering(text: str, blocks: Sequence[Block], part_chars: int) -> list[Block]:
    """Return the blocks of a text; a text without any is one paragraph, where it holds anything.

    A block that is longer than a part is cut at spaces, so that one endless line cannot stop a browser.
    """
    if not blocks and text.strip():
        blocks = [Block(BlockKind.PARAGRAPH, Span(0, len(text)))]
    found: list[Block] = []
    for block in blocks:
        start, end = block.span.start, block.span.end
        while end - start > part_chars:
            cut = text.rfind(" ", start + 1, start + part_chars) + 1 or start + part_chars
            found.append(_piece(block, start, cut))
            start = cut
        found.append(_piece(block, start, end))
    return found


def _piece(block: Block, start: int, end: int) -> Block:
    if (start, end) == (block.span.start, block.span.end):
        return block
    is_first = start == block.span.start
    return replace(block, span=Span(start, end), label=block.label if is_first else None)


def _parts(blocks: Sequence[Block], part_chars: int) -> list[list[tuple[int, Block]]]:
    parts: list[list[tuple[int, Block]]] = [[]]
    held = 0
    for index, block in enumerate(blocks):
        if held >= part_chars:
            parts.append([])
            held = 0
        parts[-1].append((index, block))
        held += block.span.end - block.span.start
    return parts


def _layers(reading: Reading, numbered: Mapping[int, Statement]) -> _Layers:
    layers = _Layers()
    for number, one in numbered.items():
        layers.add(one.content, "said", number)
        layers.add(one.source, "source", number)
        layers.add(one.cue, "cue", number)
    for index, note in enumerate(reading.report.footnotes, start=1):
        for turn, ref in enumerate(note.refs, start=1):
            layers.spans.append((ref.start, ref.end, f"ref:{turn}", index))
    for index, reference in enumerate(reading.report.cross_references):
        layers.spans.append((reference.span.start, reference.span.end, "cross", index))
    layers.spans.sort()
    return layers


def _notes(footnotes: Sequence[Footnote]) -> dict[tuple[int, int], int]:
    return {
        (note.note.start, note.note.end): index for index, note in enumerate(footnotes, start=1) if note.note
    }


def _stretches(
    text: str,
    block: Block,
    spans: Sequence[tuple[int, int, str, int]],
    numbered: Mapping[int, Statement],
    hues: Mapping[str, int],
    opened: Mapping[int, int],
) -> Iterator[Stretch]:
    start, end = block.span.start, block.span.end
    cuts = {start, end}
    for one_start, one_end, _, _ in spans:
        cuts.update((max(one_start, start), min(one_end, end)))
    if block.label:
        cuts.update((block.label.start, block.label.end))
    for match in CONTROLS.finditer(text, start, end):
        cuts.update(match.span())
    edges = sorted(cuts)
    begins = sorted(spans)
    active: list[tuple[int, int, str, int]] = []
    coming = 0
    for left, right in pairwise(edges):
        active = [one for one in active if one[1] > left]
        while coming < len(begins) and begins[coming][0] <= left:
            if begins[coming][1] > left:
                active.append(begins[coming])
            coming += 1
        is_label = bool(block.label and block.label.start <= left < block.label.end)
        yield _stretch(text, left, right, active, numbered, hues, opened, is_label=is_label)


def _stretch(
    text: str,
    left: int,
    right: int,
    active: Sequence[tuple[int, int, str, int]],
    numbered: Mapping[int, Statement],
    hues: Mapping[str, int],
    opened: Mapping[int, int],
    *,
    is_label: bool,
) -> Stretch:
    said = sorted(
        {number for _, _, role, number in active if role == "said"},
        key=lambda number: (opened[number], -numbered[number].content[-1].end, number),
    )
    roles = {role for _, _, role, _ in active}
    classes = ["label"] if is_label else []
    if said:
        innermost = numbered[said[-1]]
        hue = hues.get(innermost.speaker.id) if innermost.speaker else None
        classes += ["said", *([f"w{hue}"] if hue is not None else [])]
        if len(said) > 1:
            classes.append("inner")
        if innermost.act in THINKING:
            classes.append("thought")
    classes += [role for role in ("source", "cue") if role in roles]
    href = anchor = ""
    for _, _, role, number in active:
        if role.startswith("ref:"):
            href, anchor = f"#f{number}", f"r{number}-{role[4:]}"
        elif role == "cross":
            href = f"cross:{number}"
    every = dict.fromkeys([*said, *(number for _, _, role, number in active if role in {"source", "cue"})])
    piece = text[left:right]
    control = len(piece) == 1 and bool(CONTROLS.match(piece))
    return Stretch(
        left,
        f"U+{ord(piece):04X}" if control else piece,
        " ".join([*classes, *(["control"] if control else [])]),
        tuple(every),
        tuple(number for number in said if opened[number] == left),
        href,
        anchor,
        control,
    )


def mark_words(words: str, matches: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return an excerpt in pieces, each with whether it is a match.

    >>> mark_words("a goat here", [(2, 6)])
    [('a ', False), ('goat', True), (' here', False)]
    """
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in matches:
        pieces += [(words[at:start], False), (words[start:end], True)]
        at = end
    return [piece for piece in [*pieces, (words[at:], False)] if piece[0]]


__all__ = [
    "HUES",
    "MarkedBlock",
    "Part",
    "Stretch",
    "hues_of",
    "mark_report",
    "mark_words",
    "number_statements",
    "part_of",
]
