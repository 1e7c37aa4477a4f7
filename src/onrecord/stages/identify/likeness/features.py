"""What is measured of two names, many pairs at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from onrecord.text.names.parts import PartKind

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
#: Stands for all that is not measured of persons; every figure is above it.
_NOT_MEASURED = -2.0
_EDGES = 3

NAMES: tuple[str, ...] = (
    "type", "scripts", "abjads", "fewer_words", "more_words", "lighter", "heavier",
    "cover_less", "cover_more", "left_less", "left_more", "most_left_less", "most_left_more",
    *(f"likely_{rank}" for rank in range(_TOP)),
    "least_likely",
    *(f"mean_{channel}" for channel in CHANNELS),
    *(f"least_{channel}" for channel in CHANNELS),
    "good", "fair", "rarest_good", "inversions", "first_first", "last_last", "crossed", "joins", "initials",
    "commas", "numbers_differ", "patronymics", "whole_beginning", "whole_letters", "ordered_ratio", "set_ratio", "partial",
    "length_less", "length_more",
    *(f"body_{name}" for name in OrganizationFeatures._fields),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """Return what was measured of pairs of names.

    Attributes:
        rows: (pairs, `NAMES`).
        left: (pairs, words) which word of the first name is answered, the likeliest first; -1 for none. From the
            size of `size` on it is a join: the word `left - size` and the next as one.
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
    count = len(pairs)
    interned = _Interned()
    left = interned.rows([a for a, _, _ in pairs], size)
    right = interned.rows([b for _, b, _ in pairs], size)
    words = interned.words
    known = places(size)
    one, other = left[:, known.left], right[:, known.right]
    exists = (one >= 0) & (other >= 0)
    lengths = np.array([len(word.latin) for word in words] or [0])
    far = np.abs(lengths[one] - lengths[other]) > 3
    exists &= ~(known.is_join & far)
    codes = (one * len(words) + other)[exists]
    unique, inverse = np.unique(codes, return_inverse=True)
    scores = resemblances(words, unique // max(len(words), 1), unique % max(len(words), 1))
    channels = np.full((count, len(known.left), len(CHANNELS)), -1.0, dtype=np.float32)
    channels[exists] = scores[inverse]
    heavy = np.array([weights.of(word) for word in words] or [0.0], dtype=np.float32)
    wa = np.where(left[:, :size] >= 0, heavy[left[:, :size]], 0.0)
    wb = np.where(right[:, :size] >= 0, heavy[right[:, :size]], 0.0)
    chosen = align(channels[:, :, 0], size)
    sure = np.take_along_axis(channels[:, :, 0], np.maximum(chosen, 0), axis=1)
    return _rows(pairs, size, channels, chosen, wa, wb), chosen, np.where(chosen >= 0, sure, 0.0)


def _rows(pairs: Sequence[Pair], size: int, channels: Floats, chosen: Ints, wa: Floats, wb: Floats) -> Floats:
    count = len(pairs)
    known = places(size)
    rows = np.arange(count)[:, None]
    held = chosen >= 0
    picked = np.where(held[:, :, None], channels[rows, np.maximum(chosen, 0)], 0.0)
    likely = picked[:, :, 0]
    # which words of each side a possibility takes
    takes_left = np.zeros((len(known.left), size), dtype=np.float32)
    takes_right = np.zeros((len(known.left), size), dtype=np.float32)
    for at, (i, j) in enumerate(zip(known.left.tolist(), known.right.tolist(), strict=True)):
        for side, k in ((takes_left, i), (takes_right, j)):
            side[at, k - size if k >= size else k] = 1.0
            if k >= size:
                side[at, k - size + 1] = 1.0
    ta = np.where(held[:, :, None], takes_left[np.maximum(chosen, 0)], 0.0)
    tb = np.where(held[:, :, None], takes_right[np.maximum(chosen, 0)], 0.0)
    sim_a = (ta * likely[:, :, None]).max(axis=1)
    sim_b = (tb * likely[:, :, None]).max(axis=1)
    pick_weight = ((ta * wa[:, None, :]).sum(axis=2) + (tb * wb[:, None, :]).sum(axis=2)) / 2
    total_a, total_b = wa.sum(axis=1), wb.sum(axis=1)
    tiny = np.float32(1e-6)
    cover_a = (sim_a * wa).sum(axis=1) / (total_a + tiny)
    cover_b = (sim_b * wb).sum(axis=1) / (total_b + tiny)
    left_a, left_b = (1 - sim_a) * wa, (1 - sim_b) * wb
    columns: list[Floats] = []

    def both(one: Floats, other: Floats) -> None:
        columns.append(np.minimum(one, other))
        columns.append(np.maximum(one, other))

    scripts = np.array([[a.script, b.script] for a, b, _ in pairs])
    columns.append(np.array([_TYPES[kind] for _, _, kind in pairs]))
    columns.append(scripts.min(axis=1) * 6 + scripts.max(axis=1))
    columns.append(np.array([a.is_abjad + b.is_abjad for a, b, _ in pairs]))
    both((wa > 0).sum(axis=1), (wb > 0).sum(axis=1))
    both(total_a, total_b)
    both(cover_a, cover_b)
    both(left_a.sum(axis=1), left_b.sum(axis=1))
    both(left_a.max(axis=1), left_b.max(axis=1))
    ranked = np.sort(np.where(held, likely, 0.0), axis=1)[:, ::-1]
    for rank in range(_TOP):
        columns.append(ranked[:, rank] if rank < size else np.zeros(count))
    fewer = np.minimum((wa > 0).sum(axis=1), (wb > 0).sum(axis=1))
    columns.append(np.take_along_axis(ranked, np.maximum(fewer - 1, 0)[:, None], axis=1)[:, 0])
    weight_sum = pick_weight.sum(axis=1) + tiny
    for channel in range(len(CHANNELS)):
        columns.append((picked[:, :, channel] * pick_weight).sum(axis=1) / weight_sum)
    for channel in range(len(CHANNELS)):
        columns.append(np.where(held, picked[:, :, channel], 1.0).min(axis=1))
    good = held & (likely >= 0.85)
    columns.append(good.sum(axis=1))
    columns.append((held & (likely >= 0.65)).sum(axis=1))
    columns.append((good * pick_weight).max(axis=1))
    place_a = np.where(held, ta.argmax(axis=2), -1)
    place_b = np.where(held, tb.argmax(axis=2), -1)
    turned = (place_a[:, :, None] < place_a[:, None, :]) & (place_b[:, :, None] > place_b[:, None, :])
    columns.append((turned & held[:, :, None] & held[:, None, :]).sum(axis=(1, 2)))
    last_a = np.maximum((wa > 0).sum(axis=1) - 1, 0)
    last_b = np.maximum((wb > 0).sum(axis=1) - 1, 0)
    flat = np.arange(count)
    first_last = channels[flat, 0 * size + last_b, 0]
    last_first = channels[flat, last_a * size, 0]
    columns.append(channels[:, 0, 0])
    columns.append(channels[flat, last_a * size + last_b, 0])
    columns.append(np.maximum(first_last, last_first))
    columns.append((held & known.is_join[np.maximum(chosen, 0)]).sum(axis=1))
    initials = [
        sum(word.kind == PartKind.INITIAL for word in a.words) + sum(word.kind == PartKind.INITIAL for word in b.words)
        for a, b, _ in pairs
    ]
    columns.append(np.array(initials))
    columns.append(np.array([(a.comma > 0) + (b.comma > 0) for a, b, _ in pairs]))
    numbers = [_numbers(a) != _numbers(b) for a, b, _ in pairs]
    columns.append(np.array(numbers))
    columns.append(_patronymics(pairs, channels, size))
    joined = [a.joined for a, _, _ in pairs], [b.joined for _, b, _ in pairs]
    ordered = [a.ordered for a, _, _ in pairs], [b.ordered for _, b, _ in pairs]
    columns.append(cpdist(*joined, scorer=JaroWinkler.normalized_similarity, dtype=np.float32))
    columns.append(cpdist(*joined, scorer=Levenshtein.normalized_similarity, dtype=np.float32))
    columns.append(cpdist(*ordered, scorer=fuzz.ratio, dtype=np.float32))
    columns.append(cpdist(*ordered, scorer=fuzz.token_set_ratio, dtype=np.float32))
    columns.append(cpdist(*joined, scorer=fuzz.partial_ratio, dtype=np.float32))
    both(np.array([len(text) for text in joined[0]]), np.array([len(text) for text in joined[1]]))
    rows_of_words = np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)
    return np.concatenate([rows_of_words, _bodies(pairs)], axis=1)


def _bodies(pairs: Sequence[Pair]) -> Floats:
    """Return what is measured of names of organisations; of persons nothing."""
    out = np.full((len(pairs), len(OrganizationFeatures._fields)), _NOT_MEASURED, dtype=np.float32)
    for at, (one, other, kind) in enumerate(pairs):
        if kind is not IdentityType.PERSON:
            out[at] = compare_organizations(parse_organization(one.name), parse_organization(other.name))
    return out


def _patronymics(pairs: Sequence[Pair], channels: Floats, size: int) -> Floats:
    """Return how likely the patronymics of two names are one, -1 where a name has none."""
    square = channels[:, : size * size, 0].reshape(len(pairs), size, size)
    one, other = (
        np.array([[k < len(name.words) and name.words[k].is_patronymic for k in range(size)] for name in side])
        for side in ([a for a, _, _ in pairs], [b for _, b, _ in pairs])
    )
    met = np.where(one[:, :, None] & other[:, None, :], square, -1.0)
    return np.asarray(met.max(axis=(1, 2)))


def _numbers(name: NameWords) -> frozenset[str]:
    return frozenset(word.latin for word in name.words if word.kind == PartKind.NUMBER)
