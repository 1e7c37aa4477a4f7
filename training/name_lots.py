"""What the vectors of name tokens are learned from: pairs, tokens not to be told apart, and lots of near ones."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from name_spellings import make_spellings
from numpy.typing import NDArray

from onrecord.stages.identify.likeness.letters import ALPHABET, LETTERS, LONGEST, number

SEED = 1
#: How many near pairs stand together in a lot.
NEAR = 8
#: A token with more counterparts leads to no further ones; a token with more links needs no more.
HUB, MANY = 150, 300
#: Pairs are repeated once for each of these counts that they reach.
OFTEN = (4, 25)
#: The most pairs made of the Latin tokens that share one counterpart.
SHARED = 8
#: A spelling keeps so many letters when the Arabic article is taken off.
LEFT = 3


def number_all(spelled: Sequence[str]) -> NDArray[np.uint8]:
    """Return the numbers of spelled tokens, one a row, edges included, filled up with nothing."""
    out = np.zeros((len(spelled), LONGEST + 2), np.uint8)
    for i, letters in enumerate(spelled):
        row = number(f"\x01{letters}\x02")
        out[i, : len(row)] = row
    return out


#: Letters that many writers put for others.
PLAIN_FORMS = {
    **dict(zip("أإآىةؤئۆێە", "ااايهويويه", strict=True)),
    "ё": "е",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ə": "a",
    "æ": "a",
    "œ": "o",
    "ð": "d",
    "þ": "t",
}

Ids = NDArray[np.int64]


def plain_letters() -> Ids:
    """Return for each letter's number that of its plain form."""
    out = np.arange(LETTERS)
    for letter in ALPHABET:
        bare = PLAIN_FORMS.get(letter) or (
            unicodedata.normalize("NFKD", letter)[0] if letter < "\u0250" else letter
        )
        out[number(letter)[0]] = number(bare)[0]
    return out


def link(pairs: Sequence[tuple[int, int]], count: int) -> list[Ids]:
    """Return for each token those that up to three pairs lead to, itself included.

    >>> [sorted(near.tolist()) for near in link([(0, 1), (2, 1), (3, 4)], 5)]
    [[0, 1, 2], [0, 1, 2], [0, 1, 2], [3, 4], [3, 4]]
    """
    near: list[set[int]] = [set() for _ in range(count)]
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    out = []
    for token in range(count):
        seen, front = {token}, [token]
        for step in range(3):
            found = {n for t in front if not step or len(near[t]) <= HUB for n in near[t]} - seen
            seen |= found
            front = sorted(found)
            if len(seen) > MANY:
                break
        out.append(np.array(sorted(seen)))
    return out


def linked(tokens: Ids, links: Sequence[Ids], places: Ids) -> NDArray[np.bool_]:
    """Return which tokens of a lot are linked to which, or the same; `places` is scratch, -1 for every token."""
    once, back = np.unique(tokens, return_inverse=True)
    places[once] = np.arange(len(once))
    out = np.zeros((len(once), len(once)), np.bool_)
    for row, token in enumerate(once):
        here = places[links[token]]
        out[row, here[here >= 0]] = True
    places[once] = -1
    either: NDArray[np.bool_] = out | out.T
    return either[back][:, back]


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned from.

    Attributes:
        tokens: Spelled tokens.
        numbers: Their letters, one token a row.
        links: For each token those not to be told from it.
        pairs: Rows of two tokens that are one name.
        shared: Rows of two Latin tokens and the counterpart they share.
    """

    tokens: list[str]
    numbers: NDArray[np.uint8]
    links: list[Ids]
    pairs: Ids
    shared: Ids


def read_data(path: Path, *, everything: bool) -> Data:
    """Return what is to be learned from what name_tokens.py wrote, held-out tokens too if `everything`."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    ids: dict[str, int] = {}

    def pair(a: str, b: str) -> tuple[int, int]:
        return ids.setdefault(a, len(ids)), ids.setdefault(b, len(ids))

    known = [pair(a, b) for a, b, _, _ in rows]
    learned = [(a, b, int(count)) for a, b, count, part in rows if everything or part == "train"]
    pairs: list[tuple[int, int]] = []
    for a, b, count in learned:
        pairs += [pair(a, b)] * (1 + sum(count >= often for often in OFTEN))
        if b.startswith("ال") and len(b) >= LEFT + len("ال") and not a.startswith(("al", "el", "ul")):
            pairs.append(pair(a, b[2:]))
    pairs += [pair(a, b) for a, b in make_spellings((a, b) for a, b, _ in learned)]
    pivots: dict[int, list[int]] = defaultdict(list)
    for one, other in dict.fromkeys(pairs):
        pivots[other].append(one)
    draw = np.random.default_rng(SEED)
    shared = []
    for pivot, group in pivots.items():
        ring = [int(t) for t in draw.permutation(group)] if len(group) > 1 else []
        shared += [(t, ring[(i + 1) % len(ring)], pivot) for i, t in enumerate(ring[:SHARED])]
    return Data(
        list(ids),
        number_all(list(ids)),
        link([*known, *pairs], len(ids)),
        np.array(pairs),
        np.array(shared, np.int64).reshape(-1, 3),
    )


def order_near(vectors: NDArray[np.float32], rng: np.random.Generator) -> Ids:
    """Return an order in which near vectors stand together by eights, and those eights by lot."""
    centres = vectors[rng.choice(len(vectors), min(256, len(vectors)), replace=False)]
    likeness = vectors @ centres.T
    likeness += rng.normal(0, 0.05, likeness.shape).astype(np.float32)
    own = likeness.argmax(1)
    groups = []
    for centre in range(len(centres)):
        members = rng.permutation(np.flatnonzero(own == centre))
        if not len(members):
            continue
        some = vectors[members[: max(1, len(members) // NEAR)]]
        row = members[np.argsort((vectors[members] @ some.T).argmax(1), kind="stable")]
        groups += [row[i : i + NEAR] for i in range(0, len(row), NEAR)]
    return np.concatenate([groups[i] for i in rng.permutation(len(groups))])
