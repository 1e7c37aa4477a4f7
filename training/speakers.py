"""Whom pronouns and descriptions mean, measured on GUM's coreference: `speakers.py --data SHARED [--tune]`.

SHARED holds `gum` (see data.toml, which pins its digests). The desk reads each document by its rules, no model, and
resolves its cast; a pronoun is right where the names of the identity it was given to are, most of them, names of
GUM's entity. Counted are entities that the document names. --tune searches the numbers of `Weights` on GUM's training
part. Prints Markdown tables. No torch.
"""

import argparse
import dataclasses
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from entities import check
from entity_gum import Document, name_run, parse
from entity_gum import Mention as GoldMention

from onrecord.model import Capture, Identity, MentionForm, Report
from onrecord.stages.attribute.cast.pronouns import Weights
from onrecord.stages.attribute.cast.speakers import resolve_cast
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.prose import CueRules
from onrecord.stages.attribute.structure.finder import find_drafts
from onrecord.stages.read import read_report

_NAMES = frozenset({MentionForm.NAME, MentionForm.SHORT, MentionForm.LABEL})
_READ_AT = datetime(2024, 5, 1, tzinfo=UTC)
#: What is measured: pronouns for one person, pronouns for several or for things, definite descriptions.
ONE, MANY, DESCRIPTION = "he, she", "they, it", "the …"
KINDS = (ONE, MANY, DESCRIPTION)
_ONE = frozenset({"he", "him", "his", "she", "her", "hers"})
_MANY = frozenset({"they", "them", "their", "it", "its"})
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod"})
_SPEAKING = frozenset({"person", "organization"})

#: What --tune tries for each number, one after the other.
GRIDS: Mapping[str, tuple[float, ...]] = {
    "subject": (0.8, 1.0, 1.2, 1.5),
    "other": (0.5, 0.6, 0.7, 0.8, 0.9),
    "oblique": (0.3, 0.4, 0.5, 0.6),
    "possessive": (0.3, 0.45, 0.6, 0.75),
    "modifier": (0.1, 0.2, 0.3),
    "quoted": (0.05, 0.12, 0.2, 0.3),
    "speaker": (0.6, 0.75, 0.9, 1.1),
    "pronoun": (0.6, 0.75, 0.9, 1.1),
    "fade": (0.5, 0.56, 0.62, 0.68, 0.74),
    "speaker_fade": (0.6, 0.68, 0.75, 0.82),
    "repeated": (0.15, 0.3, 0.45, 0.6),
    "unknown_gender": (0.5, 0.6, 0.7, 0.8, 0.9),
    "unknown_type": (0.5, 0.6, 0.7, 0.8, 0.9),
}
#: A search takes no step for less (see `worth`): it would learn the documents.
LEAST_GAIN = 0.4
#: A genre with fewer pronouns tells nothing.
LEAST_MENTIONS = 20


#: What the desk had before this search, set by hand: where --tune begins.
BY_HAND = Weights(speaker_fade=0.75, repeated=0.3)


class Asked(NamedTuple):
    """Return one mention whose bearer is asked for: what kind it is, its characters, GUM's number of its entity."""

    kind: str
    start: int
    end: int
    entity: str


class Article(NamedTuple):
    """Return a document of GUM as the desk reads it, and what is asked of it.

    Attributes:
        genre: "news", "bio", …
        report: Its text as the desk reads it.
        drafts: Its attributions by the rules.
        names: First and last character of each name, and the number of its entity.
        asked: The mentions asked for.
    """

    genre: str
    report: Report
    drafts: list[Draft]
    names: list[tuple[int, int, str]]
    asked: list[Asked]


class Count(NamedTuple):
    """Return how many mentions there are, how many of them the desk gives to somebody named, and how many rightly."""

    gold: int = 0
    resolved: int = 0
    right: int = 0

    def plus(self, other: "Count") -> "Count":
        """Return both together."""
        return Count(*(a + b for a, b in zip(self, other, strict=True)))


Counts = dict[tuple[str, str], Count]
"""By kind and genre."""


def read_articles(folder: Path, part: str) -> Iterator[Article]:
    """Yield the documents of one part of GUM ("train", "dev") that name whom a pronoun or description means."""
    for path in sorted((folder / part / "conllu").glob("*.conllu")):
        document = parse(path.read_text(encoding="utf-8"))
        names, asked = asked_of(document)
        if not asked:
            continue
        report = read_plain(document.text, path.stem)
        rules = CueRules()
        drafts, _ = find_drafts(report, rules, rules)
        yield Article(path.stem.split("_")[1], report, drafts, names, asked)


def read_plain(text: str, name: str) -> Report:
    """Return the report that the desk reads from a plain text.

    Raises:
        ValueError: It reads another text than that, so characters cannot be compared.
    """
    body = text.encode()
    capture = Capture("0" * 64, len(body), f"file:///{name}.txt", _READ_AT, "text/plain")
    report = read_report(capture, body, name=f"{name}.txt")
    if report.text != text:
        raise ValueError(f"{name}: the desk reads another text")
    return report


