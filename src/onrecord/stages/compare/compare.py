"""What changed from one reading of a place to a later one."""

from datetime import date

from onrecord.model import Change, ChangeKind, Comparison, Fate, FieldChange, Metadata, Reading, Wording
from onrecord.stages.compare.pairing import Said, moved, pair, said_in, same_speaker
from onrecord.stages.compare.wording import align

#: Fields of the metadata that a reader sees.
_FIELDS = (
    "title", "outlet", "series", "number", "published", "authors", "topics", "section", "language",
    "reprint_of", "broadcaster", "canonical_address",
)  # fmt: skip
_BETWEEN = "; "


def compare_readings(before: Reading, after: Reading) -> Comparison:
    """Return what changed from `before` to `after`: metadata, and each statement that is not as it was.

    A statement is the same as one before where its words are (case, accents
    and punctuation aside), or most of them are and the speaker is the same. Where
    the text around it grew or shrank it has not moved: only where it now
    stands before or behind others than it did.

    Args:
        before: The earlier reading.
        after: The later one, of the same place.
    """
    old, new = said_in(before), said_in(after)
    pairs = pair(old, new)
    out_of_order = moved(pairs)
    changes: list[tuple[tuple[int, int], Change]] = []
    same = 0
    partner = dict(pairs)
    for k, (i, j) in enumerate(pairs):
        change = _changed(old[i], new[j], has_moved=k in out_of_order)
        if change is None:
            same += 1
        else:
            changes.append(((j, 1), change))
    found = {j for _, j in pairs}
    changes += [
        ((j, 1), Change((ChangeKind.ADDED,), None, said.statement, (Wording(Fate.ADDED, said.words),)))
        for j, said in enumerate(new)
        if j not in found
    ]
    at = -1
    for i, said in enumerate(old):
        if i in partner:
            at = max(at, partner[i])
        else:
            gone = Change((ChangeKind.DROPPED,), said.statement, None, (Wording(Fate.DROPPED, said.words),))
            changes.append(((at, 2), gone))
    ordered = tuple(change for _, change in sorted(changes, key=lambda one: one[0]))
    return Comparison(_fields(before.report.metadata, after.report.metadata), ordered, same)


def _changed(old: Said, new: Said, *, has_moved: bool) -> Change | None:
    kinds = []
    if old.words != new.words:
        kinds.append(ChangeKind.REWORDED)
    if not same_speaker(old.speaker, new.speaker):
        kinds.append(ChangeKind.REATTRIBUTED)
    if has_moved:
        kinds.append(ChangeKind.MOVED)
    if not kinds:
        return None
    return Change(tuple(kinds), old.statement, new.statement, align(old.words, new.words))


def _fields(before: Metadata, after: Metadata) -> tuple[FieldChange, ...]:
    values = [(name, _text(getattr(before, name)), _text(getattr(after, name))) for name in _FIELDS]
    return tuple(FieldChange(name, old, new) for name, old, new in values if old != new)


def _text(value: str | date | tuple[str, ...] | None) -> str | None:
    if isinstance(value, tuple):
        return _BETWEEN.join(value) or None
    return value.isoformat() if isinstance(value, date) else value
