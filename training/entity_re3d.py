"""Names in re3d, whose mentions are whole phrases ("Iraqi President Fuad Masum"), by their capital letters.

Mentions with a confidence below CONFIRMED were proposed by word lists and are often wrong: not used. A run of
capitals that no confirmed mention explains has the type that it has elsewhere in the set, or is unknown.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from entity_names import UNKNOWN, Annotated, Name, annotate, is_common, name_tables, peoples

from onrecord.text.fold import fold

TYPES = {
    "Person": "person",
    "Organisation": "organization",
    "Location": "place",
}  # peoples are found by words
NAMELESS = ("Temporal", "Quantity", "Money", "Coordinate", "Frequency", "CommsIdentifier", "MilitaryPlatform")
CONFIRMED = 0.5
AGREED = 0.8  # the least share of a name's confirmed mentions that must have one type

_SHORT = r"(?:[A-Z]\.)+|(?:Adm|Brig|Capt|Cmdr|Col|Dr|Gen|Gov|Lt|Maj|Mr|Mrs|Ms|Pfc|Prof|Rep|Sen|Sgt|Spc|St)\."
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĆČĐĞİŁŚŞŠŻŽ]"
_INSIDE = rf"\w|[.&](?=\w)|['’](?!s\b)(?=\w)|-(?=(?:{_CAPITAL}|\d))"
_LONG = rf"(?:\w+['’-])?{_CAPITAL}(?:{_INSIDE})*|\d+(?:st|nd|rd|th)(?= [A-Z])"
_NAME_WORD = rf"(?:{_SHORT}|{_LONG})"
_GAP = r"[ \u00a0]"
_BETWEEN = rf"{_GAP}(?:(?:of|for|and|the|to|de|bin|ibn|al|el|von|van|&){_GAP}){{0,3}}"
_BETWEEN_PERSON = rf"{_GAP}(?:(?:de|bin|ibn|al|el|von|van){_GAP})?"
_RUN = re.compile(rf"{_NAME_WORD}(?:{_BETWEEN}{_NAME_WORD})*")
_PERSON_RUN = re.compile(rf"{_NAME_WORD}(?:{_BETWEEN_PERSON}{_NAME_WORD})*")
_ARTICLE = re.compile(r"(?:The|A|An) ")
_WORD = re.compile(r"[^\W_]+(?:['’.-]\w+)*")

Run = tuple[int, int]


def read_re3d(folder: Path) -> Iterator[Annotated]:
    """Yield the reports of all folders, by folder, in the order of their files."""
    reports: list[tuple[str, str, list[Name]]] = []
    for part in sorted(p for p in folder.iterdir() if p.is_dir()):
        mentions: dict[str, list[dict[str, Any]]] = {}
        for entity in _lines(part / "entities.json"):
            mentions.setdefault(entity["documentId"], []).append(entity)
        for document in _lines(part / "documents.json"):
            found = names_of(document["text"], mentions.get(document["_id"], []))
            reports.append((f"re3d/{len(reports):04d}/{part.name}", document["text"], found))
    known = agreed_types((text[s:e], kind) for _, text, names in reports for s, e, kind in names)
    for doc, text, names in reports:
        told = [(s, e, known.get(text[s:e], kind) if kind == UNKNOWN else kind) for s, e, kind in names]
        yield annotate(doc, text, told, add_peoples=True)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def agreed_types(names: Iterator[tuple[str, str]]) -> Mapping[str, str]:
    """Return the type of each name that (nearly) always has the same one where it is known.

    >>> agreed_types(iter([("Oru", "place"), ("Oru", "unknown"), ("Ild", "place"), ("Ild", "person")]))
    {'Oru': 'place'}
    """
    counts: dict[str, Counter[str]] = {}
    for name, kind in names:
        if kind != UNKNOWN:
            counts.setdefault(name, Counter())[kind] += 1
    most = {name: count.most_common(1)[0] for name, count in counts.items()}
    return {name: kind for name, (kind, n) in most.items() if n >= AGREED * counts[name].total()}


def names_of(text: str, mentions: list[dict[str, Any]]) -> list[Name]:
    """Return the names in a text; a capitalised run that no mention explains is unknown."""
    names: list[Name] = []
    nameless: list[Run] = []
    for mention in mentions:
        start, end, kind = mention["begin"], mention["end"], mention["type"]
        if kind in NAMELESS:
            nameless.append((start, end))
        elif mention["confidence"] >= CONFIRMED:
            names += _names_in(text, start, end, TYPES.get(kind, UNKNOWN))
    taken = [*nameless, *((s, e) for s, e, _ in names)]
    for match in _PERSON_RUN.finditer(text):
        if all(match.end() <= s or match.start() >= e for s, e in taken):
            names += _unexplained(text, match.span())
    return names


def _names_in(text: str, start: int, end: int, kind: str) -> Iterator[Name]:
    """Yield the capitalised runs of a mention: its name with the mention's type, others as unknown."""
    pattern = _PERSON_RUN if kind == "person" else _RUN
    runs = [_without_article(text, m.span()) for m in pattern.finditer(text, start, end)]
    runs = [r for r in runs if not _is_plain(text, r)]
    for run in runs:
        if text[slice(*run)] in peoples():
            yield (*run, "group")
        elif fold(text[slice(*run)]) in name_tables().places:
            yield (*run, "place")  # "the United States condemns", "Minister for Asia"
        else:
            # the name ends its mention: "Turkey's elected government" is not called Turkey
            after = text[run[1] : end].removeprefix("’s").removeprefix("'s")
            if kind == "person" and (not after or after[0] in ",("):
                yield from _person(text, run, led_by=text[start : run[0]])
            else:
                ends = kind != "person" and len(runs) == 1 and not re.search(r"\w", after)
                yield (*run, kind if ends else UNKNOWN)


