"""How well a likeness tells name tokens apart: on tokens held out, and on whole names by their best tokens.

`name_scores.py --pairs PAIRS.tsv [--names NAME_PAIRS.csv]` scores what ships and, beside it, Jaro-Winkler over
letters romanised one by one.
"""

import argparse
import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from onrecord.stages.identify.likeness.letters import spell
from onrecord.stages.identify.likeness.vectors import TokenVectors

#: Gives the likeness of each of some tokens to each of others.
Likeness = Callable[[Sequence[str], Sequence[str]], NDArray[np.float32]]
#: Where a token stands among how many others.
POOL = 10_000
ASKED = 1_500
SEED = 3
#: The first letters of each script after Latin.
SCRIPTS = {
    "Greek": (0x370, 0x400),
    "Cyrillic": (0x400, 0x530),
    "Hebrew": (0x590, 0x600),
    "Arabic": (0x600, 0x700),
}

#: One Latin letter or two for each of another script, as a plain program would have them.
ROMAN = {
    **dict(
        zip(
            "ابتثجحخدذرزسشصضطظعغفقكلمنهويىة",
            [
                *"abt",
                "th",
                "j",
                "h",
                "kh",
                "d",
                "dh",
                "r",
                "z",
                "s",
                "sh",
                "s",
                "d",
                "t",
                "z",
                "",
                "gh",
                *"fqklmnhwyaa",
            ],
            strict=True,
        )
    ),
    **dict(zip("أإآءؤئپچژگ", ["a", "i", "a", "", "w", "y", "p", "ch", "zh", "g"], strict=True)),
    **dict(
        zip("אבגדהוזחטיכלמנסעפצקרשת", [*"abgdhvzhtyklmns", "", "p", "ts", "k", "r", "sh", "t"], strict=True)
    ),
    **dict(
        zip(
            "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
            [
                *"abvgde",
                "zh",
                *"ziyklmnoprstuf",
                "kh",
                "ts",
                "ch",
                "sh",
                "shch",
                "",
                "y",
                "",
                "e",
                "yu",
                "ya",
                "e",
                "i",
                "i",
                "e",
                "g",
            ],
            strict=True,
        )
    ),
    **dict(
        zip(
            "αβγδεζηθικλμνξοπρστυφχψω",
            [*"avgdezi", "th", *"iklmn", "x", *"oprstyf", "ch", "ps", "o"],
            strict=True,
        )
    ),
}


def romanize(token: str) -> str:
    """Return a token in plain Latin letters, one letter after another.

    >>> romanize("Şahin"), romanize("شاهين"), romanize("Чехов")
    ('sahin', 'shahyn', 'chekhov')
    """
    letters = (ROMAN.get(c, c) for c in spell(token))
    return "".join(c for c in unicodedata.normalize("NFKD", "".join(letters)) if not unicodedata.combining(c))


def romanized_winkler(some: Sequence[str], others: Sequence[str]) -> NDArray[np.float32]:
    """Return the Jaro-Winkler likeness of tokens romanised letter by letter, from 0 to 1."""
    ours, theirs = ([romanize(token) for token in tokens] for tokens in (some, others))
    return np.asarray(cdist(ours, theirs, scorer=JaroWinkler.similarity, dtype=np.float32))


def script_of_letters(spelled: str) -> str:
    """Return the script of a spelled token's last letter in the order of code points.

    >>> script_of_letters("адам"), script_of_letters("adam")
    ('Cyrillic', 'Latin')
    """
    code = ord(max(spelled))
    return next((name for name, (low, high) in SCRIPTS.items() if low <= code < high), "Latin")


def area(scores: NDArray[np.float32], labels: NDArray[np.bool_]) -> float:
    """Return the area under the curve: how often one of the true scores above one of the false, ties counting half.

    >>> area(np.array([0.9, 0.4, 0.4, 0.1], np.float32), np.array([True, True, False, False]))
    0.875
    """
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    true = int(labels.sum())
    return float((ranks[labels].sum() - true * (true + 1) / 2) / (true * (len(labels) - true)))


@dataclass(frozen=True, slots=True)
class Asked:
    """Tokens with their counterparts, and a pool to find those in.

    Attributes:
        pairs: A token and one that is the same name.
        pool: Tokens of the counterparts' script.
        links: For each token those paired with it: they count neither for nor against.
    """

    pairs: list[tuple[str, str]]
    pool: list[str]
    links: Mapping[str, set[str]]


