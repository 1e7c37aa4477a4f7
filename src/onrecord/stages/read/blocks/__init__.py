"""From raw blocks to what they are and what they say: kinds, notes, credits, facts."""