def _without_article(text: str, run: Run) -> Run:
    found = _ARTICLE.match(text, *run)
    return (found.end(), run[1]) if found else run


def _is_plain(text: str, run: Run) -> bool:
    """Return whether a run is no name: days, months, titles, words that open a sentence."""
    tables = name_tables()
    words = [w.lower() for w in re.findall(r"[^\W\d_]+", text[slice(*run)])]
    plain = (tables.calendar, tables.roles, tables.honorifics, tables.opening)
    return all(any(w in known for known in plain) for w in words)


def _person(text: str, run: Run, led_by: str) -> Iterator[Name]:
    """Yield the name after the last title of a run, and what stands before it."""
    tables = name_tables()
    words = [(run[0] + m.start(), run[0] + m.end()) for m in _WORD.finditer(text[slice(*run)])]
    first = 0
    for i, word in enumerate(words):
        shown = text[slice(*word)]
        low = shown.lower().split("-")[0]
        so_far = fold(text[run[0] : word[1]])
        if low in tables.honorifics or low in tables.roles or shown in peoples() or so_far in tables.places:
            first = i + 1
    for start, end in words[:first]:
        low = text[start:end].lower().split("-")[0]
        if text[start:end] in peoples():
            yield start, end, "group"
        elif low not in tables.honorifics and low not in tables.roles:
            yield start, end, UNKNOWN
    if first < len(words):
        span = (words[first][0], run[1])
        office = first == 0 and re.search(r"\b(?:of|for|to)(?: the)? $", led_by)  # "Secretary of State A. B."
        things = any(c.isdigit() for c in text[slice(*span)]) or is_common(text[slice(*words[-1])])
        yield (*span, UNKNOWN if office or things else "person")


def _unexplained(text: str, run: Run) -> Iterator[Name]:
    """Yield a run outside of all mentions as a place that the tables know, or as unknown."""
    start, end = _without_article(text, run)
    before = text[:start].rstrip(' \u00a0"“‘(')
    first = _WORD.match(text, start, end)
    opens = not before or before[-1] in ".!?:\n]•"
    if opens and first and first.group().lower() in name_tables().opening:
        start = end - len(text[first.end() : end].lstrip())
    if fold(text[start:end]) in name_tables().places:
        yield start, end, "place"
    elif start < end and not _is_plain(text, (start, end)):
        yield start, end, UNKNOWN
