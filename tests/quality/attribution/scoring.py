"""How well statements fit marked attributions: contents matched by their words, then who is said to speak."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Reading, Statement
from onrecord.text.fold import fold

_WORD = re.compile(r"\w+")
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Tally:
    """Return counts, which can be added up.

    Attributes:
        marked: Attributions marked by hand.
        found: Statements found, those inside others' words left out.
        right: Pairs whose contents share half of the words of each other.
        named: Of these, the ones whose speaker is named and sure in the marks.
        speaker: Of these, the ones whose speaker is found by that name.
    """

    marked: int = 0
    found: int = 0
    right: int = 0
    named: int = 0
    speaker: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))

    def shares(self) -> dict[str, float]:
        """Return F1 of contents, their precision and recall, and the share of speakers right: 0 to 1."""
        return {
            "precision": self.right / self.found,
            "recall": self.right / self.marked,
            "f1": 2 * self.right / (self.found + self.marked),
            "speaker": self.speaker / self.named,
        }


def tally(marked: Sequence[Mapping[str, Any]], reading: Reading) -> Tally:
    """Return how one reading fits the attributions marked in its text."""
    text = reading.report.text
    statements = [s for s in reading.statements if s.nested_in is None]
    names = {i.id: i.name for i in reading.identities}
    gold = [_words(text, a["content"]) for a in marked]
    found = [_words(text, [(s.start, s.end) for s in each.content]) for each in statements]
    pairs = sorted(
        ((len(g & f) / len(g | f), k, n) for k, g in enumerate(gold) for n, f in enumerate(found) if g & f),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    result = Tally(marked=len(gold), found=len(found))
    for _, k, n in pairs:
        if k in taken_gold or n in taken_found:
            continue
        taken_gold.add(k)
        taken_found.add(n)
        shared = len(gold[k] & found[n])
        if shared < _HALF * len(gold[k]) or shared < _HALF * len(found[n]):
            continue
        is_named = marked[k]["sure"] and marked[k]["speaker"] is not None
        is_right = is_named and _is_speaker(marked[k]["speaker"], statements[n], names)
        result += Tally(right=1, named=int(is_named), speaker=int(is_right))
    return result


def _is_speaker(wanted: str, statement: Statement, names: Mapping[str, str]) -> bool:
    if statement.speaker is None:
        return False
    name = f" {fold(statement.speaker.name or names.get(statement.speaker.id, ''))} "
    return any(f" {fold(one)} " in name for one in wanted.split("; "))


def _words(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    return {m.start() for start, end in spans for m in _WORD.finditer(text, start, end)}
