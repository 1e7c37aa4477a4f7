"""Which occasion each statement was given on, followed through the passages of a report."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import BlockKind, Citation, Footnote, Identity, Report, Span, StatementKind
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.naming import announces
from onrecord.stages.attribute.occasions import Occasion, read_occasion
from onrecord.stages.attribute.surroundings import Mentioned, Sentence, find_sentences
from onrecord.text.fold import fold


@dataclass(frozen=True, slots=True)
class Scene:
    """Return an occasion as a passage tells it, with the sources that its own notes cite."""

    occasion: Occasion
    citations: tuple[Citation, ...] = ()


def follow_scenes(
    report: Report, drafts: Sequence[Draft], speakers: Sequence[Identity | None], who: Mentioned
) -> list[Scene | None]:
    """Return for each top-level statement in running text the scene it belongs to, or None.

    An occasion holds for the sentence that tells it and then for its speakers'
    further words, until they speak on another, or a heading ends the passage.
    Words that answer, and turns, join the scene in which they stand. "He made
    the remarks in …" holds for the words before it. A sentence that points back
    ("the interview aired on …") adds to the occasion told before.

    Returns:
        One entry for each draft; None for headings and nested statements too.
    """
    walk = _Walk(report, drafts, speakers, who)
    last = -1
    for sentence in find_sentences(report, drafts):
        for index in range(last + 1, sentence.block + 1):
            if report.blocks[index].kind is BlockKind.HEADING:
                walk.pass_heading(report.blocks[index].span)
            elif report.blocks[index].kind is BlockKind.FOOTNOTE:
                walk.forget()
        last = max(last, sentence.block)
        if report.blocks[sentence.block].kind is not BlockKind.HEADING:
            walk.read(sentence)
    return [None if number is None else walk.scenes[number] for number in walk.given]


def source_citations(report: Report, note: Footnote) -> tuple[Citation, ...]:
    """Return the citations that open a note: its sources, not what it says or points to further on."""
    if note.note is None:
        return ()
    found: list[Citation] = []
    at = note.note.start + len(note.marker)
    for citation in note.citations:
        between = report.text[at : citation.span.start]
        if fold(between) not in ("", "and"):
            break
        found.append(citation)
        at = max(at, citation.span.end)
    return tuple(found)


@dataclass(slots=True)
class _Walk:
    """Keep what is known while the sentences pass by, in text order."""

    report: Report
    drafts: Sequence[Draft]
    speakers: Sequence[Identity | None]
    who: Mentioned
    scenes: list[Scene] = field(default_factory=list)
    given: list[int | None] = field(init=False)
    #: Scene of each speaker, and the latest of all.
    active: dict[str, int] = field(default_factory=dict)
    latest: int | None = None
    #: Statements of this passage, for an occasion told after them.
    waiting: list[int] = field(default_factory=list)
    announced: bool = False
    carried: bool = False

    def __post_init__(self) -> None:
        self.given = [None] * len(self.drafts)

    def pass_heading(self, heading: Span) -> None:
        """Forget the passage, unless its last words announce what stands under the heading."""
        self.waiting.clear()
        if self.announced or (self.carried and self._concerns(heading)):
            self.carried, self.announced = True, False
            return
        self.forget()

    def forget(self) -> None:
        """Forget the passage: what follows stands alone."""
        self.waiting.clear()
        self.active.clear()
        self.latest, self.carried, self.announced = None, False, False

    def read(self, sentence: Sentence) -> None:
        here = [d for d in sentence.drafts if self.drafts[d].kind is not StatementKind.HEADING]
        occasion = self._occasion(sentence, here)
        self.announced = announces(sentence.words, self.report.metadata.language)
        told = self._place(occasion) if occasion.tells else None
        if told is not None:
            cited = (
                self._cited(sentence, here)
                if occasion.venue or occasion.carriers or occasion.points_back
                else []
            )
            if cited:
                self.scenes[told] = replace(
                    self.scenes[told], citations=(*self.scenes[told].citations, *cited)
                )
            for party in occasion.parties:
                self.active[party] = told
            if occasion.looks_back or self._opens_report(sentence):
                self._look_back(told, occasion)
        for number in here:
            scene = told if told is not None else self._inherited(number)
            self.given[number] = scene
            speaker = self.speakers[number]
            if scene is None:
                self.waiting.append(number)
            elif speaker is not None:
                self.active[speaker.id] = scene

    def _occasion(self, sentence: Sentence, here: Sequence[int]) -> Occasion:
        said = [(self.drafts[d], self.speakers[d]) for d in here]
        return read_occasion(self.report, sentence, said, self.who)

    def _place(self, occasion: Occasion) -> int | None:
        """Return the scene that an occasion adds to, or a new one for it."""
        known = next((self.active[p] for p in sorted(occasion.parties) if p in self.active), None)
        if known is None and (occasion.points_back or not occasion.parties):
            known = self.latest
        if known is not None and _continues(self.scenes[known].occasion, occasion):
            scene = self.scenes[known]
            self.scenes[known] = replace(scene, occasion=_merged(scene.occasion, occasion))
            self.latest = known
            return known
        if occasion.points_back and not (occasion.venue or occasion.said_on or occasion.carriers):
            return None
        self.scenes.append(Scene(occasion))
        self.latest = len(self.scenes) - 1
        return self.latest

    def _inherited(self, number: int) -> int | None:
        draft, speaker = self.drafts[number], self.speakers[number]
        if draft.goes_on is not None and self.given[draft.goes_on] is not None:
            return self.given[draft.goes_on]
        if speaker is not None and speaker.id in self.active:
            return self.active[speaker.id]
        if draft.kind in (StatementKind.TRANSCRIPT, StatementKind.LETTER) or draft.asks or speaker is None:
            return self.latest
        return None

    def _look_back(self, told: int, occasion: Occasion) -> None:
        """Give the occasion to the words before it that have none."""
        for number in self.waiting:
            speaker = self.speakers[number]
            if occasion.looks_back or speaker is None or speaker.id in occasion.parties:
                self.given[number] = told
                if speaker is not None:
                    self.active.setdefault(speaker.id, told)
        self.waiting = [n for n in self.waiting if self.given[n] is None]

    def _opens_report(self, sentence: Sentence) -> bool:
        """Return whether a sentence stands in the second block of prose: it places the lead before it."""
        prose = [i for i, b in enumerate(self.report.blocks) if b.kind is BlockKind.PARAGRAPH]
        return sentence.block in prose[:2]

    def _cited(self, sentence: Sentence, here: Sequence[int]) -> list[Citation]:
        """Return the sources of notes whose markers belong to the occasion rather than to words said.

        In a sentence that quotes, those are the markers before the words; a marker
        after them closes a passage.
        """
        first = min((self.drafts[d].content[0].start for d in here), default=sentence.span.end)
        return [
            citation
            for note in self.report.footnotes
            if any(sentence.span.start <= ref.start < first for ref in note.refs)
            and (not here or first > sentence.span.start)
            for citation in source_citations(self.report, note)
        ]

    def _concerns(self, heading: Span) -> bool:
        if self.latest is None:
            return False
        occasion = self.scenes[self.latest].occasion
        named = {i.id for _, i in self.who.within(heading.start, heading.end)}
        return bool(named & occasion.parties) or (occasion.noun or "\0") in fold(
            heading.cut(self.report.text)
        )


def _continues(known: Occasion, new: Occasion) -> bool:
    """Return whether what a sentence tells belongs to the occasion told before."""
    if new.points_back:
        return new.noun is None or known.noun is None or new.kind == known.kind or new.weak
    if new.weak and known.venue:
        return True
    if new.venue is None and known.venue and new.said_on is None and not new.carriers:
        return True
    same_day = new.said_on is None or known.said_on is None or new.said_on == known.said_on
    # "X said on Monday", then "speaking at a ceremony, X said": the day and the place of one occasion.
    return same_day and (known.venue is None) != (new.venue is None) and not (known.carriers and new.carriers)


def _merged(known: Occasion, new: Occasion) -> Occasion:
    day = new if (new.first and (new.said_on or new.printed)) or not known.said_on else known
    links = [*known.carriers, *(c for c in new.carriers if c.name not in {k.name for k in known.carriers})]
    base = known if known.venue or not new.venue else new
    return replace(
        base,
        looks_back=new.looks_back,
        points_back=False,
        said_on=day.said_on or (day.printed if day.first else None),
        exact=day.exact,
        printed=known.printed or new.printed,
        carriers=tuple(links),
        partners=known.partners or new.partners,
        parties=known.parties | new.parties,
    )
