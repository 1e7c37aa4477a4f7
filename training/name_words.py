"""Pairs of words of names that are spellings of one, and near ones that are not: from the token lists alone."""

import collections
import csv
import random
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from onrecord.stages.identify.likeness import resemblance, words

#: A pair of spellings is believed when it was seen so often.
_SEEN = {"wd_russian_tokens.tsv": 3, "wd_arabic_tokens.txt": 2, "ar2en_train.txt": 1}


def _spellings(folder: Path) -> dict[str, collections.Counter]:
    """Return for each word in another script its Latin spellings, with how often each was seen."""
    found: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    for file, least in _SEEN.items():
        for line in (folder / file).open(encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if file.startswith("ar2en"):
                found[cells[0]][cells[1]] += 2
            elif len(cells) == 3 and int(cells[2]) >= least:
                found[cells[1].replace(" ", "")][cells[0]] += int(cells[2])
    for line in (folder / "wd_hebrew.tsv").open(encoding="utf-8"):
        latin, hebrew = (cell.split() for cell in line.rstrip("\n").split("\t")[:2])
        if len(latin) == len(hebrew) and "," not in line:
            for one, other in zip(latin, hebrew, strict=True):
                found[other][one.casefold()] += 1
    return found


def word_pairs(folder: Path, seed: int = 1) -> tuple[list[words.Word], list[words.Word], np.ndarray]:
    """Return pairs of words, and of each whether it is one word in two spellings."""
    chance = random.Random(seed)
    found = {native: spelled for native, spelled in _spellings(folder).items() if len(native) > 1}

    def word(text: str) -> words.Word | None:
        made = words.words_of(text).words
        return made[0] if len(made) == 1 and made[0].kind == 0 else None

    latin = collections.defaultdict(set)
    for native, spelled in found.items():
        for one in spelled:
            latin[one].add(native)
    ones, others, same = [], [], []

    def add(one: str, other: str, is_same: int) -> None:
        first, second = word(one), word(other)
        if first and second:
            ones.append(first)
            others.append(second)
            same.append(is_same)

    natives = chance.sample(sorted(found), min(len(found), 26000))
    by_head = collections.defaultdict(list)
    for native in natives:
        made = word(native)
        if made:
            by_head[made.script, made.broad[:1]].append((native, made.latin))
    for native in natives:
        spelled = [one for one, n in found[native].items() if n >= 1]
        one = chance.choice(spelled)
        add(one, native, 1)
        # Two spellings of one word in another script, where they are written a little alike.
        if len(spelled) > 1:
            left, right = chance.sample(spelled, 2)
            if left[0] == right[0] or JaroWinkler.similarity(left, right) > 0.7:
                add(left, right, 1)
        made = word(native)
        if made is None:
            continue
        pool = chance.sample(by_head[made.script, made.broad[:1]], min(60, len(by_head[made.script, made.broad[:1]])))
        near = process.extract(made.latin, [spelling for _, spelling in pool], scorer=JaroWinkler.similarity, limit=4)
        for _, _, at in near:
            other = pool[at][0]
            if other != native and not set(found[other]) & set(spelled):
                add(one, other, 0)
                add(one, chance.choice(list(found[other])), 0)
                if chance.random() < 0.4:
                    add(native, other, 0)
    return ones, others, np.array(same)


if __name__ == "__main__":
    import sys

    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score

    ones, others, y = word_pairs(Path(sys.argv[1]))
    every = [*ones, *others]
    n = len(ones)
    x = resemblance.resemblances(every, np.arange(n), np.arange(n, 2 * n))
    regime = np.array([a.is_abjad + b.is_abjad for a, b in zip(ones, others, strict=True)])
    lens = np.array([[min(len(a.latin), len(b.latin)), max(len(a.latin), len(b.latin))] for a, b in zip(ones, others)])
    print(n, y.mean(), np.bincount(regime))
    np.savez("/tmp/nx/words.npz", x=x, y=y, regime=regime, lens=lens)
    for r in range(3):
        m = regime == r
        for c in range(x.shape[1]):
            print(r, resemblance.CHANNELS[c], round(roc_auc_score(y[m], x[m, c]), 4))
        f = np.column_stack([x[m, 1:], x[m, 1:] ** 2, x[m, 1:] * x[m, 5:6], np.minimum(lens[m], 10) / 10])
        model = LogisticRegression(C=10, max_iter=500).fit(f[::2], y[m][::2])
        print(r, "logistic", round(roc_auc_score(y[m][1::2], model.decision_function(f[1::2])), 4))
        from catboost import CatBoostClassifier
        f = np.column_stack([x[m, 1:], lens[m]])
        model = CatBoostClassifier(iterations=100, depth=5, learning_rate=.15, verbose=0, thread_count=2, allow_writing_files=False).fit(f[::2], y[m][::2])
        print(r, "trees", round(roc_auc_score(y[m][1::2], model.predict_proba(f[1::2])[:,1]), 4))
