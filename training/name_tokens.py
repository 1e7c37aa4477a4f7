"""Pair tokens of names across scripts: `name_tokens.py --names FOLDER --out PAIRS.tsv`.

Reads the lists that names.toml pins and writes lines of: Latin token, token in another script, count, part. The
part is "test" for whole groups of tokens that hang together by any pair, so that no token of the test is trained on.
With `--without NAME_PAIRS.csv` no word of a name there is paired with a word of the name beside it, so that what is
learned can be measured on those names. Files whose digests differ are refused.
"""

import argparse
import csv
import hashlib
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from onrecord.stages.identify.likeness.letters import spell

HERE = Path(__file__).parent
SEED = 5
#: Share of the small groups that is held out, and how many tokens a group may have to be one of them.
HELD_OUT = 0.07
SMALL = 60
SHORTEST = 2

Pair = tuple[str, str]


def check_digests(folder: Path) -> dict[str, str]:
    """Return the digest of each list; leave if one is not as names.toml pins it."""
    found = {}
    for name, pinned in tomllib.loads((HERE / "names.toml").read_text())["files"].items():
        path = folder / pinned["name"]
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        if found[name] != pinned["sha256"]:
            sys.exit(
                f"{path}: sha256 {found[name]} is not the pinned {pinned['sha256']} of {name}; use that file"
            )
    return found


def read_spaced(lines: Iterable[str]) -> Iterator[tuple[Pair, int]]:
    r"""Yield pairs with their counts from lines of a token, its counterpart letter by letter, and a count.

    >>> list(read_spaced(["antun\tأ ن ط و ن\t3\n"]))
    [(('antun', 'أنطون'), 3)]
    """
    for line in lines:
        latin, other, count = line.rstrip("\n").split("\t")
        yield (latin, other.replace(" ", "")), int(count)


def read_plain(lines: Iterable[str]) -> Iterator[tuple[Pair, int]]:
    r"""Yield pairs from lines of a token in another script and its Latin counterpart.

    >>> list(read_plain(["آدم\tadam\n"]))
    [(('adam', 'آدم'), 1)]
    """
    for line in lines:
        other, latin = line.rstrip("\n").split("\t")
        yield (latin, other), 1


def read_full(lines: Iterable[str]) -> Iterator[tuple[Pair, int]]:
    r"""Yield pairs from lines of two full names, word by word where they have equally many words.

    >>> list(read_full(["Ivan Regen\tאיוואן רגן\n", "Blanche of Castile\tבלנקה, נסיכת קסטיליה\n"]))[:2]
    [(('Ivan', 'איוואן'), 1), (('Regen', 'רגן'), 1)]
    """
    for line in lines:
        latin, other = (re.sub(r"\(.*?\)", " ", part) for part in line.rstrip("\n").split("\t"))
        if "," in other or "," in latin:
            continue  # a description, not a name
        ours, theirs = (re.split(r"[\s\-־–]+", part.strip()) for part in (latin, other))
        if len(ours) == len(theirs):
            yield from (((a, b), 1) for a, b in zip(ours, theirs, strict=True))


def gather(pairs: Iterable[tuple[Pair, int]]) -> Counter[Pair]:
    """Return spelled pairs with their counts, without tokens too short, of unknown letters or of the same script."""
    counts: Counter[Pair] = Counter()
    for (latin, other), count in pairs:
        a, b = spell(latin), spell(other)
        if min(len(a), len(b)) >= SHORTEST and "\0" not in a + b and is_latin(a) and not is_latin(b):
            counts[a, b] += count
    return counts


def is_latin(spelled: str) -> bool:
    """Return whether every letter of a spelled token is Latin.

    >>> is_latin("o'neil"), is_latin("ж")
    (True, False)
    """
    return all(c == "'" or c < "\u0250" for c in spelled)


def groups_of(pairs: Iterable[Pair]) -> dict[str, str]:
    """Return for each token one token that stands for all it hangs together with.

    >>> groups_of([("a", "1"), ("b", "1"), ("c", "2")])["a"] == groups_of([("a", "1"), ("b", "1")])["b"]
    True
    """
    stands: dict[str, str] = {}

    def root(token: str) -> str:
        while stands.setdefault(token, token) != token:
            stands[token] = stands[stands[token]]
            token = stands[token]
        return token

    for a, b in pairs:
        stands[root(a)] = root(b)
    return {token: root(token) for token in stands}


def hold_out(counts: Mapping[Pair, int]) -> set[str]:
    """Return the groups held out: some of the small ones, by lot."""
    groups = groups_of(counts)
    sizes = Counter(groups.values())
    small = sorted(group for group, size in sizes.items() if size <= SMALL)
    random.Random(SEED).shuffle(small)
    return set(small[: int(len(small) * HELD_OUT)])


def pairs_within(rows: Iterable[Mapping[str, str]]) -> set[Pair]:
    """Return every word of a name with every word of the name beside it, spelled, for rows of names a and b.

    >>> sorted(pairs_within([{"a": "Olga Petrova", "b": "Ольга"}]))
    [('olga', 'ольга'), ('petrova', 'ольга')]
    """
    sides = (
        [[spell(word) for word in re.findall(r"[^\W_]+(?:['’]\w*)*", row[side])] for side in "ab"]
        for row in rows
    )
    return {
        pair
        for ours, theirs in sides
        for a in ours
        for b in theirs
        for pair in ((a, b), (b, a))
        if is_latin(pair[0])
    }


def main() -> None:
    """Write the pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", type=Path, help="names to be measured on, columns a and b")
    args = parser.parse_args()
    check_digests(args.names)

    def lines(name: str) -> Iterator[str]:
        return iter((args.names / name).read_text(encoding="utf-8").splitlines())

    counts = gather(
        pair
        for pairs in (
            read_spaced(lines("wd_arabic_tokens.txt")),
            read_spaced(lines("wd_russian_tokens.tsv")),
            read_plain(lines("ar2en_train.txt")),
            read_full(lines("wd_hebrew.tsv")),
        )
        for pair in pairs
    )
    if args.without:
        with args.without.open(encoding="utf-8", newline="") as stream:
            for pair in pairs_within(csv.DictReader(stream)):
                counts.pop(pair, None)
    groups, held_out = groups_of(counts), hold_out(counts)
    parts: Counter[str] = Counter()
    with args.out.open("w", encoding="utf-8") as out:
        for (a, b), count in sorted(counts.items()):
            part = "test" if groups[a] in held_out else "train"
            parts[part] += 1
            out.write(f"{a}\t{b}\t{count}\t{part}\n")
    print(
        dict(parts), "groups", len(set(groups.values())), "largest", Counter(groups.values()).most_common(1)
    )


if __name__ == "__main__":
    main()
