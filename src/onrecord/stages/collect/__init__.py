"""From what is there to what is worth reading."""

from onrecord.stages.collect.leads import collect_leads

__all__ = ["collect_leads"]
