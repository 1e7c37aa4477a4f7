"""The same statement in other reports: looked for by who said it, when, and by its rare words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, EvidenceBroken, NotFound
from onrecord.model import Act, Reading, Span, Statement, Variant
from onrecord.ports import StatementHit, StatementQuery
from onrecord.stages.trace.variants import (
    COUNTED,
    Said,
    find_variants,
    make_said,
    most_shared,
    rarest,
)

#: Days on each side of a statement on which the speaker's others are looked at, whatever their words.
_AROUND_DAYS = 10
#: Statements looked at that are found by the speaker and the day, and by words, each.
_NEAR, _WORDED = 200, 150
#: Rare words that are looked for: a speech has some of each of its sentences among them.
_RAREST = 40
#: Of those, each group holds a third: a statement that holds one of each shares three words at least.
_GROUPS = 3
#: Members of one cluster whose statements are looked for, the most reported first.
_MEMBERS = 500
#: Compared word by word, the words of those being weighed by the desk.
_COMPARED = 60
#: Words that are counted at most.
_MOST_COUNTED = 4_000


@dataclass(frozen=True, slots=True)
class Carried:
    """Return a variant, and where it stands.

    Attributes:
        variant: What is the same and what is not.
        hit: The variant's second statement, with its words, its report and its outlet.
    """

    variant: Variant
    hit: StatementHit


@dataclass(frozen=True, slots=True)
class Variants:
    """Return a statement with all that carry it too, the likest first.

    Attributes:
        hit: The statement that was asked about, with its words, its report and its outlet.
        carried: The same elsewhere.
    """

    hit: StatementHit
    carried: tuple[Carried, ...]


def variants(desk: Desk, key: str, *, limit: int = 20) -> Variants:
    """Return the statement that `key` names with its variants in the desk, the likest first.

    They are looked for among what the speaker said (in any spelling) in those days, and among what shares rare words
    with it, whoever said it: so a few hundred statements are looked at, however large the desk. Of each report the
    latest edition counts.

    Args:
        desk: The desk.
        key: The statement's id, or the start of it (`ports.Store.find_statement`).
        limit: How many at most.

    Raises:
        NotFound: There is no such statement.
        BadRequest: Several ids start so, or the limit is below 1.
        EvidenceBroken: The stored text of a report was changed.
    """
    if limit < 1:
        raise BadRequest(f"a limit of {limit} shows nothing; give 1 or more")
    report_id, statement_id = desk.store.find_statement(key)
    reading = desk.store.reading(report_id)
    own = _hit(reading, statement_id)
    quoted = [span for said in reading.statements if said.nested_in == statement_id for span in said.content]
    speaker = own.statement.speaker
    clusters = desk.store.registry.clusters_of([speaker.id] if speaker else [])
    cluster = clusters.get(speaker.id) if speaker else None
    one = make_said(own.statement, own.words, speaker=cluster, published=own.published)
    counts = _count(desk, [one])
    hits = {hit.statement.id: hit for hit in _candidates(desk, one, cluster, counts)}
    clusters |= desk.store.registry.clusters_of(
        hit.statement.speaker.id for hit in hits.values() if hit.statement.speaker
    )
    others = most_shared(one, (_said(hit, clusters) for hit in hits.values()), counts, most=_COMPARED)
    counts |= _count(desk, others, known=counts)
    found = find_variants(one, others, counts, quoted=quoted, limit=limit)
    return Variants(own, tuple(Carried(variant, hits[variant.b.id]) for variant in found))


def cut_from(hit: StatementHit, span: Span) -> str:
    """Return the words of a statement that stand in a span of its content, as the text has them.

    Raises:
        EvidenceBroken: The span lies in none of its content spans.
    """
    for content, words in zip(hit.statement.content, hit.words, strict=True):
        if content.covers(span):
            return words[span.start - content.start : span.end - content.start]
    raise EvidenceBroken("a piece lies outside the words of its statement", subject=hit.report_name)


def _candidates(desk: Desk, one: Said, cluster: str | None, counts: dict[str, int]) -> Iterator[StatementHit]:
    """Yield statements that may be the same one; some more than once."""
    said_by = frozenset[str]()
    if cluster is not None:
        said_by = frozenset(known.id for known in desk.store.registry.cluster(cluster)[:_MEMBERS])
    words = [word for word in rarest(one, counts, most=_RAREST) if counts.get(word, 0) < COUNTED]
    if said_by and one.day is not None:
        since, until = _days_around(one.day)
        yield from _ask(desk, StatementQuery(said_by=said_by, since=since, until=until, limit=_NEAR))
    if not words:
        return
    any_of = " OR ".join(words)
    yield from _ask(desk, StatementQuery(words=any_of, limit=_WORDED))
    if said_by:
        yield from _ask(desk, StatementQuery(words=any_of, said_by=said_by, limit=_WORDED))
    groups = [words[start::_GROUPS] for start in range(_GROUPS)]
    if all(groups):
        # A long statement that holds many of them is found so before a short one with a single rare word.
        each_of = " ".join(" OR ".join(group) for group in groups)
        yield from _ask(desk, StatementQuery(words=each_of, limit=_WORDED))


def _ask(desk: Desk, query: StatementQuery) -> Iterator[StatementHit]:
    yield from desk.store.statements(replace(query, acts=frozenset(Act)))


def _days_around(day: date) -> tuple[date, date]:
    around = timedelta(days=_AROUND_DAYS)
    return max(day, date.min + around) - around, min(day, date.max - around) + around


def _count(desk: Desk, said: Iterable[Said], known: dict[str, int] | None = None) -> dict[str, int]:
    words = dict.fromkeys(word.word for one in said for word in one.words if word.word not in (known or {}))
    return desk.store.count_words(list(words)[:_MOST_COUNTED], most=COUNTED)


def _said(hit: StatementHit, clusters: dict[str, str]) -> Said:
    speaker = hit.statement.speaker
    cluster = clusters.get(speaker.id) if speaker else None
    return make_said(hit.statement, hit.words, speaker=cluster, published=hit.published)


def _hit(reading: Reading, statement_id: str) -> StatementHit:
    report = reading.report
    statement = _statement(reading.statements, statement_id)
    if any(span.end > len(report.text) for span in statement.content):
        raise EvidenceBroken("a stored span lies outside the report's text", subject=report.name)
    return StatementHit(
        statement=statement,
        words=tuple(span.cut(report.text) for span in statement.content),
        report_name=report.name,
        title=report.metadata.title,
        outlet=report.metadata.outlet,
        published=report.metadata.published,
        capture=report.capture,
    )


def _statement(statements: Sequence[Statement], id_: str) -> Statement:
    for statement in statements:
        if statement.id == id_:
            return statement
    # It was there a moment ago: somebody removed the report, or read it anew.
    raise NotFound("is gone since it was looked up; ask again", subject=id_)
