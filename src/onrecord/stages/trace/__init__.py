"""From reports and statements to who carried what, and what changed on the way."""
