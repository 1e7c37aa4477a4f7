"""How reports and statements depend on each other."""
