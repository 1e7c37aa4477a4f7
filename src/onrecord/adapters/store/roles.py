"""Roles that reports give to those who are known: put together, with the places where they stand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from onrecord.adapters.store import queries, rows
from onrecord.adapters.store.batches import batches
from onrecord.adapters.store.newest import filed_with
from onrecord.adapters.store.tables import filings, identities, known, report_roles, reports, statements
from onrecord.errors import EvidenceBroken
from onrecord.model import Role, RoleEvidence, Span
from onrecord.text.fold import fold

#: Code points shown on each side of a role's words: the name it stands beside, and a little more.
_AROUND_CHARS = 80
#: How far a cut may move to fall between words.
_REACH_CHARS = 20


@dataclass(slots=True)
class _Told:
    """Return what reports say of one role so far."""

    titles: Counter[str] = field(default_factory=Counter)
    organizations: Counter[str] = field(default_factory=Counter)
    reports: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    newest: "sa.Row[tuple[object, ...]] | None" = None
    oldest: "sa.Row[tuple[object, ...]] | None" = None


def told_roles(connection: sa.Connection, ids: Iterable[str], *, newest: int | None = None) -> list[Role]:
    """Return the roles that reports give to known identities taken as one, those of most reports first.

    What differs in case, accents and punctuation alone is one role, called as most reports call it.

    Raises:
        EvidenceBroken: The stored text of a report was changed, or is shorter than a place in it.
    """
    told: dict[tuple[str, str], _Told] = {}
    for filed in filed_with(connection, ids, newest=newest):
        for row in connection.execute(_places(filed)):
            _count(told.setdefault((fold(row.title), fold(row.organization)), _Told()), row)
    ranked = sorted(told.values(), key=lambda one: (-len(one.reports), -max(one.days, default=0)))
    shown = {row.report_n for one in ranked for row in (one.newest, one.oldest) if row is not None}
    texts = _texts(connection, sorted(shown))
    return [_role(connection, one, texts) for one in ranked]


def _places(filed: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Return the query for every place where a report gives one of these a role."""
    return (
        sa.select(
            report_roles,
            reports.c.id.label("report"),
            reports.c.name,
            reports.c.day,
            identities.c.id.label("identity"),
        )
        .join(
            filings,
            sa.and_(
                filings.c.report_n == report_roles.c.report_n, filings.c.position == report_roles.c.position
            ),
        )
        .join(known, known.c.n == filings.c.known_n)
        .join(reports, reports.c.n == report_roles.c.report_n)
        .join(
            identities,
            sa.and_(
                identities.c.report_n == report_roles.c.report_n,
                identities.c.position == report_roles.c.position,
            ),
        )
        .where(filed)
    )


def _count(told: _Told, row: "sa.Row[tuple[object, ...]]") -> None:
    told.reports.add(row.report_n)
    told.titles[row.title] += 1
    told.organizations[row.organization] += 1
    if row.day:
        told.days.add(row.day)
    place = (row.day, row.report_n, -row.start)
    if told.newest is None or place > (told.newest.day, told.newest.report_n, -told.newest.start):
        told.newest = row
    # A report without a day (0) is nobody's oldest where another has one.
    early = (row.day or date.max.toordinal(), row.report_n, row.start)
    if told.oldest is None or early < (
        told.oldest.day or date.max.toordinal(),
        told.oldest.report_n,
        told.oldest.start,
    ):
        told.oldest = row


def _texts(connection: sa.Connection, numbers: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for lot in batches(numbers):
        query = queries.texts(lot)
        found.update({row.report_n: rows.text_from(row) for row in connection.execute(query)})
    return found


def _role(connection: sa.Connection, told: _Told, texts: dict[int, str]) -> Role:
    places = [told.newest]
    if told.newest is not None and told.oldest is not None and told.oldest.report_n != told.newest.report_n:
        places.append(told.oldest)
    return Role(
        title=told.titles.most_common(1)[0][0],
        organization=told.organizations.most_common(1)[0][0],
        reports=len(told.reports),
        first_day=date.fromordinal(min(told.days)) if told.days else None,
        last_day=date.fromordinal(max(told.days)) if told.days else None,
        said_in=tuple(_evidence(connection, row, texts[row.report_n]) for row in places if row is not None),
    )


def _evidence(connection: sa.Connection, row: "sa.Row[tuple[object, ...]]", text: str) -> RoleEvidence:
    if row.end > len(text):
        raise EvidenceBroken(
            "the place of a role lies outside the report's text; run `onrecord reread`", subject=row.name
        )
    span = Span(row.start, row.end)
    start, end = _edge(text, span.start, -1), _edge(text, span.end, 1)
    return RoleEvidence(
        report=row.report,
        report_name=row.name,
        day=date.fromordinal(row.day) if row.day else None,
        span=span,
        words=span.cut(text),
        passage=text[start:end],
        statement=_statement(connection, row.report_n, row.identity, span),
    )


def _statement(connection: sa.Connection, report_n: int, identity: str, span: Span) -> str | None:
    """Return the id of the statement of somebody whose source or cue the words of a role touch."""
    query = (
        sa.select(statements.c.id, statements.c.source, statements.c.cue)
        .where(statements.c.report_n == report_n, statements.c.speaker_id == identity)
        .order_by(statements.c.position)
    )
    for row in connection.execute(query):
        # A title may stand between its name and its verb, or just outside both.
        spans = [*row.source, *row.cue]
        if spans and min(s for s, _ in spans) - 1 <= span.end and span.start <= max(e for _, e in spans) + 1:
            return str(row.id)
    return None


def _edge(text: str, at: int, step: int) -> int:
    """Return where a passage that holds `at` begins (`step` -1) or ends (1): at a line's end, or between words."""
    far = min(max(at + step * _AROUND_CHARS, 0), len(text))
    between = text[far:at] if step < 0 else text[at:far]
    line = between.rfind("\n") if step < 0 else between.find("\n")
    if line >= 0:
        return far + line + 1 if step < 0 else at + line
    for i in range(far, min(max(far + step * _REACH_CHARS, 0), len(text)), step):
        if text[i if step > 0 else i - 1].isspace():
            return i
    return far
