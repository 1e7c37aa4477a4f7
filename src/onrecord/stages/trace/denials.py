"""Denials, retractions, corrections and clarifications, linked to what was said before; never judged."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.model import Act, Denial, DenialKind, Evidence, Span, Statement
from onrecord.text.data import load_table
from onrecord.text.fold import fold

MADE_BY = "denials 1"

#: Shared words of a subject, and their share of the shorter side, by which a denial is of that statement.
_DENIED_WORDS, _DENIED_SHARE = 2, 0.5
#: The same for words that tell by themselves that something said before is meant.
_TOLD_WORDS, _TOLD_SHARE = 1, 0.3
#: Words are compared by so many first letters: "close", "closed", "closes".
_STEM_CHARS = 5
#: Shorter words tell no subject.
_LEAST_CHARS = 3
#: A word in more of somebody's statements than this is what they always talk about.
_USUAL_SHARE, _USUAL_COUNT = 0.1, 3
#: As much of a notice is shown.
_NOTICE_CHARS = 300
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Remark:
    """Return one statement with what links are made of.

    Attributes:
        statement: The statement.
        words: Its content, cut from the text.
        cues: Its cue, cut from the text.
        speaker: What tells its speaker from others; None where nobody is named.
        name: What the speaker is called there, or None.
        day: When it was said, or published; None where neither is known.
    """

    statement: Statement
    words: tuple[str, ...]
    cues: tuple[str, ...]
    speaker: str | None
    name: str | None
    day: date | None


def find_denials(said: Sequence[Remark], later: Iterable[Remark]) -> list[Denial]:
    """Return which later words of the same speakers deny, retract, correct or clarify something said, by day.

    What is linked has the speaker and words of its subject in common with what was said before, and words that say
    what it does ("denied", "I take back"). Nothing is said on who is right.

    Args:
        said: What was said.
        later: Statements of the same speakers, those that were said included; only what was said after counts.
    """
    every = list(later)
    ids = {one.statement.id for one in said}
    usual = _usual_words([one for one in every if one.statement.id not in ids])
    found = []
    for one in every:
        told = told_by_words(one.statement, one.words, one.cues)
        if told is None or one.speaker is None:
            continue
        kind, spans, is_plain = told
        subject = _subject(one) - usual
        least, share = (_DENIED_WORDS, _DENIED_SHARE) if is_plain else (_TOLD_WORDS, _TOLD_SHARE)
        shared = [
            (earlier, common)
            for earlier in said
            if earlier.speaker == one.speaker and _is_later(one, earlier)
            if (common := _common(subject, _subject(earlier) - usual, least, share))
        ]
        if shared:
            found.append(_link(one, kind, spans, shared))
    return sorted(found, key=lambda one: (one.day or date.max, one.report, one.evidence[0].span))


def find_notices(report: str, text: str, statements: Sequence[str], day: date | None) -> list[Denial]:
    """Return the notices in which an outlet corrects, clarifies or withdraws its own report, in text order.

    Args:
        report: The report's id.
        text: Its canonical text.
        statements: Ids of its statements that are meant.
        day: Its day of publication.
    """
    found = []
    for line in _LINE.finditer(text):
        for kind, pattern in _notices():
            match = pattern.search(line[0])
            if match and (not match[0].rstrip().endswith((":", "–")) or not line[0][: match.start()].strip()):
                start = line.start() + match.start()
                span = Span(start, min(line.start() + len(line[0].rstrip()), start + _NOTICE_CHARS))
                because = f"the report has a notice: “{match[0].strip()}”"
                evidence = (Evidence(report, span),)
                found.append(
                    Denial(kind, tuple(statements), None, report, day, evidence, because, 1.0, MADE_BY)
                )
                break
    return found


def told_by_words(
    statement: Statement, words: Sequence[str], cues: Sequence[str]
) -> tuple[DenialKind, tuple[Span, ...], bool] | None:
    """Return what a statement says that it does with earlier words, None where it says nothing of the kind.

    Returns:
        The kind; where the words stand that say so; whether it is a mere denial, which may be of anything.

    Args:
        statement: The statement.
        words: Its content, cut from the text.
        cues: Its cue, cut from the text.
    """
    for cue, span in zip(cues, statement.cue, strict=True):
        kind = _kind_in(cue, "cue")
        if kind is not None:
            return kind, (span,), kind is DenialKind.DENIED
    for part, span in zip(words, statement.content, strict=True):
        kind = _kind_in(part, "own")
        if kind is not None:
            return kind, (span,), False
    if statement.act is Act.DENY and statement.cue:
        return DenialKind.DENIED, statement.cue, True
    return None


def _link(
    one: Remark, kind: DenialKind, spans: tuple[Span, ...], shared: Sequence[tuple[Remark, frozenset[str]]]
) -> Denial:
    best = max((common for _, common in shared), key=lambda some: (len(some), sorted(some)))
    share = min(1.0, len(best) / 4)
    report = one.statement.report
    marks = dict.fromkeys((*spans, *one.statement.content))
    because = f"{one.name or 'the same speaker'} {kind} later what has to do with " + ", ".join(
        sorted(best)[:6]
    )
    return Denial(
        kind=kind,
        of=tuple(dict.fromkeys(earlier.statement.id for earlier, _ in shared)),
        statement=one.statement.id,
        report=report,
        day=one.day,
        evidence=tuple(Evidence(report, span) for span in marks),
        because=because,
        confidence=round(one.statement.confidence * (0.5 + share / 2), 4),
        made_by=MADE_BY,
    )


def _is_later(one: Remark, earlier: Remark) -> bool:
    """Return whether it was said after; on one day, another report or a later place of the same one counts."""
    if one.day is None or earlier.day is None:
        return False
    if one.day != earlier.day:
        return one.day > earlier.day
    if one.statement.report != earlier.statement.report:
        return True
    return one.statement.content[0].start > earlier.statement.content[-1].end


def _common(ours: frozenset[str], theirs: frozenset[str], least: int, share: float) -> frozenset[str]:
    """Return the words of a subject that two have in common, none where they are too few."""
    stems = {word[:_STEM_CHARS]: word for word in theirs}
    common = frozenset(stems[word[:_STEM_CHARS]] for word in ours if word[:_STEM_CHARS] in stems)
    smaller = min(len(ours), len(theirs))
    return (
        common
        if smaller and len(common) >= min(least, smaller) and len(common) / smaller >= share
        else frozenset()
    )


def _subject(one: Remark) -> frozenset[str]:
    name = set(fold(one.name or "").split())
    words = fold(" ".join(one.words)).split()
    return frozenset(w for w in words if len(w) >= _LEAST_CHARS and w not in name and w not in _empty_words())


def _usual_words(some: Sequence[Remark]) -> frozenset[str]:
    counts = Counter(word for one in some for word in _subject(one))
    most = max(_USUAL_COUNT, len(some) * _USUAL_SHARE)
    return frozenset(word for word, times in counts.items() if times > most)


def _kind_in(words: str, place: str) -> DenialKind | None:
    """Return the kind of the phrase that stands first in `words`, longest first where two begin there."""
    folded = f" {fold(words)} "
    best: tuple[int, int, DenialKind] | None = None
    phrases = _phrases(place)
    for first in phrases.keys() & set(folded.split()):
        for phrase, kind in phrases[first].items():
            at = folded.find(phrase)
            if at >= 0 and (best is None or (at, -len(phrase)) < best[:2]):
                best = (at, -len(phrase), kind)
    return best[2] if best else None


@cache
def _phrases(place: str) -> Mapping[str, Mapping[str, DenialKind]]:
    """Return the phrases of a place by their first words: few of those stand in a statement."""
    found: dict[str, dict[str, DenialKind]] = {}
    for table in load_table("cues/denials").values():
        for kind, phrases in table.get(place, {}).items():
            for phrase in phrases:
                folded = fold(phrase)
                found.setdefault(folded.split()[0], {})[f" {folded} "] = DenialKind(kind)
    return found


@cache
def _notices() -> tuple[tuple[DenialKind, re.Pattern[str]], ...]:
    return tuple(_read_notices())


def _read_notices() -> Iterator[tuple[DenialKind, re.Pattern[str]]]:
    for kind in DenialKind:
        listed = [
            phrase
            for table in load_table("cues/denials").values()
            for phrase in table.get("notice", {}).get(str(kind), ())
        ]
        if listed:
            either = "|".join(re.escape(phrase) for phrase in sorted(listed, key=len, reverse=True))
            yield kind, re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE)


@cache
def _empty_words() -> frozenset[str]:
    """Return the words that tell no subject: the commonest of each language, words for saying and for taking back."""
    common = (
        word for script in load_table("stopwords").values() for words in script.values() for word in words
    )
    saying = (word for table in load_table("cues/denials").values() for word in table["about"])
    plain = load_table("names/plain")["opening"]
    own = {word for phrase in _phrases("own") for word in phrase.split()}
    return frozenset(own) | frozenset(fold(word) for word in (*common, *saying, *plain))
