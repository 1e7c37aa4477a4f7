"""TTML (also DFXP, IMSC, EBU-TT) as cues: timed text in XML, which is parsed without entities or a DTD."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from onrecord.errors import PageUnreadable
from onrecord.stages.read.subtitles.cues import (
    MOST_CUES,
    Cue,
    Line,
    Track,
    clean_voice,
    clean_words,
    in_order,
)
from onrecord.stages.read.subtitles.times import Clock, read_clock
from onrecord.text.fold import squeeze

_START = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?>.{0,1000}?-->)\s*+)*+<(?:[\w.-]{1,30}:)?tt[\s>]",
    re.DOTALL,
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NAMESPACES = ("http://www.w3.org/ns/ttml", "http://www.w3.org/2006/", "http://www.w3.org/2004/11/ttaf1")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DEEPEST = 100


@dataclass(slots=True)
class _Frame:
    """Return one open element: when it holds, and whose voice it gives."""

    name: str
    begin: float | None
    end: float | None
    voice: str | None
    seq: bool = False
    unsaid: bool = False
    own_time: bool = False
    next_begin: float = 0.0


@dataclass(slots=True)
class _Piece:
    r"""Return words with one time and one voice; "\n" alone is a line break."""

    words: str
    begin: float | None
    end: float | None
    voice: str | None


@dataclass(slots=True)
class _Reader:
    clock: Clock
    agents: dict[str, str]
    cues: list[Cue] = field(default_factory=list)


def begins_as_ttml(text: str) -> bool:
    """Return whether a text's first element is that of TTML.

    >>> begins_as_ttml('<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"/>'), begins_as_ttml("<ttx>")
    (True, False)
    """
    return bool(_START.match(text)) and any(space in text for space in _NAMESPACES)


def parse_ttml(text: str, subject: str) -> Track:
    """Return the captions in a TTML file.

    Raises:
        PageUnreadable: It declares a document type or entities, is no XML, is nested too deep, or
            has no caption with words, or more than MOST_CUES.
    """
    if _DOCTYPE.search(text):
        raise PageUnreadable(
            "declares a document type or entities, which captions have no need of; take the declaration out",
            subject=subject,
        )
    root = _parse(text, subject)
    reader = _Reader(
        read_clock({_local(key): str(value) for key, value in root.attrib.items()}), _agents(root)
    )
    body = next((child for child in root if _local(child.tag) == "body"), None)
    if body is not None:
        _read_body(body, reader, subject)
    if not reader.cues:
        raise PageUnreadable(
            "holds no caption with words (some files hold pictures of them); there is nothing to read",
            subject=subject,
        )
    title = next((squeeze(node.text or "") for node in root.iter("{*}title")), None)
    language = (root.get(f"{_XML}lang") or "").strip()
    return Track(in_order(reader.cues), title=title or None, language=language or None)


def _parse(text: str, subject: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    plain = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    try:
        return etree.fromstring(plain.encode("utf-8"), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PageUnreadable(
            "is broken XML; take it again from where it came from", subject=subject
        ) from error


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _agents(root: etree._Element) -> dict[str, str]:
    """Return the names of the file's speakers, by their ids."""
    found: dict[str, str] = {}
    for agent in root.iter("{*}agent"):
        named = {
            node.get("type", ""): squeeze("".join(map(str, node.itertext())))
            for node in agent.iter("{*}name")
        }
        name = clean_voice(named.get("full") or next(filter(None, named.values()), ""))
        key = agent.get(f"{_XML}id")
        if key and name:
            found[key] = name
    return found


def _read_body(body: etree._Element, reader: _Reader, subject: str) -> None:
    """Walk the elements in order, with the time that each gets from those around it."""
    stack: list[_Frame] = []
    pieces: list[_Piece] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        name = _local(node.tag)
        if event == "start":
            if len(stack) >= _DEEPEST:
                raise PageUnreadable(
                    f"is nested more than {_DEEPEST} deep; it is broken or hostile", subject=subject
                )
            stack.append(_open(node, name, stack[-1] if stack else None, reader))
            if name == "br":
                pieces.append(_Piece("\n", None, None, None))
            else:
                _take(node.text, stack[-1], pieces)
            continue
        frame = stack.pop()
        if stack:
            if stack[-1].seq and frame.end is not None:
                stack[-1].next_begin = frame.end
            _take(node.tail, stack[-1], pieces)
        if name == "p":
            reader.cues += _cues(pieces)
            pieces.clear()
            if len(reader.cues) > MOST_CUES:
                raise PageUnreadable(
                    f"has more than {MOST_CUES:,} captions; split it into its parts", subject=subject
                )


