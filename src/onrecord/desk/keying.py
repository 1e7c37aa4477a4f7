"""By what known names are found, made anew where an older version made it."""

from collections.abc import Iterator

from onrecord.desk.desk import Desk
from onrecord.desk.listing import keys_of
from onrecord.model import Known, Name
from onrecord.ports import NewKnown
from onrecord.stages.identify import KEYED_BY, draw_shapes
from onrecord.text.scripts import script_of

#: Known names whose keys are made anew in one transaction.
_BATCH = 500


def has_old_keys(desk: Desk) -> bool:
    """Return whether the keys of anybody known were made by another version than this; `rekey` makes them anew."""
    return bool(desk.store.registry.keyed_otherwise(KEYED_BY, limit=1))


def rekey(desk: Desk) -> Iterator[int]:
    """Make the keys and shapes anew that another version made; yield how many of those known are done, lot by lot.

    Each lot in a transaction of its own: stopped at any point, the next run goes on from there, and a desk works
    at any time, only that of the names not yet done fewer are found.

    Raises:
        StoreError: The desk cannot be written.
    """
    registry = desk.store.registry
    while ids := registry.keyed_otherwise(KEYED_BY, limit=_BATCH):
        lot = list(registry.get(ids).values())
        # Shapes first: keys are made of the same points, which are kept a while.
        shapes = draw_shapes([(one.name, one.type) for one in lot])
        with desk.store.writing():
            registry.rekey(_keyed(one, shape) for one, shape in zip(lot, shapes, strict=True))
        yield len(lot)


def _keyed(known: Known, shape: bytes) -> NewKnown:
    own = Name(known.name, script_of(known.name))
    keys = keys_of([own, *(each.name for each in known.names)], known.type)
    return NewKnown(known.id, known.name, known.type, known.origin, keys=keys, shape=shape, keyed_by=KEYED_BY)
