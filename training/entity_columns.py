"""Entity sets that have a word a line: wikigold (IOB) and UNER (IOB2)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from entity_names import UNKNOWN, Annotated, Name, annotate

SENTENCES = 3  # a paragraph; the sets do not say where theirs were
TYPES = {"PER": "person", "ORG": "organization", "LOC": "place"}  # what else there is, MISC, is unknown

_CLOSES = re.compile(r"[,.;:!?%)\]}…”]+$|\.\.+$|['’](?:s|d|m|re|ve|ll|S)$|[nN]['’]t$|['’]$")
_OPENS = re.compile(r"[(\[{$£€“‘#/]$")
_PLAIN = re.compile(r"/$|[-‐–]\w.*$")  # a slash, the second half of a compound: joined to what stands before

Row = tuple[str, str]
"""A word and its label."""


def join_words(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    r"""Return the words as a sentence that a newspaper would print, and where each stands.

    >>> join_words(["He", "(", "51", ")", "said", ",", '"', "It", "'s", "over", ".", '"'])[0]
    'He (51) said, "It\'s over."'
    """
    text, places, glued, inside = "", [], True, False
    for word in words:
        straight = word in ('"', "''", "``")
        closes = inside if straight else bool(_CLOSES.match(word) or _PLAIN.match(word))
        shown = '"' if straight else word
        text += "" if glued or closes else " "
        places.append((len(text), len(text) + len(shown)))
        text += shown
        if straight:
            inside = not inside
        glued = inside if straight else bool(_OPENS.match(word))
    return text, places


def place_words(sentence: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where each word stands in a sentence that is given with its spaces.

    Raises:
        ValueError: A word is not there.
    """
    places, at = [], 0
    for word in words:
        at = sentence.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    return places


def spans_of(labels: Sequence[str], places: Sequence[tuple[int, int]]) -> list[Name]:
    """Return the names that a sentence's labels mark, in IOB or IOB2.

    >>> spans_of(["I-PER", "I-PER", "O", "B-LOC"], [(0, 3), (4, 7), (8, 10), (11, 15)])
    [(0, 7, 'person'), (11, 15, 'place')]
    """
    names: list[Name] = []
    before = "O"
    for label, (start, end) in zip(labels, places, strict=True):
        if label != "O":
            kind = TYPES.get(label[2:], UNKNOWN)
            if before != "O" and label[2:] == before[2:] and label[0] != "B":
                names[-1] = (names[-1][0], end, kind)
            else:
                names.append((start, end, kind))
        before = label
    return names


def lay_out(sentences: Iterable[tuple[str, list[Name]]]) -> tuple[str, list[Name]]:
    """Return sentences as a text, a few of them a paragraph, with their names."""
    text, names = "", list[Name]()
    for i, (sentence, found) in enumerate(sentences):
        text += "" if not text else " " if i % SENTENCES else "\n\n"
        names += [(len(text) + start, len(text) + end, kind) for start, end, kind in found]
        text += sentence
    return text, names


def read_wikigold(path: Path) -> Iterator[Annotated]:
    """Yield the articles of wikigold; what it calls MISC is unknown unless it names a people or an outlet."""
    for number, article in enumerate(_articles(path)):
        sentences = []
        for rows in article:
            text, places = join_words([word for word, _ in rows])
            sentences.append((text, spans_of([label for _, label in rows], places)))
        yield annotate(f"wikigold/{number:04d}", *lay_out(sentences), add_peoples=True)


def _articles(path: Path) -> Iterator[list[list[Row]]]:
    article: list[list[Row]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, label = line.rpartition(" ")
        if word == "-DOCSTART-":
            if any(article):
                yield [s for s in article if s]
            article = [[]]
        elif word:
            article[-1].append((word, label))
        else:
            article.append([])
    if any(article):
        yield [s for s in article if s]


def read_uner(path: Path) -> Iterator[Annotated]:
    """Yield the texts of a UNER file, whose sentences stand in its comments with their spaces."""
    documents: list[list[tuple[str, list[Name]]]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        said = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if "newdoc id" in said:
            documents.append([])
        if rows:
            places = place_words(said["text"], [row[1] for row in rows])
            documents[-1].append((said["text"], spans_of([row[2] for row in rows], places)))
    for number, sentences in enumerate(documents):
        yield annotate(f"uner/{number:04d}", *lay_out(sentences), add_peoples=True)
