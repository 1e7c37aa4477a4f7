"""The way of words to us as an object of the interchange format: `onrecord trace --format json`."""

import json
from typing import Any

from onrecord.model import FeedCredit, Leg, Station, Trace


def trace_object(trace: Trace) -> str:
    """Return a trace as JSON in lines: its stations, an origin before what came of it, and the legs between them."""
    made: dict[str, Any] = {
        "focus": trace.focus,
        "words": trace.words,
        "stations": [_station(station) for station in trace.stations],
        "legs": [_leg(leg) for leg in trace.legs],
        "left_out": trace.left_out,
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _station(station: Station) -> dict[str, Any]:
    return {
        "id": station.id,
        "kind": str(station.kind),
        "name": station.name,
        "role": station.role,
        "day": station.day.isoformat() if station.day else None,
        "day_basis": ("inferred" if station.is_inferred else "text") if station.day else None,
        "report": station.report,
        "file": station.file,
        "title": station.title,
        "span": [station.span.start, station.span.end] if station.span else None,
        "evidence": station.evidence,
        "venue": station.venue,
        "feed_credit": _credit(station.credit) if station.credit else None,
    }


def _credit(credit: FeedCredit) -> dict[str, Any]:
    return {
        "name": credit.name,
        "address": credit.address,
        "feed": credit.feed,
        "seen_at": credit.seen_at.isoformat(),
    }


def _leg(leg: Leg) -> dict[str, Any]:
    return {
        "start": leg.start,
        "end": leg.end,
        "kind": str(leg.kind),
        "statements": leg.statements,
        "share": None if leg.share is None else round(leg.share, 4),
        "share_back": None if leg.share_back is None else round(leg.share_back, 4),
        "confidence": None if leg.confidence is None else round(leg.confidence, 4),
        "because": leg.because,
    }
