"""Correcting what a machine read: a person's word, beside the machine's, never overwritten, taken back at will."""

from onrecord.desk.correct.history import (
    CorrectionEntry,
    Settled,
    corrections_of,
    export_corrections,
    recent_corrections,
)
from onrecord.desk.correct.laying import bound_correction, lay_corrections, machine_reading
from onrecord.desk.correct.noting import note_correction
from onrecord.desk.correct.replay import Replayed, apply, replay
from onrecord.desk.correct.values import Given, present_value, told_of
from onrecord.desk.correct.verbs import (
    Corrected,
    add_statement,
    correct,
    correct_report,
    newest_of,
    undo_corrections,
)

__all__ = [
    "Corrected",
    "CorrectionEntry",
    "Given",
    "Replayed",
    "Settled",
    "add_statement",
    "apply",
    "bound_correction",
    "correct",
    "correct_report",
    "corrections_of",
    "export_corrections",
    "lay_corrections",
    "machine_reading",
    "newest_of",
    "note_correction",
    "present_value",
    "recent_corrections",
    "replay",
    "told_of",
    "undo_corrections",
]
