"""Why two names are one or not, in words that a person can read."""

from collections.abc import Sequence

from onrecord.model import IdentityType
from onrecord.stages.identify.likeness.features import Measured, Pair
from onrecord.stages.identify.likeness.organizations import explain_organizations, parse_organization
from onrecord.stages.identify.likeness.words import FATHER_SIGN, SERVANT_SIGN, NameWords, Word
from onrecord.text.names.parts import PartKind

#: Words that resemble each other less are told as without a counterpart.
_LEAST_TOLD = 0.6
#: Words that a long name leaves over are told up to so many.
_MOST_TOLD = 12
_LONGEST_WORD = 24
_LONGEST_REASON = 500
_INITIAL, _TITLE = int(PartKind.INITIAL), int(PartKind.TITLE)
_BODIES = frozenset({IdentityType.ORGANIZATION, IdentityType.GROUP, IdentityType.OUTLET})


def explain(pairs: Sequence[Pair], measured: Measured) -> list[str]:
    """Return for each pair which parts answer each other and how, and what is left over."""
    by_words = zip(
        pairs,
        measured.left.tolist(),
        measured.right.tolist(),
        measured.likely.tolist(),
        measured.size.tolist(),
        strict=True,
    )
    return [
        _cut(explain_organizations(parse_organization(one.name), parse_organization(other.name)))
        if kind in _BODIES and one.words and other.words
        else _explain(one, other, left, right, likely, size)
        for (one, other, kind), left, right, likely, size in by_words
    ]


def _explain(
    one: NameWords, other: NameWords, left: list[int], right: list[int], likely: list[float], size: int
) -> str:
    if not one.words or not other.words:
        return "a name without a word cannot be compared"
    said: list[str] = []
    places: list[tuple[int, int]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for i, j, sure in zip(left, right, likely, strict=True):
        if i < 0:  # the likeliest come first, and after the last there is none
            break
        if sure < _LEAST_TOLD:
            continue
        first = one.words[i] if i < size else one.joins[i - size]
        second = other.words[j] if j < size else other.joins[j - size]
        said.append(_answer(first, second))
        for used, k in ((used_left, i), (used_right, j)):
            used.update((k,) if k < size else (k - size, k - size + 1))
        places.append((i % size, j % size))
    if any((a < c) != (b < d) for a, b in places for c, d in places if a != c and b != d):
        said.append("the order differs")
    fathers = [
        next((word.text for k, word in enumerate(name.words) if word.is_patronymic and k not in used), None)
        for name, used in ((one, used_left), (other, used_right))
    ]
    if all(fathers):
        said.append(f"the patronymics contradict: {fathers[0]}, {fathers[1]}")
    said += [_alone(word) for k, word in enumerate(one.words) if k not in used_left]
    said += [_alone(word) for k, word in enumerate(other.words) if k not in used_right]
    return _cut(said)


def _cut(said: list[str]) -> str:
    """Return reasons in one line, of a very long name only the first."""
    if len(said) > _MOST_TOLD:
        said = [*said[:_MOST_TOLD], f"and {len(said) - _MOST_TOLD} more"]
    line = "; ".join(said) or "nothing in one answers anything in the other"
    return line if len(line) <= _LONGEST_REASON else f"{line[:_LONGEST_REASON]}…"


def _answer(left: Word, right: Word) -> str:
    if left.text == right.text:
        return _shown(left)
    shown = f"{_shown(left)} = {_shown(right)}"
    if _INITIAL in (left.kind, right.kind):
        return f"{shown} as an initial"
    if left.latin == right.latin:
        return f"{shown} letter by letter"
    if left.given and left.given == right.given:
        return f"{shown}, forms of one given name"
    if left.fine == right.fine and left.fine:
        told = "-".join(left.fine.lower()).replace(SERVANT_SIGN, "abd").replace(FATHER_SIGN, "abu")
        return f"{shown} by the consonants {told}"
    return f"{_shown(left)} is like {_shown(right)}"


def _alone(word: Word) -> str:
    if word.kind == _TITLE:
        return f"“{_shown(word)}” is a title"
    return f"“{_shown(word)}” has no counterpart"


def _shown(word: Word) -> str:
    return word.text if len(word.text) <= _LONGEST_WORD else f"{word.text[:_LONGEST_WORD]}…"
