"""A made-up register for `bench/blocking.py`: names as many and as unevenly spread as those of a real one.

Tokens of lists of names are put together anew, frequent ones often, in the four scripts of the lists: given and
family names, middle names, patronymics, particles, titles, initials, capitals, "Family, Given"; and the words of
organisations to other organisations.
"""

import csv
import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Shares of a register of persons and bodies that are written about in four scripts.
SCRIPTS = {"Latn": 0.5, "Cyrl": 0.2, "Arab": 0.2, "Hebr": 0.1}
ORGANIZATIONS = 0.12
#: Tokens that many of the pairs hold are drawn up to so many times as often as they stand there: these are persons
#: in the news, and a name that half a country bears is as frequent in a register of such.
_IN_THE_NEWS = 20
_TITLES = {
    "Latn": ("Dr.", "Sheikh", "General", "Gen.", "Prof.", "Mr.", "Sir", "Hajji", "President", "Senator"),
    "Cyrl": ("генерал", "президент", "министр", "доктор"),
    "Arab": ("الشيخ", "الدكتور", "السيد", "الرئيس", "اللواء", "دکتر"),
    "Hebr": ("הרב", 'ד"ר', "פרופ'", "השר"),
}
_PARTICLES = {
    "Latn": ("bin", "ibn", "de", "van", "von", "Abu", "ben", "al-", "El ", "Abdul ", "Abd al-"),
    "Cyrl": ("аль-", "ибн", "бин", "фон", "Абу"),
    "Arab": ("بن", "أبو", "عبد ال", "ابن"),
    "Hebr": ("בן", "אבו", "אל-", "דה"),
}


@dataclass(frozen=True, slots=True)
class TruePair:
    """Return two spellings of one name, the one known and the other looked up."""

    stratum: str
    type: str
    known: str
    sought: str


@dataclass(frozen=True, slots=True)
class _Pool:
    """Return tokens to draw from."""

    tokens: Sequence[str]
    weights: Sequence[float]  # summed up

    def draw(self, chance: random.Random, n: int) -> list[str]:
        return chance.choices(self.tokens, cum_weights=self.weights, k=n)


