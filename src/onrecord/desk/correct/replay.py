"""Laying what persons said over what a machine read: pure, and the same however often it is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.desk.correct.heads import revise_chain, revise_metadata
from onrecord.desk.correct.marking import find_marked
from onrecord.desk.correct.matching import match_statements
from onrecord.desk.correct.people import Cast
from onrecord.desk.correct.statements import Hands, build_statement, revise_statement
from onrecord.model import CorrectedField, Correction, Reading, Statement, Told
from onrecord.model.correction import OF_REPORT, OF_SPANS

_GONE = "the statement is not found in the newest reading of the report"
_MOVED = "the words that were marked do not stand in the newest text of the report"


@dataclass(frozen=True, slots=True)
class Replayed:
    """Return a reading as persons have settled it.

    Attributes:
        reading: The machine's reading with the corrections laid over it.
        unfit: Why corrections could not be, by their numbers; they changed nothing.
        settled: The ids of the statements that are a person's word now.
        withdrawn: The ids of those that a person says are none.
    """

    reading: Reading
    unfit: Mapping[int, str]
    settled: frozenset[str]
    withdrawn: frozenset[str]


def apply(machine: Reading, corrections: Iterable[Correction]) -> Reading:
    """Return what a machine read with the corrections that stand laid over it."""
    return replay(machine, corrections).reading


def replay(machine: Reading, corrections: Iterable[Correction]) -> Replayed:
    """Return what a machine read as persons have settled it.

    Depends on nothing but the machine's reading and the corrections that
    stand: so taking one back gives what replaying the others gives. Of two of
    one field the later holds. A statement that was corrected keeps the id by
    which it was corrected; in another reading it is known by that id, else by
    its content. Its confidence is 1, its `made_by` names the person who
    settled it last ("person: NAME"), and its `because` begins with who
    corrected what, and when. What persons say of a report's metadata stands in its grounds.

    Args:
        machine: What a machine read.
        corrections: Of that report; those taken back are left out.
    """
    standing = sorted((one for one in corrections if one.undone is None), key=lambda one: one.n)
    text = machine.report.text
    unfit: dict[int, str] = {}
    added: dict[str, tuple[Correction, Told]] = {}
    for one in standing:
        if isinstance(one.value, Told) and one.statement:
            told = _found(text, one.value)
            if told is None:
                unfit[one.n] = _MOVED
            else:
                added[one.statement] = (one, told)
    ids = match_statements(machine, standing, {id_: told for id_, (_, told) in added.items()})
    there = {*ids.values(), *added}
    hands: dict[str, dict[CorrectedField, Correction]] = {}
    for one in standing:
        if one.field in OF_REPORT or one.field is CorrectedField.MISSING or one.statement is None:
            continue
        if one.statement not in there:
            if one.field is not CorrectedField.NOT_A_STATEMENT:  # what is not found is not there, as was said
                unfit[one.n] = _GONE
            continue
        fit = _refound(text, one)
        if fit is None:
            unfit[one.n] = _MOVED
        else:
            hands.setdefault(one.statement, {})[one.field] = fit
    return _put_together(machine, standing, ids, added, hands, unfit)


def _put_together(
    machine: Reading,
    standing: Sequence[Correction],
    ids: Mapping[str, str],
    added: Mapping[str, tuple[Correction, Told]],
    hands: Mapping[str, Hands],
    unfit: Mapping[int, str],
) -> Replayed:
    head = {one.field: one for one in standing if one.field in OF_REPORT}
    report = replace(machine.report, metadata=revise_metadata(machine.report.metadata, head))
    cast = Cast(report, machine.identities)
    withdrawn = {id_ for id_, some in hands.items() if CorrectedField.NOT_A_STATEMENT in some}
    kept: list[Statement] = []
    moved: list[Statement] = []
    settled: set[str] = set()
    outlets = (machine.report.metadata.outlet, report.metadata.outlet)
    for one in machine.statements:
        id_ = ids.get(one.id, one.id)
        if id_ in added or id_ in withdrawn:
            continue
        said = replace(one, id=id_, chain=revise_chain(one.chain, *outlets))
        some = hands.get(id_)
        if some:
            said = revise_statement(said, report, cast, some)
            settled.add(id_)
        (moved if some and CorrectedField.CONTENT in some else kept).append(said)
    for id_, (correction, told) in added.items():
        if id_ not in withdrawn:
            new = build_statement(id_, report, cast, correction, told)
            moved.append(revise_statement(new, report, cast, hands.get(id_, {})))
            settled.add(id_)
    ordered = _in_order(kept, moved)
    # The machine's parents, those that were struck out among them, so that what lay in one lies in the next.
    parents = {
        ids.get(one.id, one.id): one.nested_in and ids.get(one.nested_in, one.nested_in)
        for one in machine.statements
    }
    nested = tuple(_nested(one, ordered, parents, is_new=one.id in added) for one in ordered)
    return Replayed(
        Reading(report, cast.identities, nested), dict(unfit), frozenset(settled), frozenset(withdrawn)
    )


def _found(text: str, told: Told) -> Told | None:
    """Return what was told of a missing statement where its words stand now; None where they do not."""
    content, source, cue = (find_marked(text, some) for some in (told.content, told.source, told.cue))
    if content is None or source is None or cue is None:
        return None
    return replace(
        told,
        content=tuple(replace(one, span=span) for one, span in zip(told.content, content, strict=True)),
        source=tuple(replace(one, span=span) for one, span in zip(told.source, source, strict=True)),
        cue=tuple(replace(one, span=span) for one, span in zip(told.cue, cue, strict=True)),
    )


def _refound(text: str, one: Correction) -> Correction | None:
    """Return a correction with its spans where its words stand now; None where they do not."""
    if one.field not in OF_SPANS or not isinstance(one.value, tuple):
        return one
    marked = [each for each in one.value if not isinstance(each, str)]
    spans = find_marked(text, marked)
    if spans is None:
        return None
    return replace(
        one, value=tuple(replace(each, span=span) for each, span in zip(marked, spans, strict=True))
    )


def _in_order(kept: Sequence[Statement], moved: Sequence[Statement]) -> list[Statement]:
    """Return the machine's statements in its order, and those whose words a person marked where they stand."""
    ordered = list(kept)
    for one in sorted(moved, key=lambda said: (said.content[0].start, -said.content[-1].end, said.id)):
        start = one.content[0].start
        at = next((k for k, other in enumerate(ordered) if other.content[0].start > start), len(ordered))
        ordered.insert(at, one)
    return ordered


def _nested(
    said: Statement, ordered: Sequence[Statement], parents: Mapping[str, str | None], *, is_new: bool
) -> Statement:
    """Return a statement with the one in which it lies."""
    there = {one.id for one in ordered}
    if not is_new:
        parent = parents.get(said.id)
        seen = {said.id}
        while parent is not None and parent not in there and parent not in seen:
            seen.add(parent)
            parent = parents.get(parent)
        nested_in = parent if parent in there and parent != said.id else None
        return said if nested_in == said.nested_in else replace(said, nested_in=nested_in)
    around = [
        one
        for one in ordered
        if one.id != said.id
        and all(any(outer.covers(span) for outer in one.content) for span in said.content)
        and sum(map(len, one.content)) > sum(map(len, said.content))
    ]
    nearest = min(around, key=lambda one: sum(map(len, one.content)), default=None)
    return replace(said, nested_in=nearest.id if nearest else None)
