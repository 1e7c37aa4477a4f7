"""Names in GUM: of all its mentions those whose head is a proper noun, cut to the name.

Its columns are CoNLL-U; mentions stand in MISC as the bracketed `Entity=` of CorefUD, whose fields begin
with the number of the entity and its type.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from entity_names import UNKNOWN, Annotated, Name, annotate, is_outlet, name_tables, peoples

from onrecord.text.fold import fold

TYPES = {"person": "person", "organization": "organization", "place": "place"}
MAYBE_OUTLET = ("object", "abstract")  # GUM has newspapers and sites there too
CONNECTORS = frozenset(("of", "for", "and", "the", "&"))  # inside names of organisations and places

_BRACKET = re.compile(r"\((?P<opened>[^()]+)(?P<single>\)?)|(?P<closed>[^()]+)\)")


@dataclass(slots=True)
class Token:
    """Return a word of the document: where it stands, its tags, the number of its head (-1: none), its relation."""

    form: str
    start: int
    end: int
    is_name: bool
    tag: str
    head: int = -1
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Return a mention: the number of its entity, its type in GUM, its first token and the token after its last."""

    entity: str
    kind: str
    first: int
    after: int


@dataclass(slots=True)
class Document:
    """Return a document as it is read."""

    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def read_gum(folder: Path, part: str) -> Iterator[Annotated]:
    """Yield the documents of one part of GUM ("train", "dev"), by file name."""
    for path in sorted((folder / part / "conllu").glob("*.conllu")):
        document = parse(path.read_text(encoding="utf-8"))
        yield annotate(f"gum/{part}/{path.stem}", document.text, names_of(document), add_peoples=False)


def parse(conllu: str) -> Document:
    """Return one document: its text with a line for each paragraph, tokens and mentions."""
    document = Document()
    opened: dict[str, list[tuple[str, int]]] = {}
    gap = ""
    for block in conllu.split("\n\n"):
        lines = block.splitlines()
        if document.text and any(line.split(" =")[0] == "# newpar" for line in lines):
            gap = "\n\n"
        base, joined_until = len(document.tokens), 0
        for columns in (line.split("\t") for line in lines if line and not line.startswith("#")):
            number, form, misc = columns[0], columns[1], columns[9]
            if "." in number:
                continue  # an empty node
            space = "" if "SpaceAfter=No" in misc.split("|") else " "
            if "-" in number:  # several words written as one: their parts are joined
                joined_until, joined_space = int(number.split("-")[1]), space
                continue
            if int(number) <= joined_until:
                space = joined_space if int(number) == joined_until else ""
            document.text += gap
            start = len(document.text)
            document.text += form
            head = base + int(columns[6]) - 1 if columns[6] not in ("0", "_") else -1
            is_name = columns[3] == "PROPN" or columns[4] in ("NNP", "NNPS")
            document.tokens.append(
                Token(form, start, len(document.text), is_name, columns[4], head, columns[7])
            )
            entity = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
            _read_brackets(entity, document, opened)
            gap = space
    return document


def _read_brackets(entity: str, document: Document, opened: dict[str, list[tuple[str, int]]]) -> None:
    at = len(document.tokens) - 1
    for bracket in _BRACKET.finditer(entity):
        if bracket["opened"]:
            number, kind = bracket["opened"].split("-")[:2]
            number = number.split("[")[0]
            if bracket["single"]:
                document.mentions.append(Mention(number, kind, at, at + 1))
            else:
                opened.setdefault(number, []).append((kind, at))
        elif stack := opened.get(number := bracket["closed"].split("-")[0].split("[")[0]):
            kind, first = stack.pop()
            document.mentions.append(Mention(number, kind, first, at + 1))


def names_of(document: Document) -> list[Name]:
    """Return the names in a document; those inside others are left to `annotate`."""
    names: list[Name] = []
    tokens = document.tokens
    for mention in document.mentions:
        run = name_run(document, mention)
        if run is None:
            continue
        start, end = tokens[run[0]].start, tokens[run[1] - 1].end
        kind = TYPES.get(mention.kind)
        if kind == "person" and tokens[run[1] - 1].tag == "NNPS":
            kind = UNKNOWN if _is_role(tokens[run[1] - 1].form) else "group"
        if kind is None and mention.kind in MAYBE_OUTLET and is_outlet(document.text, start, end):
            kind = "outlet"
        if kind is not None:
            names.append((start, end, kind))
    # peoples as adjectives are no mentions; as parts of other names ("the French Revolution") they are tagged NNP
    names += [(t.start, t.end, "group") for t in tokens if t.tag in ("JJ", "NNPS") and t.form in peoples()]
    return names


def _is_role(plural: str) -> bool:
    low = plural.lower()
    return bool({low, low.removesuffix("s"), low.replace("men", "man")} & name_tables().roles.keys())


def name_run(document: Document, mention: Mention) -> tuple[int, int] | None:
    """Return first token and token after the last of the name that a mention's head is in, or None."""
    tokens = document.tokens
    head = next((i for i in range(mention.first, mention.after) if _leaves(tokens[i].head, mention)), None)
    if head is None or not tokens[head].is_name:
        return None
    first, after = head, head + 1
    while first > mention.first and (tokens[first - 1].is_name or _is_joint(tokens, first - 1, mention)):
        first -= 1
    while after < mention.after:
        if tokens[after].is_name or _is_joint(tokens, after, mention):
            after += 1
        elif mention.kind != "person" and (step := _after_connector(document, mention, after)):
            after = step
        else:
            break
    if mention.kind == "person":
        return _without_titles(document, mention, first, after)
    return first, after


def _leaves(head: int, mention: Mention) -> bool:
    return not mention.first <= head < mention.after


def _is_joint(tokens: list[Token], at: int, mention: Mention) -> bool:
    """Return whether a mark joins two halves of a name: "Ki-moon", "AT&T"."""
    inside = mention.first < at < mention.after - 1
    tight = inside and tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
    return tight and tokens[at].form in "-–&/." and tokens[at - 1].is_name and tokens[at + 1].is_name


def _after_connector(document: Document, mention: Mention, at: int) -> int | None:
    """Return the token after the name that "of" and the like lead on to, or None."""
    tokens, end = document.tokens, at
    while end < mention.after and tokens[end].form.lower() in CONNECTORS:
        end += 1
    if end == at or end >= mention.after or not tokens[end].is_name:
        return None
    joined = any(t.form.lower() in ("and", "&") for t in tokens[at:end])
    if joined and any(m.kind == mention.kind and m.first in (at + 1, end) for m in document.mentions):
        return None  # "Spain and Portugal"
    return end + 1


def _without_titles(document: Document, mention: Mention, first: int, after: int) -> tuple[int, int] | None:
    """Return the run without the country, body and titles before the name; None if there is only a title."""
    tokens, tables = document.tokens, name_tables()
    for other in document.mentions:
        if first <= other.first <= first + 1 and other.after < after and other.kind != mention.kind:
            first = max(first, other.after)
    for at in range(first, after):
        word = tokens[at].form.lower()
        if word in tables.honorifics or word.rstrip(".") in tables.honorifics or word in tables.roles:
            if at + 1 == after and at > first and fold(tokens[at - 1].form) in tables.given:
                break  # "Ada Bishop"
            first = at + 1
    while first < after and not tokens[first].form[0].isalnum():
        first += 1
    return (first, after) if first < after else None