def _open(node: etree._Element, name: str, parent: _Frame | None, reader: _Reader) -> _Frame:
    told = {_local(key): str(value).strip() for key, value in node.attrib.items()}
    clock = reader.clock
    begin, end, dur = (clock.seconds(told[key]) if key in told else None for key in ("begin", "end", "dur"))
    origin = 0.0
    if parent is not None:
        origin = parent.next_begin if parent.seq else (parent.begin or 0.0)
    timed = begin is not None or end is not None or dur is not None
    starts = origin + (begin or 0.0) if timed or (parent is not None and parent.seq) else None
    ends = [origin + end] if end is not None else []
    if dur is not None and starts is not None:
        ends.append(starts + dur)
    if parent is not None:
        starts = parent.begin if starts is None else starts
        ends += [parent.end] if parent.end is not None else []
    agents = [reader.agents[key] for key in told.get("agent", "").split() if key in reader.agents]
    voice = " and ".join(agents) if agents else (parent.voice if parent else None)
    return _Frame(
        name,
        starts,
        min(ends) if ends else None,
        voice,
        seq=told.get("timeContainer") == "seq",
        unsaid=bool(parent and parent.unsaid)
        or name in {"metadata", "set", "animate"}
        or told.get("ruby") in {"text", "textContainer", "delimiter"}
        or told.get("display") == "none",
        own_time=timed and name == "span",
        next_begin=starts or 0.0,
    )


def _take(words: str | None, frame: _Frame, pieces: list[_Piece]) -> None:
    if words and not frame.unsaid:
        pieces.append(_Piece(words, frame.begin, frame.end, frame.voice))


def _cues(pieces: list[_Piece]) -> Iterator[Cue]:
    """Yield the captions of one paragraph: one for each stretch of it with a time of its own."""
    lines: list[Line] = []
    now: _Piece | None = None
    for piece in _words_apart(pieces):
        if now is not None and (piece.begin, piece.end) != (now.begin, now.end):
            yield from _cue(lines, now)
            lines = []
        now = piece
        lines.append(Line(piece.words, piece.voice))
    if now is not None:
        yield from _cue(lines, now)


def _words_apart(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces of whole lines: those of one time and voice together, and parts of a word never apart."""
    now: _Piece | None = None
    for piece in pieces:
        if piece.words == "\n" and piece.voice is None and piece.begin is None:
            yield from _clean(now)
            now = None
        elif now is None:
            now = replace(piece) if piece.words.strip() else None
        elif not piece.words.strip() or (piece.begin, piece.end, piece.voice) == (
            now.begin,
            now.end,
            now.voice,
        ):
            now.words += piece.words
        elif now.words[-1:].isspace() or piece.words[:1].isspace() or piece.voice != now.voice:
            yield from _clean(now)
            now = replace(piece)
        else:
            now.words += piece.words
            now.begin, now.end = _widest(now, piece)
    yield from _clean(now)


def _widest(one: _Piece, other: _Piece) -> tuple[float | None, float | None]:
    begins = [t for t in (one.begin, other.begin) if t is not None]
    ends = [t for t in (one.end, other.end) if t is not None]
    return min(begins, default=None), max(ends, default=None)


def _clean(piece: _Piece | None) -> Iterator[_Piece]:
    if piece is not None:
        words = clean_words(piece.words)
        if words:
            yield replace(piece, words=words)


def _cue(lines: list[Line], piece: _Piece) -> Iterator[Cue]:
    if lines:
        start = piece.begin
        end = None if start is None else max(start, piece.end if piece.end is not None else start)
        yield Cue(start, end, tuple(lines))
