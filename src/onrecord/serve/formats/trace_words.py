"""What stations and legs of a trace are called, in the pictures of the terminal and of SVG alike."""

from onrecord.model import Leg, LegKind, Station, StationKind
from onrecord.serve.formats.visible import counted, visible

#: Above this, a share is told as all of it.
_ALL = 0.995


def name_of(station: Station) -> str:
    """Return what a station is called; plainly so where nothing tells."""
    if station.name:
        return visible(station.name)
    if station.kind is StationKind.SPEAKER and station.evidence:
        return f"“{visible(station.evidence)}”, not named"
    if station.kind is StationKind.REPORT:
        return end_of(station.file or "")
    return "speaker not named" if station.kind is StationKind.SPEAKER else "source not named"


def facts_of(station: Station, *, statements: int = 0) -> list[str]:
    """Return what is known of a station beside its name, each fact in a few words.

    Args:
        station: The station.
        statements: How many statements went this way; told where it is more than none.
    """
    day = station.day.isoformat() if station.day else None
    if station.kind is StationKind.SPEAKER:
        facts = [counted(statements, "statement")] if statements > 1 else []
        said = f"said {day}{' (inferred)' if station.is_inferred else ''}" if day else None
        return [*facts, *filter(None, [said, visible(station.venue) if station.venue else None])]
    if station.kind is StationKind.CARRIER:
        return [visible(station.role or ""), day or "day not told"]
    called = end_of(station.file or "") if station.name else "outlet not known"
    return [called, f"published {day}" if day else "day not known"]


def evidence_of(station: Station) -> str | None:
    """Return the words by which a report tells of a carrier, in quotation marks; None for other stations."""
    if station.kind is not StationKind.CARRIER or not station.evidence:
        return None
    return f"“{visible(station.evidence)}”"


def credit_of(station: Station) -> str | None:
    """Return whom the feed that led to a report names as its source, and which feed that is; None where none does."""
    credit = station.credit
    if credit is None:
        return None
    named = " · ".join(visible(part) for part in (credit.name, credit.address) if part)
    return f"its feed names as its source: {named} (in {visible(credit.feed)}, {credit.seen_at:%Y-%m-%d})"


def share_of(leg: Leg) -> str:
    """Return how much two reports share, from the side of the later one where that is known."""
    here, there = _percent(leg.share), _percent(leg.share_back)
    if leg.kind is LegKind.REPRINTED:
        return f"{here} of it stands in the one above, {there} of that in it"
    return f"{here} of it and {there} of the one above are the same words"


def shared_with(leg: Leg) -> str:
    """Return in a few words how much of the report at the end of a leg stands in that at its start."""
    shared = _percent(leg.share)
    return (
        f"{shared} of it copied" if leg.kind is LegKind.REPRINTED else f"{shared} of it shared, first unknown"
    )


def sureness_of(leg: Leg) -> str:
    """Return how sure it is that words were carried, and which way.

    >>> sureness_of(Leg("a", "b", LegKind.SHARED, confidence=0.9))
    'which was first is unknown; confidence 0.90'
    """
    sure = f"confidence {leg.confidence:.2f}" if leg.confidence is not None else "told by the text"
    return f"which was first is unknown; {sure}" if leg.kind is LegKind.SHARED else sure


def end_of(file: str) -> str:
    """Return the last part of a report's name, which tells it apart where the whole would fill the line.

    >>> end_of("/reports/harbour.txt"), end_of("https://courier.example/a/")
    ('harbour.txt', 'courier.example/a')
    """
    if "://" in file:
        return visible(file.partition("://")[2].rstrip("/"))
    return visible(file.replace("\\", "/").rstrip("/").rpartition("/")[2])


def _percent(share: float | None) -> str:
    if share is None:
        return "an unknown part"
    return "all" if share >= _ALL else f"{share:.0%}"
