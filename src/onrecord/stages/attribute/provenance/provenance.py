"""What surrounds a statement: to whom, about whom, when and where it was said, and how it reached us."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.model import ChainLink, Identity, IdentityRef, Report, StatementKind
from onrecord.stages.attribute.cast.cast import Cast
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.addressee import find_addressee, heading_addressee
from onrecord.stages.attribute.provenance.carriers import is_same_outlet
from onrecord.stages.attribute.provenance.chain import build_chain, find_closing_citations, quoting_link
from onrecord.stages.attribute.provenance.headed import find_headed
from onrecord.stages.attribute.provenance.occasions import Occasion, read_occasion
from onrecord.stages.attribute.provenance.outline import Outline
from onrecord.stages.attribute.provenance.scenes import Scene, follow_scenes
from onrecord.stages.attribute.provenance.surroundings import Sentence, find_sentences, sentence_within


@dataclass(frozen=True, slots=True)
class Provenance:
    """Return what surrounds one statement; the fields are those of `Statement`."""

    addressee: IdentityRef | None = None
    about: tuple[IdentityRef, ...] = ()
    said_on: date | None = None
    said_on_basis: str | None = None
    venue: str | None = None
    chain: tuple[ChainLink, ...] = ()


def describe_provenance(report: Report, drafts: Sequence[Draft], cast: Cast) -> tuple[Provenance, ...]:
    """Return what surrounds each statement, one entry for each draft, in the same order.

    Statements of running text come first; headings above them and words quoted
    in them follow from theirs.

    Args:
        report: The report.
        drafts: Its statements, in text order.
        cast: Who is named in it and who speaks in each draft.
    """
    return _Description(Outline.of(report, drafts, cast), cast).run()


@dataclass(slots=True)
class _Description:
    """The work of `describe_provenance`, step by step."""

    outline: Outline
    cast: Cast
    sentences: dict[int, Sentence] = field(init=False)
    scenes: list[Scene | None] = field(init=False)
    found: dict[int, Provenance] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sentences = find_sentences(self.outline.report, self.outline.drafts)
        self.sentences = {d: s for s in sentences for d in s.drafts}
        self.scenes = follow_scenes(self.outline, sentences)

    def run(self) -> tuple[Provenance, ...]:
        drafts = self.outline.drafts
        top = [n for n, d in enumerate(drafts) if d.parent is None]
        headings = [n for n in top if drafts[n].kind is StatementKind.HEADING]
        for number in sorted(set(top) - set(headings)):
            self.found[number] = self._of_text(number)
        for number in headings:
            self.found[number] = self._of_heading(number)
        waiting = [child for number in top for child in self.outline.nested.get(number, ())]
        while waiting:
            number = waiting.pop()
            self.found[number] = self._of_nested(number)
            waiting += self.outline.nested.get(number, ())
        return tuple(replace(self.found[n], about=self._about(n)) for n in range(len(drafts)))

    def _of_text(self, number: int) -> Provenance:
        scene, meta = self.scenes[number], self.outline.report.metadata
        speaker = self.outline.speakers[number]
        occasion = scene.occasion if scene else Occasion()
        citations = find_closing_citations(self.outline, number, self.scenes)
        citations = citations or (scene.citations if scene else ())
        cited = next((c.published for c in citations if c.published), None)
        # A broadcast is taken to be of the day it is filed under where nothing else tells.
        filed = meta.published if meta.broadcaster else None
        day = occasion.said_on or occasion.printed or cited or filed
        basis = "text" if occasion.said_on and occasion.exact else "inferred"
        return Provenance(
            addressee=_ref(find_addressee(self.outline, number, self.sentences.get(number), occasion)),
            said_on=day,
            said_on_basis=basis if day else None,
            venue=occasion.venue,
            chain=build_chain(
                self.outline.report,
                scene=scene,
                citations=citations,
                speaker=speaker.name if speaker else None,
            ),
        )

    def _of_heading(self, number: int) -> Provenance:
        """Return for a heading's statement what holds for the words below that it stands for."""
        report, speaker = self.outline.report, self.outline.speakers[number]
        below = [self.found[n] for n in find_headed(self.outline, number)]
        shared = below[0] if below else Provenance()
        if len({(p.chain, p.said_on, p.venue) for p in below}) != 1:
            shared = Provenance(chain=build_chain(report, scene=None, citations=()))
        heading = report.blocks[self.outline.drafts[number].block].span
        told = heading_addressee(report, heading, speaker, self.outline.who)
        addressee = _ref(told) or shared.addressee
        if addressee and speaker and addressee.id == speaker.id:
            addressee = None
        return replace(shared, addressee=addressee)

    def _of_nested(self, number: int) -> Provenance:
        """Return for words quoted in others' what their sentence tells; whoever quotes carries them to us."""
        outline, draft = self.outline, self.outline.drafts[number]
        if draft.parent is None:
            return Provenance()
        parent, pointer = outline.drafts[draft.parent], outline.pointers[draft.parent]
        above = self.found[draft.parent]
        chain = above.chain
        link = quoting_link(
            parent, outline.speakers[draft.parent], pointer, outline.report.text, day=above.said_on
        )
        if link and not any(is_same_outlet(link.name, c.name) for c in chain):
            chain = (link, *chain)
        siblings = [outline.drafts[n] for n in outline.nested[draft.parent]]
        sentence = sentence_within(outline.report, draft, parent=parent, siblings=siblings, number=number)
        if sentence is None:
            return Provenance(chain=chain)
        occasion = read_occasion(outline.report, sentence, [(draft, outline.speakers[number])], outline.who)
        return Provenance(
            addressee=_ref(find_addressee(outline, number, sentence, None)),
            said_on=occasion.said_on,
            said_on_basis=("text" if occasion.exact else "inferred") if occasion.said_on else None,
            venue=occasion.venue,
            chain=chain,
        )

    def _about(self, number: int) -> tuple[IdentityRef, ...]:
        speaker = self.outline.speakers[number]
        named = self.cast.named_in(self.outline.drafts[number].content)
        return tuple(IdentityRef(i.id, i.name) for i in named if speaker is None or i.id != speaker.id)


def _ref(identity: Identity | None) -> IdentityRef | None:
    return IdentityRef(identity.id, identity.name) if identity else None
