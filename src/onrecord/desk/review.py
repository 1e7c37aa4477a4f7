"""What is open to be judged, and what was judged: read, with what an editor needs to see beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.desk.desk import Desk
from onrecord.desk.known import find_known
from onrecord.errors import BadRequest
from onrecord.model import Judgement, Known, ListedRole, Undoing
from onrecord.ports import Question

#: Entries of the history whose names are looked up together.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """Return a pair to be judged, with what is known of both.

    Attributes:
        question: What a machine was unsure of, and what an answer settles.
        a: One of the two.
        b: The other.
        roles: The roles that lists give to each.
    """

    question: Question
    a: Known
    b: Known
    roles: tuple[tuple[ListedRole, ...], tuple[ListedRole, ...]]


@dataclass(frozen=True, slots=True)
class Remembered:
    """Return an entry of the history.

    Attributes:
        judgement: What was judged; of an undoing, what it took back.
        undoing: The taking back, None where the entry is the judgement itself.
        names: What the two are called.
    """

    judgement: Judgement
    undoing: Undoing | None
    names: tuple[str, str]


def review(desk: Desk, *, limit: int = 20) -> list[Asked]:
    """Return the pairs that nobody is sure of; first those whose answer settles most statements.

    Raises:
        BadRequest: The limit is below 1.
    """
    if limit < 1:
        raise BadRequest(f"a limit of {limit} shows nothing; give 1 or more")
    found = desk.store.judgements.questions(limit=limit)
    ids = {id_ for one in found for id_ in (one.judgement.a, one.judgement.b)}
    known = desk.store.registry.get(ids)
    roles = desk.store.registry.listed_roles(ids)
    return [
        Asked(
            one,
            known[one.judgement.a],
            known[one.judgement.b],
            (tuple(roles.get(one.judgement.a, ())), tuple(roles.get(one.judgement.b, ()))),
        )
        for one in found
    ]


def history(desk: Desk, key: str | None = None, *, limit: int | None = None) -> Iterator[Remembered]:
    """Yield what was judged and taken back, newest first.

    Args:
        desk: The desk.
        key: Whom it concerns, as for `find_known`: all that are one with them now; None for everybody.
        limit: How many at most; None for all.

    Raises:
        NotFound: Nobody is called so.
        BadRequest: Several are.
    """
    book, registry = desk.store.judgements, desk.store.registry
    of = None if key is None else [one.id for one in registry.cluster(find_known(desk, key).id)]
    entries = iter(book.history(of, limit=limit))
    while batch := list(islice(entries, _BATCH)):
        judged = [
            (book.get(one.judgement), one) if isinstance(one, Undoing) else (one, None) for one in batch
        ]
        names = registry.get(id_ for judgement, _ in judged for id_ in (judgement.a, judgement.b))
        for judgement, undoing in judged:
            yield Remembered(judgement, undoing, (names[judgement.a].name, names[judgement.b].name))
