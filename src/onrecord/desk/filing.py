"""Filing the identities of a report with those that are known: when it is added, read again, removed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.desk.catching_up import catch_up
from onrecord.desk.clusters import judge_all, rejoin
from onrecord.desk.desk import Desk
from onrecord.errors import OnRecordError
from onrecord.model import Judgement, Reading, Verdict
from onrecord.stages.identify import identify_names, match_known_names

#: Known identities that are compared with the rest together.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Filed:
    """Return what filing a report came to.

    Attributes:
        identities: How many of its identities are filed.
        new: How many of them nobody was known for.
        same: How many of those were judged to be somebody known by another name.
        unsure: How many questions it raises.
    """

    identities: int
    new: int
    same: int
    unsure: int


def file_report(desk: Desk, reading: Reading) -> Filed:
    """File the named identities of a report of which none are filed, in the transaction that keeps it.

    Who is new is known from now on; what the machine judges of them is kept as its judgements.
    """
    report, registry = reading.report.id, desk.store.registry
    found = identify_names(reading, registry, desk.matcher, now=desk.clock.now())
    registry.put(found.known)
    registry.file(report, found.filings)
    if found.roles:
        registry.tell_roles(report, found.roles)
    said = judge_all(desk, found.judgements) if found.judgements else []
    return Filed(len(found.filings), len(found.known), *_counted(said))


def unfile_report(desk: Desk, report: str) -> list[str]:
    """Take back the filings of a report before its identities are replaced or removed.

    Returns:
        The ids of those it was filed with, to be given to `let_go` once the report is filed anew or gone.
    """
    desk.store.registry.tell_roles(report, {})
    return desk.store.registry.unfile(report)


def let_go(desk: Desk, ids: Iterable[str]) -> None:
    """Forget those of `ids` whom nothing names any longer, and divide anew the clusters that they were of."""
    rejoin(desk, desk.store.registry.forget(ids))


def file_unfiled(desk: Desk) -> Iterator[tuple[str, Filed | OnRecordError]]:
    """Yield what filing came to for each report that was kept before names were filed, oldest first.

    Stopped at any point, the next run goes on from there; see `catch_up`.

    Raises:
        StoreError: The desk cannot be written.
    """
    return catch_up(desk, desk.store.registry.unfiled(), file_report)


def match_known(desk: Desk, ids: Iterable[str]) -> list[Judgement]:
    """Compare known identities, as a list gives them, with all others; return what was judged of them.

    In a transaction. Nobody is merged by an equal name where circumstances speak
    against it, or where several of a list bear it: that is asked.
    """
    wanted = list(dict.fromkeys(ids))
    said: list[Judgement] = []
    for start in range(0, len(wanted), _BATCH):
        known = desk.store.registry.get(wanted[start : start + _BATCH])
        found = match_known_names(
            list(known.values()), desk.store.registry, desk.matcher, now=desk.clock.now()
        )
        said += judge_all(desk, found)
    return said


def _counted(said: Iterable[Judgement]) -> tuple[int, int]:
    verdicts = [one.verdict for one in said]
    return verdicts.count(Verdict.SAME), verdicts.count(Verdict.UNSURE)
