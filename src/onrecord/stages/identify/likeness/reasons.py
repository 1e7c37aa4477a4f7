"""Why two names are one or not, in words that a person can read."""

from collections.abc import Sequence

from onrecord.model import IdentityType
from onrecord.stages.identify.likeness.features import Measured, Pair
from onrecord.stages.identify.likeness.organizations import explain_organizations, parse_organization
from onrecord.stages.identify.likeness.words import FATHER_SIGN, SERVANT_SIGN, NameWords, Word
from onrecord.text.names.parts import PartKind
from onrecord.text.names.written import as_written

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
    words, others = _written(one), _written(other)
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
        shown = words[i] if i < size else _shown(one.name, first)
        said.append(_answer(first, second, shown, others[j] if j < size else _shown(other.name, second)))
        for used, k in ((used_left, i), (used_right, j)):
            used.update((k,) if k < size else (k - size, k - size + 1))
        places.append((i % size, j % size))
    if any((a < c) != (b < d) for a, b in places for c, d in places if a != c and b != d):
        said.append("the order differs")
    fathers = [
        next((written[k] for k, word in enumerate(name.words) if word.is_patronymic and k not in used), None)
        for name, written, used in ((one, words, used_left), (other, others, used_right))
    ]
    if all(fathers):
        said.append(f"the patronymics contradict: {fathers[0]}, {fathers[1]}")
    for name, written, used in ((one, words, used_left), (other, others, used_right)):
        said += [_alone(word, written[k]) for k, word in enumerate(name.words) if k not in used]
    return _cut(said)


def _cut(said: list[str]) -> str:
    """Return reasons in one line, of a very long name only the first."""
    if len(said) > _MOST_TOLD:
        said = [*said[:_MOST_TOLD], f"and {len(said) - _MOST_TOLD} more"]
    line = "; ".join(said) or "nothing in one answers anything in the other"
    return line if len(line) <= _LONGEST_REASON else f"{line[:_LONGEST_REASON]}…"


def _answer(left: Word, right: Word, one: str, other: str) -> str:
    """Return how two words answer each other, told as they stand in the names."""
    if left.text == right.text:
        return one
    shown = f"{one} = {other}"
    if _INITIAL in (left.kind, right.kind):
        return f"{shown} as an initial"
    if left.latin == right.latin:
        return f"{shown} letter by letter"
    if left.given and left.given == right.given:
        return f"{shown}, forms of one given name"
    if left.fine == right.fine and left.fine:
        told = "-".join(left.fine.lower()).replace(SERVANT_SIGN, "abd").replace(FATHER_SIGN, "abu")
        return f"{shown} by the consonants {told}"
    return f"{one} is like {other}"


def _alone(word: Word, shown: str) -> str:
    return f"“{shown}” is a title" if word.kind == _TITLE else f"“{shown}” has no counterpart"


def _written(name: NameWords) -> list[str]:
    return [_short(word) for word in as_written(name.name, (word.text for word in name.words))]


def _shown(name: str, word: Word) -> str:
    return _short(as_written(name, [word.text])[0])


def _short(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…"
