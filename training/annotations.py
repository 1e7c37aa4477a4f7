"""Annotated articles in one form, whether written by hand or read by a desk and corrected."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Annotated = dict[str, Any]
"""doc; text; attributions: each with source, cue and content, lists of [start, end)."""

ROLES = ("source", "cue", "content")


def read_annotations(path: Path) -> Iterator[Annotated]:
    """Yield the articles of a file, one a line.

    A line is an annotated article, or a report as `onrecord read --format json` prints it: its statements are
    the attributions, but for those nested in another and those without a cue, which a structure gives and no verb.

    Raises:
        SystemExit: A line is neither; says which and why.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found = json.loads(line)
            article = found if "attributions" in found else _corrected(found)
            for attribution in article["attributions"]:
                _check(attribution, len(article["text"]))
        except (ValueError, KeyError, TypeError) as error:
            raise SystemExit(
                f"{path}, line {number}: no annotated article ({error!r}); see docs/how-to/train-a-model.md"
            ) from error
        yield article


def _corrected(report: dict[str, Any]) -> Annotated:
    kept = [s for s in report["statements"] if s["nested_in"] is None and s["cue"]]
    return {
        "doc": report["report"]["file"],
        "text": report["text"],
        "attributions": [{role: s[role] for role in ROLES} for s in kept],
    }


def _check(attribution: dict[str, Any], length: int) -> None:
    for role in ROLES:
        for start, end in attribution[role]:
            if not 0 <= start < end <= length:
                raise ValueError(f"{role} [{start}, {end}] lies outside the text of {length} characters")
