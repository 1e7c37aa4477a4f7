"""Citations: what a person puts beside words that are quoted from a desk."""

from collections.abc import Sequence
from datetime import date

from onrecord.model import Report, Statement
from onrecord.ports import StatementHit
from onrecord.text.fold import squeeze

_HASH_DIGITS = 16


def cite(outlet: str | None, title: str | None, published: date | None, name: str, capture: str) -> str:
    """Return where words stand: outlet, title, day, the report's name, and the hash of the kept bytes.

    >>> cite("The Ledger", "A goat on the ferry", date(2021, 5, 8), "https://ledger.example/1", "ab" * 32)
    'The Ledger, “A goat on the ferry”, 2021-05-08, https://ledger.example/1 (sha256:abababababababab…)'
    """
    parts = [
        outlet,
        f"“{squeeze(title)}”" if title else None,
        published.isoformat() if published else None,
        name,
    ]
    return f"{', '.join(part for part in parts if part)} (sha256:{capture[:_HASH_DIGITS]}…)"


def cite_report(report: Report) -> str:
    """Return the citation of a report."""
    told = report.metadata
    return cite(told.outlet, told.title, told.published, report.name, report.capture)


def cite_statement(report: Report, statement: Statement) -> str:
    """Return a statement's words with its speaker and its report's citation."""
    words = [span.cut(report.text) for span in statement.content]
    source = " ".join(span.cut(report.text) for span in statement.source)
    return _cited(statement, words, source, cite_report(report))


def cite_hit(hit: StatementHit) -> str:
    """Return a found statement's words with its speaker and its report's citation."""
    where = cite(hit.outlet, hit.title, hit.published, hit.report_name, hit.capture)
    return _cited(hit.statement, hit.words, " ".join(hit.source), where)


def _cited(statement: Statement, words: Sequence[str], source: str, where: str) -> str:
    name = statement.speaker.name if statement.speaker else None
    speaker = name or (f"“{squeeze(source)}” (not named)" if source else "not named")
    day = f", {statement.said_on.isoformat()}" if statement.said_on else ""
    return f"{speaker}{day}: “{' […] '.join(squeeze(one) for one in words)}” — {where}"
