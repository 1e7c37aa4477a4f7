"""The word indexes: FTS5 in SQLite, tsvector with GIN in PostgreSQL, behind one interface."""

from onrecord.adapters.store.fts_words import SqliteWords
from onrecord.adapters.store.vector_words import PostgresWords
from onrecord.adapters.store.word_index import MarkedText, Of, Sought, Within, WordIndex

__all__ = ["MarkedText", "Of", "PostgresWords", "Sought", "SqliteWords", "Within", "WordIndex", "index_of"]


def index_of(dialect: str) -> WordIndex:
    """Return the index of a database."""
    return PostgresWords() if dialect == "postgresql" else SqliteWords()
