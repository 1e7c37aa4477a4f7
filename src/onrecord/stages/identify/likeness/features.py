"""What is measured of two names, many pairs at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein
from rapidfuzz.process import cpdist

from onrecord.model import IdentityType
from onrecord.stages.identify.likeness.alignment import align, places
from onrecord.stages.identify.likeness.organizations import (
    OrganizationFeatures,
    compare_organizations,
    parse_organization,
)
from onrecord.stages.identify.likeness.resemblance import CHANNELS, resemblances
from onrecord.stages.identify.likeness.weights import Weights
from onrecord.stages.identify.likeness.words import NameWords, Word

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Pair = tuple[NameWords, NameWords, IdentityType]

_SIZES = (3, 4, 6, 9, 14)
_TYPES = {
    IdentityType.PERSON: 0,
    IdentityType.ORGANIZATION: 1,
    IdentityType.GROUP: 1,
    IdentityType.OUTLET: 1,
    IdentityType.PLACE: 2,
    IdentityType.UNKNOWN: 2,
}
_TOP = 4
_SCRIPTS = 6
_TINY = np.float32(1e-6)
#: Two words run together answer one word only where their lengths differ by no more, and both begin alike.
_JOINED_APART = 3
#: Words as likely as this are surely one, or perhaps.
_GOOD, _FAIR = 0.85, 0.65
#: Stands for all that is not measured of persons; every figure is above it.
_NOT_MEASURED = -2.0

NAMES: tuple[str, ...] = (
    "type", "scripts", "abjads", "fewer_words", "more_words", "lighter", "heavier",
    "cover_less", "cover_more", "left_less", "left_more", "most_left_less", "most_left_more",
    *(f"likely_{rank}" for rank in range(_TOP)),
    "least_likely",
    *(f"mean_{channel}" for channel in CHANNELS),
    *(f"least_{channel}" for channel in CHANNELS),
    "good", "fair", "rarest_good", "inversions", "first_first", "last_last", "crossed", "joins", "initials",
    "commas", "numbers_differ", "patronymics", "whole_beginning", "whole_letters", "ordered_ratio",
    "set_ratio", "partial", "length_less", "length_more",
    *(f"body_{name}" for name in OrganizationFeatures._fields),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """Return what was measured of pairs of names.

    Attributes:
        rows: (pairs, `NAMES`).
        left: (pairs, words) which word of the first name is answered, the likeliest first; -1 for none. From
            `size` on it is a join: the word `left - size` and the next as one.
        right: The same of the second name.
        likely: How likely the two words are one, 0 to 1.
        size: Of each pair the number from which on joins are counted.
    """

    rows: Floats
    left: Ints
    right: Ints
    likely: Floats
    size: Ints


def measure(pairs: Sequence[Pair], weights: Weights) -> Measured:
    """Return a row of `NAMES` for each pair, and which words answer each other."""
    count, most = len(pairs), _SIZES[-1]
    rows = np.zeros((count, len(NAMES)), dtype=np.float32)
    left, right = (np.full((count, most), -1, dtype=np.int64) for _ in range(2))
    likely = np.zeros((count, most), dtype=np.float32)
    used = np.zeros(count, dtype=np.int64)
    sizes = np.array([max(len(a.words), len(b.words), 1) for a, b, _ in pairs], dtype=np.int64)
    low = 0
    for size in _SIZES:
        at = np.flatnonzero((sizes > low) & (sizes <= size))
        low = size
        if len(at):
            known = places(size)
            rows[at], chosen, sure = _measure([pairs[i] for i in at.tolist()], size, weights)
            left[at, :size] = np.where(chosen >= 0, known.left[chosen], -1)
            right[at, :size] = np.where(chosen >= 0, known.right[chosen], -1)
            likely[at, :size] = sure
            used[at] = size
    return Measured(rows, left, right, likely, used)


class _Interned:
    """Words by number."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._places: dict[Word, int] = {}

    def rows(self, names: Sequence[NameWords], size: int) -> Ints:
        """Return words and then joins of each name by number, -1 where there is none."""
        out = []
        known: dict[int, list[int]] = {}
        for name in names:
            row = known.get(id(name))
            if row is None:
                row = [self._number(word) for word in name.words]
                row += [-1] * (size - len(row))
                row += [self._number(word) for word in name.joins]
                row += [-1] * (2 * size - 1 - len(row))
                known[id(name)] = row
            out.append(row)
        return np.array(out, dtype=np.int64)

    def _number(self, word: Word) -> int:
        number = self._places.get(word)
        if number is None:
            number = self._places[word] = len(self.words)
            self.words.append(word)
        return number


