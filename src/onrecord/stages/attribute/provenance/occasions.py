"""The occasion that a sentence tells: where, when, with whom, and over which outlet words were given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.model import BlockKind, ChainLink, Identity, IdentityType, Report
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.provenance.carriers import Carrier, find_carriers, is_same_outlet
from onrecord.stages.attribute.provenance.carriers import naming_phrases as outlet_phrases
from onrecord.stages.attribute.provenance.days import find_days, relative_phrases
from onrecord.stages.attribute.provenance.naming import (
    OccasionName,
    find_name,
    looks_back,
    opens_with_pronoun,
    points_back,
)
from onrecord.stages.attribute.provenance.naming import naming_phrases as occasion_phrases
from onrecord.stages.attribute.provenance.partners import find_hearer, find_partners
from onrecord.stages.attribute.provenance.surroundings import Mentioned, Scan, Sentence
from onrecord.stages.attribute.provenance.told_days import SaidOn, find_said_on
from onrecord.text.fold import squeeze
from onrecord.text.phrases import Phrases

#: Longer than any sentence of prose: tables and lists that run on tell no occasion, and cost time.
_SENTENCE_CHARS = 4000
_DIGIT = re.compile(r"\d")
_SPEAKERS = frozenset(
    {IdentityType.PERSON, IdentityType.GROUP, IdentityType.ORGANIZATION, IdentityType.UNKNOWN}
)
#: Kinds of occasion with another side: what is said there is said to it.
_TWO_SIDED = frozenset({"talk", "writing"})
#: Kinds that somebody gives or holds in person.
_HELD = frozenset({"talk", "speech", "event"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """Return what one sentence, or several of one passage, tell of an occasion.

    Attributes:
        kind: talk, speech, event, writing or broadcast; None where only a day or carrier is told.
        noun: The noun, lower-case, or None.
        weak: True where the noun names words rather than an occasion ("remarks").
        points_back: True for "in the interview", "in it": an occasion already told.
        looks_back: True for "made the remarks in …": it holds for the words before it.
        venue: Its name in the report's words, or None.
        said_on: The day, or None.
        exact: False where `said_on` follows only from the day of publication.
        printed: The day an outlet printed the words, or None.
        first: True where the day is that of the first release of something told before.
        carriers: Outlets, nearest to the speaker first.
        partners: The other side, as named.
        parties: Ids of those who speak on it, partners of a talk included.
        spoken_to: Whether a carrier was spoken to, rather than reporting.
        quotes: Whether the sentence attributes words.
        of_others: True where it quotes one speaker and tells of another's occasion.
    """

    kind: str | None = None
    noun: str | None = None
    weak: bool = False
    points_back: bool = False
    looks_back: bool = False
    venue: str | None = None
    said_on: date | None = None
    exact: bool = True
    printed: date | None = None
    first: bool = False
    carriers: tuple[ChainLink, ...] = ()
    partners: tuple[Identity, ...] = ()
    parties: frozenset[str] = frozenset()
    spoken_to: bool = False
    quotes: bool = False
    of_others: bool = False

    @property
    def tells(self) -> bool:
        """Return whether there is anything to hold on to.

        A day or an outlet in a sentence that quotes nobody belongs to what it narrates.
        """
        named = self.venue or self.points_back or self.looks_back
        return bool(named or (self.quotes and (self.said_on or self.printed or self.carriers)))

    @property
    def is_passing(self) -> bool:
        """Return whether only an outlet that reports is told: "…, Radio Foo reports"."""
        told = self.venue or self.said_on or self.points_back or self.looks_back or self.spoken_to
        return not told and bool(self.carriers or self.printed)


def read_occasion(
    report: Report, sentence: Sentence, said: Sequence[tuple[Draft, Identity | None]], who: Mentioned
) -> Occasion:
    """Return what a sentence tells of the occasion on which its words, or others, were given.

    Args:
        report: Its day of publication and language count.
        sentence: With the words said left out.
        said: The statements that it attributes and who speaks; empty for a sentence that quotes nobody.
        who: The report's mentions.
    """
    if len(sentence.words) > _SENTENCE_CHARS:
        return Occasion()
    language = report.metadata.language
    if _tells_nothing(sentence, language, who):
        parties = frozenset(speaker.id for _, speaker in said if speaker is not None)
        return Occasion(parties=parties, quotes=bool(said))
    start = sentence.span.start
    days = find_days(sentence.words, start, published=report.metadata.published, language=language)
    if report.blocks[sentence.block].kind is BlockKind.FOOTNOTE:
        # The day of a source that a note cites is the day of that source.
        cited = [c.span for note in report.footnotes for c in note.citations]
        days = [d for d in days if not any(c.overlaps(d.span) for c in cited)]
    scan = Scan.of(
        sentence,
        language=language,
        days=[d.span for d in days],
        sources=[s for draft, _ in said for s in draft.source],
        cues=[s for draft, _ in said for s in draft.cue],
    )
    named = find_name(scan)
    told = find_said_on(scan, days, named)
    talks = named is not None and named.kind == "talk"
    partners = find_partners(scan, named.noun_end if named and named.kind in _TWO_SIDED else None, who)
    if talks and not partners:
        hearers = (find_hearer(report, draft, sentence, who) for draft, _ in said)
        partners = tuple(h for h in hearers if h is not None)[:1]
    end = 0
    if named is not None:
        # "letters to A, head of B, and C" are all of them: letters.
        end = named.noun_end if len(partners) > 1 else named.end
    speakers = [speaker for _, speaker in said if speaker is not None]
    subject = _subject(scan, named, who)
    before = who.within(start, start + (named.start if named else 0))
    of_others = bool(speakers and subject and named and named.kind in _HELD)
    of_others = of_others and not {i.id for _, i in before} & {s.id for s in speakers}
    subjects = subject if of_others or not speakers else speakers
    sides = [*subjects, *partners] if talks else subjects
    pointed = points_back(scan)
    carriers = find_carriers(scan, who)
    return Occasion(
        kind=named.kind if named else pointed.kind if pointed else None,
        noun=named.noun if named else pointed.noun if pointed else None,
        weak=bool(named and named.weak),
        points_back=bool(named and named.points_back) or pointed is not None,
        looks_back=looks_back(scan),
        venue=squeeze(sentence.words[named.start : end]) if named else None,
        said_on=told.day,
        exact=told.exact,
        printed=told.printed,
        first=told.first,
        carriers=tuple(
            _link(c, scan, speakers, who, told)
            for c in carriers
            # "The Foo channel posted a clip in which X says": it speaks, and carries what X says.
            if not speakers or not all(is_same_outlet(c.outlet.name, s.name) for s in speakers)
        ),
        partners=partners,
        parties=frozenset(s.id for s in sides),
        spoken_to=any(c.spoken_to for c in carriers),
        quotes=bool(said),
        of_others=of_others,
    )


def _tells_nothing(sentence: Sentence, language: str | None, who: Mentioned) -> bool:
    """Return True where a sentence surely tells of no occasion, day or outlet: a quick look, enough for most."""
    span = sentence.span
    return not (
        _telling(language).may_stand_in(sentence.vocabulary)
        or _DIGIT.search(sentence.words)
        or opens_with_pronoun(sentence.words, language)
        or any(i.type is IdentityType.OUTLET for _, i in who.within(span.start, span.end))
    )


@cache
def _telling(language: str | None) -> Phrases:
    return Phrases.union(f(language) for f in (occasion_phrases, relative_phrases, outlet_phrases))


def _subject(scan: Scan, named: OccasionName | None, who: Mentioned) -> list[Identity]:
    """Return who a sentence that quotes nobody says to have spoken: "X gave an interview to Y".

    Others are told of an occasion ("at the rally X …") without having said a word on it.
    """
    if named is None or not named.opened:
        return []
    found = [i for _, i in who.within(scan.start, scan.start + named.start) if i.type in _SPEAKERS]
    persons = [i for i in found if i.type is IdentityType.PERSON]
    return (persons or found)[:1]


def _link(
    carrier: Carrier, scan: Scan, speakers: Sequence[Identity], who: Mentioned, told: SaidOn
) -> ChainLink:
    """Return the link for an outlet; "his website" is called after the one named last before it.

    Words given to an outlet, put on a platform or aired were carried on the day of saying;
    outlets that report them carry them when they print them.
    """
    outlet = carrier.outlet
    name = squeeze(outlet.name)
    if outlet.owned:
        before = [i for _, i in who.within(scan.start, outlet.span.start) if i.type in _SPEAKERS]
        persons = [i for i in before if i.type is IdentityType.PERSON]
        owner = next(reversed(persons or before or [*speakers]), None)
        name = f"{owner.name}'s {name.partition(' ')[2]}" if owner else name
    given = carrier.spoken_to or outlet.platform or bool(scan.vocabulary & set(scan.table["airing"]))
    return ChainLink(name, outlet.role, outlet.span, (told.day if given else None) or told.printed)
