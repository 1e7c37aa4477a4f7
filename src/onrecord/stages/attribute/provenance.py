"""What surrounds a statement: to whom, about whom, when and where it was said, and how it reached us."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.model import ChainLink, Identity, IdentityRef, Report, StatementKind
from onrecord.stages.attribute.addressee import find_addressee, heading_addressee
from onrecord.stages.attribute.carriers import is_same_outlet
from onrecord.stages.attribute.cast import Cast
from onrecord.stages.attribute.chain import build_chain, find_closing_citations, quoting_link
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.headed import find_headed
from onrecord.stages.attribute.occasions import read_occasion
from onrecord.stages.attribute.scenes import Scene, follow_scenes
from onrecord.stages.attribute.surroundings import Mentioned, Sentence, find_sentences, sentence_within


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
    return _Description(report, drafts, cast).run()


@dataclass(slots=True)
class _Description:
    """The work of `describe_provenance`, step by step."""

    report: Report
    drafts: Sequence[Draft]
    cast: Cast
    who: Mentioned = field(init=False)
    scenes: list[Scene | None] = field(init=False)
    sentences: dict[int, Sentence] = field(init=False)
    found: dict[int, Provenance] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.who = Mentioned.of(self.cast.identities)
        self.scenes = follow_scenes(self.report, self.drafts, self.cast.speakers, self.who)
        self.sentences = {d: s for s in find_sentences(self.report, self.drafts) for d in s.drafts}

    def run(self) -> tuple[Provenance, ...]:
        top = [n for n, d in enumerate(self.drafts) if d.parent is None]
        headings = [n for n in top if self.drafts[n].kind is StatementKind.HEADING]
        for number in sorted(set(top) - set(headings)):
            self.found[number] = self._of_text(number)
        for number in headings:
            self.found[number] = self._of_heading(number)
        for number in sorted(set(range(len(self.drafts))) - set(top), key=self._depth):
            self.found[number] = self._of_nested(number)
        return tuple(replace(self.found[n], about=self._about(n)) for n in range(len(self.drafts)))

    def _of_text(self, number: int) -> Provenance:
        scene = self.scenes[number]
        occasion = scene.occasion if scene else None
        citations = find_closing_citations(self.report, self.drafts, number, self.scenes)
        citations = citations or (scene.citations if scene else ())
        addressee = find_addressee(
            self.report,
            self.drafts,
            number,
            sentence=self.sentences.get(number),
            speakers=self.cast.speakers,
            occasion=occasion,
            who=self.who,
        )
        day, basis = occasion.said_on if occasion else None, "inferred"
        if occasion and day:
            basis = "text" if occasion.exact else "inferred"
        else:
            meta = self.report.metadata
            cited = next((c.published for c in citations if c.published), None)
            # A broadcast is taken to be of the day it is filed under where nothing else tells.
            filed = meta.published if meta.broadcaster else None
            day = (occasion.printed if occasion else None) or cited or filed
        return Provenance(
            addressee=_ref(addressee),
            said_on=day,
            said_on_basis=basis if day else None,
            venue=occasion.venue if occasion else None,
            chain=build_chain(self.report, scene=scene, citations=citations),
        )

    def _of_heading(self, number: int) -> Provenance:
        """Return for a heading's statement what holds for the words below that it stands for."""
        draft, speaker = self.drafts[number], self.cast.speakers[number]
        below = find_headed(self.report, self.drafts, self.cast.speakers, number)
        around = {(p.chain, p.said_on, p.venue): p for p in (self.found[n] for n in below)}
        if len(around) == 1:
            shared = next(iter(around.values()))
        else:
            shared = Provenance(chain=build_chain(self.report, scene=None, citations=()))
        told = heading_addressee(self.report, self.report.blocks[draft.block].span, speaker, self.who)
        addressee = _ref(told) or shared.addressee
        if addressee and speaker and addressee.id == speaker.id:
            addressee = None
        return replace(shared, addressee=addressee)

    def _of_nested(self, number: int) -> Provenance:
        """Return for words quoted in others' what their own sentence tells; they reached us through whoever quotes."""
        draft, speaker = self.drafts[number], self.cast.speakers[number]
        if draft.parent is None:
            return Provenance()
        mention = self.cast.mentions[draft.parent]
        link = quoting_link(
            self.drafts[draft.parent], self.cast.speakers[draft.parent], mention, self.report.text
        )
        chain = self.found[draft.parent].chain
        if link and not any(is_same_outlet(link.name, c.name) for c in chain):
            chain = (link, *chain)
        sentence = sentence_within(self.report, self.drafts, number)
        if sentence is None:
            return Provenance(chain=chain)
        occasion = read_occasion(self.report, sentence, [(draft, speaker)], self.who)
        addressee = find_addressee(
            self.report,
            self.drafts,
            number,
            sentence=sentence,
            speakers=self.cast.speakers,
            occasion=None,
            who=self.who,
        )
        return Provenance(
            addressee=_ref(addressee),
            said_on=occasion.said_on,
            said_on_basis=("text" if occasion.exact else "inferred") if occasion.said_on else None,
            venue=occasion.venue,
            chain=chain,
        )

    def _about(self, number: int) -> tuple[IdentityRef, ...]:
        speaker = self.cast.speakers[number]
        named = self.cast.named_in(self.drafts[number].content)
        return tuple(IdentityRef(i.id, i.name) for i in named if speaker is None or i.id != speaker.id)

    def _depth(self, number: int) -> int:
        depth, parent = 0, self.drafts[number].parent
        while parent is not None:
            depth, parent = depth + 1, self.drafts[parent].parent
        return depth


def _ref(identity: Identity | None) -> IdentityRef | None:
    return IdentityRef(identity.id, identity.name) if identity else None
