"""Which occasion each statement was given on, followed through the passages of a report."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import BlockKind, Citation, Span, StatementKind
from onrecord.stages.attribute.provenance.merging import continues, merge
from onrecord.stages.attribute.provenance.naming import announces
from onrecord.stages.attribute.provenance.notes import source_citations
from onrecord.stages.attribute.provenance.occasions import Occasion, read_occasion
from onrecord.stages.attribute.provenance.outline import Outline
from onrecord.stages.attribute.provenance.surroundings import Sentence, words_for
from onrecord.text.fold import fold

#: Paragraphs that a report opens with: perhaps a dateline, the news, and where it was told.
_LEAD_BLOCKS = 3
#: Paragraphs that "the remarks" may reach back over, their own included.
_NEAR_BLOCKS = 3
#: Occasions and statements to look back over at most, so that the time taken grows with the text alone.
_SCENES_BACK = 50
_WAITING_BACK = 50


@dataclass(frozen=True, slots=True)
class Scene:
    """Return an occasion as a passage tells it, with the sources that its own notes cite."""

    occasion: Occasion
    citations: tuple[Citation, ...] = ()


def follow_scenes(outline: Outline, sentences: Sequence[Sentence]) -> list[Scene | None]:
    """Return for each top-level statement in running text the scene it belongs to, or None.

    An occasion holds for the sentence that tells it and then for its speakers'
    further words, until they speak on another, somebody else speaks, or a heading
    ends the passage. An outlet that reported one sentence holds for that alone.
    Words that answer, and turns, join the scene in which they stand. "He made
    the remarks in …" holds for the words before it. A sentence that points back
    ("the interview aired on …") adds to the occasion told before.

    Args:
        outline: The report and its statements.
        sentences: All of its prose, in text order.

    Returns:
        One entry for each statement; None for headings and nested statements too.
    """
    walk = _Walk(outline)
    report, last = outline.report, -1
    for sentence in sentences:
        for index in range(last + 1, sentence.block + 1):
            if report.blocks[index].kind is BlockKind.HEADING:
                walk.pass_heading(report.blocks[index].span)
            elif report.blocks[index].kind is BlockKind.FOOTNOTE:
                walk.forget()
        last = max(last, sentence.block)
        if report.blocks[sentence.block].kind is not BlockKind.HEADING:
            walk.read(sentence)
    return [None if number is None else walk.scenes[number] for number in walk.given]


@dataclass(slots=True)
class _Walk:
    """Keep what is known while the sentences pass by, in text order."""

    outline: Outline
    scenes: list[Scene] = field(default_factory=list)
    given: list[int | None] = field(init=False)
    #: Scene of each speaker, and the latest of all.
    active: dict[str, int] = field(default_factory=dict)
    latest: int | None = None
    #: Statements of this passage, for an occasion told after them.
    waiting: list[int] = field(default_factory=list)
    #: The first scene of this passage.
    since: int = 0
    announced: bool = False
    carried: bool = False

    def __post_init__(self) -> None:
        self.given = [None] * len(self.outline.drafts)

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
        self.since = len(self.scenes)
        self.latest, self.carried, self.announced = None, False, False

    def read(self, sentence: Sentence) -> None:
        """Take in one sentence: the occasion it tells, and the statements it attributes."""
        here = [d for d in sentence.drafts if self.outline.drafts[d].kind is not StatementKind.HEADING]
        occasion = self._occasion(sentence, here)
        self.announced = announces(sentence, self.outline.report.metadata.language)
        passing = bool(here) and occasion.is_passing
        told = self._place(occasion) if occasion.tells and not passing else None
        if told is not None:
            self._cite(told, sentence, here)
            for party in occasion.parties:
                self.active[party] = told
            self._look_back(told, occasion, sentence)
        for number in here:
            given = None if occasion.of_others else told
            scene = given if given is not None else self._inherited(number)
            self._give(number, scene)
            if passing:
                self.given[number] = self._with_carriers(scene, occasion)

    def _give(self, number: int, scene: int | None) -> None:
        self.given[number] = scene
        speaker = self.outline.speakers[number]
        if scene is None:
            self.waiting.append(number)
        if speaker is None or self.outline.drafts[number].asks:
            return
        # Once somebody else speaks, what was told of others' occasions no longer holds.
        self.active = {
            party: at
            for party, at in self.active.items()
            if at == scene or speaker.id in self.scenes[at].occasion.parties
        }
        if scene is not None:
            self.active[speaker.id] = scene

    def _with_carriers(self, scene: int | None, occasion: Occasion) -> int:
        """Return a scene for one sentence that an outlet reported, whatever the occasion."""
        known = self.scenes[scene] if scene is not None else Scene(Occasion())
        self.scenes.append(replace(known, occasion=merge(known.occasion, occasion)))
        return len(self.scenes) - 1

    def _occasion(self, sentence: Sentence, here: Sequence[int]) -> Occasion:
        said = [(self.outline.drafts[d], self.outline.speakers[d]) for d in here]
        return read_occasion(self.outline.report, sentence, said, self.outline.who)

    def _place(self, occasion: Occasion) -> int | None:
        """Return the scene that an occasion adds to, or a new one for it."""
        known = next((self.active[p] for p in sorted(occasion.parties) if p in self.active), None)
        if occasion.points_back and occasion.noun:
            # Whoever speaks "in the interview" speaks in the one told last, the speaker's own before others'.
            first = max(self.since, len(self.scenes) - _SCENES_BACK)
            same = [
                n for n in range(first, len(self.scenes)) if self.scenes[n].occasion.noun == occasion.noun
            ]
            own = [n for n in same if self.scenes[n].occasion.parties & occasion.parties]
            known = next(reversed(own or same), self.latest if known is None else known)
        elif occasion.points_back and not occasion.quotes and known is None:
            known = self.latest
        if known is not None and continues(self.scenes[known].occasion, occasion):
            scene = self.scenes[known]
            self.scenes[known] = replace(scene, occasion=merge(scene.occasion, occasion))
            self.latest = known
            return known
        if occasion.points_back and not (occasion.venue or occasion.said_on or occasion.carriers):
            return None
        self.scenes.append(Scene(occasion))
        self.latest = len(self.scenes) - 1
        return self.latest

    def _inherited(self, number: int) -> int | None:
        draft, speaker = self.outline.drafts[number], self.outline.speakers[number]
        if draft.goes_on is not None and self.given[draft.goes_on] is not None:
            return self.given[draft.goes_on]
        if speaker is not None and speaker.id in self.active:
            known = self.active[speaker.id]
            return known if self._reaches(known, number) else None
        if draft.kind in (StatementKind.TRANSCRIPT, StatementKind.LETTER) or draft.asks:
            return self.latest
        return None

    def _reaches(self, scene: int, number: int) -> bool:
        """Return whether an occasion holds beyond its paragraph: a short message does not."""
        occasion = self.scenes[scene].occasion
        brief = words_for(self.outline.report.metadata.language)["brief"]
        if occasion.noun not in brief:
            return True
        block = self.outline.drafts[number].block
        near = self.outline.below(block, block + 1)
        return any(self.given[n] == scene for n in near if n != number)

    def _look_back(self, told: int, occasion: Occasion, sentence: Sentence) -> None:
        """Give the occasion to the words before it that have none.

        "He made the remarks in …" places the words right before it, and in the first
        paragraphs of a report all of them; any occasion told there places its speaker's lead.
        """
        running = bisect_right(self.outline.running, sentence.block)
        lead = running <= _LEAD_BLOCKS
        near = self.outline.running[max(0, running - _NEAR_BLOCKS) : running]
        if not (lead or occasion.looks_back):
            return
        for number in self.waiting[-_WAITING_BACK:]:
            speaker = self.outline.speakers[number]
            own = speaker is None or speaker.id in occasion.parties
            beside = occasion.looks_back and self.outline.drafts[number].block in near
            if (beside and (own or lead)) or (lead and own):
                self.given[number] = told
                if speaker is not None:
                    self.active.setdefault(speaker.id, told)
        self.waiting = [n for n in self.waiting if self.given[n] is None]

    def _cite(self, told: int, sentence: Sentence, here: Sequence[int]) -> None:
        """Add the sources of notes whose markers belong to the occasion rather than to words said.

        In a sentence that quotes, those are the markers before the words; a marker
        after them closes a passage.
        """
        first = min((self.outline.drafts[d].content[0].start for d in here), default=sentence.span.end)
        cited = [
            citation
            for _, note in self.outline.markers(sentence.span.start, first)
            for citation in source_citations(self.outline.report, note)
        ]
        scene = self.scenes[told]
        if cited and (scene.occasion.venue or scene.occasion.carriers):
            self.scenes[told] = replace(scene, citations=(*scene.citations, *cited))

    def _concerns(self, heading: Span) -> bool:
        if self.latest is None:
            return False
        occasion = self.scenes[self.latest].occasion
        named = {i.id for _, i in self.outline.who.within(heading.start, heading.end)}
        return bool(named & occasion.parties) or (occasion.noun or "\0") in fold(
            heading.cut(self.outline.report.text)
        )
