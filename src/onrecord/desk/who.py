"""Everyone whom a name may mean, with what they said and what was said of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.desk.desk import Desk
from onrecord.desk.known import describe, find_known
from onrecord.desk.roles import told_beside
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Circumstances, IdentityType, Known, ListedRole, ToldRole
from onrecord.ports import StatementHit, StatementsWanted
from onrecord.stages.identify import Answer, answer_name, draw_shapes, sought_keys
from onrecord.text.fold import fold
from onrecord.text.scripts import script_of

#: Looked at closely, of all that are found by a part of the name.
_NEAR = 200
#: From such a score on a name is taken for another spelling of a known one without asking.
_ALL_BUT_CERTAIN = 0.9
#: How many the message for a name of several lists.
_LISTED = 10
#: Members of one cluster whose statements are looked for, the most reported first.
_MEMBERS = 500
#: One type of each family: names are looked for in all of them.
_TYPES = (IdentityType.PERSON, IdentityType.ORGANIZATION, IdentityType.PLACE, IdentityType.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Spelt:
    """Return one spelling, and in how many reports it stands."""

    text: str
    reports: int
    listed: bool


@dataclass(frozen=True, slots=True)
class Somebody:
    """Return one whom a name may mean: all known identities that are one.

    Attributes:
        id: The id of the cluster.
        name: The fullest name of the one that most reports name.
        type: What it is.
        score: 0 to 1, how well the name answers.
        because: Why, for a person to read.
        spellings: Every spelling by its script, the most frequent first.
        told: Roles, as the newest reports give them, the most frequent first, each once (`told_beside`).
        listed: Roles that lists give.
        links: Ids that others have for it, as scheme and value.
        reports: How many reports name it (a report counts once for each name that is known by itself).
        statements: How many statements are its own.
        first_day: The first day of those reports, None where none has a day.
        last_day: The last.
        members: Ids of the known identities that are one, the most reported first.
        said: Its newest statements, no thoughts.
        said_of: The newest that name it.
    """

    id: str
    name: str
    type: IdentityType
    score: float
    because: str
    spellings: dict[str, tuple[Spelt, ...]]
    told: tuple[ToldRole, ...]
    listed: tuple[ListedRole, ...]
    links: tuple[tuple[str, str], ...]
    reports: int
    statements: int
    first_day: date | None
    last_day: date | None
    members: tuple[str, ...]
    said: tuple[StatementHit, ...] = ()
    said_of: tuple[StatementHit, ...] = ()


def who(desk: Desk, name: str, *, people: int = 10, statements: int = 5) -> list[Somebody]:
    """Return everyone whom a name may mean, best first.

    The name may be in any script, and a part of one: nobody is preferred silently.
    What they said is found by who speaks, not by the name.

    Args:
        desk: The desk.
        name: A name, or the id of a known identity.
        people: How many at most.
        statements: How many of their statements, and of those about them, at most.

    Raises:
        NotFound: Nobody bears it.
        BadRequest: A limit is below 1, or there is no letter in the name.
    """
    if min(people, statements) < 1:
        raise BadRequest("a limit below 1 shows nothing; give 1 or more")
    if not any(char.isalnum() for char in fold(name)):
        raise BadRequest("there is no letter in this name; give a name, or a part of one", subject=name)
    ranked = _ranked(desk, name)[:people]
    if not ranked:
        raise NotFound(
            "nobody known is called that; try a part of the name, or `onrecord search`; a desk that was filled "
            "before names were compared is brought up to date by `onrecord identities update`",
            subject=name,
        )
    around = desk.store.registry.circumstances([known.cluster for known, _ in ranked])
    return [_somebody(desk, known, answer, around[known.cluster], statements) for known, answer in ranked]


def tell_of(desk: Desk, key: str) -> Somebody:
    """Return one who is known, as `who` does, without what they said.

    Args:
        desk: The desk.
        key: As for `find_known`.

    Raises:
        NotFound: Nobody is called so.
        BadRequest: Several are.
    """
    known = find_known(desk, key)
    around = desk.store.registry.circumstances([known.cluster])
    return _somebody(desk, known, Answer(1.0, "asked for"), around[known.cluster], 0)


def members_of(desk: Desk, key: str) -> frozenset[str]:
    """Return the ids of all that are one with whom `key` names: an id, the start of one, or a name.

    A name that nobody bears is taken for whom it is all but certain to be another spelling of, if for one alone.

    Raises:
        NotFound: Nobody is.
        BadRequest: Several are; the message lists them.
    """
    try:
        known = find_known(desk, key)
    except NotFound:
        likely = [known for known, answer in _ranked(desk, key) if answer.score >= _ALL_BUT_CERTAIN]
        if not likely:
            raise
        if len(likely) > 1:
            listed = ", ".join(map(describe, likely[:_LISTED]))
            raise BadRequest(f"may be several; give the id of one: {listed}", subject=key) from None
        known = likely[0]
    return frozenset(one.id for one in desk.store.registry.cluster(known.id)[:_MEMBERS])


def _ranked(desk: Desk, name: str) -> list[tuple[Known, Answer]]:
    """Return the likeliest of each cluster with its answer: who bears the very name first, then by score."""
    best: dict[str, tuple[Known, Answer]] = {}
    for known, answer in _answers(desk, name):
        held = best.get(known.cluster)
        if held is None or _rank(known, answer) > _rank(*held):
            best[known.cluster] = (known, answer)
    return sorted(best.values(), key=lambda one: (*(-each for each in _rank(*one)), one[0].id))


def _rank(known: Known, answer: Answer) -> tuple[bool, float, int]:
    return (answer.is_exact, answer.score, known.reports)


def _answers(desk: Desk, name: str) -> Iterable[tuple[Known, Answer]]:
    registry = desk.store.registry
    by_id = registry.get([name])
    if by_id:
        return [(known, Answer(1.0, "its id")) for known in by_id.values()]
    asked = [(name, type_) for type_ in _TYPES]
    bearing = [*registry.bearing(asked), *registry.bearing(asked, alone=True)]
    sought = (name, IdentityType.UNKNOWN)
    near = registry.candidates([(sought_keys(*sought), draw_shapes([sought])[0])], limit=_NEAR)
    held = registry.holding(name, limit=_NEAR)
    ids = dict.fromkeys(id_ for some in (*bearing, held, *near) for id_ in some)
    known = registry.get(ids)
    return answer_name(name, [known[id_] for id_ in ids if id_ in known], desk.matcher)


def _somebody(desk: Desk, known: Known, answer: Answer, around: Circumstances, statements: int) -> Somebody:
    registry = desk.store.registry
    members = registry.cluster(known.id)
    ids = [one.id for one in members[:_MEMBERS]]
    head = members[0]
    listed = registry.listed_roles(ids)
    own = tuple(role for id_ in ids for role in listed.get(id_, ()))
    days = [day for one in members for day in (one.first_day, one.last_day) if day]
    said: tuple[StatementHit, ...] = ()
    said_of: tuple[StatementHit, ...] = ()
    if statements:
        find = desk.store.finding.statements
        said = find(StatementsWanted(said_by=frozenset(ids)), limit=statements).hits
        said_of = find(StatementsWanted(said_of=frozenset(ids)), limit=statements).hits
    return Somebody(
        id=known.cluster,
        name=head.name,
        type=head.type,
        score=answer.score,
        because=answer.because,
        spellings=_spellings(members),
        told=told_beside(registry, around.roles, own),
        listed=own,
        links=tuple(link for links in registry.links(ids).values() for link in links),
        reports=sum(one.reports for one in members),
        statements=sum(one.statements for one in members),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        members=tuple(ids),
        said=said,
        said_of=said_of,
    )


def _spellings(members: Sequence[Known]) -> dict[str, tuple[Spelt, ...]]:
    """Return all spellings of a cluster by script, the script of most reports first."""
    counts: dict[str, list[int]] = {}
    listed: set[str] = set()
    for one in members:
        for name in one.names:
            counts.setdefault(name.name.text, []).append(name.reports)
            if name.listed:
                listed.add(name.name.text)
    spelt = sorted(
        (Spelt(text, sum(some), text in listed) for text, some in counts.items()),
        key=lambda one: (-one.reports, one.text),
    )
    found: dict[str, list[Spelt]] = {}
    for each in spelt:
        found.setdefault(script_of(each.text), []).append(each)
    return {script: tuple(some) for script, some in found.items()}
