"""The command line and desks of `tests/serve`, for input that nobody wishes for."""

from tests.serve.conftest import desk, place, program, run

__all__ = ["desk", "place", "program", "run"]
