"""Which statement of a reading is the one that was corrected, or added, before it was read so."""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.desk.correct.marking import find_marked, likeness
from onrecord.model import CorrectedField, Correction, Marked, Reading, Span, Told
from onrecord.model.correction import OF_REPORT

#: From what share of common characters on a statement of another reading is taken for one that was corrected.
ALIKE = 0.5
#: From what share on a machine's statement is the one that a person added; one so like another is not added.
SAME = 0.8


def match_statements(
    machine: Reading, standing: Sequence[Correction], added: Mapping[str, Told]
) -> dict[str, str]:
    """Return by what id statements of a machine's reading are known for good, by the ids that it gives them.

    Args:
        machine: The reading.
        standing: Corrections of its report.
        added: What persons added, by id, with spans of the present text.

    Returns:
        Those that were corrected, or added, alone. One that was added is the person's: the machine has found it since.
    """
    own = {one.id for one in machine.statements}
    wanted = {one.statement for one in standing if one.statement and one.field not in OF_REPORT}
    ids = {id_: id_ for id_ in wanted & own}
    sought = {id_: _places(machine.report.text, id_, standing, added) for id_ in wanted - own}
    pairs = [
        (-score, id_, at, one.id)
        for id_, places in sought.items()
        for at, one in enumerate(machine.statements)
        if one.id not in ids
        for score in [max((likeness(place, one.content) for place in places), default=0.0)]
        if score >= (SAME if id_ in added else ALIKE)
    ]
    for _, id_, _, found in sorted(pairs):
        if found not in ids and id_ not in ids.values():
            ids[found] = id_
    return ids


def _places(
    text: str, id_: str, standing: Sequence[Correction], added: Mapping[str, Told]
) -> list[Sequence[Span]]:
    """Return where the content of a statement stood, by what persons said of it."""
    if id_ in added:
        return [tuple(one.span for one in added[id_].content)]
    places = (find_marked(text, marked) for marked in _marked(id_, standing))
    return [place for place in places if place]


def _marked(id_: str, standing: Sequence[Correction]) -> Iterator[tuple[Marked, ...]]:
    for one in standing:
        if one.statement == id_:
            yield one.where
            if one.field is CorrectedField.CONTENT and isinstance(one.value, tuple):
                yield tuple(each for each in one.value if isinstance(each, Marked))
