"""Place the cells of words and of whole names: `name_cells.py --names FOLDER --out FILE.npz --version TEXT`.

Reads the lists that names.toml pins, but no pair of `name_pairs_dev.csv`: their words, and 120,000 names of two or
three of them. The middles are those of k-means among their vectors (`stages/identify/points.py`), in whole numbers.
"""

import argparse
import random
from collections import Counter
from pathlib import Path

import numpy as np
from name_tokens import check_digests, read_plain, read_spaced
from numpy.typing import NDArray

from onrecord.stages.identify.likeness.vectors import TokenVectors
from onrecord.stages.identify.points import in_whole_numbers

SEED = 5
WORDS, NAMES = 1024, 4096
#: Points that each middle is placed among, and times that all are moved.
PER_CELL, ROUNDS = 30, 10
LOT = 8192

Floats = NDArray[np.float32]


def read_words(folder: Path) -> list[Counter[str]]:
    """Return the words of each list by script, with how often each is counted."""
    found: list[Counter[str]] = [Counter() for _ in range(4)]
    latin, arabic, russian, hebrew = found
    for name, other in (("wd_arabic_tokens.txt", arabic), ("wd_russian_tokens.tsv", russian)):
        for (one, two), count in read_spaced((folder / name).read_text("utf-8").splitlines()):
            latin[one] += count
            other[two] += count
    for (two, one), _ in read_plain((folder / "ar2en_train.txt").read_text("utf-8").splitlines()):
        latin[one] += 1
        arabic[two] += 1
    for line in (folder / "wd_hebrew.tsv").read_text("utf-8").splitlines():
        one, two = line.split("\t")
        latin.update(one.split())
        hebrew.update(two.split())
    return found


def place(points: Floats, count: int, chance: np.random.Generator) -> Floats:
    """Return the middles of `count` cells, each of unit length."""
    middles = points[chance.choice(len(points), count, replace=False)]
    for _ in range(ROUNDS):
        lots = [(points[i : i + LOT] @ middles.T).argmax(axis=1) for i in range(0, len(points), LOT)]
        cells = np.concatenate(lots)
        sums = np.zeros_like(middles)
        np.add.at(sums, cells, points)
        empty = np.bincount(cells, minlength=count) == 0
        sums[empty] = points[chance.choice(len(points), int(empty.sum()))]
        middles = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return middles


def main() -> None:
    """Read the arguments, place the cells, and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    given = parser.parse_args()
    check_digests(given.names)
    chance, numbers = random.Random(SEED), np.random.default_rng(SEED)
    lists = read_words(given.names)
    words = sorted({word for counts in lists for word in counts})
    vectors = TokenVectors.load().of(words)
    known = vectors[vectors.any(axis=1)]
    number = {word: i for i, word in enumerate(words)}
    drawn = []
    shares = (0.5, 0.2, 0.2, 0.1)
    for counts, share in zip(lists, shares, strict=True):
        tokens = list(counts)
        often, seldom = ([n**power for n in counts.values()] for power in (1.0, 0.5))
        some = int(NAMES * PER_CELL * share)
        given_names = chance.choices(tokens, often, k=2 * some)
        families = chance.choices(tokens, seldom, k=some)
        for i, family in enumerate(families):
            several = chance.random() < 0.25  # noqa: PLR2004 - a share of the names of a register
            drawn.append([number[word] for word in (*given_names[2 * i : 2 * i + 1 + several], family)])
    whole = in_whole_numbers([vectors[name].sum(axis=0) for name in drawn])
    whole = whole[whole.any(axis=1)]
    whole /= np.linalg.norm(whole, axis=1, keepdims=True)
    some_words = known[numbers.choice(len(known), min(len(known), 100 * WORDS), replace=False)]
    middles = {"words": place(some_words, WORDS, numbers), "names": place(whole, NAMES, numbers)}
    np.savez_compressed(
        given.out,
        version=np.array(given.version),
        vectors=np.array(TokenVectors.load().version),
        words=in_whole_numbers(list(middles["words"])).astype(np.int8),
        names=in_whole_numbers(list(middles["names"])).astype(np.int8),
    )
    print(f"{given.out}: {WORDS} cells of words, {NAMES} of names, {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