def read_asked(path: Path) -> dict[str, Asked]:
    """Return what is asked of each pair of scripts, from what name_tokens.py wrote."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    links: dict[str, set[str]] = defaultdict(set)
    pools: dict[str, set[str]] = defaultdict(set)
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    pivots: dict[str, list[str]] = defaultdict(list)
    for latin, other, _, part in rows:
        pools["Latin"].add(latin)
        pools[script_of_letters(other)].add(other)
        links[latin].add(other)
        links[other].add(latin)
        if part == "test":
            pairs[script_of_letters(other)].append((latin, other))
            pivots[other].append(latin)
    pairs["Latin"] = [(a, b) for group in pivots.values() for i, a in enumerate(group) for b in group[:i]]
    rng = np.random.default_rng(SEED)

    def some(items: list[str] | list[tuple[str, str]], count: int) -> list[int]:
        return [int(i) for i in rng.permutation(len(items))[:count]]

    asked = {}
    for script in sorted(pairs):
        pool = sorted(pools[script])
        asked[script] = Asked(
            [pairs[script][i] for i in some(pairs[script], ASKED)], [pool[i] for i in some(pool, POOL)], links
        )
    return asked


def score_tokens(likeness: Likeness, asked: Asked) -> dict[str, float]:
    """Return how well counterparts are told from the pool.

    Returns:
        "auc" against one of the pool by lot, "hard_auc" against each token's ten likest of the pool, "hard_right"
        how often a counterpart is liker than a token of those ten, and the shares of counterparts that come first
        ("first") and among the first ten ("ten").
    """
    scores = likeness([a for a, _ in asked.pairs], asked.pool).copy()
    true = np.concatenate([likeness([a], [b])[0] for a, b in asked.pairs])
    places = {token: i for i, token in enumerate(asked.pool)}
    for row, (a, b) in enumerate(asked.pairs):
        near = {a, b} | asked.links[a] | asked.links[b]
        near |= {token for known in near for token in asked.links[known]}
        scores[row, [places[token] for token in near if token in places]] = -2
    by_lot = scores[np.arange(len(true)), np.random.default_rng(SEED).integers(0, len(asked.pool), len(true))]
    by_lot = by_lot[by_lot > -2]  # noqa: PLR2004 (what counts for nothing, set above)
    hard = np.sort(scores, axis=1)[:, -10:]
    above = (scores >= true[:, None]).sum(axis=1)
    return {
        "auc": _told(true, by_lot),
        "first": float((above < 1).mean()),
        "ten": float((above < 10).mean()),  # noqa: PLR2004 (recall among ten, as named)
        "hard_auc": _told(true, hard.ravel()),
        "hard_right": float((true[:, None] > hard).mean()),
    }


def _told(true: NDArray[np.float32], false: NDArray[np.float32]) -> float:
    return area(np.concatenate((true, false)), np.arange(len(true) + len(false)) < len(true))


def words_of(name: str) -> list[str]:
    """Return the words of a name.

    >>> words_of("AW-MOHAMUD, Ahmed Abdi")
    ['AW', 'MOHAMUD', 'Ahmed', 'Abdi']
    """
    return [word for word in re.split(r"[\s\-‐–־,.;()\"/]+", name) if word]


def mean_best(likeness: NDArray[np.float32]) -> float:
    """Return the mean likeness of words matched greedily, each with one of the other name, best first.

    >>> mean_best(np.array([[0.9, 0.8], [0.7, 0.1]], np.float32)).__round__(2)
    0.5
    """
    left, total = likeness.copy(), 0.0
    for _ in range(min(left.shape)):
        i, j = np.unravel_index(left.argmax(), left.shape)
        total += float(left[i, j])
        left[i, :] = left[:, j] = -2
    return float(total / min(likeness.shape))


def score_names(likeness: Likeness, path: Path) -> dict[str, tuple[float, float, int]]:
    """Return by group of pairs the area under the curve of their mean best likeness, and the number of pairs.

    Returns:
        Of all pairs; then with only those of the same name that have equally many words; then how many there are.
    """
    found: dict[str, list[tuple[float, bool, bool]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            ours, theirs = words_of(row["a"]), words_of(row["b"])
            if ours and theirs:
                same = row["label"] == "1"
                likest = mean_best(likeness(ours, theirs))
                found[row["stratum"]].append((likest, same, not same or len(ours) == len(theirs)))
    out = {}
    for stratum, rows in sorted(found.items()):
        scores, labels, equal = (np.array(column) for column in zip(*rows, strict=True))
        out[stratum] = (area(scores, labels), area(scores[equal], labels[equal]), len(rows))
    return out


def report(likeness: Likeness, pairs: Path, names: Path | None) -> str:
    """Return the scores of a likeness as lines to read."""
    lines = []
    for script, asked in read_asked(pairs).items():
        told = score_tokens(likeness, asked)
        lines.append(f"{script:9s} n {len(asked.pairs)} " + " ".join(f"{k} {v:.3f}" for k, v in told.items()))
    if names:
        found = score_names(likeness, names)
        lines += [f"{stratum:14s} n {n} all {a:.4f} equal {e:.4f}" for stratum, (a, e, n) in found.items()]
        lines.append(f"mean of persons {np.mean([a for s, (a, _, _) in found.items() if 'PER' in s]):.4f}")
    return "\n".join(lines)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--names", type=Path)
    args = parser.parse_args()
    vectors = TokenVectors.load()
    print(vectors.version)
    print(report(lambda some, others: vectors.of(some) @ vectors.of(others).T, args.pairs, args.names))
    print("Jaro-Winkler, romanised")
    print(report(romanized_winkler, args.pairs, args.names))


if __name__ == "__main__":
    main()
