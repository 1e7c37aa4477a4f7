"""From what captions give to each voice to blocks: turns with labels, paragraphs, the time of each."""

import re
import unicodedata
from dataclasses import dataclass, field

from onrecord.model import Span, Timing
from onrecord.stages.read.laid.layout import RawBlock
from onrecord.stages.read.subtitles.cues import Track
from onrecord.stages.read.subtitles.speakers import Utterance

#: A silence this long after a sentence begins a new block; breathing and applause are shorter.
_PAUSE_SECONDS = 3.0
#: A sentence that is plainly not at its end goes on over a longer silence: an interpreter waits.
_LONG_PAUSE_SECONDS = 10.0
#: A speech without a pause is broken into paragraphs that a person can read, at a sentence's end …
_LONG_BLOCK_CHARS = 1_000
#: … or, where live captions have no full stops, at the end of a caption.
_LONGEST_BLOCK_CHARS = 4_000
#: Where fewer captions than this end a sentence, they have no full stops worth the name: of typed
#: captions a third does, of recognised speech next to none.
_STOPPED_SHARE = 0.08

_END = re.compile(r"[.!?…。！？؟।]+[\"'”’»)\]]*$")
_GOES_ON = re.compile(r"(?:\.\.\.|…|[,;:–—-])$")


@dataclass(slots=True)
class _Block:
    start: int
    hint: str
    label: Span | None = None


@dataclass(slots=True)
class Talk:
    """Return a text in the making, one utterance after the other."""

    track: Track
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _tail: str = ""
    _blocks: list[RawBlock] = field(default_factory=list)
    _times: list[Timing] = field(default_factory=list)
    _open: _Block | None = None
    _voice: str | None = None
    _waiting: bool = False
    _end: float | None = None
    _stopped: bool = True

    def __post_init__(self) -> None:
        lines = [cue.lines[-1].words for cue in self.track.cues]
        self._stopped = sum(bool(_END.search(words)) for words in lines) >= _STOPPED_SHARE * len(lines)

    def add(self, said: Utterance) -> None:
        """Put an utterance behind those before."""
        if said.sound and not said.begins:
            self._add_sound(said)
            return
        if said.begins:
            again = said.voice is not None and said.voice == self._voice and self.track.voiced
            if not again or self._open is None:
                self._close()
                self._voice, self._waiting = said.voice, True
        if not said.words:
            return
        if self._open is not None and self._is_new_block(said):
            self._close()
        if self._open is None:
            self._begin()
        self._write(said)

    def finish(self) -> tuple[str, list[RawBlock], list[Timing]]:
        """Return the text, its blocks, and when each stretch of it is said."""
        self._close()
        return "".join(self._parts), self._blocks, self._times

    def _add_sound(self, said: Utterance) -> None:
        """Keep what is heard: within a sentence where it stands, else as a block of its own."""
        if self._open is not None and not self._is_at_end():
            self._write(said)
            return
        self._close()
        self._open = _Block(self._gap(), "direction")
        self._write(said)
        self._close()

    def _begin(self) -> None:
        start = self._gap()
        if self._voice is None:
            self._open = _Block(start, "said")
            return
        label = None
        if self._waiting:
            label = Span(start, start + len(self._voice))
            self._put(f"{self._voice}:")
        self._open, self._waiting = _Block(start, "turn", label), False

    def _gap(self) -> int:
        if self._length:
            self._put("\n\n")
        return self._length

    def _write(self, said: Utterance) -> None:
        if self._open is not None and self._length > self._open.start and not _joins(self._tail, said.words):
            self._put(" ")
        start = self._length
        self._put(said.words)
        if said.start is not None and said.end is not None:
            self._times.append(Timing(Span(start, self._length), said.start, said.end))
            self._end = max(said.end, self._end or 0.0)

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)
        self._tail = (self._tail + words)[-8:]

    def _close(self) -> None:
        if self._open is not None:
            block = self._open
            self._blocks.append(RawBlock(Span(block.start, self._length), hint=block.hint, label=block.label))
            self._open = None

    def _is_new_block(self, said: Utterance) -> bool:
        length = self._length - self._open.start if self._open else 0
        at_end = self._is_at_end()
        if length > _LONGEST_BLOCK_CHARS or (length > _LONG_BLOCK_CHARS and at_end and self._stopped):
            return True
        if said.start is None or self._end is None:
            return False
        pause = said.start - self._end
        goes_on = self._stopped and not at_end
        return pause >= (_LONG_PAUSE_SECONDS if goes_on else _PAUSE_SECONDS)

    def _is_at_end(self) -> bool:
        if not self._stopped:
            return True
        return bool(_END.search(self._tail)) and not _GOES_ON.search(self._tail)


def _joins(tail: str, words: str) -> bool:
    """Return whether words follow without a space, as in scripts that know none."""
    return tail[-1:].isspace() or (_is_wide(tail[-1:]) and _is_wide(words[:1]))


def _is_wide(char: str) -> bool:
    return (
        char > "\u10ff"
        and unicodedata.east_asian_width(char) in {"W", "F"}
        and not "\uac00" <= char <= "\ud7a3"
    )
