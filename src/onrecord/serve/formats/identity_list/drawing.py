"""Known identities as lines of CSV and of JSON that `read_list` reads back to the same."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from onrecord.model import Known, ListedRole, ListEntry, ListJudgement
from onrecord.model.ledger import time_text
from onrecord.model.listed import WIKIDATA
from onrecord.serve.formats.identity_list.rows import (
    COLUMNS,
    draw_spelling,
    guarded,
    join_cell,
    row_of_role,
)
from onrecord.serve.formats.jsonl import to_line

_ALL_COLUMNS = (*COLUMNS, "cluster")


def draw_sheet_head() -> str:
    """Return the line of CSV with the names of the columns."""
    return _line({column: column for column in _ALL_COLUMNS})


def draw_rows(known: Known, entry: ListEntry) -> str:
    """Return the lines of CSV for one identity: one with its names, and one for each further role.

    Links to others than Wikidata have no column.
    """
    memberships = [role for role in entry.roles if role == ListedRole("", role.organization)]
    roles = [role for role in entry.roles if role not in memberships]
    first: dict[str, str] = {
        "id": entry.id or "",
        "type": str(known.type),
        "name": entry.name,
        "names": join_cell(
            draw_spelling(name) for name in entry.names if name.text != entry.name or name.language
        ),
        "wikidata": "; ".join(value for scheme, value in entry.links if scheme == WIKIDATA),
        "cluster": known.cluster,
    }
    # A row has one stretch of days: they are a role's, so plain memberships stand in a row without a role.
    rows = [first | {"member_of": join_cell(role.organization for role in memberships)}]
    rows += [
        {key: first[key] for key in ("id", "type", "name", "cluster")} | row_of_role(role) for role in roles
    ]
    return "".join(_line(row) for row in rows)


def draw_line(known: Known, entry: ListEntry) -> str:
    """Return one identity as a line of JSON."""
    line: dict[str, Any] = {
        "id": entry.id,
        "type": str(known.type),
        "name": entry.name,
        "names": [
            {"text": name.text, "language": name.language, "script": name.script} for name in entry.names
        ],
        "links": [list(link) for link in entry.links],
        "roles": [
            {
                "title": role.title,
                "organization": role.organization,
                "since": role.since,
                "until": role.until,
                "source": role.source,
            }
            for role in entry.roles
        ],
        "cluster": known.cluster,
        "origin": str(known.origin),
        "reports": known.reports,
        "statements": known.statements,
        "first_day": known.first_day.isoformat() if known.first_day else None,
        "last_day": known.last_day.isoformat() if known.last_day else None,
    }
    return to_line(line)


def draw_judgement(judgement: ListJudgement) -> str:
    """Return a person's judgement as a line of JSON."""
    return to_line(
        {
            "a": judgement.a,
            "b": judgement.b,
            "verdict": str(judgement.verdict),
            "by": judgement.by,
            "at": time_text(judgement.at),
            "because": judgement.because,
        }
    )


def _line(row: Mapping[str, str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(guarded(row.get(column, "")) for column in _ALL_COLUMNS)
    return out.getvalue()
