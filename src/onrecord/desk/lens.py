"""The naming lens: what each outlet calls somebody, a body, a place or an event, and how often."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from onrecord.desk.desk import Desk
from onrecord.desk.known import find_known
from onrecord.errors import BadRequest, NotFound
from onrecord.model import IdentityType, Known, MentionForm, Span
from onrecord.ports import NamedIn
from onrecord.stages.trace.naming import naming_key, naming_phrase
from onrecord.text.fold import fold, squeeze
from onrecord.text.names.aliases import load_aliases

#: Known identities taken as one, the most reported first.
_MEMBERS = 500
#: Further names that are looked for as words.
_MOST_WORDS = 100
#: Reports looked through at a time.
_BATCH = 200
#: Characters shown around an example.
_AROUND_CHARS = 60
#: Mentions that call nobody anything: pronouns, and what stands before the colon of a transcript's turn.
_UNCALLED = frozenset({MentionForm.PRONOUN, MentionForm.LABEL})


@dataclass(frozen=True, slots=True)
class NamingExample:
    """Return one place where a phrase stands.

    Attributes:
        report: The report's id.
        report_name: What it is called.
        published: Its day of publication, or None.
        span: The phrase, in its canonical text.
        passage: What stands around it, cut from the text.
        at: Where the phrase stands in `passage`.
    """

    report: str
    report_name: str
    published: date | None
    span: Span
    passage: str
    at: Span


@dataclass(frozen=True, slots=True)
class Naming:
    """Return what one outlet calls it by one phrase.

    Attributes:
        outlet: The outlet, None where it is not known.
        phrase: As the outlet writes it most often.
        times: How often.
        reports: In how many reports.
        examples: Some places, those of reports added last first.
    """

    outlet: str | None
    phrase: str
    times: int
    reports: int
    examples: tuple[NamingExample, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """Return who or what was asked about, and what it is called.

    Attributes:
        name: The name it is known by; what was asked where it is not.
        type: What it is; None where it is not known and words alone were looked for.
        id: The id of its cluster, or None.
        words: Names that were looked for as words too, beside the places where reports are known to mean it.
        namings: By outlet, in the order of their names, an unknown one last; of each the most frequent first.
        outlets: How often and in how many reports each outlet names it, in the same order.
        phrases: The same for each phrase in all outlets, the most frequent first.
        times: How often in all.
        reports: In how many reports.
    """

    name: str
    type: IdentityType | None
    id: str | None
    words: tuple[str, ...]
    namings: tuple[Naming, ...]
    outlets: tuple[tuple[str | None, int, int], ...]
    phrases: tuple[tuple[str, int, int], ...]
    times: int
    reports: int


def lens(
    desk: Desk,
    name: str,
    *,
    also: Sequence[str] = (),
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
    examples: int = 1,
) -> Lens:
    """Return what each outlet calls whom or what `name` means, and how often.

    Counted is every place where a report is known to mean it, but for pronouns; and every place where one of its
    other names stands (those of the alias table, its own of two words or more, and `also`) and nobody else is meant.
    Each phrase is taken in full, as written ("the Lebanese resistance movement Hezbollah").

    Args:
        desk: The desk.
        name: A name or an id of a known identity; else words, as for an event.
        also: Further names that are looked for as words.
        outlet: Part of the name of the only outlets that are meant.
        since: Published on this day or later.
        until: The same, or earlier.
        examples: How many places are given for each phrase of an outlet, at most.

    Raises:
        BadRequest: Several are called so, there is no letter in a name, or `since` lies after `until`.
        NotFound: It is named nowhere.
    """
    if since and until and since > until:
        raise BadRequest(f"since ({since}) lies after until ({until}); swap them")
    for words in (name, *also):
        if not fold(words):
            raise BadRequest("there is no letter in this name; give a name, or words", subject=words or None)
    known, members = _whom(desk, name)
    wanted = _words_for(name, known, members, also)
    query = " OR ".join(f'"{words}"' for words in map(fold, wanted)) or None
    tally = _Tally(examples)
    part = f" {fold(outlet)} " if outlet else None
    found = (
        one
        for one in desk.store.named_in([one.id for one in members], words=query, since=since, until=until)
        if part is None or part in f" {fold(one.outlet or '')} "
    )
    seek = _Seeker(wanted)
    cluster = known.cluster if known else None
    while batch := list(islice(found, _BATCH)):
        for one, spans in _places(desk, batch, seek, cluster):
            tally.add(one, spans)
    if not tally.times:
        raise NotFound(
            "is named in no report that was asked for; try `onrecord who`, or --also WORDS", subject=name
        )
    return tally.lens(known.name if known else squeeze(name), known, wanted)


def _whom(desk: Desk, name: str) -> tuple[Known | None, list[Known]]:
    """Return the known identity that is meant, with all that are one with it; none for words that nobody bears."""
    try:
        known = find_known(desk, name)
    except NotFound:
        return None, []
    members = desk.store.registry.cluster(known.id)[:_MEMBERS]
    return members[0], members


def _words_for(
    name: str, known: Known | None, members: Sequence[Known], also: Sequence[str]
) -> tuple[str, ...]:
    """Return the names that are looked for as words; of one word only what an alias table has."""
    own = [spelt.name.text for one in members for spelt in one.names] if known else [name]
    table = load_aliases()
    type_ = known.type if known else IdentityType.UNKNOWN
    lines = {line.where: line for line in (table.line_of(text, type_) for text in own) if line}
    listed = [text for line in lines.values() for text in line.names]
    full = [text for text in own if len(fold(text).split()) > 1 or known is None]
    every: dict[str, str] = {}
    for text in (*also, *full, *listed):
        every.setdefault(fold(text), squeeze(text))
    every.pop("", None)
    return tuple(every.values())[:_MOST_WORDS]


class _Seeker:
    """Return what finds names in texts as whole words, whatever their case."""

    def __init__(self, words: Iterable[str]) -> None:
        lowered = dict.fromkeys(" ".join(one.lower().split()) for one in words)
        # A pattern that begins with plain letters is searched for ten times as fast as one that looks behind first.
        self._names = [
            (
                max(one.split(), key=len),
                one.isascii(),
                re.compile(rf"{_spaced(one)}(?!\w)"),
                re.compile(rf"(?<!\w){_spaced(one)}(?!\w)", re.IGNORECASE),
            )
            for one in lowered
        ]

    def find(self, text: str) -> Iterator[Span]:
        """Yield where names stand, in no order; some may lie within others."""
        low, is_ascii = text.lower(), text.isascii()
        # Places in `low` are those in the text but for a few letters that become two ("İ").
        is_aligned = len(low) == len(text)
        for longest, plain, lowered, pattern in self._names:
            if (is_ascii and not plain) or (is_aligned and longest not in low):
                continue
            if not is_aligned:
                yield from (Span(*match.span()) for match in pattern.finditer(text))
                continue
            match = lowered.search(low)
            while match is not None:
                start, end = match.span()
                before = low[start - 1] if start else " "
                if before.isalnum() or before == "_":
                    end = start + 1
                else:
                    yield Span(start, end)
                match = lowered.search(low, end)


@dataclass(slots=True)
class _Count:
    """Return what is counted of one phrase of one outlet."""

    times: int = 0
    reports: int = 0
    spellings: Counter[str] = field(default_factory=Counter)
    examples: list[NamingExample] = field(default_factory=list)


class _Tally:
    """Return namings as they are counted, report by report."""

    def __init__(self, examples: int) -> None:
        self._examples = examples
        self._counts: dict[tuple[str | None, str], _Count] = {}
        self._outlets: dict[str | None, list[int]] = {}
        self._phrases: dict[str, list[int]] = {}
        #: As written: the phrase, and what it is counted by. Most stand in many reports.
        self._written: dict[str, tuple[str, str]] = {}
        self.times = 0
        self.reports = 0

    def add(self, one: NamedIn, spans: Sequence[Span]) -> None:
        """Count the places of one report."""
        if not spans:
            return
        self.times += len(spans)
        self.reports += 1
        _add(self._outlets.setdefault(one.outlet, [0, 0]), len(spans))
        there: Counter[str] = Counter()
        for span in spans:
            written = span.cut(one.text)
            if written not in self._written:
                words = squeeze(written)
                self._written[written] = words, naming_key(words)
            phrase, key = self._written[written]
            there[key] += 1
            count = self._counts.get((one.outlet, key))
            if count is None:
                count = self._counts[one.outlet, key] = _Count()
            count.spellings[phrase] += 1
            if len(count.examples) < self._examples:
                count.examples.append(_example(one, span))
        for key, times in there.items():
            count = self._counts[one.outlet, key]
            count.times += times
            count.reports += 1
            _add(self._phrases.setdefault(key, [0, 0]), times)

    def lens(self, name: str, known: Known | None, words: tuple[str, ...]) -> Lens:
        """Return all that was counted."""
        spelt: dict[str, Counter[str]] = {}
        for (_, key), count in self._counts.items():
            spelt.setdefault(key, Counter()).update(count.spellings)
        namings = [
            Naming(outlet, _usual(count.spellings), count.times, count.reports, tuple(count.examples))
            for (outlet, _), count in self._counts.items()
        ]
        phrases = [(_usual(spelt[key]), times, reports) for key, (times, reports) in self._phrases.items()]
        return Lens(
            name=name,
            type=known.type if known else None,
            id=known.cluster if known else None,
            words=words,
            namings=tuple(sorted(namings, key=lambda one: (*_place(one.outlet), -one.times, one.phrase))),
            outlets=tuple(
                (outlet, times, reports)
                for outlet, (times, reports) in sorted(
                    self._outlets.items(), key=lambda item: _place(item[0])
                )
            ),
            phrases=tuple(sorted(phrases, key=lambda one: (-one[1], one[0]))),
            times=self.times,
            reports=self.reports,
        )


def _places(
    desk: Desk, batch: Sequence[NamedIn], seek: _Seeker, cluster: str | None
) -> Iterator[tuple[NamedIn, list[Span]]]:
    """Yield each report with the phrases that stand there, in text order, none over another."""
    own = {one.report: [m.span for m in one.mentions if m.form not in _UNCALLED] for one in batch}
    loose: dict[str, list[Span]] = {}
    for one in batch:
        held = [m.span for m in one.mentions]
        begins = {span.start for span in held}
        # Most names that stand somewhere are where somebody was found to be named.
        free = [
            span
            for span in seek.find(one.text)
            if span.start not in begins and not any(span.overlaps(other) for other in held)
        ]
        if free:
            loose[one.report] = free
    if loose:
        # A name may be another's here: "Marenia" in "the Bank of Marenia".
        others: dict[str, list[Span]] = {}
        for item in desk.store.mentions_in(loose, besides=cluster):
            if item.cluster is not None:
                others.setdefault(item.report, []).extend(m.span for m in item.mentions)
        for report, spans in loose.items():
            taken = others.get(report, ())
            own[report] += [span for span in spans if not any(span.overlaps(other) for other in taken)]
    for one in batch:
        yield one, _phrases(one.text, own[one.report])


def _phrases(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return names as whole phrases, in text order; of those that overlap the first, the longest of these."""
    kept: list[Span] = []
    for span in sorted((naming_phrase(text, span) for span in spans), key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _example(one: NamedIn, span: Span) -> NamingExample:
    start, end = max(0, span.start - _AROUND_CHARS), min(len(one.text), span.end + _AROUND_CHARS)
    # Cut between words, and within the paragraph.
    start = max(start, one.text.rfind("\n", start, span.start) + 1)
    if start and not one.text[start - 1].isspace():
        start = one.text.find(" ", start, span.start) + 1 or span.start
    line = one.text.find("\n", span.end, end)
    end = line if line >= 0 else end
    if end < len(one.text) and not one.text[end].isspace():
        end = max(one.text.rfind(" ", span.end, end), span.end)
    return NamingExample(
        one.report,
        one.name,
        one.published,
        span,
        one.text[start:end],
        Span(span.start - start, span.end - start),
    )


def _add(held: list[int], times: int) -> None:
    held[0] += times
    held[1] += 1


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], text))


def _place(outlet: str | None) -> tuple[bool, str, str]:
    return (outlet is None, fold(outlet or ""), outlet or "")


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))
