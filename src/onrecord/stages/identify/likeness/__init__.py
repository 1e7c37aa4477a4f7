"""Whether two names are one, how likely, and why."""
