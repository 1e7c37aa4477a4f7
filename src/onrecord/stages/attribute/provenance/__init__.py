"""What surrounds a statement: the act, the occasion, the day, the addressee, the chain."""
