"""The pairs that datasketch and rensa call alike, for bench/reprints.py; runs in a Python of its own.

Both as their documentation shows them: shingles of five words, 128 permutations, LSH at the threshold given; no
step after it. Prints a line of JSON for each.
"""

import json
import re
import sys
import time
from pathlib import Path

_WORD = re.compile(r"\w+")
_PERMUTATIONS = 128


def shingles(text: str) -> list[str]:
    """Return every five words in a row."""
    words = _WORD.findall(text.lower())
    return [" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))]


def with_datasketch(reports: list[tuple[str, str]], threshold: float) -> set[tuple[str, str]]:
    """Return the pairs that datasketch finds."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 -- only one of the two may be there

    index = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    pairs = set()
    for name, text in reports:
        hashed = MinHash(num_perm=_PERMUTATIONS)
        hashed.update_batch([s.encode() for s in shingles(text)])
        pairs |= {(other, name) for other in index.query(hashed)}
        index.insert(name, hashed)
    return pairs


def with_rensa(reports: list[tuple[str, str]], threshold: float) -> set[tuple[str, str]]:
    """Return the pairs that rensa finds."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 -- see above

    index = RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=64)
    pairs = set()
    for number, (name, text) in enumerate(reports):
        hashed = RMinHash(num_perm=_PERMUTATIONS, seed=42)
        hashed.update(shingles(text))
        pairs |= {(reports[other][0], name) for other in index.query(hashed)}
        index.insert(number, hashed)
    return pairs


def main() -> None:
    """Run both on a file of [name, text] lines."""
    reports = [tuple(json.loads(line)) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    for name, threshold, find in (("datasketch", 0.5, with_datasketch), ("rensa", 0.2, with_rensa)):
        began = time.process_time()
        pairs = find(reports, threshold)
        took = time.process_time() - began
        print(
            json.dumps(
                {"name": f"{name} {threshold}", "per_second": len(reports) / took, "pairs": sorted(pairs)}
            )
        )


if __name__ == "__main__":
    main()
