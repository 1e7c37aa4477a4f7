"""Rolling captions said once: live captions show each line again while the next one comes in."""

from onrecord.stages.read.subtitles.cues import Cue, Line

#: A caption that follows this soon goes on with the one before; live captioners keep no gaps.
_ADJOINING_SECONDS = 1.0
#: A whole caption that is shown again this soon was cut in two, not said twice.
_HELD_SECONDS = 0.1
#: Fewer words than these may well be said twice: "No, no."
_ENOUGH_WORDS = 2


def unroll(cues: list[Cue]) -> list[Cue]:
    """Return the cues without the lines that stood on the screen just before; empty ones fall away.

    >>> a, b, c = Line("We open"), Line("the harbour"), Line("in May.")
    >>> [cue.lines[0].words for cue in unroll([Cue(0, 1, (a,)), Cue(1, 2, (a, b)), Cue(2, 3, (b, c))])]
    ['We open', 'the harbour', 'in May.']
    """
    unrolled: list[Cue] = []
    before: Cue | None = None
    for cue in cues:
        lines = cue.lines if before is None else _new_lines(before, cue)
        if lines:
            unrolled.append(Cue(cue.start, cue.end, lines))
        elif unrolled and cue.end is not None:
            last = unrolled[-1]
            unrolled[-1] = Cue(last.start, max(last.end or 0.0, cue.end), last.lines)
        before = cue
    return unrolled


def _new_lines(before: Cue, cue: Cue) -> tuple[Line, ...]:
    gap = 0.0 if cue.start is None or before.end is None else cue.start - before.end
    if gap > _ADJOINING_SECONDS or cue.start is None:
        return cue.lines
    shared = next(
        (
            count
            for count in range(min(len(before.lines), len(cue.lines)), 0, -1)
            if before.lines[-count:] == cue.lines[:count]
        ),
        0,
    )
    whole = shared == len(before.lines) == len(cue.lines)
    if shared and not (whole and gap > _HELD_SECONDS):
        return cue.lines[shared:]
    return cue.lines if shared else _grown(before, cue)


def _grown(before: Cue, cue: Cue) -> tuple[Line, ...]:
    """Return the lines without the words that the cue before had already, where they grow word by word."""
    last = len(before.lines) - 1
    if last >= len(cue.lines) or before.lines[:last] != cue.lines[:last]:
        return cue.lines
    old, new = before.lines[last], cue.lines[last]
    grows = new.words.startswith(old.words + " ") and len(old.words.split()) >= _ENOUGH_WORDS
    if not grows or old.voice != new.voice:
        return cue.lines
    rest = new.words[len(old.words) + 1 :]
    return (Line(rest, new.voice), *cue.lines[last + 1 :])
