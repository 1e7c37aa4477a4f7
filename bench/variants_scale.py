"""How long `onrecord variants` takes on a large desk.

    python bench/variants_scale.py --reports 100000 --folder FOLDER

Makes a desk of invented reports (words drawn as words are in a language: a few common ones, many rare), two statements
each, one of two hundred speakers, over two years; every 500th report carries the same statement, partly quoted. Then
asks for the variants of some.
"""

import argparse
import random
import statistics
import time
from datetime import date, timedelta
from pathlib import Path

from onrecord.adapters.store import SqlStore, open_store
from onrecord.desk import variants
from onrecord.model import Filing, IdentityType, KnownFrom, Metadata, Reading, content_id
from onrecord.ports import NewKnown
from tests.factory import make_capture, make_identity, make_report, make_statement
from tests.judging import desk_over

SPEAKERS, COMMON_STORY, VOCABULARY = 200, 500, 60_000


def main() -> None:
    """Make the desk where there is none, and print how long questions take."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    file = asked.folder / "desk.db"
    asked.folder.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        started = time.perf_counter()
        with open_store(f"sqlite:///{file}", create=True) as store:
            _fill(store, asked.reports)
        print(f"{asked.reports} reports made in {time.perf_counter() - started:.0f} s")
    with open_store(f"sqlite:///{file}", read_only=True) as store:
        _ask(store, asked.reports)


def _ask(store: SqlStore, reports: int) -> None:
    desk = desk_over(store)
    for what, numbers in (
        ("a statement that many carry", range(0, reports, COMMON_STORY)),
        ("a statement of its own", range(7, reports, max(reports // 20, 1))),
    ):
        seconds, found = [], []
        for number in list(numbers)[:20]:
            reading = store.reading(store.find_report(f"r{number}.txt"))
            started = time.perf_counter()
            result = variants(desk, reading.statements[0].id, limit=50)
            seconds.append(time.perf_counter() - started)
            found.append(len(result.carried))
        print(
            f"{what}: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s;"
            f" {statistics.mean(found):.1f} variants each"
        )


def _fill(store: SqlStore, reports: int) -> None:
    rng = random.Random(5)
    words = [f"{a}{b}{c}" for a in _SOUNDS for b in _SOUNDS for c in _SOUNDS][:VOCABULARY]
    rng.shuffle(words)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    totals: list[float] = []
    for weight in weights:
        totals.append((totals[-1] if totals else 0.0) + weight)
    story = " ".join(rng.choices(words, cum_weights=totals, k=60))
    known = [content_id("known", n) for n in range(SPEAKERS)]
    with store.writing():
        store.registry.put(
            NewKnown(id_, f"Speaker {n}", IdentityType.PERSON, KnownFrom.REPORTS)
            for n, id_ in enumerate(known)
        )
    for start in range(0, reports, 500):
        with store.writing():
            for number in range(start, min(start + 500, reports)):
                said = [
                    " ".join(rng.choices(words, cum_weights=totals, k=rng.randint(15, 60))) for _ in range(2)
                ]
                who = rng.randrange(SPEAKERS)
                if number % COMMON_STORY == 0:
                    who, cut = 0, rng.randrange(20)
                    said[0] = " ".join(story.split()[cut : cut + 40])
                _add(store, number, who, said, known[who])


def _add(store: SqlStore, number: int, who: int, said: list[str], known: str) -> None:
    text = f"Speaker {who} spoke.\n\n" + "\n\n".join(f"“{words}.”" for words in said)
    capture = make_capture(text, address=f"file:///r{number}.txt")
    day = date(2030, 1, 1) + timedelta(days=number % 700)
    report = make_report(text, capture=capture, name=f"r{number}.txt", metadata=Metadata(published=day))
    speaker = make_identity(report, f"Speaker {who}")
    statements = tuple(make_statement(report, words, by=speaker) for words in said)
    store.add(capture, Reading(report, (speaker,), statements))
    store.registry.file(report.id, [Filing(speaker.id, known, 1.0, "the same name", "bench 1")])


_SOUNDS = [a + b for a in "bdfgklmnprst" for b in "aeiou"][:40]

if __name__ == "__main__":
    main()
