"""How many independent origins there are for what reports say."""

from onrecord.stages.trace.origins.accounts import Account, Told
from onrecord.stages.trace.origins.origins import count_origins

__all__ = ["Account", "Told", "count_origins"]
