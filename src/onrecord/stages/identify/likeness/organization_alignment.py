"""Which words of two organisations' names answer each other."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, Prefix

from onrecord.stages.identify.likeness.organization_parts import OrganizationForm, Part
from onrecord.stages.identify.likeness.organization_words import WordKind, word_tables

#: From here on two names are taken for spellings of each other.
_ALIKE = 0.72
#: The same where a table knows one of the two: only slips of the pen.
_SLIP = 0.8
#: What words count that sound alike, of which one begins the other, and whose first letters the other gives.
_SOUNDS_ALIKE = 0.9
_BEGINS = 0.75
_LETTERED = 0.9
_NEAR = 0.8
_SHORTEST_BEGINNING = 3
_SHORTEST_SOUND = 2
_SHORTEST_SLIP = 5
_BLENDED = 0.85
_LEAST_BLEND = 0.75
_BLENDED_LETTERS = 2
_SHORTEST_BLEND, _LONGEST_BLEND = 4, 20
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 8


class Why(StrEnum):
    """Return why two words are taken for each other, as a sentence to be filled with both."""

    SAME = 'both have "{0}"'
    MEANS = '"{0}" means the same as "{1}"'
    NEAR = '"{0}" may be said for "{1}"'
    SOUNDS = '"{0}" sounds like "{1}"'
    SPELLED = '"{0}" is spelled like "{1}"'
    BEGINS = '"{0}" and "{1}" begin alike'
    TOGETHER = '"{0}" and "{1}" are written together in one, apart in the other'
    BLENDED = '"{0}" is put together from beginnings of the other, or the other way round: "{1}"'
    LETTERS = '"{0}" gives first letters of the other, or the other way round: "{1}"'


class Match(NamedTuple):
    """Return the numbers of a part of one name and of the part of the other that answers it.

    Attributes:
        one: Number of the part in the first name.
        other: Number of the part in the second.
        alike: How alike they are, over 0 to 1.
        why: Why they are taken for each other.
    """

    one: int
    other: int
    alike: float
    why: Why


class Alignment(NamedTuple):
    """Return which parts of two names answer each other.

    Attributes:
        matches: The parts.
        acronym: How much of one name a word of the other gives by first letters, 0 to 1.
        blend: How much of a word of one is put together from beginnings of words of the other, 0 to 1.
    """

    matches: tuple[Match, ...]
    acronym: float
    blend: float


def align(a: OrganizationForm, b: OrganizationForm) -> Alignment:
    """Return which parts of two names answer each other; a part has one answer, but for those written together.

    >>> from onrecord.stages.identify.likeness.organization_parts import parse_organization as parse
    >>> align(parse("SLF"), parse("Selmar Liberation Front")).acronym
    1.0
    >>> [match.why.name for match in align(parse("Tide Water Co"), parse("Tidewater Company")).matches]
    ['TOGETHER', 'TOGETHER']
    """
    matches = _equal(a.parts, b.parts)
    left_a = _left(len(a.parts), {match.one for match in matches})
    left_b = _left(len(b.parts), {match.other for match in matches})
    acronym, blend = 0.0, 0.0
    if left_a or left_b:
        matches += _together(a, b, left_a, left_b)
    if left_a and left_b:
        matches += _alike(a.parts, b.parts, left_a, left_b)
    if left_a or left_b:
        for rule in (_lettered, _blended):
            there, back = rule(a, b, left_a), rule(b, a, left_b)
            matches += there[1]
            matches += [Match(match.other, match.one, match.alike, match.why) for match in back[1]]
            found = max(there[0], back[0])
            acronym, blend = (found, blend) if rule is _lettered else (acronym, found)
    return Alignment(tuple(matches), acronym, blend)


def _left(size: int, met: set[int]) -> list[int]:
    return [i for i in range(size) if i not in met]


def _equal(a: Sequence[Part], b: Sequence[Part]) -> list[Match]:
    """Return parts with the same key word."""
    by_key: dict[str, list[int]] = {}
    for j, part in enumerate(b):
        by_key.setdefault(part.key, []).append(j)
    found = []
    for i, part in enumerate(a):
        places = by_key.get(part.key)
        if places:
            j = places.pop(0)
            found.append(Match(i, j, 1.0, Why.SAME if part.text == b[j].text else Why.MEANS))
    return found


def _alike(a: Sequence[Part], b: Sequence[Part], left_a: list[int], left_b: list[int]) -> list[Match]:
    """Return parts that are spelled or sound alike, the likest first; takes them from the lists of what is left."""
    scored = []
    for i in left_a:
        for j in left_b:
            found = _likeness(a[i], b[j])
            if found is not None:
                scored.append(Match(i, j, *found))
    scored.sort(key=lambda match: -match.alike)
    matches = []
    for match in scored:
        if match.one in left_a and match.other in left_b:
            left_a.remove(match.one)
            left_b.remove(match.other)
            matches.append(match)
    return matches


def _likeness(one: Part, other: Part) -> tuple[float, Why] | None:
    """Return how alike two words are that have different keys, and why; None for not alike."""
    if one.kind is WordKind.NUMBER or other.kind is WordKind.NUMBER:
        return None
    names = (one.kind is WordKind.NAME) + (other.kind is WordKind.NAME)
    if not names:
        near = word_tables().near.get(one.key)
        return (_NEAR, Why.NEAR) if near and other.key in near else None
    x, y = one.text, other.text
    if names == 1:
        if min(len(x), len(y)) < _SHORTEST_SLIP:
            return None
        alike = Levenshtein.normalized_similarity(x, y, score_cutoff=_SLIP)
        return (alike, Why.SPELLED) if alike else None
    if one.sound == other.sound and len(one.sound) >= _SHORTEST_SOUND:
        return _SOUNDS_ALIKE, Why.SOUNDS
    alike = Levenshtein.normalized_similarity(x, y, score_cutoff=_ALIKE)
    if alike:
        return alike, Why.SPELLED
    shorter, longer = (x, y) if len(x) < len(y) else (y, x)
    if len(shorter) >= _SHORTEST_BEGINNING and longer.startswith(shorter):
        return _BEGINS, Why.BEGINS
    if len(one.sound) > _SHORTEST_SOUND and len(other.sound) > _SHORTEST_SOUND:
        alike = Levenshtein.normalized_similarity(one.sound, other.sound, score_cutoff=_ALIKE)
        if alike:
            return alike * _SOUNDS_ALIKE, Why.SOUNDS
    return None


def _together(a: OrganizationForm, b: OrganizationForm, left_a: list[int], left_b: list[int]) -> list[Match]:
    """Return parts of one name that the other writes as one word; takes them from the lists of what is left."""
    matches: list[Match] = []
    for j in tuple(left_b):
        at = a.pairs.get(b.parts[j].text)
        if at is not None and (at in left_a or at + 1 in left_a):
            matches += [Match(i, j, 1.0, Why.TOGETHER) for i in (at, at + 1)]
            _take(left_a, (at, at + 1))
            _take(left_b, (j,))
    for i in tuple(left_a):
        at = b.pairs.get(a.parts[i].text)
        if at is not None and (at in left_b or at + 1 in left_b):
            matches += [Match(i, j, 1.0, Why.TOGETHER) for j in (at, at + 1)]
            _take(left_b, (at, at + 1))
            _take(left_a, (i,))
    return matches


def _take(left: list[int], numbers: Iterable[int]) -> None:
    for number in numbers:
        if number in left:
            left.remove(number)


def _lettered(
    short: OrganizationForm, long: OrganizationForm, left: Sequence[int]
) -> tuple[float, list[Match]]:
    """Return how much of `long` words left over in `short` give by first letters, and which of its parts."""
    best, matches = 0.0, []
    for i in left:
        part = short.parts[i]
        size = len(part.text)
        if part.kind is not WordKind.NAME or not _SHORTEST_ACRONYM <= size <= _LONGEST_ACRONYM:
            continue
        for initials in long.initials:
            if size == _SHORTEST_ACRONYM and part.text != initials.letters:
                continue
            at = initials.letters.find(part.text)
            share = size / len(initials.letters)
            if at >= 0 and share > best:
                best = share
                owners = dict.fromkeys(initials.owners[at : at + size])
                matches = [Match(i, owner, _LETTERED, Why.LETTERS) for owner in owners if owner >= 0]
    return best, matches


def _blended(
    short: OrganizationForm, long: OrganizationForm, left: Sequence[int]
) -> tuple[float, list[Match]]:
    """Return how much of a word left over in `short` is beginnings of words of `long` in order, and which words."""
    best, matches = 0.0, []
    for i in left:
        part = short.parts[i]
        if part.kind is not WordKind.NAME or not _SHORTEST_BLEND <= len(part.text) <= _LONGEST_BLEND:
            continue
        share, owners = _blend(part.text, long.parts)
        if share > best:
            best = share
            matches = [Match(i, owner, _BLENDED, Why.BLENDED) for owner in owners]
    return (best, matches) if best >= _LEAST_BLEND else (best, [])


def _blend(text: str, parts: Sequence[Part]) -> tuple[float, tuple[int, ...]]:
    """Return how much of a word can be put together from beginnings of parts, and of which, as few as will do."""
    reached: dict[int, tuple[int, ...]] = {0: ()}
    for number, part in enumerate(parts):
        for at, owners in tuple(reached.items()):
            same = Prefix.similarity(text[at:], part.text)
            for letters in range(1, same + 1 if same < len(text) else 0):
                before = reached.get(at + letters)
                if before is None or len(before) > len(owners) + 1:
                    reached[at + letters] = (*owners, number)
    share: float = 0.0
    found: tuple[int, ...] = ()
    for at, owners in reached.items():
        if len(owners) > 1 and at >= len(owners) * _BLENDED_LETTERS and at / len(text) > share:
            share, found = at / len(text), owners
    return share, found
