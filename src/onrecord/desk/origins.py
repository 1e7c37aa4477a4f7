"""How many independent origins a statement or a claim has, with what its speakers said of it later."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.desk.desk import Desk
from onrecord.desk.search import search_statements
from onrecord.desk.variants import variants
from onrecord.errors import BadRequest, EvidenceBroken, NotFound
from onrecord.model import Act, Corroboration, Denial, Evidence, Metadata, Passage, Reprint, Span
from onrecord.ports import Look, StatementHit, StatementQuery, StatementsWanted
from onrecord.stages.trace.denials import Remark, find_denials, find_notices
from onrecord.stages.trace.origins import Account, Told, count_origins
from onrecord.text.fold import fold
from onrecord.text.quotes import find_quotations

#: Members of one cluster whose statements are looked for, the most reported first.
_MEMBERS = 500
#: Speakers whose later words are looked at: a claim that more people make is no one's word.
_SPEAKERS = 50
#: How many of these: of so many days after the first, when most is denied or put right, and the newest of all.
_SOON_DAYS, _SOON, _NEWEST = 30, 150, 100
#: Of the statements that may be variants, `desk.variants` compares so many closely: where all are, more may be.
_COMPARED = 60
#: Reports between those that are counted, through which these may hang together.
_BETWEEN = 2_000
#: Of a report that holds less of another, only passages are the other's, which may be passages of their own each.
_STORY = 0.5
#: What is longer than this is no word, though it may be a number.
_WORD_CHARS = 8
_LINE = re.compile(r"[^\n]+")
#: An id, or the start of one; letters alone may be a word ("dead"), unless they are many.
_KEY = re.compile(r"(?=[a-f]*[0-9]|[a-f]{8})[0-9a-f]{4,}")


@dataclass(frozen=True, slots=True)
class Origins:
    """Return what was asked about, how many origins it has, and what was said of it later.

    Attributes:
        asked: Those statements that were named, or that the query found first.
        hits: All that are counted, those that were named or found with their variants.
        corroboration: How many origins, and why.
        denials: What its speakers said of it later, and notices of the outlets, by day.
        words: The words that each span of evidence cuts from its report.
        names: What reports are called, by their ids.
        titles: The titles of those reports that have one, by their ids.
        is_cut: Whether more statements fit than were counted.
    """

    asked: tuple[StatementHit, ...]
    hits: tuple[StatementHit, ...]
    corroboration: Corroboration
    denials: tuple[Denial, ...]
    words: Mapping[Evidence, str]
    names: Mapping[str, str]
    titles: Mapping[str, str]
    is_cut: bool = False


def origins(desk: Desk, asked: Sequence[str], query: StatementQuery) -> Origins:
    """Return the origins of what is asked about: statements by their ids, or whatever a query finds.

    Args:
        desk: The desk.
        asked: Ids of statements or starts of them, which are taken as one claim; else words to look for.
        query: What else must hold of statements that are found by words; where it asks for anything, `asked` are words.

    Raises:
        NotFound, BadRequest, EvidenceBroken: As `origins_of` and `origins_found`.
    """
    plain = StatementQuery(limit=query.limit, all_editions=query.all_editions)
    if asked and query == plain and all(map(_KEY.fullmatch, asked)):
        try:
            return origins_of(desk, asked, limit=query.limit)
        except NotFound:
            if any(len(key) > _WORD_CHARS for key in asked):
                raise
    words = " ".join(part for part in (*asked, query.words or "") if part)
    if not words and query == plain:
        raise BadRequest("nothing is asked for; give the id of a statement, words, --by or --about")
    return origins_found(desk, replace(query, words=words or None))


def origins_of(desk: Desk, keys: Sequence[str], *, limit: int = 200) -> Origins:
    """Return the origins of statements that an editor takes as one claim, each with its variants.

    Args:
        desk: The desk.
        keys: The statements' ids, or the starts of them.
        limit: Variants of each that are counted, at most.

    Raises:
        NotFound: There is no such statement.
        BadRequest: Several ids start so, none is given, or the limit is below 1.
        EvidenceBroken: The stored text of a report was changed.
    """
    if not keys:
        raise BadRequest("no statement is named; give the id of one")
    found = [variants(desk, key, limit=limit) for key in dict.fromkeys(keys)]
    asked = [one.hit for one in found]
    hits = [*asked, *(carried.hit for one in found for carried in one.carried)]
    is_cut = any(len(one.carried) >= min(limit, _COMPARED) for one in found)
    return _counted(desk, asked, hits, is_cut=is_cut, is_named=True)


def origins_found(desk: Desk, query: StatementQuery) -> Origins:
    """Return the origins of all statements that a query finds, taken as one claim.

    Raises:
        NotFound: It finds none.
        BadRequest: As `search_statements`.
        EvidenceBroken: The stored text of a report was changed.
    """
    hits = search_statements(desk, replace(query, limit=query.limit + 1))
    if not hits:
        raise NotFound("no statement fits; ask for less", subject="statements")
    kept = hits[: query.limit]
    return _counted(desk, kept, kept, is_cut=len(hits) > query.limit, is_named=False)


def _counted(
    desk: Desk, asked: Sequence[StatementHit], hits: Iterable[StatementHit], *, is_cut: bool, is_named: bool
) -> Origins:
    fitting = list({hit.statement.id: hit for hit in hits}.values())
    later = _later(desk, fitting, _clusters(desk, fitting))
    clusters = _clusters(desk, (*fitting, *later))
    texts = dict(desk.store.texts({hit.statement.report for hit in fitting}))
    said = _remarks(fitting, clusters)
    denials = find_denials(said, [*said, *_remarks(later, clusters)])
    # Whoever denies the words has them too, and does not corroborate them.
    denying = {one.statement for one in denials} - {hit.statement.id for hit in asked if is_named}
    every = tuple(hit for hit in fitting if hit.statement.id not in denying)
    linked = [replace(one, of=tuple(id_ for id_ in one.of if id_ not in denying)) for one in denials]
    denials = [one for one in linked if one.of]
    by_report: dict[str, list[StatementHit]] = {}
    for hit in every:
        by_report.setdefault(hit.statement.report, []).append(hit)
    heads, reprints = desk.store.heads(by_report), _reprints(desk, by_report)
    partly = {id_ for one in reprints if max(one.share_a, one.share_b) < _STORY for id_ in (one.a, one.b)}
    accounts = [
        _account(heads[report], some, clusters, _quoted(texts[report]) if report in partly else ())
        for report, some in by_report.items()
        if report in heads
    ]
    corroboration = count_origins(accounts, reprints, outlets=desk.outlets.known())
    for report, some in by_report.items():
        ids = [hit.statement.id for hit in some]
        denials += find_notices(report, texts[report], ids, some[0].published)
    names = {hit.statement.report: hit.report_name for hit in (*later, *fitting)}
    titles = {hit.statement.report: hit.title for hit in (*later, *fitting) if hit.title}
    evidence = [*_evidence(corroboration), *(one for denial in denials for one in denial.evidence)]
    missing = {one.report for one in evidence} - texts.keys()
    texts |= dict(desk.store.texts(missing))
    return Origins(
        asked=tuple(asked),
        hits=every,
        corroboration=corroboration,
        denials=tuple(
            sorted(denials, key=lambda one: (one.day or date.max, one.report, one.evidence[0].span))
        ),
        words={one: _cut(one, texts, names) for one in dict.fromkeys(evidence)},
        names=names,
        titles=titles,
        is_cut=is_cut,
    )


def _account(
    meta: Metadata, hits: Sequence[StatementHit], clusters: Mapping[str, str], quoted: tuple[Span, ...]
) -> Account:
    """Return what a report is to those that count; `hits` are its statements."""
    ordered = sorted(hits, key=lambda hit: hit.statement.content[0])
    first = ordered[0]
    told = tuple(Told(hit.statement, hit.words, _speaker(hit, clusters)) for hit in ordered)
    return Account(
        report=first.statement.report,
        name=first.report_name,
        outlet=meta.outlet,
        authors=meta.authors,
        day=meta.published,
        told=told,
        address=meta.canonical_address,
        quoted=quoted,
    )


def _quoted(text: str) -> tuple[Span, ...]:
    """Return where quotations stand in a text, in order."""
    return tuple(
        found.outer for line in _LINE.finditer(text) for found in find_quotations(text, Span(*line.span()))
    )


def _reprints(desk: Desk, reports: Iterable[str]) -> list[Reprint]:
    """Return which of the reports carry each other's words, also through a third that is not counted itself."""
    wanted = set(reports)
    pairs = desk.store.traces.of(wanted)
    inside = [one for one in pairs if one.a in wanted and one.b in wanted]
    # Two that copy one report which is not among them hang together by it: neither may hold words of the other.
    outside: dict[str, list[Reprint]] = {}
    for one in pairs:
        other = one.b if one.a in wanted else one.a
        if other not in wanted and max(one.share_a, one.share_b) >= _STORY and len(outside) < _BETWEEN:
            outside.setdefault(other, []).append(one)
    for some in outside.values():
        first = some[0]
        inside += [_through(first, one, wanted) for one in some[1:]]
    return inside


