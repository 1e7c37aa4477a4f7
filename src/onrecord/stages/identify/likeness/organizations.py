"""How two names of organisations, groups, outlets or places answer each other: figures, and reasons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from onrecord.stages.identify.likeness.organization_alignment import Match, Why, align
from onrecord.stages.identify.likeness.organization_forms import agree
from onrecord.stages.identify.likeness.organization_parts import (
    OrganizationForm,
    Part,
    parse_organization,
)
from onrecord.stages.identify.likeness.organization_words import WordKind
from onrecord.text.names.written import as_written

__all__ = ["OrganizationFeatures", "compare_organizations", "explain_organizations", "parse_organization"]

#: Weights above it count alike: a long name is not the less one for one more word.
_MOST_WEIGHT = 4.0


class OrganizationFeatures(NamedTuple):
    """Return how two names of organisations answer each other; the order of the two makes no difference.

    Shares run from 0 to 1; agreements are 1 (agree), 0 (nothing to compare) or -1 (contradict).

    Attributes:
        core: Share of the weight of all words that is matched, words spelled alike counting in part.
        exact: The same for words that are equal, or translations of each other.
        covers_least: How much of its weight the name that is covered less has matched.
        covers_most: The same of the other.
        left_least: Weight without an answer in the name that has less of it, at most 4.
        left_most: The same of the other, at most 4.
        names_shared: Weight of names (words that no table knows) that are matched, at most 4.
        names_left_least: Weight of names without an answer, in the name that has less of it, at most 4.
        names_left_most: The same of the other, at most 4.
        worst: How alike the least alike of the matched words are; 1 where all are equal, 0 where none is.
        acronym: How much of one name the other gives by its first letters.
        blend: How much of a word of one is put together from beginnings of words of the other.
        form: Whether the legal forms agree.
        number: Whether the numbers agree; -0.5 where only one name has any.
        place: Whether the places agree; -0.5 where only one name has any.
        head: Whether they say that they are the same kind of body; -0.5 where only one name says it.
        wing: -1 where words for a part of an organisation stand in one of them only, 1 where in both.
        first: Whether their first words agree.
        generic: Share of the words that say little that both have.
        joined: How alike all letters are, written together; across scripts, those of key words and romanised names.
        winkler: The same, the beginning counting more.
        partial: How alike the shorter is to the best part of the longer.
        keyed: How alike the key words are, in alphabetical order.
        sounds: How alike the consonants are.
        words_least: Words of the shorter, in tenths.
        words_most: Words of the longer, in tenths.
        crosses: 1 where they are written in different scripts.
    """

    core: float
    exact: float
    covers_least: float
    covers_most: float
    left_least: float
    left_most: float
    names_shared: float
    names_left_least: float
    names_left_most: float
    worst: float
    acronym: float
    blend: float
    form: float
    number: float
    place: float
    head: float
    wing: float
    first: float
    generic: float
    joined: float
    winkler: float
    partial: float
    keyed: float
    sounds: float
    words_least: float
    words_most: float
    crosses: float


def compare_organizations(a: OrganizationForm, b: OrganizationForm) -> OrganizationFeatures:
    """Return how two names of organisations answer each other.

    >>> ours = parse_organization("Ministry of Fuel of Iran")
    >>> compare_organizations(ours, parse_organization("وزارة الوقود الإيرانية")).exact
    1.0
    >>> compare_organizations(ours, parse_organization("Ministry of Fuel of Iraq")).place
    -1.0
    """
    matches, acronym, blend = align(a, b)
    shares_a = _shares((match.one, match.alike) for match in matches)
    shares_b = _shares((match.other, match.alike) for match in matches)
    total_a, total_b = (sum(part.weight for part in form.parts) for form in (a, b))
    met_a, met_b = _met(a.parts, shares_a), _met(b.parts, shares_b)
    left_a, left_b = total_a - met_a, total_b - met_b
    total = total_a + total_b
    equal = sum(
        a.parts[m.one].weight + b.parts[m.other].weight for m in matches if m.why in (Why.SAME, Why.MEANS)
    )
    covers = sorted((met_a / total_a if total_a else 0.0, met_b / total_b if total_b else 0.0))
    names_a, names_b = _names_left(a.parts, shares_a), _names_left(b.parts, shares_b)
    crosses = a.script != b.script
    letters_a, letters_b = (a.translated, b.translated) if crosses else (a.joined, b.joined)
    sizes = sorted((len(a.parts), len(b.parts)))
    return OrganizationFeatures(
        core=(met_a + met_b) / total if total else 0.0,
        exact=min(1.0, equal / total) if total else 0.0,
        covers_least=covers[0],
        covers_most=covers[1],
        left_least=min(_MOST_WEIGHT, left_a, left_b),
        left_most=min(_MOST_WEIGHT, max(left_a, left_b)),
        names_shared=min(_MOST_WEIGHT, (_names_met(a.parts, shares_a) + _names_met(b.parts, shares_b)) / 2),
        names_left_least=min(_MOST_WEIGHT, names_a, names_b),
        names_left_most=min(_MOST_WEIGHT, max(names_a, names_b)),
        worst=min((m.alike for m in matches), default=0.0),
        acronym=acronym,
        blend=blend,
        form=agree(a.forms, b.forms),
        number=_agreement(a.numbers, b.numbers),
        place=_agreement(a.places, b.places),
        head=_agreement(frozenset(a.bodies), frozenset(b.bodies)),
        wing=_wings(a.wings, b.wings),
        first=_first(a, b, matches),
        generic=_generic(a.parts, b.parts),
        joined=fuzz.ratio(letters_a, letters_b) / 100,
        winkler=JaroWinkler.similarity(letters_a, letters_b),
        partial=fuzz.partial_ratio(letters_a, letters_b) / 100,
        keyed=fuzz.ratio(a.keyed, b.keyed) / 100,
        sounds=fuzz.ratio(a.sounds, b.sounds) / 100,
        words_least=sizes[0] / 10,
        words_most=sizes[1] / 10,
        crosses=float(crosses),
    )


def explain_organizations(a: OrganizationForm, b: OrganizationForm) -> list[str]:
    """Return why two names may, or may not, be one organisation's: readable reasons, the weightiest first.

    Words are told as they stand in the names.

    >>> explain_organizations(parse_organization("Bank of Selmar"), parse_organization("بنك سلمار"))
    ['"Selmar" sounds like "سلمار"', '"Bank" means the same as "بنك"']
    >>> explain_organizations(parse_organization("Brigade 12"), parse_organization("Brigade 21"))
    ['both have "Brigade"', 'the numbers differ: 12; 21']
    """
    matches = align(a, b).matches
    words_a, words_b = (as_written(form.name, (part.text for part in form.parts)) for form in (a, b))
    ranked = sorted(matches, key=lambda match: -a.parts[match.one].weight)
    reasons = [match.why.format(words_a[match.one], words_b[match.other]) for match in ranked]
    which = "one"
    for form, words, met in (
        (a, words_a, {match.one for match in matches}),
        (b, words_b, {match.other for match in matches}),
    ):
        rest = [
            f'"{words[i]}"' for i, part in enumerate(form.parts) if i not in met and part.kind in _TELLING
        ]
        if rest:
            reasons.append(f"only {which} has {', '.join(rest)}")
            which = "the other"
    for what, one, other in (("numbers", a.numbers, b.numbers), ("places", a.places, b.places)):
        if _agreement(one, other) == -1:
            told = (_of(one, a.parts, words_a), _of(other, b.parts, words_b))
            reasons.append(f"the {what} differ: {'; '.join(told)}")
    if agree(a.forms, b.forms) == -1:
        reasons.append(f"the legal forms differ: {', '.join(sorted(a.forms))}; {', '.join(sorted(b.forms))}")
    return reasons


def _of(keys: frozenset[str], parts: Sequence[Part], words: Sequence[str]) -> str:
    """Return the words that are told under some keys, each once."""
    return ", ".join(dict.fromkeys(word for part, word in zip(parts, words, strict=True) if part.key in keys))


#: Words that are told of where the other name has no answer; of numbers and places it is told whether they agree.
_TELLING = frozenset({WordKind.NAME, WordKind.WORD, WordKind.BODY})


def _shares(numbers: Iterable[tuple[int, float]]) -> dict[int, float]:
    """Return how much of each matched part is answered."""
    shares: dict[int, float] = {}
    for number, alike in numbers:
        shares[number] = max(alike, shares.get(number, 0.0))
    return shares


def _met(parts: Sequence[Part], shares: Mapping[int, float]) -> float:
    return sum(parts[i].weight * alike for i, alike in shares.items())


def _names_met(parts: Sequence[Part], shares: Mapping[int, float]) -> float:
    return sum(parts[i].weight * alike for i, alike in shares.items() if parts[i].kind is WordKind.NAME)


def _names_left(parts: Sequence[Part], shares: Mapping[int, float]) -> float:
    return sum(
        part.weight * (1.0 - shares.get(i, 0.0)) for i, part in enumerate(parts) if part.kind is WordKind.NAME
    )


def _agreement(one: frozenset[str], other: frozenset[str]) -> float:
    """Return 1 where one holds the other, 0 where both are empty, -0.5 where one is, -1 where both say more."""
    if not one and not other:
        return 0.0
    if not one or not other:
        return -0.5
    return 1.0 if one <= other or other <= one else -1.0


def _wings(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 1.0 if one else 0.0
    return -1.0 if not one or not other else -0.5


def _first(a: OrganizationForm, b: OrganizationForm, matches: Sequence[Match]) -> float:
    if not a.parts or not b.parts:
        return 0.0
    return max((match.alike for match in matches if match.one == 0 and match.other == 0), default=-1.0)


def _generic(a: Sequence[Part], b: Sequence[Part]) -> float:
    one = {part.key for part in a if part.kind is WordKind.GENERIC}
    other = {part.key for part in b if part.kind is WordKind.GENERIC}
    return len(one & other) / len(one | other) if one or other else 0.0
