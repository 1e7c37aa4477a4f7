"""To whom words are said."""

import re
from bisect import bisect_left
from functools import cache

from onrecord.model import Identity, Report, Span, StatementKind
from onrecord.stages.attribute.provenance.occasions import Occasion
from onrecord.stages.attribute.provenance.outline import Outline
from onrecord.stages.attribute.provenance.partners import HEARERS, find_hearer, partners_at
from onrecord.stages.attribute.provenance.surroundings import Mentioned, Scan, Sentence, either, words_for

_TWO = 2


def find_addressee(
    outline: Outline, number: int, sentence: Sentence | None, occasion: Occasion | None
) -> Identity | None:
    """Return to whom a statement is said, or None where the report does not tell.

    In this order: the object of its cue ("told X", "replied to X"), a sentence
    that opens "To X:", a heading "X to Y:" above it, the other side of the
    occasion, the other voice of a transcript.

    Args:
        outline: The report and its statements.
        number: Which statement.
        sentence: The one that attributes it, words said left out.
        occasion: On which it was said, or None.
    """
    report, who = outline.report, outline.who
    draft, speaker = outline.drafts[number], outline.speakers[number]
    found = find_hearer(report, draft, sentence, who) if sentence else None
    found = found or (_of_opening(report, sentence, who) if sentence else None)
    if found is None and draft.parent is None and speaker is not None:
        heading = outline.heading_above(draft.block)
        found = heading_addressee(report, heading, speaker, who) if heading else None
    if found is None and draft.asks and sentence:
        answers = (outline.speakers[n] for n in sentence.drafts if n > number)
        found = next((s for s in answers if s is not None), None)
    if found is None and draft.parent is None:
        found = _of_occasion(occasion, speaker, who) or _of_exchange(outline, number, occasion)
    return found if found is not None and (speaker is None or found.id != speaker.id) else None


def heading_addressee(
    report: Report, heading: Span, speaker: Identity | None, who: Mentioned
) -> Identity | None:
    """Return Y of a heading "X to Y: …" or "X's letter to Y …", where X is the speaker or nobody is known."""
    words = heading.cut(report.text)
    match = _heading(report.metadata.language).match(words)
    if match is None:
        return None
    of_letter = _of_letter(report.metadata.language).search(match["x"])
    if not of_letter and match["end"] != ":":
        return None
    senders = [i for _, i in who.within(heading.start, heading.start + match.end("x"))]
    if speaker is not None and speaker.id not in {i.id for i in senders}:
        return None
    scan = Scan(words, heading.start, report.metadata.language)
    found = partners_at(scan, match.start("y"), who)
    return found[0] if found and found[0].type in HEARERS else None


def _of_opening(report: Report, sentence: Sentence, who: Mentioned) -> Identity | None:
    """Return X of a sentence that begins "To X, …", "To X: …" or "Addressing X, …"."""
    match = _openers(report.metadata.language).match(sentence.words)
    if match is None:
        return None
    scan = Scan.of(sentence, language=report.metadata.language)
    found = partners_at(scan, match.end(), who)
    return found[0] if len(found) == 1 and found[0].type in HEARERS else None


def _of_occasion(occasion: Occasion | None, speaker: Identity | None, who: Mentioned) -> Identity | None:
    if occasion is None:
        return None
    partners = [p for p in occasion.partners if speaker is None or p.id != speaker.id]
    if len(occasion.partners) == 1 and partners:
        return partners[0] if partners[0].type in HEARERS else None
    if occasion.kind == "talk" and speaker is not None and speaker.id in {p.id for p in occasion.partners}:
        others = occasion.parties - {speaker.id}
        return next((i for i in who.identities if {i.id} == others), None)
    return None


def _of_exchange(outline: Outline, number: int, occasion: Occasion | None) -> Identity | None:
    """Return the other voice of a transcript.

    A turn is said to the voice before it, else to the one after. What a report
    tells of a talk before its transcript is said to the other of its two voices.
    """
    turns, speakers, mine = outline.turns, outline.speakers, outline.speakers[number]
    if outline.drafts[number].kind is StatementKind.TRANSCRIPT:
        at = bisect_left(turns, number)
        around = (speakers[turns[i]] for i in (*range(at - 1, -1, -1), *range(at + 1, len(turns))))
        return next((s for s in around if s is not None and (mine is None or s.id != mine.id)), None)
    if not turns or occasion is None or occasion.kind != "talk" or mine is None:
        return None
    voices = {s.id: s for n in turns if (s := speakers[n]) is not None}
    if mine.id not in voices or len(voices) != _TWO:
        return None
    return next(s for s in voices.values() if s.id != mine.id)


@cache
def _heading(language: str | None) -> re.Pattern[str]:
    to = either(tuple(words_for(language)["addressee"]["heading"]))
    return re.compile(rf"(?P<x>[^:\"“]+?)\s+(?:{to})\s+(?P<y>[^:\"“]+?)\s*(?P<end>:|$)", re.IGNORECASE)


@cache
def _of_letter(language: str | None) -> re.Pattern[str]:
    letters = either(tuple(words_for(language)["nouns"]["writing"]))
    return re.compile(rf"\b(?:{letters})s?\s*$", re.IGNORECASE)


@cache
def _openers(language: str | None) -> re.Pattern[str]:
    openers = either(tuple(words_for(language)["addressee"]["openers"]))
    return re.compile(rf"\s*(?:{openers})\s+")
