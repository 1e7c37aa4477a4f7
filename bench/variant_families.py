"""Variants of invented statements, with what became of each word: what bench/variants.py measures on."""

import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from onrecord.model import (
    Act,
    IdentityType,
    PieceKind,
    Span,
    Speaker,
    Statement,
    StatementKind,
    content_id,
)

SOURCE = Path(__file__).parent / "variant_statements.toml"
#: Words with where they start and end; what became of each by where it starts.
Words = list[tuple[str, int, int]]
Fates = dict[int, PieceKind]
#: Parts of a segment that has two wordings, and of one that has two names.
_WORDED, _NAMED = 2, 3
Placed = dict[int, Words]
LEVELS = (
    "same",
    "quoted",
    "cut",
    "renamed",
    "inserted",
    "reworded",
    "otherwise",
    "mixed",
    "re-attributed",
    "re-dated",
)

_SEGMENT = re.compile(r"\{([^|}]*)\|([^}]*)\}|<([^|>]*)\|([^>]*)>")
_WORD = re.compile(r"\w[\w’'-]*")
_INSERTIONS = ("i.e. the old one", "sic", "of the province", "in the east", "as he put it", "last year")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Return a few words of a statement, and what they are there."""

    text: str
    at: int  # the number of the segment
    kind: PieceKind


@dataclass(frozen=True, slots=True)
class Told:
    """Return a statement as one report has it.

    Attributes:
        text: The report's text: the content is all of it.
        statement: The statement.
        speaker: Whose cluster.
        day: When.
        chunks: What it is made of.
    """

    text: str
    statement: Statement
    speaker: str
    day: date
    chunks: tuple[Chunk, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Family:
    """Return a statement as first carried, with its variants by level, and the number of its subject."""

    half: str
    subject: int
    first: Told
    variants: tuple[tuple[str, Told], ...]


def make_families(half: str | None = None, *, seed: int = 1, source: Path = SOURCE) -> list[Family]:
    """Return the families of one half ("tuning", "held"), or of all; the same for the same seed."""
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    families = []
    for number, subject in enumerate(table["subject"]):
        for place, said in enumerate(subject["said"]):
            if half not in {None, subject["half"]}:
                continue
            rng = random.Random(f"{seed} {number} {place}")
            others = [one["by"] for one in subject["said"] if one["by"] != said["by"]]
            families.append(_family(said, subject, number, others, rng))
    return families


def gold_words(first: Told, other: Told) -> tuple[list[tuple[Span, PieceKind]], list[tuple[Span, PieceKind]]]:
    """Return what becomes of each word of both, as places in their texts."""
    here: dict[int, PieceKind] = {}
    there: dict[int, PieceKind] = {}
    ours, theirs = _placed(first), _placed(other)
    for at in {chunk.at for chunk in (*first.chunks, *other.chunks)}:
        mine, yours = ours.get(at, []), theirs.get(at, [])
        kind = next((chunk.kind for chunk in other.chunks if chunk.at == at), PieceKind.SAME)
        if not yours:
            here.update((start, PieceKind.LEFT_OUT) for _, start, _ in mine)
        elif not mine:
            there.update((start, PieceKind.INSERTED) for _, start, _ in yours)
        else:
            _within(mine, yours, kind, here, there)
    return _listed(ours, here), _listed(theirs, there)


def _within(mine: Words, yours: Words, kind: PieceKind, here: Fates, there: Fates) -> None:
    matcher = SequenceMatcher(
        None, [w.lower() for w, *_ in mine], [w.lower() for w, *_ in yours], autojunk=False
    )
    for tag, i, j, k, m in matcher.get_opcodes():
        fate = {"equal": PieceKind.SAME, "delete": PieceKind.LEFT_OUT, "insert": PieceKind.ADDED}.get(
            tag, kind
        )
        here.update((start, fate) for _, start, _ in mine[i:j])
        there.update((start, fate) for _, start, _ in yours[k:m])


def _placed(told: Told) -> Placed:
    found: Placed = {}
    at = 0
    for chunk in told.chunks:
        for word in _WORD.finditer(chunk.text):
            found.setdefault(chunk.at, []).append((word[0], at + word.start(), at + word.end()))
        at += len(chunk.text)
    return found


def _listed(placed: Placed, kinds: dict[int, PieceKind]) -> list[tuple[Span, PieceKind]]:
    words = sorted((start, end) for some in placed.values() for _, start, end in some)
    return [(Span(start, end), kinds.get(start, PieceKind.SAME)) for start, end in words]


def _family(
    said: dict[str, Any], subject: dict[str, Any], number: int, others: Sequence[str], rng: random.Random
) -> Family:
    segments = list(_segments(" ".join(said["words"])))
    by, day = said["by"], subject["day"]
    first = _told(_chunks(segments, set(), set()), by, day, "first")
    variants = [(level, _variant(level, segments, by, day, others, rng)) for level in LEVELS]
    if not any(len(segment) == _NAMED for segment in segments):
        variants = [(level, told) for level, told in variants if level != "renamed"]
    return Family(subject["half"], number, first, tuple(variants))


def _variant(
    level: str, segments: list[tuple[str, ...]], by: str, day: date, others: Sequence[str], rng: random.Random
) -> Told:
    worded = [i for i, segment in enumerate(segments) if len(segment) == _WORDED]
    named = {i for i, segment in enumerate(segments) if len(segment) == _NAMED}
    share = {"reworded": 0.3, "mixed": 0.5, "otherwise": 1.0}.get(level, 0.0)
    swapped = {i for i in worded if rng.random() < share}
    renamed = named if level in {"renamed", "mixed"} else set()
    chunks = _chunks(segments, swapped, renamed)
    if level in {"inserted", "mixed"}:
        chunks = _with_insertion(chunks, rng)
    if level in {"quoted", "mixed"}:
        chunks = _quoted(chunks, rng)
    if level == "cut":
        chunks = _cut(chunks, rng)
    speaker = rng.choice(others) if level == "re-attributed" and others else by
    said_on = day + timedelta(days=rng.randint(1, 3)) if level == "re-dated" else day
    return _told(chunks, speaker, said_on, level)


def _segments(words: str) -> Iterator[tuple[str, ...]]:
    """Yield runs of words: one form, or two of the same words, or two names with a mark that they are names."""
    at = 0
    for found in _SEGMENT.finditer(words):
        if found.start() > at:
            yield (words[at : found.start()],)
        yield (found[1], found[2]) if found[1] is not None else (found[3], found[4], "name")
        at = found.end()
    if at < len(words):
        yield (words[at:],)


def _chunks(segments: list[tuple[str, ...]], swapped: set[int], renamed: set[int]) -> list[Chunk]:
    chunks: list[Chunk] = []
    for i, segment in enumerate(segments):
        second = i in swapped or i in renamed
        kind = PieceKind.RENAMED if i in renamed else PieceKind.REWORDED if second else PieceKind.SAME
        text = segment[1] if second else segment[0]
        before = "".join(chunk.text for chunk in chunks).rstrip()
        if not before or before.endswith("."):
            text = text[:1].upper() + text[1:] if text[:1].isalpha() else text
        chunks.append(Chunk(text, i, kind))
    return chunks


def _with_insertion(chunks: list[Chunk], rng: random.Random) -> list[Chunk]:
    at = rng.randrange(len(chunks) // 3, len(chunks))
    inserted = Chunk(f" [{rng.choice(_INSERTIONS)}] ", 10_000, PieceKind.INSERTED)
    return [*chunks[: at + 1], inserted, *chunks[at + 1 :]]


def _quoted(chunks: list[Chunk], rng: random.Random) -> list[Chunk]:
    """Return a run of the chunks that holds about half of the words, ten at least."""
    sizes = [len(_WORD.findall(chunk.text)) for chunk in chunks]
    wanted = max(10, sum(sizes) // 2)
    starts = [i for i in range(len(chunks)) if sum(sizes[i:]) >= wanted]
    start = rng.choice(starts or [0])
    end = start
    while end < len(chunks) and sum(sizes[start:end]) < wanted:
        end += 1
    return chunks[start:end]


def _cut(chunks: list[Chunk], rng: random.Random) -> list[Chunk]:
    """Return the chunks with a run from their middle left out, and dots in its place."""
    if len(chunks) < 6:  # noqa: PLR2004 - too few to leave out some and keep both ends
        return chunks
    start = rng.randrange(2, len(chunks) - 3)
    end = min(start + max(2, len(chunks) // 4), len(chunks) - 2)
    return [*chunks[:start], Chunk("... ", 20_000, PieceKind.SAME), *chunks[end:]]


def _told(chunks: Sequence[Chunk], by: str, day: date, level: str) -> Told:
    text = "".join(chunk.text for chunk in chunks)
    report = content_id("bench", level, by, text)
    statement = Statement(
        id=content_id("statement", report),
        report=report,
        speaker=Speaker(content_id("identity", report, by), by, IdentityType.PERSON, None),
        source=(),
        cue=(),
        content=(Span(0, len(text)),),
        kind=StatementKind.DIRECT,
        act=Act.SAY,
        said_on=day,
    )
    return Told(text, statement, by, day, tuple(chunks))
