"""From a source phrase to the figure that it means, at one point of the text."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model import IdentityType, Report, Span
from onrecord.stages.attribute.cast.descriptions import find_described, wanted_types
from onrecord.stages.attribute.cast.evidence import gender_of_noun, is_role
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.found import Found
from onrecord.stages.attribute.cast.name_tables import NameTables
from onrecord.stages.attribute.cast.pronouns import WEIGHTS, Scene, Weights, agreement
from onrecord.stages.attribute.cast.sentences import sentence_at
from onrecord.stages.attribute.cast.sources import Form, Source, SourceReader
from onrecord.text.fold import fold
from onrecord.text.fold import squeeze as squeeze_words

#: How far after a description its name may first stand: wire reports name the
#: official of their first paragraph in the second or third.
_AHEAD_CHARS = 1200
#: A description settled by a later name must share its office, not only be near.
_AHEAD_FLOOR = 3.0
_PRONOUN_AFTER_CHARS = 60
_BESIDE_CHARS = 60
_RELATIVE_CHARS = 80
#: How many sentences after a statement a description may go on with its speaker.
_SPOKE_SENTENCES = 3
#: How far back a campaign named is still the one meant by "the campaign".
_ORGAN_CHARS = 1500
_FITS_INSIDE = 0.3
_LEAST = 0.05
#: How many holders of offices are weighed beside those in mind, the last named first.
_MOST_HOLDERS = 64
_PLURAL = re.compile(
    r"\b(?:[Tt]he|[Ss]ome|[Mm]any|[Ss]everal|[Ss]enior|[Tt]wo|[Tt]hree)\s+(?:[\w'’-]+\s+){0,3}?([a-z]+s|people|police|media)\b"
)
_GLOSSED = re.compile(r"\b(\w+)\s\[([^\]\n]{2,60})\]")
_POSSESSIVE = re.compile(r"\b(his|her|he|she)\b")
_LAST_WORDS = re.compile(r"((?:[\w'’-]+\s+){0,3}[\w'’-]+),?\s*$")


class Resolver:
    """Resolves the sources of one report, given who is in mind."""

    def __init__(
        self,
        report: Report,
        tables: NameTables,
        figures: list[Figure],
        pairs: Sequence[tuple[Found, Figure]],
        sentences: Sequence[int],
        weights: Weights = WEIGHTS,
    ) -> None:
        self.text = report.text
        self.authors = report.metadata.authors
        self.tables = tables
        self.figures = figures
        self.pairs = pairs
        self.starts = [n.start for n, _ in pairs]
        self.ends = [n.end for n, _ in pairs]
        self.sentences = sentences
        self.pronouns = tables.pronouns_of(report.metadata.language)
        self.reader = SourceReader(report.text, pairs, tables, report.metadata.language)
        self.scene = Scene(weights)
        self.unnamed: dict[str, Figure] = {}
        self.organs: dict[tuple[int, str], Figure] = {}
        #: Up to where a description means the speaker of the title, and that speaker.
        self.lede: tuple[int, Figure] | None = None
        #: Where the last statement named its speaker, and that speaker.
        self.last_speaker: tuple[int, Figure] | None = None
        told = (IdentityType.ORGANIZATION, IdentityType.OUTLET)  # their names tell what they are
        holders = (
            (f.mentions[0].span.start, i, f)
            for i, f in enumerate(figures)
            if f.mentions and (f.heads or f.type in told)
        )
        ordered = sorted(holders, key=lambda h: h[:2])
        self._holders = [f for _, _, f in ordered]
        self._holder_starts = [start for start, _, _ in ordered]
        self._described: dict[str, Figure] = {}
        self._groups: list[Figure] = []
        self._fallback: dict[str, Figure | None] = {}
        self._made: dict[str, Figure] = {}

    def sentence(self, at: int) -> int:
        """Return the index of the sentence in which `at` lies."""
        return max(0, sentence_at(self.sentences, at))

    def names_between(self, low: int, high: int) -> Sequence[tuple[Found, Figure]]:
        """Return the names that start within `[low, high)`."""
        return self.pairs[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    # By the form of the source.

    def resolve(
        self,
        source: Source,
        hidden: Sequence[Span] = (),
        everyone: Sequence[tuple[float, Figure]] | None = None,
    ) -> Figure | None:
        """Return whom a source means, or None.

        Args:
            source: The phrase, read.
            hidden: Words in which nobody outside is meant: the statement's own.
            everyone: Whom to choose from for a heading, which comes before its text; None elsewhere.
        """
        match source.form:
            case Form.NAME:
                return source.bearer
            case Form.PRONOUN:
                return self.pronoun(source, hidden)
            case Form.JOINT:
                return self._joint(source, hidden, everyone)
            case Form.ORGAN if source.bearer is not None:
                return self._organ(source.bearer, source.head)
            case Form.CARRIER | Form.ORGAN:
                return self._carrier(source)
            case Form.VAGUE:
                return self.describe(source, IdentityType.GROUP)
            case _:
                beside = self._named_beside(source)
                return beside if beside is not None else self.description(source, hidden, everyone)

    def pronoun(self, source: Source, hidden: Sequence[Span] = ()) -> Figure | None:
        """Return whom a pronoun outside of anybody's words means."""
        kind = self.pronouns.get(source.head, "he")
        if kind == "own":
            return self._author()
        if kind == "relative":
            return self._relative(source)
        if kind == "you":
            return self.unknown(source.head, IdentityType.UNKNOWN)
        figure = self._speaks_on(kind, source.span.start)
        if figure is None:
            figure = self.scene.resolve(kind, self.sentence(source.span.start), hidden)
        if figure is None and kind in ("he", "she"):
            figure = self._anyone(kind)
        return figure if figure is not None else self._nobody(source.head, kind)

    def _speaks_on(self, kind: str, at: int) -> Figure | None:
        """Return the speaker of the sentence before, in the same paragraph, whom "he" at `at` goes on with."""
        if self.last_speaker is None or kind not in ("he", "she"):
            return None
        place, figure = self.last_speaker
        low = self.sentences[self.sentence(at)]
        if self.sentence(at) - self.sentence(place) != 1 or "\n" in self.text[place:at]:
            return None
        # Somebody named between, or before the pronoun in its own sentence, may be meant as well.
        others = [f for n, f in self.names_between(low, at) if f is not figure]
        return figure if not others and agreement(kind, figure) == 1.0 else None

    def pronoun_inside(self, source: Source, low: int, speaker: Figure | None) -> Figure | None:
        """Return whom a pronoun inside another's words, which start at `low`, means."""
        kind = self.pronouns.get(source.head, "he")
        if kind == "own":
            return speaker
        if kind == "relative":
            return self._relative(source)
        high = source.span.start
        fits = [
            (n.start, f)
            for n, f in self.names_between(low, high)
            if f is not speaker and agreement(kind, f) > _FITS_INSIDE
        ]
        gloss = self._glossed(kind, low, high)
        if gloss is not None:
            fits.append(gloss)
        group = self._last_plural(low, high) if kind == "they" else None
        if group is not None:
            fits.append(group)
        if fits:
            return max(fits, key=lambda p: p[0])[1]
        figure = self.scene.resolve(kind, self.sentence(high), apart_from=speaker)
        return figure if figure is not None else self._nobody(source.head, kind)

    def _glossed(self, kind: str, low: int, high: int) -> tuple[int, Figure] | None:
        """Return whom an editor's gloss gave the last pronoun of a kind: "They [the rebels] came"."""
        last = None
        for found in _GLOSSED.finditer(self.text, low, high):
            if self.pronouns.get(found[1].casefold()) == kind:
                last = found
        if last is None:
            return None
        figure = self.resolve(self.reader.read([Span(*last.span(2))]))
        return (last.start(), figure) if figure is not None else None

    def _nobody(self, word: str, kind: str) -> Figure:
        plural = kind == "they"
        return self.unknown(word, IdentityType.GROUP if plural else IdentityType.UNKNOWN, plural=plural)

    def _anyone(self, kind: str) -> Figure | None:
        """Return the person of the whole report who fits best, where nobody is in mind yet."""
        if kind not in self._fallback:
            fits = ((agreement(kind, f) * (len(f.mentions) + 1), f) for f in self.figures)
            best = max(fits, key=lambda p: p[0], default=(0.0, None))
            self._fallback[kind] = best[1] if best[0] > _LEAST else None
        return self._fallback[kind]

    def _author(self) -> Figure:
        if len(self.authors) != 1:
            return self.unknown("the author", IdentityType.PERSON)
        name = squeeze_words(self.authors[0])
        known = next((f for f in self.figures if fold(f.name) == fold(name)), None)
        if known is None:
            known = Figure(key=(fold(name),))
            known.spellings[name] += 1
            known.vote(IdentityType.PERSON)
            self.figures.append(known)
        return known

    def _relative(self, source: Source) -> Figure | None:
        """Return who stands right before "who": a name, or the noun phrase there."""
        at = bisect_left(self.ends, source.span.start + 1) - 1
        if at >= 0:
            between = self.text[self.ends[at] : source.span.start]
            words = [w.strip(".,").casefold() for w in between.split()]
            if all(not w or w in self.tables.suffixes for w in words) or (
                len(words) <= 1 and "." not in between
            ):
                return self.pairs[at][1]
        start = max(0, source.span.start - _RELATIVE_CHARS)
        found = _LAST_WORDS.search(self.text[start : source.span.start])
        if found is None:
            return None
        inner = self.reader.read([Span(start + found.start(1), start + found.end(1))])
        if inner.form is Form.NAME:
            return inner.bearer
        if inner.head in self.tables.people or wanted_types(inner, self.tables):
            return self.description(inner)
        return self.unknown(inner.head or found[1], IdentityType.UNKNOWN)

    def _last_plural(self, low: int, high: int) -> tuple[int, Figure] | None:
        """Return the last plural phrase in a stretch: "the witnesses"."""
        last = None
        for found in _PLURAL.finditer(self.text, low, high):
            if found[1] in self.tables.people:
                last = found
        if last is None:
            return None
        return last.start(), self.unknown(squeeze_words(last.group()), IdentityType.GROUP, plural=True)

    def _joint(
        self, source: Source, hidden: Sequence[Span], everyone: Sequence[tuple[float, Figure]] | None
    ) -> Figure:
        parts = [self.resolve(part, hidden, everyone) for part in source.parts]
        names = [
            part.name if part is not None else squeeze_words(read.span.cut(self.text))
            for read, part in zip(source.parts, parts, strict=True)
        ]
        return self.together([p for p in parts if p is not None], names)

    def together(self, members: Sequence[Figure], names: Sequence[str]) -> Figure:
        """Return the group of some who are named together."""
        figure = self.unknown(f"{', '.join(names[:-1])} and {names[-1]}", IdentityType.GROUP, plural=True)
        figure.named = any(m.named for m in members)
        for member in members:
            figure.heads |= member.heads
        if figure.named:
            self._groups.append(figure)
        return figure

    def _organ(self, bearer: Figure, noun: str) -> Figure:
        """Return the one identity for "Dana Lane's campaign", "the Lane campaign"."""
        key = (id(bearer), noun)
        figure = self.organs.get(key)
        if figure is None:
            figure = Figure(key=(*bearer.key, noun))
            figure.vote(IdentityType.ORGANIZATION)
            figure.heads.add(noun)
            for start, end in self._organ_places(bearer, noun):
                figure.spellings[squeeze_words(self.text[start:end])] += 1
            if not figure.spellings:
                figure.spellings[f"{bearer.name}'s {noun}"] += 1
            self.organs[key] = figure
        return figure

    def _organ_places(self, bearer: Figure, noun: str) -> list[tuple[int, int]]:
        follows = re.compile(rf"(?:['’]s?)?\s+(?:[a-z-]+\s+)?{re.escape(noun)}\b")
        places = []
        for mention in bearer.mentions:
            found = follows.match(self.text, mention.span.end)
            if found:
                places.append((mention.span.start, found.end()))
        return places

    def _carrier(self, source: Source) -> Figure | None:
        """Return who made a thing that carries words: "Lane's letter", "the report"."""
        if source.bearer is not None:
            self._made[source.head] = source.bearer
            return source.bearer
        return self._made.get(source.head) or self.describe(source, IdentityType.UNKNOWN)

    def _named_beside(self, source: Source) -> Figure | None:
        """Return the name in apposition right after a phrase."""
        end = source.span.end
        if not source.head or source.plural:
            return None
        for name, figure in self.names_between(end, end + _BESIDE_CHARS)[:1]:
            between = self.text[end : name.outer]
            after = self.text[name.end : name.end + 1]
            if figure.is_person and (between == " " or (between == ", " and after in ',.;:"”)')):
                return figure
        return None

    # Descriptions.

    def description(
        self,
        source: Source,
        hidden: Sequence[Span] = (),
        everyone: Sequence[tuple[float, Figure]] | None = None,
    ) -> Figure:
        """Return whom a description means: somebody named, or an identity that only it describes."""
        if source.plural:
            return self._several(source, hidden)
        if source.head in self.tables.organs and source.definite and source.bearer is None:
            organ = self._organ_in_mind(source, hidden)
            if organ is not None:
                return organ
        kind = self._kind_of(source)
        if "kin" in self.tables.roles.get(source.head, ()) and source.definite is not True:
            return self.describe(source, kind)  # "her daughter"
        figure = None if source.definite is False else self.find(source, hidden, everyone)
        if everyone is None and (figure is None or source.head not in figure.heads):
            if self._is_owned(source):
                return self.describe(source, kind)  # "its vice president"
            figure = figure if source.definite else None  # "judge": a noun alone means somebody known by it
        if figure is None or source.head not in figure.heads:
            earlier = self._described_before(source) if source.definite else None
            figure = earlier if earlier is not None else figure
            later = self._named_later(source) if everyone is None and earlier is None else None
            figure = later if later is not None else figure
        if figure is None and everyone is None and kind is IdentityType.PERSON and self.lede is not None:
            end, speaker = self.lede
            figure = speaker if source.span.start < end and source.definite else None
        return figure if figure is not None else self.describe(source, kind)

    def find(
        self,
        source: Source,
        hidden: Sequence[Span] = (),
        everyone: Sequence[tuple[float, Figure]] | None = None,
    ) -> Figure | None:
        """Return the named figure that a description means, or None."""
        wants = wanted_types(source, self.tables)
        if not wants:
            return None
        if everyone is not None:
            return find_described(source, everyone, self.tables)
        at = source.span.start
        gender = self._gender_after(source)

        def fits(figure: Figure) -> float:
            wrong = gender and figure.gender and figure.gender != gender
            return 1.0 if figure.type in wants and not wrong else 0.0

        ranked = self.scene.ranked(self.sentence(at), fits, hidden)
        seen = {id(f) for _, f in ranked}
        before = self._holders[: bisect_left(self._holder_starts, at)]
        others = [(0.0, f) for f in before[-_MOST_HOLDERS:] if id(f) not in seen and fits(f)]
        low = self.sentences[self.sentence(at)]
        aside = frozenset(id(f) for n, f in self.names_between(low, at))
        return find_described(
            source, [*ranked, *others], self.tables, aside=aside, spoke=self._spoke_before(at)
        )

    def _spoke_before(self, at: int) -> Figure | None:
        """Return whose statement stands a few sentences before, or None."""
        if self.last_speaker is None:
            return None
        place, figure = self.last_speaker
        return figure if self.sentence(at) - self.sentence(place) <= _SPOKE_SENTENCES else None

    def _is_owned(self, source: Source) -> bool:
        """Return whether a description is somebody's: "her friend"."""
        first = source.span.cut(self.text).split(maxsplit=1)[0].casefold()
        return self.pronouns.get(first) in ("he", "she", "it", "they", "own")

    def _gender_after(self, source: Source) -> str:
        """Return the gender that the next pronoun tells: "the nominee attacked her opponent"."""
        end = source.span.end
        found = _POSSESSIVE.search(self.text, end, end + _PRONOUN_AFTER_CHARS)
        if found is None or any(c in self.text[end : found.start()] for c in '.,;:"“”'):
            return ""
        if self.names_between(end, found.start()):
            return ""
        return "f" if found[1] in ("her", "she") else "m"

    def _named_later(self, source: Source) -> Figure | None:
        """Return who is named soon after by the same office: a first paragraph's "tax commissioner"."""
        at = source.span.end
        if not is_role(source.head, self.tables) or source.definite is False:
            return None
        new = [
            (n, f)
            for n, f in self.names_between(at, at + _AHEAD_CHARS)
            if f.mentions[0].span.start == n.start
        ]
        later = {id(f): (0.0, f) for _, f in new if source.head in f.heads}
        figure = find_described(source, list(later.values()), self.tables, floor=_AHEAD_FLOOR)
        if figure is not None or not source.traits:
            return figure
        # "The tax commissioner says … Dana Lane says she …": a bare new name opens the next paragraph.
        persons = [(n, f) for n, f in new if f.type is IdentityType.PERSON and len(n.key) > 1]
        if not persons:
            return None
        name, first = persons[0]
        between = self.text[at : name.outer]
        opens = (
            between.endswith("\n")
            and between.strip().count("\n\n") == 0
            and not name.titles
            and not first.heads
        )
        return first if opens else None

    def _organ_in_mind(self, source: Source, hidden: Sequence[Span]) -> Figure | None:
        """Return whose campaign "the campaign" is: the one last named, else that of the person most in mind."""
        persons = self.scene.ranked(
            self.sentence(source.span.start), lambda f: 1.0 if f.type is IdentityType.PERSON else 0.0, hidden
        )
        at = source.span.start
        last: tuple[int, Figure] | None = None
        for _, person in persons:
            known = self.organs.get((id(person), source.head))
            places = [start for start, _ in self._organ_places(person, source.head)]
            if known is None and not places:
                continue
            places += [m.span.start for m in known.mentions] if known is not None else []
            before = max((p for p in places if at - _ORGAN_CHARS < p < at), default=-1)
            if last is None or before > last[0]:
                last = (before, person)
        return self._organ(last[1], source.head) if last is not None else None

    def _several(self, source: Source, hidden: Sequence[Span]) -> Figure:
        """Return a group: persons named together before ("the senators"), or one described."""
        singular = source.head.removesuffix("s") if source.head != "men" else ""
        pair = source.definite or self.text[source.span.start :][:4].casefold() == "both"
        words = source.span.cut(self.text).casefold().split()
        two = "two" in words or "both" in words
        if (pair and source.head in ("men", "women")) or (source.definite and singular in self.tables.roles):
            recent = reversed(self._groups[-_MOST_HOLDERS:])
            group = next((g for g in recent if not singular or singular in g.heads), None)
            if group is not None:
                return group
            persons = [
                f
                for _, f in self.scene.ranked(
                    self.sentence(source.span.start),
                    lambda f: 1.0 if f.type is IdentityType.PERSON else 0.0,
                    hidden,
                )
            ]
            holders = [p for p in persons if not singular or singular in p.heads]
            if len(holders) == 2 or not (two and holders):  # noqa: PLR2004 - a pair
                persons = holders
            if len(persons) == 2 or (len(persons) > 1 and two):  # noqa: PLR2004
                return self.together(persons[:2], [p.name for p in persons[:2]])
        return self.describe(source, IdentityType.GROUP)

    def _described_before(self, source: Source) -> Figure | None:
        return self._described.get(source.head)

    def _kind_of(self, source: Source) -> IdentityType:
        if is_role(source.head, self.tables) or gender_of_noun(source.head):
            return IdentityType.PERSON
        if source.head in self.tables.org_nouns:
            return (
                IdentityType.OUTLET if source.head in self.tables.outlet_nouns else IdentityType.ORGANIZATION
            )
        return IdentityType.PLACE if source.head in self.tables.place_nouns else IdentityType.UNKNOWN

    # Whom no name is given.

    def describe(self, source: Source, kind: IdentityType) -> Figure:
        """Return the identity that only this description names.

        An organisation described by another name counts as named: "the Norland police".
        """
        name = squeeze_words(source.span.cut(self.text))
        figure = self.unknown(name, kind, plural=source.plural or kind is IdentityType.GROUP)
        if source.head:
            figure.heads.add(source.head)
            if not figure.plural and source.definite is not None:
                self._described[source.head] = figure
        thing = source.head in self.tables.org_nouns and not is_role(source.head, self.tables)
        proper = source.bearer is not None or any(w in self.tables.demonyms for w in fold(name).split())
        figure.named = thing and proper and source.definite is not False
        return figure

    def unknown(self, name: str, kind: IdentityType, *, plural: bool = False) -> Figure:
        """Return the identity of that description, the same whenever it comes again."""
        key = fold(name) or name
        first, _, rest = key.partition(" ")
        key = rest if rest and first in self.tables.definite else key
        figure = self.unnamed.get(key)
        if figure is None:
            figure = Figure(key=(key,), named=False, description=name, plural=plural)
            figure.vote(kind)
            self.unnamed[key] = figure
        return figure