def _measure(pairs: Sequence[Pair], size: int, weights: Weights) -> tuple[Floats, Ints, Floats]:
    interned = _Interned()
    left = interned.rows([a for a, _, _ in pairs], size)
    right = interned.rows([b for _, b, _ in pairs], size)
    words = interned.words
    known = places(size)
    one, other = left[:, known.left], right[:, known.right]
    lengths = np.array([len(word.latin) for word in words] or [0])
    exists = (one >= 0) & (other >= 0)
    heads = np.array([ord(word.broad[:1] or "\0") for word in words] or [0])
    near = (np.abs(lengths[one] - lengths[other]) <= _JOINED_APART) & (heads[one] == heads[other])
    exists &= ~known.is_join | near
    count = max(len(words), 1)
    unique, inverse = np.unique((one * count + other)[exists], return_inverse=True)
    channels = np.full((len(pairs), len(known.left), len(CHANNELS)), -1.0, dtype=np.float32)
    channels[exists] = resemblances(words, unique // count, unique % count)[inverse]
    heavy = np.array([weights.of(word) for word in words] or [0.0], dtype=np.float32)
    chosen = align(channels[:, :, 0], size)
    view = _View(
        pairs=pairs,
        size=size,
        channels=channels,
        chosen=chosen,
        weights=tuple(np.where(side[:, :size] >= 0, heavy[side[:, :size]], 0.0) for side in (left, right)),
    )
    columns = [*_amounts(view), *_answers(view), *_order(view), *_whole(pairs)]
    rows = np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)
    return np.concatenate([rows, _bodies(pairs)], axis=1), chosen, view.likely


class _View:
    """Pairs of names of one size as arrays, and which of their words answer each other."""

    def __init__(
        self, *, pairs: Sequence[Pair], size: int, channels: Floats, chosen: Ints, weights: tuple[Floats, ...]
    ) -> None:
        known = places(size)
        self.pairs, self.size, self.channels = pairs, size, channels
        self.held = chosen >= 0
        at = np.maximum(chosen, 0)
        rows = np.arange(len(pairs))[:, None]
        self.picked = np.where(self.held[:, :, None], channels[rows, at], np.float32(0.0))
        self.likely: Floats = self.picked[:, :, 0]
        self.joined = self.held & known.is_join[at]
        #: Which words of each side an answer takes: (pairs, answers, words).
        self.takes = tuple(
            np.where(self.held[:, :, None], side[at], np.float32(0.0))
            for side in (known.takes_left, known.takes_right)
        )
        self.weights = weights
        self.met = tuple((side * self.likely[:, :, None]).max(axis=1) for side in self.takes)
        self.pick_weights: Floats = (
            sum(
                (side * heavy[:, None, :]).sum(axis=2)
                for side, heavy in zip(self.takes, weights, strict=True)
            )
            / 2
        )
        self.counts = tuple((heavy > 0).sum(axis=1) for heavy in weights)


def _both(one: Any, other: Any) -> list[Any]:
    """Return the smaller and the greater of what is measured of each side, so that the order makes no difference."""
    return [np.minimum(one, other), np.maximum(one, other)]


def _amounts(view: _View) -> list[Any]:
    """Return what kind of names they are, how much they hold, and how much of it is answered."""
    scripts = np.array([[a.script, b.script] for a, b, _ in view.pairs])
    totals = [heavy.sum(axis=1) for heavy in view.weights]
    left = [(1 - met) * heavy for met, heavy in zip(view.met, view.weights, strict=True)]
    covers = [
        (met * heavy).sum(axis=1) / (total + _TINY)
        for met, heavy, total in zip(view.met, view.weights, totals, strict=True)
    ]
    return [
        np.array([_TYPES[kind] for _, _, kind in view.pairs]),
        scripts.min(axis=1) * _SCRIPTS + scripts.max(axis=1),
        np.array([a.is_abjad + b.is_abjad for a, b, _ in view.pairs]),
        *_both(*view.counts),
        *_both(*totals),
        *_both(*covers),
        *_both(*(side.sum(axis=1) for side in left)),
        *_both(*(side.max(axis=1) for side in left)),
    ]


