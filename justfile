# What one does here. `just NAME`, or type the line below it.

# List these.
help:
    @just --list --unsorted

# Run the tests: the mirror of src, the doctests, both databases.
test *ARGS:
    python3 -m pytest {{ARGS}}

# Style, and who may import whom.
lint:
    ruff check
    ruff format --check
    lint-imports
    python3 scripts/check_tests_mirror.py

# Types, everywhere.
types:
    mypy --strict

# Write the pages that are drawn from the code.
reference:
    python3 scripts/reference.py

# Draw the terminal picture of the README.
picture:
    python3 scripts/picture.py

# Build the pages; `just docs serve` shows them while you write.
docs *ARGS="build --strict":
    python3 scripts/reference.py --check
    mkdocs {{ARGS}}

# Everything, from nothing, as CI does.
ci:
    .ci/run