def _through(one: Reprint, other: Reprint, wanted: set[str]) -> Reprint:
    """Return that two reports that share words with the same third share an origin."""
    a, b = (pair.a if pair.a in wanted else pair.b for pair in (one, other))
    share = min(max(pair.share_a, pair.share_b) for pair in (one, other))
    because = f"both carry words of a third report: {one.because}; {other.because}"
    confidence = min(one.confidence, other.confidence)
    longest = [
        max(
            (passage.a if pair.a in wanted else passage.b for passage in pair.passages), key=len, default=None
        )
        for pair in (one, other)
    ]
    shown = (Passage(longest[0], longest[1]),) if longest[0] and longest[1] else ()
    return Reprint(a, b, share, share, None, confidence, shown, because, one.made_by)


def _later(desk: Desk, hits: Sequence[StatementHit], clusters: Mapping[str, str]) -> list[StatementHit]:
    """Return what the speakers said from the first day on that is not counted itself: soon after, and lately."""
    speakers = list(dict.fromkeys(_known_speakers(hits, clusters)))
    days = [day for hit in hits if (day := hit.statement.said_on or hit.published)]
    if not speakers or len(speakers) > _SPEAKERS or not days:
        return []
    ids = frozenset(
        one.id
        for cluster in speakers
        for one in desk.store.registry.cluster(cluster)[: _MEMBERS // len(speakers) + 1]
    )
    first, acts = min(days), frozenset(Act)
    soon = first + min(timedelta(days=_SOON_DAYS), date.max - first)
    found = desk.store.finding.together(
        [
            Look(StatementsWanted(said_by=ids, since=first, until=soon, acts=acts), _SOON),
            Look(StatementsWanted(said_by=ids, since=first, acts=acts), _NEWEST),
        ]
    )
    counted = {hit.statement.id for hit in hits}
    return [hit for hit in found if hit.statement.id not in counted]


def _known_speakers(hits: Iterable[StatementHit], clusters: Mapping[str, str]) -> Iterable[str]:
    for hit in hits:
        speaker = hit.statement.speaker
        if speaker is not None and speaker.id in clusters:
            yield clusters[speaker.id]


def _clusters(desk: Desk, hits: Iterable[StatementHit]) -> dict[str, str]:
    return desk.store.registry.clusters_of(
        {hit.statement.speaker.id for hit in hits if hit.statement.speaker}
    )


def _speaker(hit: StatementHit, clusters: Mapping[str, str]) -> str | None:
    """Return what tells a speaker from others: the cluster, or the folded name of one who is not filed."""
    speaker = hit.statement.speaker
    if speaker is None:
        return None
    return clusters.get(speaker.id) or (fold(speaker.name) if speaker.name else None)


def _remarks(hits: Iterable[StatementHit], clusters: Mapping[str, str]) -> list[Remark]:
    return [
        Remark(
            statement=hit.statement,
            words=hit.words,
            cues=hit.cues,
            speaker=_speaker(hit, clusters),
            name=hit.statement.speaker.name if hit.statement.speaker else None,
            day=hit.statement.said_on or hit.published,
        )
        for hit in hits
    ]


def _evidence(found: Corroboration) -> Iterable[Evidence]:
    for origin in found.origins:
        for node in origin.nodes:
            if node.join is not None:
                yield from node.join.evidence
    for doubt in found.doubts:
        yield from doubt.evidence


def _cut(one: Evidence, texts: Mapping[str, str], names: Mapping[str, str]) -> str:
    text = texts.get(one.report, "")
    if one.span.end > len(text):
        raise EvidenceBroken(
            "a span of evidence lies outside the text", subject=names.get(one.report, one.report)
        )
    return one.span.cut(text)
