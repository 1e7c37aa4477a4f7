"""Who speaks in each draft: the whole path from a report's names to its cast."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from onrecord.model import BlockKind, Identity, IdentityType, MentionForm, Report, Span, StatementKind
from onrecord.ports import Named
from onrecord.stages.attribute.cast.caseless import find_caseless
from onrecord.stages.attribute.cast.cast import Cast
from onrecord.stages.attribute.cast.evidence import weigh_evidence
from onrecord.stages.attribute.cast.figures import Figure, to_identity
from onrecord.stages.attribute.cast.found import Found
from onrecord.stages.attribute.cast.gathering import add_other_scripts, gather
from onrecord.stages.attribute.cast.name_tables import load_name_tables
from onrecord.stages.attribute.cast.names import find_names, match_known
from onrecord.stages.attribute.cast.pronouns import WEIGHTS, Weights, agreement
from onrecord.stages.attribute.cast.reasons import ASKED, GOES_ON, LABELLED, why_labelled, why_meant
from onrecord.stages.attribute.cast.resolving import Resolver
from onrecord.stages.attribute.cast.sentences import find_sentence_starts
from onrecord.stages.attribute.cast.sources import Form, Source
from onrecord.stages.attribute.cast.told_types import take_types
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.prose.cue_lexicon import load_cue_lexicon
from onrecord.text.fold import fold, squeeze

_QUOTING = frozenset(
    {StatementKind.DIRECT, StatementKind.TRANSCRIPT, StatementKind.LETTER, StatementKind.MIXED}
)
_SILENT = frozenset({BlockKind.BOILERPLATE, BlockKind.METADATA, BlockKind.HEADING})
_ASIDE = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.METADATA})
_OBLIQUE_BEFORE = re.compile(
    r"\b(?:of|in|on|at|by|to|from|with|for|about|against|as|between|over|under|than|like|and|or)\s+$"
)
_NEXT_WORD = re.compile(r" ([a-z][a-z-]+)")
_HOSTS = frozenset({"host", "anchor", "presenter", "moderator", "interviewer"})
_LIKELY = 0.4
#: A footnote is about what its marker follows.
_NOTED = 2.0
#: How far before a footnote's marker names are brought back to mind.
_NOTE_CHARS = 120
#: A description this near after a title that names its speaker means that speaker.
_LEDE_CHARS = 700
#: What the walk meets, in the order in which it is taken at one place.
_NOTE, _NAME, _PRONOUN, _PHRASE, _DRAFT = range(5)


def resolve_cast(
    report: Report, drafts: Sequence[Draft], names: Sequence[Named] = (), *, weights: Weights = WEIGHTS
) -> Cast:
    """Return everyone named in a report and the speaker of each draft.

    Linear in the text: names are read once, and each source looks only at the
    figures in mind where it stands.

    Args:
        report: As it was read.
        drafts: Its attributions.
        names: What a tagger says of names: the types of those that no table and no evidence gives one.
        weights: What counts how much where a pronoun may mean several.
    """
    return _Casting(report, drafts, names, weights).cast()


class _Casting:
    """One report at work."""

    def __init__(
        self, report: Report, drafts: Sequence[Draft], names: Sequence[Named], weights: Weights
    ) -> None:
        self.report, self.text, self.drafts = report, report.text, drafts
        self.weights = weights
        self.tables = load_name_tables()
        self.figures, self.pairs = self._gather()
        weigh_evidence(self.text, self.pairs)
        take_types(self.pairs, names)
        self.resolver = Resolver(
            report, self.tables, self.figures, self.pairs, find_sentence_starts(report), weights
        )
        self.scene = self.resolver.scene
        self.block_starts = [b.span.start for b in report.blocks]
        self.quoted = sorted(
            s
            for d in drafts
            if d.parent is None and d.kind in _QUOTING and not self._in_heading(d)
            for s in d.content
        )
        self.quoted_starts = [s.start for s in self.quoted]
        self.speakers: list[Figure | None] = [None] * len(drafts)
        self.mentions: list[Span | None] = [None] * len(drafts)
        self.reasons = [""] * len(drafts)
        self.running: Figure | None = None
        self.hosts: list[Figure] | None = None
        self.interviewer: Figure | None = None
        self.interviewee: Figure | None = None
        self.resolver.lede = self._lede()

    def _gather(self) -> tuple[list[Figure], list[tuple[Found, Figure]]]:
        sources = [
            *(s for d in self.drafts for s in d.source),
            *(b.label for b in self.report.blocks if b.label is not None),
        ]
        names = find_names(self.report, sources)
        known = frozenset(n.key for n in names if n.key and not (n.common and len(n.key) == 1))
        taken = {at for n in names for at in range(n.start, n.end)}
        names += [n for n in match_known(self.report, known) if n.start not in taken]
        names += find_caseless(self.report, sources)
        names.sort(key=lambda n: n.start)
        headings = (b.span for b in self.report.blocks if b.kind is BlockKind.HEADING and b.level == 1)
        figures, pairs = gather(self.text, names, sources, next(headings, None))
        return add_other_scripts(self.text, figures, pairs)

    def _block_kind(self, at: int) -> BlockKind | None:
        k = bisect_right(self.block_starts, at) - 1
        return self.report.blocks[k].kind if k >= 0 and at < self.report.blocks[k].span.end else None

    def _in_heading(self, draft: Draft) -> bool:
        first = (draft.source or draft.content)[0].start
        return draft.kind is StatementKind.HEADING or self._block_kind(first) is BlockKind.HEADING

    def _lede(self) -> tuple[int, Figure] | None:
        """Return up to where a description means the person whom the title lets speak, and that person."""
        title = next((b for b in self.report.blocks if b.kind is BlockKind.HEADING and b.level == 1), None)
        if title is None:
            return None
        for draft in self.drafts:
            if draft.source and draft.parent is None and title.span.covers(draft.source[0]):
                source = self.resolver.reader.read(draft.source)
                if source.form is Form.NAME and source.bearer is not None and source.bearer.is_person:
                    return title.span.end + _LEDE_CHARS, source.bearer
        return None

    def _is_quoted(self, at: int) -> bool:
        k = bisect_right(self.quoted_starts, at) - 1
        return k >= 0 and self.quoted[k].end > at

    # The walk through the text.

    def cast(self) -> Cast:
        later = [i for i, d in enumerate(self.drafts) if d.parent is not None or self._in_heading(d)]
        for at, what, which in self._events(frozenset(later)):
            if what == _NOTE:
                self._open_note(at, which)
            elif what == _NAME:
                self._see_name(which)
            elif what == _PRONOUN:
                self._see_pronoun(at, which)
            elif what == _PHRASE:
                self._see_phrase(at, which)
            else:
                self._speak(which)
        self._settle(later)
        return self._finish()

    def _events(self, later: frozenset[int]) -> list[tuple[int, int, int]]:
        events = [(n.start, _NAME, i) for i, (n, _) in enumerate(self.pairs)]
        sources: set[int] = set()
        for i, draft in enumerate(self.drafts):
            sources.update(s.start for s in draft.source)
            if i not in later:
                events.append(((draft.source or draft.content)[0].start, _DRAFT, i))
        for number, note in enumerate(self.report.footnotes):
            if note.note is not None and note.refs:
                events.append((note.note.start, _NOTE, number))
        pronouns = tuple(sorted(w for w, k in self.resolver.pronouns.items() if k in ("he", "she")))
        heads = tuple(sorted({h for f in self.figures if f.type is IdentityType.PERSON for h in f.heads}))
        for what, pattern in ((_PRONOUN, _words(pronouns)), (_PHRASE, _phrases(heads))):
            for match in pattern.finditer(self.text) if pattern else ():
                at = match.start()
                if at not in sources and not self._is_quoted(at) and self._block_kind(at) not in _SILENT:
                    events.append((at, what, match.end()))
        events.sort()
        return events

    def _is_said(self, draft: Draft) -> bool:
        """Return whether a draft's cue says, not only thinks ("expected"): such verbs may stand beside a quotation."""
        verbs = load_cue_lexicon(self.report.metadata.language or "en").verbs
        words = (w for s in draft.cue for w in s.cut(self.text).casefold().split())
        return any("q" in cue.frames for w in words for cue in verbs.get(w, ()))

    def _open_note(self, at: int, number: int) -> None:
        """Bring back to mind, for a footnote, what stands before its marker in the text."""
        low = self.report.footnotes[number].refs[0].start
        sentence = self.resolver.sentence(at)
        for name, figure in self.resolver.names_between(low - _NOTE_CHARS, low):
            self.scene.mention(
                figure, at, sentence, self.weights.speaker + (_NOTED if name.end > low - 3 else 0.0)
            )

    def _see_name(self, index: int) -> None:
        name, figure = self.pairs[index]
        if self.report.blocks[name.block].kind in _ASIDE or self._is_quoted(name.start):
            weight = self.weights.quoted
        elif name.possessive:
            weight = self.weights.possessive
        elif self._modifies(name.end):
            weight = self.weights.modifier
        else:
            earlier = self.pairs[index - 1][0].start if index else -1
            weight = self._weight(name.outer, name.start, earlier)
        self.scene.mention(figure, name.start, self.resolver.sentence(name.start), weight)
        if index and weight > self.weights.quoted:
            self._see_pair(index, weight)

    def _see_pair(self, index: int, weight: float) -> None:
        """Take note of "A and B" together: "they" may follow."""
        (one, first), (other, second) = self.pairs[index - 1], self.pairs[index]
        if (
            self.text[one.end : other.outer] == " and "
            and first is not second
            and first.is_person
            and second.is_person
        ):
            both = self.resolver.together([first, second], [first.name, second.name])
            self.scene.mention(
                both, other.start, self.resolver.sentence(other.start), max(weight, self.weights.other)
            )

    def _modifies(self, end: int) -> bool:
        """Return whether a name stands before the noun that counts: "the Norland army official"."""
        found = _NEXT_WORD.match(self.text, end)
        if found is None:
            return False
        low, tables = found[1], self.tables
        return low in tables.roles or low in tables.people or low in tables.org_nouns

    def _weight(self, outer: int, start: int, earlier: int) -> float:
        if _OBLIQUE_BEFORE.search(self.text, max(0, outer - 12), outer):
            return self.weights.oblique
        sentence = self.resolver.sentences[self.resolver.sentence(start)]
        return self.weights.subject if earlier < sentence else self.weights.other

    def _see_pronoun(self, start: int, end: int) -> None:
        word = self.text[start:end].casefold()
        sentence = self.resolver.sentence(start)
        figure = self.scene.resolve(self.resolver.pronouns[word], sentence)
        if figure is not None:
            figure.mention(start, end, MentionForm.PRONOUN)
            weight = self.weights.possessive if word in ("his", "her", "him") else self.weights.pronoun
            self.scene.mention(figure, start, sentence, weight)

    def _see_phrase(self, start: int, end: int) -> None:
        """Take note of "the president" in narration, where somebody is known to be one."""
        if self.resolver.names_between(start, end + 2):
            return
        source = self.resolver.reader.read([Span(start, end)])
        if source.form is not Form.DESCRIPTION or source.plural:
            return
        figure = self.resolver.find(source)
        if figure is not None:
            figure.mention(start, end, MentionForm.DESCRIPTION)
            self.scene.mention(figure, start, self.resolver.sentence(start), self._weight(start, start, -1))

    # Drafts.

    def _speak(self, index: int) -> None:
        draft = self.drafts[index]
        figure, span, reason = self._speaker(draft)
        self.speakers[index], self.mentions[index], self.reasons[index] = figure, span, reason
        if figure is None:
            return
        figure.statements += 1
        if draft.parent is None and not self._in_heading(draft):
            at = span.start if span else draft.content[0].start
            first = self.resolver.sentence(at)
            last = self.resolver.sentence(draft.content[-1].end)
            self.scene.mention(figure, at, first, self.weights.speaker, speaks=True)
            if self._is_said(draft):
                self.resolver.last_speaker = (at, figure)
            if last > first:
                self.scene.mention(figure, at, last, self.weights.speaker / 2, speaks=True)
            self.running = figure

    def _speaker(self, draft: Draft) -> tuple[Figure | None, Span | None, str]:
        """Return who speaks in a draft, where it points to them, and why they are meant."""
        if draft.goes_on is not None and self.speakers[draft.goes_on] is not None:
            return self.speakers[draft.goes_on], self.mentions[draft.goes_on], GOES_ON
        if not any(squeeze(s.cut(self.text)) for s in draft.source):
            if draft.asks:
                return self._interviewer("", None), None, ASKED
            running = self.running if draft.parent is None else None
            return running, None, GOES_ON if running is not None else ""
        label = self._label(draft)
        if label is not None:
            said = draft.source[0].cut(self.text)
            return label, draft.source[0], why_labelled(said, label, self.tables)
        source = self.resolver.reader.read(draft.source)
        figure = self._resolve(source, draft)
        if figure is None:
            return None, source.span, ""
        self._note_mention(source, figure)
        if draft.kind is StatementKind.TRANSCRIPT and source.form is Form.NAME:
            return figure, source.span, LABELLED
        around = self.speakers[draft.parent] if draft.parent is not None else None
        return figure, source.span, why_meant(source, figure, self.resolver, around)

    def _resolve(self, source: Source, draft: Draft) -> Figure | None:
        if source.form is Form.PRONOUN and draft.parent is not None:
            parent, speaker = self.drafts[draft.parent], self.speakers[draft.parent]
            kind = self.resolver.pronouns.get(source.head, "")
            if (
                speaker is not None
                and not self._is_quoted(source.span.start)
                and agreement(kind, speaker) > _LIKELY
            ):
                return speaker  # "she spoke of what she called …": in indirect speech the speaker goes on
            return self.resolver.pronoun_inside(source, parent.content[0].start, speaker)
        hidden = [s for s in draft.content if s.start < source.span.start]
        return self.resolver.resolve(
            source, hidden, self._everyone(draft) if self._in_heading(draft) else None
        )

    def _everyone(self, draft: Draft) -> list[tuple[float, Figure]]:
        """Return everyone with how much they speak, most for those who speak after a heading."""
        start = draft.content[0].start
        after = {
            id(f)
            for d, f in zip(self.drafts, self.speakers, strict=True)
            if f is not None and d.content[0].start > start
        }
        most = max((f.statements for f in self.figures), default=0) or 1
        return [(f.statements / most * (1.0 if id(f) in after else 0.5), f) for f in self.figures]

    def _note_mention(self, source: Source, figure: Figure) -> None:
        if source.form is Form.PRONOUN:
            figure.mention(source.span.start, source.span.end, MentionForm.PRONOUN)
        elif source.form is Form.ORGAN:
            figure.mention(source.span.start, source.span.end, MentionForm.NAME)
        elif source.form not in (Form.NAME, Form.JOINT):
            figure.mention(source.span.start, source.span.end, MentionForm.DESCRIPTION)

    # Turns whose label names nobody.

    def _label(self, draft: Draft) -> Figure | None:
        if draft.kind is not StatementKind.TRANSCRIPT:
            return None
        word = fold(draft.source[0].cut(self.text))
        if word in self.tables.interviewers:
            return self._interviewer(word, draft.source[0])
        return self._interviewee(draft.source[0]) if word in self.tables.interviewees else None

    def _interviewer(self, label: str, span: Span | None) -> Figure:
        """Return the host whom the text names, or one identity for the unnamed interviewer."""
        if self.hosts is None:
            self.hosts = [f for f in self.figures if f.is_person and f.heads & _HOSTS]
        if len(self.hosts) == 1 and label:
            figure = self.hosts[0]
        elif self.interviewer is not None and not label:
            figure = self.interviewer
        else:
            name = squeeze(span.cut(self.text)) if span else "interviewer"
            figure = self.interviewer = self.resolver.unknown(name, IdentityType.PERSON)
        if span:
            figure.mention(span.start, span.end, MentionForm.LABEL)
        return figure

    def _interviewee(self, span: Span) -> Figure:
        if self.interviewee is None:
            persons = [f for f in self.figures if f.is_person]
            best = max(persons, key=lambda f: (f.statements, len(f.mentions)), default=None)
            self.interviewee = best or self.resolver.unknown(
                squeeze(span.cut(self.text)), IdentityType.PERSON
            )
        figure = self.interviewee
        figure.mention(span.start, span.end, MentionForm.LABEL)
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
                self.reasons[i] = GOES_ON if self.speakers[i] is not None else ""

    def _depth(self, index: int) -> int:
        depth, parent = 0, self.drafts[index].parent
        while parent is not None and depth < len(self.drafts):
            depth, parent = depth + 1, self.drafts[parent].parent
        return depth

    def _finish(self) -> Cast:
        speaking = {id(f): f for f in self.speakers if f is not None}
        everyone = dict.fromkeys([*self.figures, *self.resolver.organs.values(), *speaking.values()])
        made: dict[int, Identity] = {}
        identities: dict[str, Identity] = {}
        for figure in everyone:
            if figure.mentions or id(figure) in speaking:
                if _is_noise(figure) and id(figure) not in speaking:
                    continue
                identity = to_identity(figure, self.report)
                made[id(figure)] = identities.setdefault(identity.id, identity)
        end = len(self.text)
        ordered = sorted(
            identities.values(), key=lambda i: (i.mentions[0].span.start if i.mentions else end, i.name)
        )
        return Cast(
            identities=tuple(ordered),
            speakers=tuple(made[id(f)] if f is not None else None for f in self.speakers),
            mentions=tuple(self.mentions),
            reasons=tuple(self.reasons),
        )


def _is_noise(figure: Figure) -> bool:
    """Return whether one capitalised word is all there is of a figure: "Sword", "Victory"."""
    told = figure.heads or figure.genders.total() > 1
    return figure.type is IdentityType.UNKNOWN and len(figure.key) == 1 and not told


@lru_cache(maxsize=64)
def _words(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE) if words else None


@lru_cache(maxsize=256)
def _phrases(heads: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds "the president" for the offices that somebody in the report holds."""
    if not heads:
        return None
    either = "|".join(map(re.escape, heads))
    return re.compile(rf"\b[Tt]he\s+(?:[\w-]+\s+){{0,2}}?(?:{either})\b(?![-\w])")
