"""From fetched bytes to a capture."""

from onrecord.stages.capture.make import make_capture

__all__ = ["make_capture"]