def read_pairs(folder: Path, *, hebrew: int, seed: int) -> list[TruePair]:
    """Return the true pairs of the lists, either side of each by chance the known one.

    Args:
        folder: Holds `name_pairs_dev.csv` and `wd_hebrew.tsv`.
        hebrew: How many of the pairs of `wd_hebrew.tsv`.
        seed: Of the chance.
    """
    chance = random.Random(seed)
    found: list[TruePair] = []
    with (folder / "name_pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] == "1"]
    for row in rows:
        sides = [row["a"], row["b"]]
        chance.shuffle(sides)
        found.append(TruePair(row["stratum"], row["type"], *sides))
    lines = (folder / "wd_hebrew.tsv").read_text("utf-8").splitlines()
    for line in chance.sample(lines, min(hebrew, len(lines))):
        sides = line.split("\t")
        chance.shuffle(sides)
        found.append(TruePair("wd_hebrew", "PER", *sides))
    return found


def read_others(folder: Path) -> list[tuple[str, str]]:
    """Return the type and the names of the pairs that are none: near misses of the true ones."""
    with (folder / "name_pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        return [(row["type"], row["b"]) for row in csv.DictReader(file) if row["label"] == "0"]


def make_names(folder: Path, *, seed: int) -> Iterator[tuple[str, str]]:
    """Yield types ("PER", "ORG") and names without end."""
    chance = random.Random(seed)
    given, family = _read_tokens(folder)
    drawn = {
        script: (_endless(pool, chance), _endless(family[script], chance)) for script, pool in given.items()
    }
    word, length = _words_of_organizations(folder, chance)
    scripts = chance.choices
    while True:
        for script in scripts(list(SCRIPTS), weights=list(SCRIPTS.values()), k=4096):
            if chance.random() < ORGANIZATIONS:
                yield "ORG", " ".join(itertools.islice(word, length()))
            else:
                yield "PER", _person(chance, script, *drawn[script])


def _person(chance: random.Random, script: str, given: Iterator[str], family: Iterator[str]) -> str:
    first = [next(given)]
    draw = chance.random()
    if draw < 0.25:  # noqa: PLR2004 - shares of a register, made up
        first.append(next(given))
    elif draw < 0.32:  # noqa: PLR2004
        first.append(next(given)[0] + ".")
    if script == "Cyrl" and chance.random() < 0.25:  # noqa: PLR2004
        first.append(next(given).rstrip("аеийоуь") + chance.choice(("ович", "евич", "овна", "евна")))
    last = next(family)
    draw = chance.random()
    if draw < 0.12:  # noqa: PLR2004
        particle = chance.choice(_PARTICLES[script])
        last = particle + last if particle[-1] in "- ل" else f"{particle} {last}"
    elif draw < 0.2:  # noqa: PLR2004
        last = f"{last} {next(family)}"
    if chance.random() < 0.04:  # noqa: PLR2004
        first.insert(0, chance.choice(_TITLES[script]))
    words = [*first, last]
    draw = chance.random()
    if draw < 0.05:  # noqa: PLR2004
        return f"{last}, {' '.join(first)}"
    name = " ".join(words)
    return name.upper() if draw < 0.15 else name  # noqa: PLR2004


def _endless(pool: _Pool, chance: random.Random) -> Iterator[str]:
    while True:
        yield from pool.draw(chance, 4096)


def _read_tokens(folder: Path) -> tuple[dict[str, _Pool], dict[str, _Pool]]:
    """Return for each script given names and family names.

    The token lists do not say which is which: given names are drawn as often as a token is counted, family names,
    of which there are more and each is rarer, by the square root of the count.
    """
    counts: dict[str, Counter[str]] = {script: Counter() for script in SCRIPTS}
    for listed, script in (("wd_arabic_tokens.txt", "Arab"), ("wd_russian_tokens.tsv", "Cyrl")):
        for line in (folder / listed).read_text("utf-8").splitlines():
            latin, native, count = line.split("\t")
            counts["Latn"][latin.title()] += int(count)
            counts[script][native.replace(" ", "")] += int(count)
    for line in (folder / "ar2en_train.txt").read_text("utf-8").splitlines():
        native, latin = line.split("\t")
        counts["Latn"][latin.title()] += 1
        counts["Arab"][native] += 1
    for line in (folder / "wd_hebrew.tsv").read_text("utf-8").splitlines():
        latin, native = line.split("\t")
        counts["Latn"].update(latin.split())
        counts["Hebr"].update(native.split())
    news: dict[str, Counter[str]] = {script: Counter() for script in SCRIPTS}
    with (folder / "name_pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["type"] == "PER":
                for side in (row["a"], row["b"]):
                    script = next((s for s, test in _OF_SCRIPT.items() if test(side)), "Latn")
                    news[script].update(word.title() for word in side.replace(",", " ").split())
    for script, found in news.items():
        for token, times in found.items():
            counts[script][token] += times * min(_IN_THE_NEWS, times)
    given = {script: _pool(found, 1.0) for script, found in counts.items()}
    return given, {script: _pool(found, 0.5) for script, found in counts.items()}


_OF_SCRIPT: dict[str, Callable[[str], bool]] = {
    "Arab": lambda words: any("\u0600" <= char <= "\u06ff" for char in words),
    "Hebr": lambda words: any("\u0590" <= char <= "\u05ff" for char in words),
    "Cyrl": lambda words: any("\u0400" <= char <= "\u04ff" for char in words),
}


def _pool(counts: Counter[str], power: float) -> _Pool:
    tokens = [token for token in counts if len(token) > 1]
    return _Pool(tokens, list(itertools.accumulate(counts[token] ** power for token in tokens)))


def _words_of_organizations(folder: Path, chance: random.Random) -> tuple[Iterator[str], Callable[[], int]]:
    """Return the words of organisations, drawn without end, and how many make a name."""
    with (folder / "name_pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        names = [row[side] for row in csv.DictReader(file) if row["type"] == "ORG" for side in ("a", "b")]
    words = Counter(word for name in names for word in name.split())
    lengths = [max(1, len(name.split())) for name in names]
    return _endless(_pool(words, 1.0), chance), lambda: chance.choice(lengths)
