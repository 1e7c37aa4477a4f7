"""The programs in `training/` import each other by bare names; so do their tests."""

import sys
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[2] / "training"

# A source distribution has the tests and not the training.
collect_ignore_glob = [] if TRAINING.is_dir() else ["test_*.py"]

if TRAINING.is_dir():
    sys.path.insert(0, str(TRAINING))
