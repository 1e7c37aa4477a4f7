"""The desk from Python: the same verbs and answers, whether the desk lies here or is served elsewhere."""

from onrecord.serve.client.desk import Desk

__all__ = ["Desk"]
