"""The schema's history, run by `migrate`; each version is frozen once released."""
