"""A desk over a store alone: for what needs no evidence, no network and no reader."""

from datetime import datetime
from typing import Any, cast

from onrecord.desk import Desk
from onrecord.ports import Store
from tests.factory import NOON


class Noon:
    """Return a clock at which it is always noon."""

    def now(self) -> datetime:
        return NOON


def desk_over(store: Store) -> Desk:
    """Return a desk that has a store and a clock, and nothing else."""
    absent = cast("Any", None)
    return Desk("tests", store, absent, absent, Noon(), absent, absent)
