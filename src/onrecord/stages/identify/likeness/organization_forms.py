"""Legal forms of organisations: found at the ends of a name, and folded to a few kinds."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.text.data import load_table
from onrecord.text.names.words import fold_word, raw_words

#: Says that it is a company and no more: agrees with every other form.
ANY_COMPANY = "company"
_AND = frozenset(("and", "y", "et", "und", "e", "ve"))
#: Most forms that are taken from one end of a name ("… Trading Co. Ltd (Pvt)").
_MOST = 3


class LegalForms(NamedTuple):
    """Return the table of legal forms: kind by its words, and where they may stand."""

    kinds: Mapping[tuple[str, ...], str]
    sure: frozenset[str]
    last_only: frozenset[str]
    longest: int


def split_forms(words: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    """Return a name's folded words without its legal forms, and the kinds of these.

    At least one word is left.

    >>> split_forms(["ooo", "selmar", "trade"]), split_forms(["selmar", "sa", "de", "cv"])
    ((['selmar', 'trade'], frozenset({'limited'})), (['selmar'], frozenset({'stock'})))
    >>> split_forms(["hotel", "and", "spa"])
    (['hotel', 'and', 'spa'], frozenset())
    """
    table = legal_forms()
    left = list(words)
    kinds: list[str] = []
    for _ in range(_MOST):
        size = _last_form(left, table)
        if not size:
            break
        kinds.append(table.kinds[tuple(left[-size:])])
        del left[-size:]
    for _ in range(_MOST):
        size = _first_form(left, table)
        if not size:
            break
        kinds.append(table.kinds[tuple(left[:size])])
        del left[:size]
    kinds += [table.kinds[(word,)] for word in left[1:] if word in table.sure]
    return [*left[:1], *(word for word in left[1:] if word not in table.sure)], frozenset(kinds)


def agree(one: frozenset[str], other: frozenset[str]) -> float:
    """Return 1.0 where legal forms are of one kind, 0.0 where nothing can be said, -1.0 where they differ.

    >>> agree(frozenset({"limited"}), frozenset({"stock"})), agree(frozenset(), frozenset({"stock"}))
    (-1.0, 0.0)
    """
    if not one or not other:
        return 0.0
    if one & other:
        return 1.0
    return 0.0 if one == {ANY_COMPANY} or other == {ANY_COMPANY} else -1.0


@cache
def legal_forms() -> LegalForms:
    """Return the table of `data/names/organization_forms.toml`, folded."""
    table = load_table("names/organization_forms")
    kinds: dict[tuple[str, ...], str] = {}
    for kind, spellings in table["forms"].items():
        for spelling in spellings:
            kinds.setdefault(tuple(fold_word(word) for word in raw_words(spelling)), kind)
    return LegalForms(
        kinds=kinds,
        sure=frozenset(fold_word(word) for word in table["sure"]),
        last_only=frozenset(fold_word(word) for word in table["last_only"]),
        longest=max(map(len, kinds)),
    )


def _last_form(words: Sequence[str], table: LegalForms) -> int:
    """Return how many words at the end are a legal form, 0 for none."""
    for size in range(min(table.longest, len(words) - 1), 0, -1):
        if tuple(words[-size:]) in table.kinds:
            behind_and = len(words) > size and words[-size - 1] in _AND
            return 0 if behind_and and words[-size] in table.last_only else size
    return 0


def _first_form(words: Sequence[str], table: LegalForms) -> int:
    for size in range(min(table.longest, len(words) - 1), 0, -1):
        if tuple(words[:size]) in table.kinds and not (size == 1 and words[0] in table.last_only):
            return size
    return 0
