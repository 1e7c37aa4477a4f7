"""Sources and leads as rows of the queue, and the rows as pieces of work."""

import hashlib
import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from onrecord.adapters.store.rows import credit_from, credit_values
from onrecord.model import Lead, Source, SourceKind
from onrecord.ports import LeadState, LeadTask, SourceLooked, SourceTask, Validators
from onrecord.text.hosts import host_of

Values = dict[str, Any]


def source_digest(source: Source) -> bytes:
    """Return what a source is known by: its kind and address."""
    return _digest(source.kind.value, source.address)


def lead_digest(lead: Lead) -> bytes:
    """Return what a lead is known by: its address and part."""
    return _digest(lead.address, lead.part)


def source_values(source: Source) -> Values:
    """Return a source as values of `sources`."""
    return {
        "digest": source_digest(source),
        "kind": source.kind.value,
        "address": source.address,
        "outlet": source.outlet,
        "host": host_of(source.address),
    }


def lead_values(lead: Lead) -> Values:
    """Return a lead that was just found as values of `leads`."""
    return {
        "digest": lead_digest(lead),
        "address": lead.address,
        "part": lead.part,
        "name": lead.name,
        "outlet": lead.outlet,
        "title": lead.title,
        "published": lead.published,
        "host": host_of(lead.address),
        "state": LeadState.WAITING.value,
        "tries": 0,
        "rechecks": 0,
        "begun": 0,
        **credit_values(lead.credit),
    }


def mark_values(validators: Validators) -> Values:
    """Return validators as values of either table."""
    return {"etag": validators.etag, "last_modified": validators.last_modified}


def source_task(row: sa.Row[Any], taken_at: datetime) -> SourceTask:
    """Return the piece of work that a row of `sources` is."""
    return SourceTask(
        n=row.n,
        source=Source(SourceKind(row.kind), row.address, row.outlet),
        validators=Validators(row.etag, row.last_modified),
        interval_seconds=row.interval_seconds,
        failures=row.failures,
        hops=row.hops,
        taken_at=taken_at,
    )


def lead_task(row: sa.Row[Any], taken_at: datetime) -> LeadTask:
    """Return the piece of work that a row of `leads` is."""
    return LeadTask(
        n=row.n,
        lead=Lead(row.address, row.name, row.part, row.title, row.published, row.outlet, credit_from(row)),
        state=LeadState(row.state),
        validators=Validators(row.etag, row.last_modified),
        tries=row.tries,
        rechecks=row.rechecks,
        begun=row.begun,
        taken_at=taken_at,
    )


def _digest(*parts: str | None) -> bytes:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).digest()


def looked_from(row: sa.Row[Any]) -> SourceLooked:
    """Return when the source of a row of `sources` was last looked at."""
    source = Source(SourceKind(row.kind), row.address, row.outlet)
    return SourceLooked(source, row.last_at, row.next_at, row.failures, row.last_error)
