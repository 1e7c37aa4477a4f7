"""Whom somebody addresses and answers."""

from collections.abc import Collection
from dataclasses import dataclass

from onrecord.desk.desk import Desk
from onrecord.model import Act
from onrecord.ports import StatementHit, StatementsWanted
from onrecord.text.fold import fold


@dataclass(frozen=True, slots=True)
class Addressed:
    """Return one whom somebody speaks to.

    Attributes:
        cluster: The id of their cluster; None where they are filed with none.
        name: What the newest of the statements calls them.
        times: In how many statements.
        answered: How many of these are answers.
        newest: The newest of them.
    """

    cluster: str | None
    name: str
    times: int
    answered: int
    newest: StatementHit


@dataclass(slots=True)
class _Count:
    name: str
    newest: StatementHit
    cluster: str | None
    times: int = 0
    answered: int = 0


def whom_addressed(desk: Desk, ids: Collection[str], *, newest: int = 60) -> list[Addressed]:
    """Return those whom known identities, taken as one, speak to in their newest statements, the most frequent first.

    Args:
        desk: The desk.
        ids: Of the known identities.
        newest: How many of their newest statements are looked at.
    """
    hits = desk.store.finding.statements(StatementsWanted(said_by=frozenset(ids)), limit=newest).hits
    spoken_to = [(hit, hit.statement.addressee) for hit in hits if hit.statement.addressee is not None]
    clusters = desk.store.registry.clusters_of(to.id for _, to in spoken_to)
    counts: dict[str, _Count] = {}
    for hit, to in spoken_to:
        cluster = clusters.get(to.id)
        count = counts.setdefault(cluster or fold(to.name), _Count(to.name, hit, cluster))
        count.times += 1
        count.answered += hit.statement.act is Act.ANSWER
    found = [Addressed(one.cluster, one.name, one.times, one.answered, one.newest) for one in counts.values()]
    return sorted(found, key=lambda one: (-one.times, one.name))
