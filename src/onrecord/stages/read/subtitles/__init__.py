"""Captions of clips as talk, each word with its time."""