def _answers(view: _View) -> list[Any]:
    """Return how alike the words are that answer each other."""
    count = len(view.pairs)
    ranked = np.sort(view.likely, axis=1)[:, ::-1]
    columns: list[Any] = [ranked[:, rank] if rank < view.size else np.zeros(count) for rank in range(_TOP)]
    fewer = np.minimum(*view.counts)
    columns.append(np.take_along_axis(ranked, np.maximum(fewer - 1, 0)[:, None], axis=1)[:, 0])
    total = view.pick_weights.sum(axis=1) + _TINY
    columns.extend(
        (view.picked[:, :, channel] * view.pick_weights).sum(axis=1) / total
        for channel in range(len(CHANNELS))
    )
    columns.extend(
        np.where(view.held, view.picked[:, :, channel], 1.0).min(axis=1) for channel in range(len(CHANNELS))
    )
    good = view.held & (view.likely >= _GOOD)
    columns += [
        good.sum(axis=1),
        (view.held & (view.likely >= _FAIR)).sum(axis=1),
        (good * view.pick_weights).max(axis=1),
    ]
    return columns


def _order(view: _View) -> list[Any]:
    """Return in what order the words stand, and what the small parts of the names say."""
    count = len(view.pairs)
    place_a, place_b = (np.where(view.held, side.argmax(axis=2), -1) for side in view.takes)
    turned = (place_a[:, :, None] < place_a[:, None, :]) & (place_b[:, :, None] > place_b[:, None, :])
    each = np.arange(count)
    last_a, last_b = (np.maximum(side - 1, 0) for side in view.counts)
    likely = view.channels[:, :, 0]
    return [
        (turned & view.held[:, :, None] & view.held[:, None, :]).sum(axis=(1, 2)),
        likely[:, 0],
        likely[each, last_a * view.size + last_b],
        np.maximum(likely[each, last_b], likely[each, last_a * view.size]),
        view.joined.sum(axis=1),
        np.array([a.initials + b.initials for a, b, _ in view.pairs]),
        np.array([(a.comma > 0) + (b.comma > 0) for a, b, _ in view.pairs]),
        np.array([a.numbers != b.numbers for a, b, _ in view.pairs]),
        _patronymics(view),
    ]


def _patronymics(view: _View) -> Floats:
    """Return how likely the patronymics of two names are one, -1 where a name has none."""
    met = np.full(len(view.pairs), -1.0, dtype=np.float32)
    for at, (a, b, _) in enumerate(view.pairs):
        for i in a.patronymics:
            for j in b.patronymics:
                met[at] = max(met[at], view.channels[at, i * view.size + j, 0])
    return met


def _whole(pairs: Sequence[Pair]) -> list[Any]:
    """Return how alike the names are as a whole."""
    joined = [a.joined for a, _, _ in pairs], [b.joined for _, b, _ in pairs]
    ordered = [a.ordered for a, _, _ in pairs], [b.ordered for _, b, _ in pairs]
    return [
        cpdist(*joined, scorer=JaroWinkler.normalized_similarity, dtype=np.float32),
        cpdist(*joined, scorer=Levenshtein.normalized_similarity, dtype=np.float32),
        cpdist(*ordered, scorer=fuzz.ratio, dtype=np.float32),
        cpdist(*ordered, scorer=fuzz.token_set_ratio, dtype=np.float32),
        cpdist(*joined, scorer=fuzz.partial_ratio, dtype=np.float32),
        *_both(*(np.array([len(text) for text in side]) for side in joined)),
    ]


def _bodies(pairs: Sequence[Pair]) -> Floats:
    """Return what is measured of names of organisations; of persons nothing."""
    out = np.full((len(pairs), len(OrganizationFeatures._fields)), _NOT_MEASURED, dtype=np.float32)
    for at, (one, other, kind) in enumerate(pairs):
        if kind is not IdentityType.PERSON:
            out[at] = compare_organizations(parse_organization(one.name), parse_organization(other.name))
    return out
