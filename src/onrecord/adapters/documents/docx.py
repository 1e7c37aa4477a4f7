"""A DOCX as paragraphs that say what they are.

Runs in the process for documents only. The text is the final one: what tracked changes insert is in it, what they
delete is not. Text boxes follow the paragraph that they hang on; notes come last.

Source: ECMA-376, "Office Open XML File Formats", part 1, WordprocessingML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.adapters.documents.fault import DocumentFaultError
from onrecord.adapters.documents.package import Package

_MAIN = "word/document.xml"
_WORD_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
#: What is not part of the final text, or not text: deletions, the old place of moved words, field codes,
#: the fallback of a drawing that stands beside its newer form.
_UNSEEN = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rPr", "pPrChange", "sdtPr", "rt"}
)
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": ""}
_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DEEPEST = 200
_HEADING_LEVELS = 6
_PARTED = " | "
#: Characters by number in symbol fonts are pictures; these two are bullets that people type.
_SYMBOLS = {"F0B7": "•", "F0A7": "▪"}


@dataclass(slots=True)
class _Style:
    kind: str = "p"
    listed: bool = False


@dataclass(slots=True)
class _Reader:
    package: Package
    styles: dict[str, _Style]
    bullets: set[str]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    left: int = 0


@dataclass(slots=True)
class _Paragraph:
    """Return a paragraph in the making, and the text boxes that hang on it."""

    words: list[str] = field(default_factory=list)
    boxes: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def open_docx(body: bytes, limits: dict[str, Any]) -> dict[str, Any]:
    """Return the paragraphs of a DOCX and what it says of itself, as they go over the wire.

    Raises:
        DocumentFaultError: It is broken, encrypted, without text, a bomb, or declares entities.
    """
    package = Package(body, most_bytes=limits["unpacked_bytes"])
    main = package.related("", "officeDocument") or _MAIN
    tree = package.xml(main)
    if tree is None or not any(isinstance(tree.tag, str) and space in tree.tag for space in _WORD_SPACES):
        raise DocumentFaultError("broken")
    reader = _Reader(
        package,
        _styles(package.xml(package.related(main, "styles") or "word/styles.xml")),
        _bullets(package.xml(package.related(main, "numbering") or "word/numbering.xml")),
        left=limits["characters"],
    )
    document = next((child for child in tree if _local(child) == "body"), None)
    told: list[tuple[str, str, str]] = []
    notes: list[tuple[str, str]] = []
    if document is not None:
        told += _passages(document, reader, notes, depth=0)
    told += _notes(package, main, reader, notes)
    if not any(text.strip() for text, _, _ in told):
        raise DocumentFaultError("blank")
    return {"passages": told, "facts": _facts(package)}


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _get(node: Any, name: str) -> str:
    """Return an attribute by its local name, whichever of the two dialects the file is in."""
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _child(node: Any, name: str) -> Any | None:
    return next((child for child in node if _local(child) == name), None) if node is not None else None


def _value(node: Any | None, name: str) -> str:
    found = _child(node, name)
    return _get(found, "val") if found is not None else ""


# Styles and numbering.


def _styles(tree: Any | None) -> dict[str, _Style]:
    """Return what paragraphs of each style are, by its id; a style goes on with the one it is based on."""
    found: dict[str, _Style] = {}
    based: dict[str, str] = {}
    for style in tree if tree is not None else ():
        if _local(style) != "style":
            continue
        key, name = _get(style, "styleId"), _value(style, "name")
        properties = _child(style, "pPr")
        level = _HEADING.match(name)
        outline = _value(properties, "outlineLvl")
        kind = ""
        if name.casefold() == "title":
            kind = "h1"
        elif level:
            kind = _heading(int(level[1]))
        elif outline.isdecimal() and int(outline) < _HEADING_LEVELS:
            kind = _heading(int(outline) + 1)
        elif name.casefold() == "caption":
            kind = "figcaption"
        listed = _child(properties, "numPr") is not None or name.casefold().startswith("list bullet")
        found[key] = _Style(kind, listed)
        based[key] = _value(style, "basedOn")
    for key, own in found.items():
        parent, steps = based.get(key, ""), 0
        while not own.kind and parent in found and steps < len(found):
            own.kind = found[parent].kind
            own.listed = own.listed or found[parent].listed
            parent, steps = based.get(parent, ""), steps + 1
        own.kind = own.kind or "p"
    return found


def _heading(level: int) -> str:
    # The first level belongs to the document's title.
    return f"h{min(level + 1, _HEADING_LEVELS)}"


def _bullets(tree: Any | None) -> set[str]:
    """Return the numberings whose marks are bullets, by their ids."""
    marks: dict[str, str] = {}
    found: set[str] = set()
    for node in tree if tree is not None else ():
        if _local(node) == "abstractNum":
            level = _child(node, "lvl")
            marks[_get(node, "abstractNumId")] = _value(level, "numFmt") if level is not None else ""
        elif _local(node) == "num" and marks.get(_value(node, "abstractNumId")) == "bullet":
            found.add(_get(node, "numId"))
    return found


# Text.


def _passages(
    holder: Any, reader: _Reader, notes: list[tuple[str, str]], *, depth: int
) -> Iterator[tuple[str, str, str]]:
    if depth > _DEEPEST:
        raise DocumentFaultError("broken")
    for node in holder:
        name = _local(node)
        if name == "p":
            paragraph = _Paragraph(notes=notes)
            _collect(node, paragraph, reader, depth=depth + 1)
            yield from _passage(node, paragraph, reader)
            yield from paragraph.boxes
        elif name == "tbl":
            yield from _rows(node, reader, notes, depth=depth + 1)
        elif name in {
            "sdt",
            "sdtContent",
            "ins",
            "moveTo",
            "customXml",
            "AlternateContent",
            "Choice",
            "smartTag",
        }:
            yield from _passages(node, reader, notes, depth=depth + 1)


def _passage(node: Any, paragraph: _Paragraph, reader: _Reader) -> Iterator[tuple[str, str, str]]:
    text = _tidy("".join(paragraph.words))
    if not text:
        return
    reader.left -= len(text)
    if reader.left < 0:
        raise DocumentFaultError("characters")
    properties = _child(node, "pPr")
    style = reader.styles.get(_value(properties, "pStyle"), _Style())
    outline = _value(properties, "outlineLvl")
    if outline.isdecimal() and int(outline) < _HEADING_LEVELS:
        yield text, _heading(int(outline) + 1), ""
        return
    numbering = _child(properties, "numPr") if properties is not None else None
    number = _value(numbering, "numId")
    if style.kind == "p" and (style.listed or numbering is not None) and number != "0":
        level = _value(numbering, "ilvl") or "0"
        yield text, "li", _marker(reader, number, level)
        return
    yield text, style.kind, ""


def _marker(reader: _Reader, number: str, level: str) -> str:
    if not number or number in reader.bullets:
        return "•"
    key = (number, level)
    reader.numbers[key] = reader.numbers.get(key, 0) + 1
    return f"{reader.numbers[key]}."


def _collect(node: Any, into: _Paragraph, reader: _Reader, *, depth: int) -> None:
    """Gather the words of a paragraph as they stand in the end."""
    if depth > _DEEPEST:
        raise DocumentFaultError("broken")
    for child in node:
        name = _local(child)
        if name in _UNSEEN or name == "pPr":
            continue
        if name == "t":
            into.words.append(child.text or "")
        elif name in _BREAKS:
            into.words.append(_BREAKS[name])
        elif name == "sym":
            into.words.append(_SYMBOLS.get(_get(child, "char").upper(), ""))
        elif name in {"footnoteReference", "endnoteReference"}:
            into.notes.append((name.removesuffix("Reference"), _get(child, "id")))
            into.words.append(f"[{len(into.notes)}]")
        elif name == "txbxContent":
            into.boxes += _passages(child, reader, into.notes, depth=depth + 1)
        elif name == "r" and _is_hidden(child):
            continue
        else:
            _collect(child, into, reader, depth=depth + 1)


def _is_hidden(run: Any) -> bool:
    vanish = _child(_child(run, "rPr"), "vanish")
    return vanish is not None and _get(vanish, "val") not in {"0", "false", "off"}


def _rows(
    table: Any, reader: _Reader, notes: list[tuple[str, str]], *, depth: int
) -> Iterator[tuple[str, str, str]]:
    """Yield a row as one passage, cells parted by bars; a table of one cell is a frame around its paragraphs."""
    rows = [child for child in table if _local(child) == "tr" and not _is_deleted(child)]
    for row in rows:
        cells = [cell for cell in row.iterchildren() if _local(cell) == "tc"]
        inside = [list(_passages(cell, reader, notes, depth=depth + 1)) for cell in cells]
        if len(inside) == 1:
            yield from inside[0]
            continue
        words = [" ".join(text for text, _, _ in cell).replace("\n", " ") for cell in inside]
        if any(words):
            yield _PARTED.join(words).rstrip(_PARTED), "td", ""


def _is_deleted(row: Any) -> bool:
    return _child(_child(row, "trPr"), "del") is not None


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


# Notes and facts.


def _notes(
    package: Package, main: str, reader: _Reader, references: list[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    texts: dict[tuple[str, str], list[str]] = {}
    for kind in ("footnote", "endnote"):
        tree = package.xml(package.related(main, f"{kind}s") or f"word/{kind}s.xml")
        for note in tree if tree is not None else ():
            if _local(note) == kind:
                inside = _passages(note, reader, [], depth=0)
                texts[kind, _get(note, "id")] = [text for text, _, _ in inside]
    for number, reference in enumerate(references, 1):
        paragraphs = texts.get(reference)
        if paragraphs:
            yield "\n".join(paragraphs), "note", f"[{number}]"


def _facts(package: Package) -> dict[str, str]:
    try:
        tree = package.xml(package.related("", "core-properties") or "docProps/core.xml")
    except DocumentFaultError as fault:
        if fault.kind in {"entities", "bomb"}:
            raise
        return {}
    told = {_local(child): " ".join((child.text or "").split()) for child in tree} if tree is not None else {}
    created = _DAY.match(told.get("created", ""))
    return {
        "title": told.get("title", ""),
        "author": told.get("creator", ""),
        "created": created[0] if created else "",
        "language": told.get("language", ""),
    }
