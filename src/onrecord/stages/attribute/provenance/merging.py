"""Whether a sentence adds to an occasion told before, and what the two tell together."""

from dataclasses import replace

from onrecord.stages.attribute.provenance.occasions import Occasion


def continues(known: Occasion, new: Occasion) -> bool:
    """Return whether what a sentence tells belongs to the occasion told before."""
    if new.points_back:
        return new.kind is None or known.kind is None or new.kind == known.kind or new.weak
    if new.weak and known.venue:
        return True
    if new.venue is None and known.venue and new.said_on is None and not new.carriers:
        return True
    # "X said on Monday", then "speaking at a ceremony, X said": the day and the place of one occasion.
    same_day = new.said_on is None or known.said_on is None or new.said_on == known.said_on
    return same_day and (_tells_day_only(known) != _tells_day_only(new))


def _tells_day_only(occasion: Occasion) -> bool:
    return not (occasion.venue or occasion.carriers or occasion.partners)


def merge(known: Occasion, new: Occasion) -> Occasion:
    """Return what both tell: the venue told first, the first day or that of a first release, all carriers."""
    day = new if (new.first and (new.said_on or new.printed)) or not known.said_on else known
    links = [*known.carriers, *(c for c in new.carriers if c.name not in {k.name for k in known.carriers})]
    base = known if known.venue or not new.venue else new
    speaking = new.parties if new.venue or new.quotes else frozenset()
    return replace(
        base,
        looks_back=new.looks_back,
        points_back=False,
        said_on=day.said_on or (day.printed if day.first else None),
        exact=day.exact,
        printed=known.printed or new.printed,
        carriers=tuple(links),
        partners=known.partners or new.partners,
        parties=known.parties | speaking,
    )
