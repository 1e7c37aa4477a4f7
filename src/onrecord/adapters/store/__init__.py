"""The desk's database: readings kept in SQL tables and found by word, name and day."""

from onrecord.adapters.store.store import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