def asked_of(document: Document) -> tuple[list[tuple[int, int, str]], list[Asked]]:
    """Return the names with their entities, and the mentions whose entity one of them names."""
    tokens = document.tokens
    names: list[tuple[int, int, str]] = []
    for mention in document.mentions:
        run = name_run(document, mention)
        if run is not None:
            names.append((tokens[run[0]].start, tokens[run[1] - 1].end, mention.entity))
    named = {entity for _, _, entity in names}
    asked = []
    for mention in document.mentions:
        kind = _kind_of(document, mention)
        if kind and mention.entity in named:
            asked.append(
                Asked(kind, tokens[mention.first].start, tokens[mention.after - 1].end, mention.entity)
            )
    return sorted(names), sorted(asked, key=lambda a: a.start)


def _kind_of(document: Document, mention: GoldMention) -> str | None:
    first = document.tokens[mention.first]
    if mention.after - mention.first == 1 and first.tag in ("PRP", "PRP$"):
        low = first.form.lower()
        if low in _ONE and mention.kind == "person":
            return ONE
        return MANY if low in _MANY and mention.kind in _SPEAKING else None
    if mention.kind != "person" or first.form.lower() != "the" or name_run(document, mention) is not None:
        return None
    inside = range(mention.first, mention.after)
    head = next(i for i in inside if document.tokens[i].head not in inside)
    token = document.tokens[head]
    # "She is the president", "Quill, the president": there the words tell of a name and point to nobody.
    return DESCRIPTION if token.tag in ("NN", "NNP") and token.relation.split(":")[0] in _ARGUMENTS else None


def count(articles: Iterable[Article], weights: Weights) -> Counts:
    """Return how the desk does with these weights."""
    counts: defaultdict[tuple[str, str], Count] = defaultdict(Count)
    for article in articles:
        cast = resolve_cast(article.report, article.drafts, weights=weights)
        given: dict[int, Identity] = {}
        for identity in cast.identities:
            if identity.named:
                told = (m.span.start for m in identity.mentions if m.form not in _NAMES)
                given.update(dict.fromkeys(told, identity))
        bearers = {i.id: entity_of(i, article) for i in given.values()}
        for asked in article.asked:
            who = given.get(asked.start)
            right = who is not None and bearers[who.id] == asked.entity
            key = asked.kind, article.genre
            counts[key] = counts[key].plus(Count(1, who is not None, right))
    return dict(counts)


def entity_of(identity: Identity, article: Article) -> str | None:
    """Return the number of GUM's entity that most names of an identity name, or None."""
    votes = Counter(
        entity
        for m in identity.mentions
        if m.form in _NAMES
        for start, end, entity in article.names
        if start < m.span.end and m.span.start < end
    )
    return votes.most_common(1)[0][0] if votes else None


def total(counts: Counts, kind: str) -> Count:
    """Return one kind's count over all genres."""
    whole = Count()
    for (one, _), number in counts.items():
        whole = whole.plus(number) if one == kind else whole
    return whole


def worth(counts: Counts) -> float:
    """Return what --tune makes the most of: right less wrong, of a hundred pronouns for one person.

    Each genre counts the same: two of three such pronouns in GUM stand in lives of one
    person each, and reports are no lives.
    """
    shares = [
        100 * (2 * c.right - c.resolved) / c.gold
        for (kind, _), c in counts.items()
        if kind == ONE and c.gold >= LEAST_MENTIONS
    ]
    return sum(shares) / len(shares) if shares else 0.0


def tune(articles: list[Article], weights: Weights) -> Weights:
    """Return the best weights by one search along each number, twice; no step is taken for less than LEAST_GAIN."""
    best = worth(count(articles, weights))
    for _, (name, values) in itertools.product(range(2), GRIDS.items()):
        for value in values:
            tried = dataclasses.replace(weights, **{name: value})
            if tried == weights:
                continue
            reached = worth(count(articles, tried))
            if reached >= best + LEAST_GAIN:
                best, weights = reached, tried
        print(name, getattr(weights, name), f"{best:.2f}", flush=True)
    return weights


def table(counts: Counts) -> str:
    """Return the counts as a Markdown table: of each kind all genres together, then each."""
    lines = [
        "| what | genre | mentions | given to somebody named | accuracy | precision |",
        "|---|---" * 3 + "|",
    ]
    for kind in KINDS:
        genres = sorted(genre for one, genre in counts if one == kind)
        rows = [("all", total(counts, kind)), *((g, counts[kind, g]) for g in genres)]
        for genre, c in rows:
            shares = [f"{100 * c.right / n:.1f}" if n else "" for n in (c.gold, c.resolved)]
            lines.append(f"| {kind} | {genre} | {c.gold} | {c.resolved} | {' | '.join(shares)} |")
    return "\n".join(lines)


def main() -> None:
    """Print how the desk does, and with --tune how it does with the numbers found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="the folder with gum")
    options.add_argument("--tune", action="store_true")
    given = options.parse_args()
    check(given.data, ("gum_train", "gum_dev"))
    parts = {part: list(read_articles(given.data / "gum", part)) for part in ("train", "dev")}
    if given.tune:
        print(f"Set by hand: {BY_HAND}")
        _print(parts, BY_HAND)
        found = tune(parts["train"], BY_HAND)
        print(f"Found: {found}")
        _print(parts, found)
    else:
        _print(parts, Weights())


def _print(parts: Mapping[str, list[Article]], weights: Weights) -> None:
    for part, articles in parts.items():
        print(f"\nGUM {part}:\n\n{table(count(articles, weights))}", flush=True)


if __name__ == "__main__":
    main()
