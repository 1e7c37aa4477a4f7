"""Captions of a clip as cues: what SRT and WebVTT files show on the screen, when, and whose voice it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from onrecord.errors import PageUnreadable
from onrecord.model import Span
from onrecord.stages.read.laid.layout import trim

#: An hour of talk has about 1,200 captions; a day of a channel, with every word its own, stays below.
MOST_CUES = 300_000

_TIME = r"(?:(\d{1,5}):)?(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?=\s|$)", re.ASCII)
_SRT_START = re.compile(rf"\ufeff?\s*+(?:\d{{1,7}}[ \t]*\r?\n\s*+)?{_TIME}\s*-->\s*{_TIME}", re.ASCII)
_VTT_START = re.compile(r"\ufeff?\s*WEBVTT(?=[ \t\r\n]|$)")
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)[ \t]*$", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\n|\r")

#: What stands in angle brackets in WebVTT is markup; in SRT only these few are.
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[^\s<>./&]*+)(?:\.[^\s<>]*+)?(?P<rest>[^<>]*+)>")
_SRT_TAGS = frozenset({"b", "i", "u", "s", "font", "c", "v", "em", "strong", "span", "ruby", "rt", "lang"})
#: "{\an8}", "{Y:i}": positions and styles of older players.
_BRACES = re.compile(r"\{(?:\\[^{}]*|[a-zA-Z]:[^{}]*)\}")
_VOICE_CHARS = 80
#: Control characters, marks of direction, and halves of characters that "&#xD800;" would make.
_STEERING = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Return one line that a cue shows, or the part of one that one voice says.

    Attributes:
        words: What it says, white space folded, markup gone; never empty.
        voice: Who says it, where the format itself names the voice.
    """

    words: str
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """Return what stands on the screen at one time.

    Attributes:
        start: When it appears, in seconds from the clip's start; None where the file does not tell.
        end: When it goes; None with `start`.
        lines: From top to bottom.
    """

    start: float | None
    end: float | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """Return the captions of a clip, in order of time, with what the file says of itself."""

    cues: list[Cue]
    title: str | None = None
    language: str | None = None
    voiced: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "voiced", any(line.voice for cue in self.cues for line in cue.lines))


def begins_as_vtt(text: str) -> bool:
    r"""Return whether a text begins as a WebVTT file does.

    >>> begins_as_vtt("WEBVTT\n\n00:01.000 --> 00:02.000\nYes."), begins_as_vtt("WEBVTTX")
    (True, False)
    """
    return bool(_VTT_START.match(text))


def begins_as_srt(text: str) -> bool:
    r"""Return whether a text begins as an SRT file does: with a number and a time.

    >>> begins_as_srt("1\n00:00:01,000 --> 00:00:02,000\nYes."), begins_as_srt("1. Yes")
    (True, False)
    """
    return bool(_SRT_START.match(text))


def parse_track(text: str, subject: str) -> Track:
    r"""Return the captions in an SRT or WebVTT file.

    Forgiving, as players are: numbers may lack, lines be empty, hours be left out.

    Raises:
        PageUnreadable: It has no caption, or more than MOST_CUES.

    >>> parse_track("1\n00:00:01,500 --> 00:00:02,000\n<i>Yes.</i>\n", "a.srt").cues
    [Cue(start=1.5, end=2.0, lines=(Line(words='Yes.', voice=None),))]
    """
    is_vtt = begins_as_vtt(text)
    cues = [
        cue for timed in _timed(text, is_vtt=is_vtt, subject=subject) if (cue := timed.cue(is_vtt=is_vtt))
    ]
    if not cues:
        raise PageUnreadable("holds no caption with words; there is nothing to read", subject=subject)
    head = text[: text.find("-->")]
    language = _LANGUAGE.search(head) if is_vtt else None
    return Track(in_order(cues), language=language[1] if language else None)


def in_order(cues: list[Cue]) -> list[Cue]:
    """Return cues by the time at which they appear, as they stood where nothing tells."""
    if any(cue.start is None for cue in cues):
        return cues
    return sorted(cues, key=lambda cue: cue.start or 0.0)


@dataclass(slots=True)
class _Timed:
    start: float
    end: float
    raw: list[str] = field(default_factory=list)

    def cue(self, *, is_vtt: bool) -> Cue | None:
        lines = tuple(_lines(self.raw, is_vtt=is_vtt))
        return Cue(self.start, max(self.start, self.end), lines) if lines else None


def _timed(text: str, *, is_vtt: bool, subject: str) -> list[_Timed]:
    found: list[_Timed] = []
    open_: _Timed | None = None
    for raw in _LINE_END.split(text):
        timing = _TIMING.match(raw) if "-->" in raw else None
        if timing:
            if open_ is not None and open_.raw and open_.raw[-1].strip().isdecimal():
                open_.raw.pop()  # the number of this cue, not words of the one before
            parts = timing.groups()
            open_ = _Timed(_seconds(parts[:4]), _seconds(parts[4:]))
            found.append(open_)
            if len(found) > MOST_CUES:
                raise PageUnreadable(
                    f"has more than {MOST_CUES:,} captions; split it into its parts", subject=subject
                )
        elif is_vtt and not raw.strip():
            open_ = None  # what follows is a comment, a style or the name of the next cue
        elif open_ is not None:
            open_.raw.append(raw)
    return found


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return (whole * 1000 + int((fraction or "0").ljust(3, "0"))) / 1000


def _lines(raw: list[str], *, is_vtt: bool) -> Iterator[Line]:
    """Yield the lines of a cue; a voice holds until its tag closes or another opens."""
    voice: str | None = None
    unsaid = 0
    for row in raw:
        parts: list[str] = []
        at = 0
        line = _BRACES.sub("", row)
        for tag in _TAG.finditer(line):
            name = tag["name"].lower()
            if not is_vtt and name not in _SRT_TAGS:
                continue
            parts.append("" if unsaid else line[at : tag.start()])
            at = tag.end()
            if name == "v":
                yield from _line(parts, voice)
                parts = []
                voice = None if tag["close"] else clean_voice(tag["rest"])
            elif name == "rt":  # how the word before is pronounced
                unsaid = 0 if tag["close"] else 1
        parts.append("" if unsaid else line[at:])
        yield from _line(parts, voice)


def _line(parts: list[str], voice: str | None) -> Iterator[Line]:
    words = clean_words(unescape("".join(parts)))
    if words:
        yield Line(words, voice)


def clean_words(words: str) -> str:
    r"""Return words with white space folded, and without marks that only steer a display.

    >>> clean_words("\u202b  a\x00 \u200fb\u200b ")
    'a b'
    """
    folded = " ".join(_STEERING.sub("", words).split())
    span = trim(folded, Span(0, len(folded)))
    return span.cut(folded) if span else ""


def clean_voice(words: str) -> str | None:
    """Return a voice's name in a form that can stand before a colon, or None where it is none."""
    name = clean_words(unescape(words)).strip(" :")[:_VOICE_CHARS].strip()
    return name.replace(":", " ") if any(char.isalpha() for char in name) else None
