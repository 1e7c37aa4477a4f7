"""Fuzz a reader for as long as you like, led by coverage: `fuzz.py TARGET --seconds N [--corpus DIR]`.

Needs atheris (`pip install atheris`), which is no dependency of the project: it has no wheels for every platform.
Each input must be read, or refused with one of our errors, within ten seconds and 2 GB; anything else ends the
run and leaves the input in the corpus folder as `crash-…`, `timeout-…` or `oom-…`. Prints executions and coverage.
"""

import argparse
import logging
import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

with atheris.instrument_imports(include=["onrecord"]):
    from tests.fuzz.targets import TARGETS

#: What one input may take.
_SECONDS, _MEGABYTES = 10, 2_048
_LONGEST = 20_000


def main() -> None:
    """Run until the time is up or an input breaks a promise."""
    names = [target.name for target in TARGETS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=names)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--corpus", type=Path, help="where inputs are kept between runs")
    given = parser.parse_args()
    target = TARGETS[names.index(given.target)]
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as temporary:
        corpus = given.corpus or Path(temporary)
        corpus.mkdir(parents=True, exist_ok=True)
        for n, seed in enumerate(target.seeds):
            (corpus / f"seed-{n}").write_bytes(seed)
        options = [
            f"-max_total_time={given.seconds}",
            f"-timeout={_SECONDS}",
            f"-rss_limit_mb={_MEGABYTES}",
            f"-max_len={_LONGEST}",
            f"-artifact_prefix={corpus}/",
            "-print_final_stats=1",
            str(corpus),
        ]
        atheris.Setup([sys.argv[0], *options], target.take)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
