"""Carrying a registry to another desk: its identities as entries of a list, and what persons judged of them."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.desk.desk import Desk
from onrecord.desk.known import find_known
from onrecord.desk.listing import id_of_entry
from onrecord.model import Judgement, Known, ListEntry, ListJudgement, Name
from onrecord.model.listed import LIST
from onrecord.text.scripts import script_of

#: Identities looked up at a time.
_BATCH = 200


def carry(desk: Desk, keys: Iterable[str] = ()) -> Iterator[tuple[Known, ListEntry]]:
    """Yield known identities, each as the entry of a list that makes it known elsewhere under the same id.

    Args:
        desk: The desk.
        keys: Whose: all members of the clusters that they mean; everybody's for none.

    Raises:
        NotFound, BadRequest: A key means nobody, or several.
    """
    for batch in _wanted(desk, keys):
        ids = [known.id for known in batch]
        links = desk.store.registry.links(ids)
        roles = desk.store.registry.listed_roles(ids)
        for known in batch:
            names = tuple(one.name for one in known.names)
            if known.name not in {name.text for name in names}:
                names = (Name(known.name, script_of(known.name)), *names)
            yield (
                known,
                ListEntry(
                    known.cluster,
                    carried_id(known, links.get(known.id, ())),
                    known.type,
                    known.name,
                    names,
                    tuple(links.get(known.id, ())),
                    tuple(roles.get(known.id, ())),
                ),
            )


def carried_id(known: Known, links: Sequence[tuple[str, str]]) -> str:
    """Return by what a known identity is called in a list: as its own list calls it where its id follows from that."""
    for scheme, value in links:
        if scheme == LIST:
            entry = ListEntry("", value, known.type, known.name, (), tuple(links))
            if id_of_entry(entry) == known.id:
                return value
    return known.id


def carry_judgements(desk: Desk, keys: Iterable[str] = ()) -> Iterator[ListJudgement]:
    """Yield the standing judgements of persons, oldest first: between those that keys mean, or all for none.

    Raises:
        NotFound, BadRequest: A key means nobody, or several.
    """
    keys = list(keys)
    ids = [known.id for batch in _wanted(desk, keys) for known in batch] if keys else None
    made = [
        one
        for one in desk.store.judgements.history(ids)
        if isinstance(one, Judgement) and one.is_person and one.undone is None
    ]
    if ids is not None:
        inside = set(ids)
        made = [one for one in made if {one.a, one.b} <= inside]
    for one in reversed(made):
        yield ListJudgement("", one.a, one.b, one.verdict, one.by, one.at, one.because)


def _wanted(desk: Desk, keys: Iterable[str]) -> Iterator[list[Known]]:
    """Yield known identities, some at a time."""
    clusters = list(dict.fromkeys(find_known(desk, key).cluster for key in keys))
    for cluster in clusters:
        yield desk.store.registry.cluster(cluster)
    if clusters:
        return
    batch: list[Known] = []
    for known in desk.store.registry.all():
        batch.append(known)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
