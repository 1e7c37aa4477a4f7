"""One report's own, told apart from all others of its name."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.desk.clusters import judge_all
from onrecord.desk.desk import Desk
from onrecord.desk.known import find_known
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Filing, Identity, Known, KnownFrom, Verdict
from onrecord.ports import NewJudgement, NewKnown
from onrecord.text.fold import fold

#: What stands between a report and a name in it.
OF_REPORT = "#"
#: How many the message for an ambiguous name lists.
_LISTED = 10


def find_or_tell_apart(desk: Desk, key: str) -> Known:
    """Return the known identity that `key` names, or that one report's own which `REPORT#NAME` names.

    In a transaction. What a report names by that name is from then on known by
    itself: filed with itself, and judged, with the old score and reason, to be
    the same as the one it was filed with. So nothing else changes by it, and
    an editor's word is about this report's alone.

    Raises:
        NotFound: None is; or no report, or nobody in it, is called so.
        BadRequest: Several are.
    """
    if OF_REPORT not in key:
        return find_known(desk, key)
    try:
        return find_known(desk, key)
    except NotFound:
        report_key, _, name = key.rpartition(OF_REPORT)
    report = desk.store.find_report(report_key)
    identity = _find_in(desk.store.reading(report).identities, name, subject=key)
    registry = desk.store.registry
    filings = registry.filings(report)
    filing = next((one for one in filings if one.identity == identity.id), None)
    if filing is None:
        raise NotFound(
            "is filed with nobody yet; bring the desk up to date with `onrecord reread`", subject=key
        )
    before = registry.get([filing.known])[filing.known]
    if _is_its_own(before, filing, filings):
        return before
    registry.put([NewKnown(identity.id, identity.name, identity.type, KnownFrom.APART)])
    registry.unfile(report)
    own = replace(filing, known=identity.id, score=1.0, because="known by itself, as this report's own")
    registry.file(report, [own if one is filing else one for one in filings])
    _keep_with(desk, identity.id, filing)
    return registry.get([identity.id])[identity.id]


def _keep_with(desk: Desk, identity: str, filing: Filing) -> None:
    """Judge what was told apart to be who it was taken for, as the machine did that filed it."""
    said = NewJudgement(
        identity,
        filing.known,
        Verdict.SAME,
        filing.made_by,
        is_person=False,
        at=desk.clock.now(),
        because=filing.because,
        score=filing.score,
    )
    judge_all(desk, [said])


def _is_its_own(known: Known, filing: Filing, filings: Sequence[Filing]) -> bool:
    """Return whether nothing else is filed with a known identity, so that a word about it is about this one alone."""
    alone = sum(one.known == filing.known for one in filings) == 1
    return known.id == filing.identity or (
        known.reports <= 1 and alone and known.origin is not KnownFrom.LIST
    )


def _find_in(identities: Sequence[Identity], name: str, *, subject: str) -> Identity:
    """Return the one identity of a report that bears a name.

    Raises:
        NotFound: None does.
        BadRequest: Several do.
    """
    wanted = fold(name)
    named = [one for one in identities if one.named]
    for fits in (
        [one for one in named if fold(one.name) == wanted],
        [one for one in named if any(fold(spelling.text) == wanted for spelling in one.names)],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            names = ", ".join(f"{one.name} ({one.type})" for one in fits[:_LISTED])
            raise BadRequest(
                f"several in this report are called that: {names}; give the fullest name", subject=subject
            )
    names = ", ".join(one.name for one in named[:_LISTED])
    raise NotFound(
        f"the report names nobody so; it names {names or 'nobody'}; see `onrecord show REPORT`",
        subject=subject,
    )
