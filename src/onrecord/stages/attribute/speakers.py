"""Who speaks in each draft: the whole path from a report's names to its cast."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from onrecord.model import BlockKind, IdentityType, MentionForm, Report, Span, StatementKind
from onrecord.stages.attribute.cast import Cast, Figure, add_other_scripts, gather, to_identity
from onrecord.stages.attribute.descriptions import find_described, wanted_types
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.evidence import gender_of_noun, is_role, weigh_evidence
from onrecord.stages.attribute.name_tables import load_name_tables
from onrecord.stages.attribute.names import (
    Found,
    find_names,
    find_sentence_starts,
    match_known,
    sentence_at,
)
from onrecord.stages.attribute.pronouns import (
    OBLIQUE,
    OTHER,
    POSSESSIVE,
    PRONOUN,
    QUOTED,
    SPEAKER,
    SUBJECT,
    Scene,
    agreement,
)
from onrecord.stages.attribute.sources import Form, Source, SourceReader
from onrecord.text.fold import fold, squeeze

_QUOTING = frozenset({StatementKind.DIRECT, StatementKind.TRANSCRIPT, StatementKind.LETTER, StatementKind.MIXED})
_BEFORE_OBLIQUE = re.compile(r"\b(?:of|in|on|at|by|to|from|with|for|about|against|as|between|over|under|than|like|and|or)\s+$")
_PLURAL_PHRASE = re.compile(r"(?:(?<=[.!?] )|^|\b)(?:[Tt]he|[Ss]ome|[Mm]any|[Ss]everal|[Ss]enior|[Tt]wo|[Tt]hree)\s+(?:[\w'’-]+\s+){0,3}?([a-z]+s|people|police|media)\b")
_PROMINENT = 0.05
_LABEL_WORDS = 4


def resolve_cast(report: Report, drafts: Sequence[Draft]) -> Cast:
    """Return everyone named in a report and the speaker of each draft.

    Linear in the text: names are read once, each source looks only at the
    figures in mind where it stands.
    """
    return _Casting(report, drafts).cast()


class _Casting:
    """One report at work."""

    def __init__(self, report: Report, drafts: Sequence[Draft]) -> None:
        self.report = report
        self.text = report.text
        self.drafts = drafts
        self.tables = load_name_tables()
        self.pronouns = self.tables.pronouns_of(report.metadata.language)
        self.figures, self.pairs = self._gather()
        weigh_evidence(self.text, self.pairs)
        self.reader = SourceReader(self.text, self.pairs, self.tables, report.metadata.language)
        self.sentences = find_sentence_starts(report)
        self.quoted = self._quoted_spans()
        self.quoted_starts = [s.start for s in self.quoted]
        self.scene = Scene()
        self.speakers: list[Figure | None] = [None] * len(drafts)
        self.mentions: list[Span | None] = [None] * len(drafts)
        self.unnamed: dict[str, Figure] = {}
        self.organs: dict[tuple[int, str], Figure] = {}
        self.made: dict[str, Figure] = {}
        self.running: Figure | None = None

    def _gather(self) -> tuple[list[Figure], list[tuple[Found, Figure]]]:
        names = find_names(self.report)
        known = frozenset(n.key for n in names if n.key)
        names = sorted([*names, *match_known(self.report, known)], key=lambda n: n.start)
        figures, pairs = gather(self.text, names)
        add_other_scripts(self.text, pairs)
        return figures, pairs

    def _quoted_spans(self) -> list[Span]:
        spans = [
            s
            for d in self.drafts
            if d.parent is None and d.kind in _QUOTING and d.kind is not StatementKind.HEADING
            for s in d.content
        ]
        return sorted(spans)

    def _is_quoted(self, at: int) -> bool:
        k = bisect_right(self.quoted_starts, at) - 1
        return k >= 0 and self.quoted[k].end > at

    # The walk through the text.

    def cast(self) -> Cast:
        events: list[tuple[int, int, int]] = []
        events += [(n.start, 0, i) for i, (n, _) in enumerate(self.pairs)]
        later: list[int] = []
        for i, draft in enumerate(self.drafts):
            if draft.parent is not None or self._in_heading(draft):
                later.append(i)
            else:
                at = draft.source[0].start if draft.source else draft.content[0].start
                events.append((at, 2, i))
        sources = {s.start for d in self.drafts for s in d.source}
        for match in _third_person(tuple(sorted(w for w, k in self.pronouns.items() if k in ("he", "she")))).finditer(self.text):
            if match.start() not in sources and not self._is_quoted(match.start()):
                events.append((match.start(), 1, match.end()))
        events.sort()
        hidden = self._boilerplate()
        for at, what, which in events:
            if what == 0:
                self._see_name(which)
            elif what == 1:
                if not any(s.start <= at < s.end for s in hidden):
                    self._see_pronoun(at, which)
            else:
                self._speak(which)
        self._settle(later)
        return self._finish()

    def _in_heading(self, draft: Draft) -> bool:
        at = (draft.source or draft.content)[0].start
        block = self._block_at(at)
        return draft.kind is StatementKind.HEADING or (
            block is not None and self.report.blocks[block].kind is BlockKind.HEADING
        )

    def _block_at(self, at: int) -> int | None:
        starts = [b.span.start for b in self.report.blocks]
        k = bisect_right(starts, at) - 1
        return k if k >= 0 and at < self.report.blocks[k].span.end else None

    def _boilerplate(self) -> list[Span]:
        kinds = (BlockKind.BOILERPLATE, BlockKind.METADATA, BlockKind.HEADING)
        return [b.span for b in self.report.blocks if b.kind in kinds]

    def _see_name(self, index: int) -> None:
        name, figure = self.pairs[index]
        if self.report.blocks[name.block].kind in (BlockKind.HEADING, BlockKind.CAPTION):
            weight = QUOTED
        elif self._is_quoted(name.start):
            weight = QUOTED
        elif name.possessive:
            weight = POSSESSIVE
        else:
            weight = self._weight(name, index)
        self.scene.mention(figure, name.start, self._sentence(name.start), weight)

    def _weight(self, name: Found, index: int) -> float:
        before = self.text[max(0, name.outer - 12) : name.outer]
        if _BEFORE_OBLIQUE.search(before):
            return OBLIQUE
        sentence = self.sentences[self._sentence(name.start)]
        earlier = self.pairs[index - 1][0].start if index else -1
        return SUBJECT if earlier < sentence else OTHER

    def _sentence(self, at: int) -> int:
        return max(0, sentence_at(self.sentences, at))

    def _see_pronoun(self, start: int, end: int) -> None:
        word = self.text[start:end].casefold()
        kind = self.pronouns.get(word)
        if kind is None:
            return
        sentence = self._sentence(start)
        figure = self.scene.resolve(kind, sentence)
        if figure is not None:
            figure.mention(start, end, MentionForm.PRONOUN)
            possessive = word in ("his", "her", "him")
            self.scene.mention(figure, start, sentence, POSSESSIVE if possessive else PRONOUN)

    # Drafts.

    def _speak(self, index: int) -> None:
        draft = self.drafts[index]
        figure, span = self._speaker(index, draft)
        self._set(index, figure, span)

    def _set(self, index: int, figure: Figure | None, span: Span | None) -> None:
        draft = self.drafts[index]
        self.speakers[index] = figure
        self.mentions[index] = span
        if figure is None:
            return
        figure.statements += 1
        if draft.parent is None and not self._in_heading(draft):
            at = span.start if span else draft.content[0].start
            self.scene.mention(figure, at, self._sentence(at), SPEAKER, speaks=True)
            last = draft.content[-1].end
            if self._sentence(last) != self._sentence(at):
                self.scene.mention(figure, at, self._sentence(last), SPEAKER / 2, speaks=True)
            self.running = figure

    def _speaker(self, index: int, draft: Draft) -> tuple[Figure | None, Span | None]:
        if draft.goes_on is not None and self.speakers[draft.goes_on] is not None:
            return self.speakers[draft.goes_on], self.mentions[draft.goes_on]
        if not draft.source:
            if draft.asks:
                return self._interviewer(), None
            return (self.running, None) if draft.parent is None else (None, None)
        label = self._label(draft)
        if label is not None:
            return label, draft.source[0]
        source = self.reader.read(draft.source)
        figure = self._resolve(source, index)
        if figure is not None:
            self._note_mention(source, figure)
        return figure, source.span

    def _note_mention(self, source: Source, figure: Figure) -> None:
        if source.form is Form.PRONOUN:
            figure.mention(source.span.start, source.span.end, MentionForm.PRONOUN)
        elif source.form not in (Form.NAME, Form.JOINT):
            figure.mention(source.span.start, source.span.end, MentionForm.DESCRIPTION)

    def _label(self, draft: Draft) -> Figure | None:
        """Return the speaker of a turn whose label is "Q", "Host" or the like."""
        if draft.kind is not StatementKind.TRANSCRIPT:
            return None
        word = fold(draft.source[0].cut(self.text))
        if word in self.tables.interviewers:
            return self._interviewer(word, draft.source[0])
        if word in self.tables.interviewees:
            return self._interviewee(draft.source[0])
        return None

    def _interviewer(self, label: str = "", span: Span | None = None) -> Figure:
        """Return the host that the text names, or one identity for the unnamed interviewer."""
        named = [f for f in self.figures if f.is_person and f.heads & {"host", "anchor", "presenter", "moderator", "interviewer"}]
        if len(named) == 1 and label:
            figure = named[0]
        else:
            name = squeeze(span.cut(self.text)) if span else "interviewer"
            known = next((f for f in self.unnamed.values() if "interviewer" in f.traits), None)
            figure = known if known is not None and not label else self._unnamed(name, IdentityType.PERSON)
            figure.traits.add("interviewer")
        if span:
            figure.mention(span.start, span.end, MentionForm.LABEL)
        return figure

    def _interviewee(self, span: Span) -> Figure:
        best = max((f for f in self.figures if f.is_person), key=lambda f: (f.statements, len(f.mentions)), default=None)
        figure = best or self._unnamed(squeeze(span.cut(self.text)), IdentityType.PERSON)
        figure.mention(span.start, span.end, MentionForm.LABEL)
        return figure

    def _unnamed(self, name: str, kind: IdentityType, *, plural: bool = False) -> Figure:
        key = fold(name) or name
        figure = self.unnamed.get(key)
        if figure is None:
            figure = Figure(key=(key,), named=False, description=name, plural=plural)
            figure.kinds[kind] += 1
            self.unnamed[key] = figure
        return figure

    # Sources.

    def _resolve(self, source: Source, index: int) -> Figure | None:
        draft = self.drafts[index]
        if source.form is Form.NAME:
            assert source.bearer is not None
            if source.bearer.type is IdentityType.UNKNOWN and not source.names:
                source.bearer.kinds[IdentityType.PERSON] += 1
            return source.bearer
        if source.form is Form.PRONOUN:
            return self._pronoun(source, index)
        if source.form is Form.JOINT:
            return self._joint(source, index)
        if source.form is Form.ORGAN:
            assert source.bearer is not None
            return self._organ(source)
        if source.form is Form.CARRIER:
            return self._carrier(source, index)
        if source.form is Form.VAGUE:
            return self._describe(source, IdentityType.GROUP)
        beside = self._named_beside(source, draft)
        return beside if beside is not None else self._description(source, index)

    def _hidden(self, draft: Draft, source: Source) -> list[Span]:
        """Return the draft's own words, where nobody outside is meant."""
        return [s for s in draft.content if s.start < source.span.start]

    def _pronoun(self, source: Source, index: int) -> Figure | None:
        draft = self.drafts[index]
        kind = self.pronouns[source.head] if source.head in self.pronouns else "he"
        if kind == "own":
            if draft.parent is not None:
                return self.speakers[draft.parent]
            return self._author() if not self._is_quoted(source.span.start) else self.running
        if kind == "relative":
            return self._relative(source)
        if kind == "you":
            return self._unnamed(source.head, IdentityType.UNKNOWN)
        if draft.parent is not None:
            return self._pronoun_inside(kind, source, index)
        sentence = self._sentence(source.span.start)
        figure = self.scene.resolve(kind, sentence, self._hidden(draft, source))
        if figure is None and kind in ("he", "she"):
            figure = self._anyone(kind)
        if figure is None:
            plural = kind == "they"
            return self._unnamed(source.head, IdentityType.GROUP if plural else IdentityType.UNKNOWN, plural=plural)
        return figure

    def _anyone(self, kind: str) -> Figure | None:
        """Return the person of the report who fits best, where nobody was named before."""
        fits = [(agreement(kind, f) * (len(f.mentions) + 1), f) for f in self.figures]
        best = max(fits, key=lambda p: p[0], default=(0.0, None))
        return best[1] if best[0] > _PROMINENT else None

    def _author(self) -> Figure:
        authors = self.report.metadata.authors
        if len(authors) == 1:
            name = squeeze(authors[0])
            known = next((f for f in self.figures if fold(f.name) == fold(name)), None)
            if known is not None:
                return known
            figure = Figure(key=(fold(name),))
            figure.spellings[name] += 1
            figure.kinds[IdentityType.PERSON] += 1
            self.figures.append(figure)
            return figure
        return self._unnamed("the author", IdentityType.PERSON)

    def _relative(self, source: Source) -> Figure | None:
        """Return who stands right before "who"; where that is no name, the noun phrase there."""
        at = bisect_left(self._pair_ends(), source.span.start + 1) - 1
        if at >= 0:
            name, figure = self.pairs[at]
            between = self.text[name.end : source.span.start]
            if len(between.split()) <= 1 and "." not in between:
                return figure
        before = self.text[max(0, source.span.start - 80) : source.span.start]
        match = re.search(r"((?:[\w'’-]+\s+){0,3}[\w'’-]+),?\s*$", before)
        if match is None:
            return None
        start = source.span.start - 80 if source.span.start >= 80 else 0  # noqa: PLR2004
        words = match[1].split()
        for k in range(len(words) - 1, -1, -1):
            low = words[k].casefold()
            if low in self.tables.definite or low in self.tables.indefinite:
                phrase_start = start + match.start(1) + match[1].index(words[k])
                inner = self.reader.read([Span(phrase_start, start + match.end(1))])
                return self._description(inner, None) if inner.form is Form.DESCRIPTION else None
        low = words[-1].casefold()
        if low in self.tables.people:
            return self._unnamed(words[-1], IdentityType.GROUP, plural=True)
        return self.scene.resolve("he", self._sentence(source.span.start))

    def _pair_ends(self) -> list[int]:
        return [n.end for n, _ in self.pairs]

    def _pronoun_inside(self, kind: str, source: Source, index: int) -> Figure | None:
        """Return whom a pronoun inside another's words means: someone those words name."""
        draft = self.drafts[index]
        assert draft.parent is not None
        parent = self.drafts[draft.parent]
        speaker = self.speakers[draft.parent]
        low = parent.content[0].start
        best: tuple[int, Figure] | None = None
        for name, figure in self._pairs_between(low, source.span.start):
            if figure is not speaker and agreement(kind, figure) > 0.3:  # noqa: PLR2004
                best = (name.start, figure)
        if kind == "they":
            group = self._last_plural(low, source.span.start)
            if group is not None and (best is None or group[0] > best[0]):
                return group[1]
        if best is not None:
            return best[1]
        figure = self.scene.resolve(kind, self._sentence(source.span.start), apart_from=speaker)
        return figure or self._unnamed(source.head, IdentityType.GROUP if kind == "they" else IdentityType.UNKNOWN, plural=kind == "they")

    def _pairs_between(self, low: int, high: int) -> Iterable[tuple[Found, Figure]]:
        starts = self.reader._starts  # noqa: SLF001 - the reader keeps the index
        return self.pairs[bisect_left(starts, low) : bisect_left(starts, high)]

    def _last_plural(self, low: int, high: int) -> tuple[int, Figure] | None:
        """Return the last plural phrase before a place: "the witnesses"."""
        found = None
        for match in _PLURAL_PHRASE.finditer(self.text, low, high):
            if match[1] in self.tables.people:
                found = (match.start(), match)
        if found is None:
            return None
        return found[0], self._unnamed(squeeze(found[1].group()), IdentityType.GROUP, plural=True)

    def _joint(self, source: Source, index: int) -> Figure:
        figures = [self._resolve(part, index) for part in source.parts]
        names = [f.name if f is not None else squeeze(p.span.cut(self.text)) for p, f in zip(source.parts, figures, strict=True)]
        name = f"{', '.join(names[:-1])} and {names[-1]}"
        figure = self._unnamed(name, IdentityType.GROUP, plural=True)
        figure.named = all(f is not None and f.named for f in figures)
        return figure

    def _organ(self, source: Source) -> Figure:
        """Return the identity for "Lane's campaign", the same for every spelling of it."""
        assert source.bearer is not None
        key = (id(source.bearer), source.head)
        figure = self.organs.get(key)
        if figure is None:
            figure = Figure(key=(*source.bearer.key, source.head))
            figure.kinds[IdentityType.ORGANIZATION] += 1
            figure.heads.add(source.head)
            figure.spellings[f"{source.bearer.name}'s {source.head}"] += 0
            self.organs[key] = figure
        return figure

    def _carrier(self, source: Source, index: int) -> Figure | None:
        """Return who made a thing that carries words: "Lane's letter", "the report"."""
        if source.bearer is not None:
            self.made[source.head] = source.bearer
            return source.bearer
        made = self.made.get(source.head)
        if made is not None:
            return made
        return self._describe(source, IdentityType.UNKNOWN)

    def _named_beside(self, source: Source, draft: Draft) -> Figure | None:
        """Return the name in apposition right after the phrase, or right before it."""
        end = draft.source[0].end
        for name, figure in self._pairs_between(end, end + 60):
            between = self.text[end : name.outer]
            if between in (", ", " ") and figure.is_person and source.head and not source.plural:
                after = self.text[name.end : name.end + 1]
                if between == " " or after in (",", ".", ";", ":", '"', "”"):
                    return figure
            break
        return None

    def _description(self, source: Source, index: int | None) -> Figure:
        draft = self.drafts[index] if index is not None else None
        is_group = source.plural
        if is_group:
            return self._describe(source, IdentityType.GROUP)
        kind = self._kind_of(source)
        if source.definite is False:
            return self._describe(source, kind)
        at = source.span.start
        if draft is not None and self._in_heading(draft):
            candidates = self._everyone(draft)
        else:
            hidden = self._hidden(draft, source) if draft is not None else []
            wants = wanted_types(source, self.tables)
            ranked = self.scene.ranked(self._sentence(at), lambda f: 1.0 if f.type in wants else 0.0, hidden)
            seen = {id(f) for _, f in ranked}
            candidates = [*ranked, *((0.0, f) for f in self.figures if id(f) not in seen and f.heads and f.mentions[0].span.start < at)]
        figure = find_described(source, candidates, self.tables)
        earlier = self._unnamed_before(source)
        if earlier is not None and (figure is None or source.head not in figure.heads):
            return earlier
        return figure if figure is not None else self._describe(source, kind)

    def _unnamed_before(self, source: Source) -> Figure | None:
        for figure in reversed(self.unnamed.values()):
            if source.head and source.head in figure.heads and not figure.plural:
                return figure
        return None

    def _everyone(self, draft: Draft) -> list[tuple[float, Figure]]:
        """Return everyone with how much they speak, for a heading that comes before its text."""
        start = draft.content[0].start
        following = {id(f) for d, f in zip(self.drafts, self.speakers, strict=True) if f is not None and d.content[0].start > start}
        most = max((f.statements for f in self.figures), default=0) or 1
        return [(f.statements / most * (1.0 if id(f) in following else 0.5), f) for f in self.figures]

    def _kind_of(self, source: Source) -> IdentityType:
        if is_role(source.head, self.tables) or gender_of_noun(source.head):
            return IdentityType.PERSON
        if source.head in self.tables.org_nouns:
            return IdentityType.OUTLET if source.head in self.tables.outlet_nouns else IdentityType.ORGANIZATION
        return IdentityType.PLACE if source.head in self.tables.place_nouns else IdentityType.UNKNOWN

    def _describe(self, source: Source, kind: IdentityType) -> Figure:
        name = squeeze(source.span.cut(self.text))
        figure = self._unnamed(name, kind, plural=source.plural or kind is IdentityType.GROUP)
        if source.head:
            figure.heads.add(source.head)
        return figure

    # After the walk.

    def _settle(self, later: Sequence[int]) -> None:
        headings = [i for i in later if self.drafts[i].parent is None]
        nested = [i for i in later if self.drafts[i].parent is not None]
        for i in (*headings, *sorted(nested, key=self._depth)):
            self._speak(i)
        for i, draft in enumerate(self.drafts):
            if self.speakers[i] is None and draft.goes_on is not None:
                self.speakers[i] = self.speakers[draft.goes_on]
                self.mentions[i] = self.mentions[draft.goes_on]

    def _depth(self, index: int) -> int:
        depth, parent = 0, self.drafts[index].parent
        while parent is not None and depth < len(self.drafts):
            depth, parent = depth + 1, self.drafts[parent].parent
        return depth

    def _finish(self) -> Cast:
        speaking = {id(f): f for f in self.speakers if f is not None}
        everyone = dict.fromkeys([*self.figures, *self.organs.values(), *speaking.values()])
        made = {}
        identities = {}
        for figure in everyone:
            if not figure.mentions and id(figure) not in speaking:
                continue
            identity = to_identity(figure, self.report)
            made[id(figure)] = identities.setdefault(identity.id, identity)
        ordered = sorted(identities.values(), key=lambda i: (i.mentions[0].span.start if i.mentions else len(self.text), i.name))
        return Cast(
            identities=tuple(ordered),
            speakers=tuple(made[id(f)] if f is not None else None for f in self.speakers),
            mentions=tuple(self.mentions),
        )


@lru_cache(maxsize=64)
def _third_person(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
