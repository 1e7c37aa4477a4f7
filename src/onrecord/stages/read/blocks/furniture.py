"""Site furniture: what the lines around a report say, by the patterns of `data/furniture.toml`."""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.stages.read.blocks.pieces import Piece, holds_any
from onrecord.text.data import load_table

#: A name in capitals or title case, of up to five words; "The", "Our" and the like begin none.
_OUTLET = (
    r"(?P<outlet>(?-i:(?:The )?(?!(?:The|Our|Your|This|My|An?|Daily|Weekly|Free|All|Latest|Any|No|Us|To|\d{4})\b)"
    r"[A-Z0-9][\w&’-]{0,30}(?:\.\w{1,10}){0,2}(?: (?:[A-Z0-9][\w&’-]{0,30}(?:\.\w{1,10}){0,2}|of|de)){0,4}))"
)

_ANY_OUTLET = _OUTLET.replace("?P<outlet>", "?:")

#: Whole-line furniture is never longer.
_WHOLE_CHARS = 200


@dataclass(frozen=True, slots=True)
class Furniture:
    """Return what furniture a block is.

    Attributes:
        kind: The kind that the table gives it: donation, share, comments, …
        lists: Whether the short lines after it belong to it.
        outlet: The outlet's name in it, as written, or None.
    """

    kind: str
    lists: bool = False
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class _Rules:
    """Hold the compiled table: one pattern that tells quickly, then those that tell which."""

    longest: int
    whole: re.Pattern[str]
    whole_kinds: tuple[str, ...]
    begins: re.Pattern[str]
    openings: tuple[tuple[str, bool, re.Pattern[str]], ...]
    holds: tuple[tuple[str, tuple[str, ...], tuple[re.Pattern[str], ...]], ...]
    needed: tuple[str, ...]


@cache
def _rules() -> _Rules:
    table = load_table("furniture")
    rows = table["furniture"]
    whole = [f"(?P<k{i}>{'|'.join(row['whole'])})" for i, row in enumerate(rows) if row.get("whole")]
    openings = [
        (row["kind"], key == "lists", pattern)
        for row in rows
        for key in ("lists", "opens")
        for pattern in row.get(key, ())
    ]
    holds = [(row["kind"], row["needs"], row["holds"]) for row in rows if row.get("holds")]
    return _Rules(
        longest=table["limits"]["longest"],
        whole=_compile("|".join(whole)),
        whole_kinds=tuple(row["kind"] for row in rows),
        begins=_compile("|".join(f"(?:{p.replace('{outlet}', _ANY_OUTLET)})" for _, _, p in openings)),
        openings=tuple((kind, lists, _compile(_with_outlet(p))) for kind, lists, p in openings),
        holds=tuple(
            (kind, tuple(needs), tuple(_compile(_with_outlet(p)) for p in patterns))
            for kind, needs, patterns in holds
        ),
        needed=tuple(dict.fromkeys(need for _, needs, _ in holds for need in needs)),
    )


def _with_outlet(pattern: str) -> str:
    return pattern.replace("{outlet}", _OUTLET, 1)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def match_furniture(piece: Piece) -> Furniture | None:
    """Return what furniture a block is, or None where it belongs to the report."""
    rules, words = _rules(), piece.words
    if len(piece.span) > rules.longest:
        return None
    if len(words) <= _WHOLE_CHARS and (found := rules.whole.fullmatch(words)):
        return Furniture(rules.whole_kinds[int((found.lastgroup or "k0")[1:])])
    if rules.begins.match(words):
        for kind, lists, pattern in rules.openings:
            if found := pattern.match(words):
                return Furniture(kind, lists=lists, outlet=_outlet(found))
    if not holds_any(piece.low, rules.needed):
        return None
    for kind, needs, patterns in rules.holds:
        if holds_any(piece.low, needs):
            matches = [found for pattern in patterns if (found := pattern.search(words))]
            if matches:
                return Furniture(kind, outlet=next(filter(None, map(_outlet, matches)), None))
    return None


def _outlet(found: re.Match[str]) -> str | None:
    name = found.groupdict().get("outlet")
    return name.split("’s ")[0].removesuffix("’s").removesuffix("’").rstrip(" .-") or None if name else None
