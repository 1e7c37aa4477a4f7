"""Articles with their attributions from `articles.txt`; that file's head says what the marks mean."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ARTICLES = Path(__file__).parent / "articles.txt"
ROLES = {"s": "source", "c": "cue", "t": "content"}
FORMS = {"n": "name", "s": "short", "p": "pronoun", "d": "description", "-": "none"}

_MARK = re.compile(r"\{(?P<marks>\d+[sct](?:,\d+[sct])*):(?P<words>[^{}]+)\}")
_SPEAKER = re.compile(r"(?P<name>.+) \((?P<type>\w+)\): (?P<entries>.+)")
_ENTRY = re.compile(r"(\d+)([nspd-])(\?)?")


@dataclass(frozen=True, slots=True)
class Article:
    """Return an article and what is said in it.

    Attributes:
        doc: Its name.
        text: Without marks.
        attributions: In the scorer's form: "source", "cue" and "content" as lists of [start, end]; besides them
            "speaker" (the fullest name in the article, None for nobody, several joined by "; "), "type",
            "form" (see FORMS) and "sure".
    """

    doc: str
    text: str
    attributions: list[dict[str, Any]]


def read_articles(path: Path = ARTICLES) -> list[Article]:
    """Return the articles of a file, in order."""
    parts = re.split(r"^== (\S+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [parse_article(doc, body) for doc, body in zip(parts[1::2], parts[2::2], strict=True)]


def parse_article(doc: str, body: str) -> Article:
    """Return one article.

    Raises:
        ValueError: A mark is left open, an attribution has no content, or speakers and attributions do not fit.
    """
    marked, _, speakers = body.partition("\n-- speakers\n")
    text, at = "", 0
    found: dict[int, dict[str, Any]] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        span = [len(text), len(text) + len(mark["words"])]
        for one in mark["marks"].split(","):
            roles = found.setdefault(int(one[:-1]), {role: [] for role in ROLES.values()})
            roles[ROLES[one[-1]]].append(list(span))
        text += mark["words"]
        at = mark.end()
    text += marked[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"{doc}: a mark is not closed, or not one, near {text[text.find('{') :][:40]!r}")
    numbers = list(range(1, len(found) + 1))
    if sorted(found) != numbers or not all(a["content"] for a in found.values()):
        raise ValueError(f"{doc}: attributions must be numbered from 1 and have content")
    who = read_speakers(speakers)
    if sorted(who) != numbers or any((who[n]["form"] == "none") == bool(found[n]["source"]) for n in numbers):
        raise ValueError(f"{doc}: each attribution needs one speaker, '-' where it has no source")
    return Article(doc, text, [found[n] | who[n] for n in numbers])


def read_speakers(lines: str) -> dict[int, dict[str, Any]]:
    """Return who speaks, by number of attribution.

    >>> read_speakers("Ana Roe (person): 2p?")
    {2: {'speaker': 'Ana Roe', 'type': 'person', 'form': 'pronoun', 'sure': False}}
    """
    who: dict[int, dict[str, Any]] = {}
    for line in lines.strip().splitlines():
        speaker = _SPEAKER.fullmatch(line)
        entries = speaker["entries"].split() if speaker else []
        for entry in entries:
            told = _ENTRY.fullmatch(entry)
            if speaker is None or told is None or int(told[1]) in who:
                raise ValueError(f"{entry!r} in {line!r} is not a number and a form, or is there twice")
            name = None if speaker["name"] == "nobody" else speaker["name"]
            told_of = {
                "speaker": name,
                "type": speaker["type"],
                "form": FORMS[told[2]],
                "sure": told[3] is None,
            }
            who[int(told[1])] = told_of
        if not entries:
            raise ValueError(f"{line!r} is not 'NAME (TYPE): NUMBERS'")
    return who


def as_scored(article: Article) -> dict[str, Any]:
    """Return an article as one line of the scorer's JSON Lines holds it."""
    return {"doc": article.doc, "text": article.text, "attributions": article.attributions}
