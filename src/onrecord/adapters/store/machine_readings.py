"""What a machine read of a report, packed into one value and back."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from onrecord.adapters.store import rows
from onrecord.errors import EvidenceBroken
from onrecord.model import Identity, Metadata, Reading, Statement


def pack_reading(reading: Reading) -> dict[str, Any]:
    """Return a reading as `Packed` keeps it; `machine_metadata` and the others undo it, part by part."""
    report = reading.report
    head = rows.report_values(report, 0) | {
        name: value
        for name, value in rows.text_values(report).items()
        if name in ("authors", "topics", "grounds")
    }
    wanted = Metadata.__slots__
    return {
        "metadata": {name: _plain(head[name]) for name in wanted},
        "identities": [rows.identity_values(one, at) for at, one in enumerate(reading.identities)],
        "statements": [
            {name: _plain(value) for name, value in rows.statement_values(one, at, 0).items()}
            for at, one in enumerate(reading.statements)
        ],
    }


def machine_metadata(packed: Any, subject: str) -> Metadata:
    """Return what a machine read of what a report says about itself.

    Raises:
        EvidenceBroken: It was changed and tells that no longer.
    """
    try:
        told = dict(packed["metadata"])
        return rows.metadata_from(_row(told | {"published": _day(told["published"])}))
    except _CHANGED as error:
        raise _broken(subject) from error


def machine_identities(packed: Any, subject: str) -> tuple[Identity, ...]:
    """Return whom a machine found; errors as of `machine_metadata`."""
    try:
        return tuple(rows.identity_from(_row(one)) for one in packed["identities"])
    except _CHANGED as error:
        raise _broken(subject) from error


def machine_statements(packed: Any, report: str, subject: str) -> tuple[Statement, ...]:
    """Return which statements a machine found; errors as of `machine_metadata`."""
    try:
        return tuple(
            rows.statement_from(_row(one | {"said_on": _day(one["said_on"])}), report)
            for one in packed["statements"]
        )
    except _CHANGED as error:
        raise _broken(subject) from error


_CHANGED = (TypeError, ValueError, KeyError, AttributeError, IndexError)


def _row(values: dict[str, Any]) -> rows.Row:
    return cast("rows.Row", SimpleNamespace(**values))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)


def _broken(subject: str) -> EvidenceBroken:
    return EvidenceBroken(
        "what is stored of the machine's reading was changed; run `onrecord reread`", subject=subject
    )
