"""The same statement in other reports: looked for by who said it, when, and by its rare words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.desk.desk import Desk
from onrecord.desk.hits import hits_of
from onrecord.errors import BadRequest, EvidenceBroken, NotFound
from onrecord.model import Act, Span, Statement, Variant
from onrecord.ports import Look, Order, StatementHit, StatementsWanted
from onrecord.stages.trace.variants import (
    COUNTED,
    Said,
    find_variants,
    make_said,
    most_shared,
    rarest,
    words_by_key,
)

#: Days on each side of a statement on which the speaker's others are looked at, whatever their words.
_AROUND_DAYS = 10
#: Statements looked at that are found by the speaker and the day, and by words, each.
_NEAR, _WORDED = 120, 80
#: Rare words that are looked for: a speech has some of each of its sentences among them.
_RAREST = 40
#: Statements that hold any of them are ranked all: of so many at most, unless fewer words than that would be left.
_RANKED, _FEWEST = 3_000, 6
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
    (own,) = hits_of(reading, [_statement(reading.statements, statement_id)])
    quoted = [span for said in reading.statements if said.nested_in == statement_id for span in said.content]
    speaker = own.statement.speaker
    clusters = desk.store.registry.clusters_of([speaker.id] if speaker else [])
    cluster = clusters.get(speaker.id) if speaker else None
    one = make_said(own.statement, own.words, speaker=cluster, published=own.published)
    counts = _count(desk, [one])
    hits = {hit.statement.id: hit for hit in _candidates(desk, one, cluster, counts)}
    others = _with_speakers(desk, _nearest(one, list(hits.values()), counts))
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


def _candidates(
    desk: Desk, one: Said, cluster: str | None, counts: dict[str, int]
) -> tuple[StatementHit, ...]:
    """Return statements that may be the same one."""
    said_by = frozenset[str]()
    if cluster is not None:
        said_by = frozenset(known.id for known in desk.store.registry.cluster(cluster)[:_MEMBERS])
    rare = [word for word in rarest(one, counts, most=_RAREST) if counts.get(word, 0) < COUNTED]
    words = _affordable(rare, counts)
    acts = frozenset(Act)
    looks: list[Look] = []
    if said_by and one.day is not None:
        since, until = _days_around(one.day)
        looks.append(Look(StatementsWanted(said_by=said_by, since=since, until=until, acts=acts), _NEAR))
    if words:
        any_of = " OR ".join(words)
        looks.append(Look(StatementsWanted(words=any_of, acts=acts), _WORDED, Order.BEST, is_thorough=True))
        if said_by:
            own = StatementsWanted(words=any_of, said_by=said_by, acts=acts)
            looks.append(Look(own, _WORDED, Order.BEST))
        groups = [words[start::_GROUPS] for start in range(_GROUPS)]
        if all(groups):
            # A long statement that holds many of them is found so before a short one with a single rare word.
            each_of = StatementsWanted(words=" ".join(" OR ".join(group) for group in groups), acts=acts)
            looks.append(Look(each_of, _WORDED, Order.BEST, is_thorough=True))
    return desk.store.finding.together(looks)


def _affordable(words: Sequence[str], counts: dict[str, int]) -> list[str]:
    """Return the first of the words, the rarest, that stand in so many statements together that all can be ranked."""
    found: list[str] = []
    held = 0
    for word in words:
        held += counts.get(word, 0)
        if held > _RANKED and len(found) >= _FEWEST:
            break
        found.append(word)
    return found


def _days_around(day: date) -> tuple[date, date]:
    around = timedelta(days=_AROUND_DAYS)
    return max(day, date.min + around) - around, min(day, date.max - around) + around


def _count(desk: Desk, said: Iterable[Said], known: dict[str, int] | None = None) -> dict[str, int]:
    words = dict.fromkeys(word.word for one in said for word in one.words if word.word not in (known or {}))
    return desk.store.count_words(list(words)[:_MOST_COUNTED], most=COUNTED)


def _nearest(one: Said, hits: Sequence[StatementHit], counts: dict[str, int]) -> list[Said]:
    """Return those that share the most with a statement: most are not like it, and are looked at no closer."""
    near = most_shared(
        one, ((hit.statement, words_by_key(hit.words)) for hit in hits), counts, most=_COMPARED
    )
    return [_said(hits[number]) for number in near]


def _said(hit: StatementHit) -> Said:
    return make_said(hit.statement, hit.words, published=hit.published)


def _with_speakers(desk: Desk, others: Sequence[Said]) -> list[Said]:
    """Return statements with the clusters of their speakers, which are asked for only of those that are compared."""
    speakers = {one.statement.id: one.statement.speaker for one in others}
    clusters = desk.store.registry.clusters_of(who.id for who in speakers.values() if who)
    return [
        replace(one, speaker=clusters.get(who.id) if who else None)
        for one in others
        for who in [speakers[one.statement.id]]
    ]


def _statement(statements: Sequence[Statement], id_: str) -> Statement:
    for statement in statements:
        if statement.id == id_:
            return statement
    # It was there a moment ago: somebody removed the report, or read it anew.
    raise NotFound("is gone since it was looked up; ask again", subject=id_)
