"""The occasion that a sentence tells: where, when, with whom, and over which outlet words were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import ChainLink, Identity, IdentityType, Report, Span
from onrecord.stages.attribute.carriers import Carrier, find_carriers
from onrecord.stages.attribute.days import find_days
from onrecord.stages.attribute.naming import OccasionName, find_name, looks_back, points_back
from onrecord.stages.attribute.partners import find_partners
from onrecord.stages.attribute.surroundings import Mentioned, Scan, Sentence
from onrecord.stages.attribute.told_days import find_said_on
from onrecord.text.fold import squeeze

_SPEAKERS = frozenset(
    {IdentityType.PERSON, IdentityType.GROUP, IdentityType.ORGANIZATION, IdentityType.UNKNOWN}
)
#: Kinds of occasion with another side: what is said there is said to it.
_TWO_SIDED = frozenset({"talk", "writing"})


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

    @property
    def tells(self) -> bool:
        """Return whether there is anything to hold on to."""
        return bool(self.venue or self.said_on or self.printed or self.carriers or self.points_back)


@dataclass(frozen=True, slots=True)
class Saying:
    """Return one statement as its sentence attributes it: who speaks, source and cue."""

    speaker: Identity | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


def read_occasion(report: Report, sentence: Sentence, sayings: Sequence[Saying], who: Mentioned) -> Occasion:
    """Return what a sentence tells of the occasion on which its words, or others, were given.

    Args:
        report: Its day of publication and language count.
        sentence: With the words said left out.
        sayings: The statements that it attributes; empty for a sentence that quotes nobody.
        who: The report's mentions.
    """
    language = report.metadata.language
    start = sentence.span.start
    days = find_days(sentence.words, start, published=report.metadata.published, language=language)
    scan = Scan.of(
        sentence,
        language=language,
        days=[d.span for d in days],
        sources=[s for x in sayings for s in x.source],
        cues=[s for x in sayings for s in x.cue],
    )
    named = find_name(scan)
    told = find_said_on(scan, days, named)
    partners = find_partners(scan, named.noun_end if named and named.kind in _TWO_SIDED else None, who)
    speakers = [x.speaker for x in sayings if x.speaker is not None]
    subjects = speakers or _subjects(scan, named, who)
    sides = [*subjects, *partners] if named and named.kind == "talk" else subjects
    owner = subjects[0].name if subjects else None
    carriers = find_carriers(scan.words, start, who, language=language)
    return Occasion(
        kind=named.kind if named else None,
        noun=named.noun if named else None,
        weak=bool(named and named.weak),
        points_back=bool(named and named.points_back) or points_back(scan.words, language),
        looks_back=looks_back(scan.words, language),
        venue=squeeze(sentence.words[named.start : named.end]) if named else None,
        said_on=told.day,
        exact=told.exact,
        printed=told.printed,
        first=told.first,
        carriers=tuple(_link(c, owner) for c in carriers if c.outlet.name not in {s.name for s in speakers}),
        partners=partners,
        parties=frozenset(s.id for s in sides),
    )


def _subjects(scan: Scan, named: OccasionName | None, who: Mentioned) -> list[Identity]:
    """Return who a sentence that quotes nobody speaks of, its occasion's name left out."""
    found = who.within(scan.start, scan.start + len(scan.words))
    return [
        i
        for span, i in found
        if i.type in _SPEAKERS and not (named and named.start <= span.start - scan.start < named.end)
    ]


def _link(carrier: Carrier, owner: str | None) -> ChainLink:
    outlet = carrier.outlet
    name = squeeze(outlet.name)
    if outlet.owned and owner:
        name = f"{owner}'s {name.partition(' ')[2]}"
    return ChainLink(name, outlet.role, outlet.span)
