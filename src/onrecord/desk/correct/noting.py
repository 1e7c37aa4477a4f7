"""A correction's line in the audit log, by whatever door it was made."""

from onrecord.desk.access.audit import note_act
from onrecord.desk.correct.verbs import Corrected
from onrecord.desk.desk import Desk
from onrecord.model.access import Asker


def note_correction(desk: Desk, by: Asker, act: str, subject: str, done: Corrected) -> None:
    """Write down what was corrected or taken back; call it in the transaction of the correction.

    Args:
        desk: The desk.
        by: Who did it, and from where.
        act: `statement.correct`, `statement.add`, `report.correct` or `correction.undo`.
        subject: The id of the statement or report.
        done: What came of it.
    """
    facts = {
        "corrections": [one.n for one in done.corrections],
        "fields": [str(one.field) for one in done.corrections],
    }
    note_act(desk, by, act, subject, facts)
