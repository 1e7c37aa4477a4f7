"""Judgements that a list carries from another desk: taken over with who made them, when and why, each once."""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.desk.clusters import judge_all
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest
from onrecord.model import Judgement, ListJudgement, Verdict
from onrecord.model.listed import LIST, WIKIDATA
from onrecord.ports import NewJudgement


def plan_judgements(
    desk: Desk, judgements: Iterable[ListJudgement], entries: Mapping[str, str]
) -> tuple[list[NewJudgement], list[BadRequest]]:
    """Return the judgements as the desk is to keep them, and what is wrong with others.

    Args:
        desk: The desk.
        judgements: Between ids of the list, of this desk, or of Wikidata.
        entries: What the list calls its entries, and by which id the desk knows, or is to know, each.
    """
    planned: list[NewJudgement] = []
    problems: list[BadRequest] = []
    for one in judgements:
        try:
            a, b = (_resolve(desk, key, entries, one.subject) for key in (one.a, one.b))
            if a == b and one.verdict is Verdict.DIFFERENT:
                raise BadRequest(  # noqa: TRY301 -- told as the others are
                    f"says that {one.a!r} and {one.b!r} differ, and both are one identity here; leave one out",
                    subject=one.subject,
                )
        except BadRequest as problem:
            problems.append(problem)
            continue
        if a != b:
            planned.append(
                NewJudgement(a, b, one.verdict, one.by, is_person=True, at=one.at, because=one.because)
            )
    return planned, problems


def take_over(desk: Desk, planned: Sequence[NewJudgement]) -> int:
    """Return how many judgements of persons were added; those that were taken over before are not added again.

    Nor are those that were taken back here since. In a transaction.
    """
    new = [one for one in planned if not _is_here(desk, one)]
    judge_all(desk, new)
    return len(new)


def _is_here(desk: Desk, said: NewJudgement) -> bool:
    pair = {said.a, said.b}
    return any(
        isinstance(one, Judgement)
        and {one.a, one.b} == pair
        and (one.by, one.at, one.verdict) == (said.by, said.at, said.verdict)
        for one in desk.store.judgements.history([said.a])
    )


def _resolve(desk: Desk, key: str, entries: Mapping[str, str], subject: str) -> str:
    """Return the id by which the desk knows whom a list calls `key`.

    Raises:
        BadRequest: The desk knows nobody, or several, by it.
    """
    if key in entries:
        return entries[key]
    registry = desk.store.registry
    if key in registry.get([key]):
        return key
    found = [id_ for scheme in (LIST, WIKIDATA) for id_ in registry.linked(scheme, key)]
    if len(found) != 1:
        many = "several identities go" if found else "nobody goes"
        raise BadRequest(
            f"judges {key!r}, and {many} by it here; put the entry into the list", subject=subject
        )
    return found[0]
