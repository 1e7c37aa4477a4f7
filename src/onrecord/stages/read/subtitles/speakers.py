"""Who says a caption's line: voices that the format names, and labels, arrows and dashes in the words."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.stages.read.blocks.pieces import has_case
from onrecord.stages.read.blocks.turns import Label, find_label
from onrecord.stages.read.subtitles.cues import Cue, Line, Track, clean_voice
from onrecord.text.fold import fold

#: ">>" is a new speaker, ">>>" a new story: United States captions, 47 CFR 79.1 practice.
_ARROWS = re.compile(r"(?:>\s?>(?:\s?>)?|»)\s*")
_DASH = re.compile(r"[-–—‐]\s*(?=[^\s\d-])")
_BRACKETED = re.compile(
    r"[(\[](?P<name>[^()\[\]:]{2,60})[)\]]\s*:\s*|[(\[](?P<inner>[^()\[\]:]{2,60}):\s*[)\]]\s*"
)
_SOUND = re.compile(r"[(\[][^()\[\]]{1,120}[)\]]|[♪♫#*][^♪♫]*[♪♫]?|[♪♫]+")
_NOTES = frozenset("♪♫")

#: With fewer words than this a label in title case may be any noun: "Note: …".
_NAME_WORDS = 2


@dataclass(frozen=True, slots=True)
class Utterance:
    """Return words that one caption gives to one voice.

    Attributes:
        words: Without label, arrow or dash; empty for a label whose words come with the next line.
        voice: The name in the label, or None.
        begins: Whether somebody begins to speak here, named or not.
        sound: Whether they tell what is heard: applause, music.
        start: Of the caption, in seconds, or None.
        end: Of the caption, or None.
    """

    words: str
    voice: str | None
    begins: bool
    sound: bool
    start: float | None
    end: float | None


def find_utterances(track: Track, cues: list[Cue]) -> Iterator[Utterance]:
    """Yield what the captions give to each voice, in order.

    Args:
        track: The whole track: labels are known by coming back in it.
        cues: Its cues as they are to be read.
    """
    known = _Labels(track)
    voice: str | None = None
    for cue in cues:
        dashes = sum(bool(_DASH.match(line.words)) for line in cue.lines)
        for line in cue.lines:
            if track.voiced:
                changed = line.voice != voice
                voice = line.voice
                dashed = changed or dashes > 1
            else:
                changed, dashed = False, dashes > 0
            yield from _of_line(line, cue, known, dashed=dashed, changed=changed)


def _of_line(line: Line, cue: Cue, known: "_Labels", *, dashed: bool, changed: bool) -> Iterator[Utterance]:
    words, begins = line.words, changed
    arrows = _ARROWS.match(words)
    dash = _DASH.match(words) if dashed and not arrows else None
    mark = arrows or dash
    if mark:
        words, begins = words[mark.end() :], True
    name = None
    if not line.voice:
        name, words = known.split(words, marked=mark is not None)
    sound = bool(words) and (
        bool(_SOUND.fullmatch(words)) and (words[0] in "([" or bool(_NOTES & set(words)))
    )
    yield Utterance(words, line.voice or name, begins or name is not None, sound, cue.start, cue.end)


class _Labels:
    """Tell labels from words that merely stand before a colon, for one track."""

    def __init__(self, track: Track) -> None:
        lines = [line.words for cue in track.cues for line in cue.lines]
        self._cased = has_case(" ".join(lines)) and not " ".join(lines).isupper()
        counted: Counter[str] = Counter()
        for words in lines:
            mark = _ARROWS.match(words) or _DASH.match(words)
            rest = words[mark.end() :] if mark else words
            label = find_label(rest, Span(0, len(rest))) if ":" in rest or "：" in rest else None
            if label:
                counted[fold(label.span.cut(rest))] += 1
        self._counted = counted

    def split(self, words: str, *, marked: bool) -> tuple[str | None, str]:
        """Return the label that a line begins with, or None, and the words after it."""
        bracketed = _BRACKETED.match(words)
        if bracketed:
            name = clean_voice(bracketed["name"] or bracketed["inner"])
            return (name, words[bracketed.end() :]) if name else (None, words)
        if ":" not in words and "：" not in words:
            return None, words
        label = find_label(words, Span(0, len(words)))
        if label is None or label.span.start > 0 or not self._is_sure(words, label, marked=marked):
            return None, words
        name = clean_voice(label.span.cut(words))
        return (name, words[label.span.end :].lstrip(" :：\t")) if name else (None, words)

    def _is_sure(self, words: str, label: Label, *, marked: bool) -> bool:
        name = label.span.cut(words)
        if marked or label.role or self._counted[fold(name)] > 1:
            return True
        if self._cased and name.isupper():
            return True
        parts = name.split()
        return len(parts) >= _NAME_WORDS and all(part[:1].isupper() for part in parts)
