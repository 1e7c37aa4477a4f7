"""What a report says about itself, as persons put it right."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from onrecord.model import ChainLink, ChainRole, CorrectedField, Correction, Ground, Metadata


def revise_metadata(metadata: Metadata, hands: Mapping[CorrectedField, Correction]) -> Metadata:
    """Return metadata with what persons say it is; their words are certain, and its grounds say whose they are."""
    if not hands:
        return metadata
    values: dict[str, Any] = {str(field): one.value for field, one in hands.items()}
    grounds = [ground for ground in metadata.grounds if ground.field not in values]
    grounds += [Ground(str(field), told_by([one]), 1.0) for field, one in hands.items()]
    return replace(metadata, **values, grounds=tuple(grounds))


def revise_chain(
    chain: tuple[ChainLink, ...], before: str | None, outlet: str | None
) -> tuple[ChainLink, ...]:
    """Return a chain whose publisher is the outlet that a person gave for the one the machine read."""
    if before == outlet:
        return chain
    kept = tuple(link for link in chain if link.role is not ChainRole.PUBLISHER or link.name != before)
    if len(kept) == len(chain) and any(link.role is ChainRole.PUBLISHER for link in chain):
        return chain  # it names another publisher, on grounds of its own
    return (*kept, ChainLink(outlet, ChainRole.PUBLISHER)) if outlet else kept


def told_by(hands: list[Correction]) -> str:
    """Return who corrected what, when and why, for a person to read; the order is that in which it was done."""
    told: list[str] = []
    done = sorted(hands, key=lambda one: one.n)
    while done:
        first = done[0]
        same = [
            one
            for one in done
            if (one.by, one.at.date(), one.because) == (first.by, first.at.date(), first.because)
        ]
        done = [one for one in done if one not in same]
        words = {
            CorrectedField.RIGHT: "found right",
            CorrectedField.MISSING: "added",
        }.get(first.field, "corrected")
        fields = [
            _named(one.field)
            for one in same
            if one.field not in (CorrectedField.RIGHT, CorrectedField.MISSING)
        ]
        if fields and words != "corrected":
            words += " and corrected"
        told.append(
            f"{words} by {first.by} on {first.at:%Y-%m-%d}"
            + (f": {', '.join(fields)}" if fields else "")
            + (f" ({first.because})" if first.because else "")
        )
    return "; ".join(told)


def _named(field: CorrectedField) -> str:
    return str(field).replace("_", " ")
