"""Site furniture: what the lines around a report say, by the patterns of `data/furniture.toml`."""

import re
from dataclasses import dataclass
from functools import cache

from onrecord.stages.read.pieces import Piece
from onrecord.text.data import load_table

#: A name in capitals or title case, of up to five words; "The", "Our" and the like begin none.
_OUTLET = (
    r"(?P<outlet>(?-i:(?!(?:The|Our|Your|This|My|An?|Daily|Weekly|Free|All|News|Latest|Any|No|Us|To)\b)"
    r"[A-Z0-9][\w.&’-]{0,30}(?: (?:[A-Z0-9][\w.&’-]{0,30}|of|de)){0,4}))"
)

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
class _Group:
    kind: str
    needs: tuple[str, ...]
    whole: tuple[re.Pattern[str], ...]
    opens: tuple[re.Pattern[str], ...]
    lists: tuple[re.Pattern[str], ...]
    holds: tuple[re.Pattern[str], ...]


@cache
def _groups() -> tuple[_Group, ...]:
    def compiled(row: dict[str, list[str]], key: str) -> tuple[re.Pattern[str], ...]:
        patterns = (p.replace("{outlet}", _OUTLET, 1) for p in row.get(key, ()))
        return tuple(re.compile(p, re.IGNORECASE) for p in patterns)

    return tuple(
        _Group(
            row["kind"],
            tuple(row.get("needs", ())),
            *(compiled(row, key) for key in ("whole", "opens", "lists", "holds")),
        )
        for row in load_table("furniture")["furniture"]
    )


def match_furniture(piece: Piece) -> Furniture | None:
    """Return what furniture a block is, or None where it belongs to the report."""
    if len(piece.span) > load_table("furniture")["limits"]["longest"]:
        return None
    words = piece.words
    for group in _groups():
        if len(words) <= _WHOLE_CHARS and any(p.fullmatch(words) for p in group.whole):
            return Furniture(group.kind)
        for pattern in group.lists:
            if found := pattern.match(words):
                return Furniture(group.kind, lists=True, outlet=_outlet(found))
        for pattern in group.opens:
            if found := pattern.match(words):
                return Furniture(group.kind, outlet=_outlet(found))
        if any(need in piece.low for need in group.needs):
            for pattern in group.holds:
                if found := pattern.search(words):
                    return Furniture(group.kind, outlet=_outlet(found))
    return None


def _outlet(found: re.Match[str]) -> str | None:
    name = found.groupdict().get("outlet")
    return name.split("’s ")[0].removesuffix("’s").removesuffix("’").rstrip(" .-") or None if name else None
