"""From a report to its statements: who says what in it."""
