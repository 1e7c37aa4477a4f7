"""Normal forms of names in many scripts: pure functions, for comparing and never for showing."""
