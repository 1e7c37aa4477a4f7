"""One identity whole: what it is called and by whom, who is one with it and why, its roles, its ids elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.desk.desk import Desk
from onrecord.desk.known import find_known
from onrecord.model import IdentityType, Judgement, Known, Role, Spelling, Verdict


@dataclass(frozen=True, slots=True)
class Card:
    """Return what a desk knows of one identity: of all known identities that are one, together.

    Attributes:
        id: Of the cluster.
        name: That of the member that most reports name.
        type: Its type, or another's where it is unknown.
        members: The known identities that are one, the most reported first.
        links: Ids that others have for it, as scheme and value.
        roles: Roles and memberships, of lists and of reports.
    """

    id: str
    name: str
    type: IdentityType
    members: tuple[Known, ...]
    links: tuple[tuple[str, str], ...]
    roles: tuple[Role, ...]

    @property
    def statements(self) -> int:
        """Return how many statements are its own."""
        return sum(known.statements for known in self.members)


@dataclass(frozen=True, slots=True)
class WholeCard:
    """Return a card with how each name is written where, and with what was judged of its members.

    Attributes:
        card: What is known of it.
        spellings: How it is written, by script and language.
        same: The standing judgements by which its members are one, oldest first.
        different: Those that say that a member is another, or perhaps is, each with the id and name of that one.
    """

    card: Card
    spellings: tuple[Spelling, ...]
    same: tuple[Judgement, ...]
    different: tuple[tuple[Judgement, str, str], ...]


def make_card(desk: Desk, id_: str) -> Card:
    """Return what is known of the cluster of a known identity.

    Raises:
        NotFound: There is none with this id.
        EvidenceBroken: The stored text of a report that gives it a role was changed.
    """
    registry = desk.store.registry
    members = tuple(registry.cluster(id_))
    ids = [known.id for known in members]
    links = registry.links(ids)
    return Card(
        members[0].cluster,
        members[0].name,
        next((known.type for known in members if known.type is not IdentityType.UNKNOWN), members[0].type),
        members,
        tuple(dict.fromkeys(link for one in ids for link in links.get(one, ()))),
        tuple(registry.roles(ids)),
    )


def make_cards(desk: Desk, keys: Iterable[str] = ()) -> Iterator[Card]:
    """Yield the cards of those that keys mean, each once; of all that are known for no keys.

    Raises:
        NotFound, BadRequest: A key means nobody, or several.
    """
    wanted = list(dict.fromkeys(find_known(desk, key).cluster for key in keys))
    if wanted:
        yield from (make_card(desk, id_) for id_ in wanted)
        return
    for known in desk.store.registry.all():
        if known.id == known.cluster:
            yield make_card(desk, known.id)


def show_identity(desk: Desk, key: str) -> WholeCard:
    """Return everything that is known of whom a key means.

    Raises:
        NotFound, BadRequest: It means nobody, or several.
        EvidenceBroken: The stored text of a report that gives it a role was changed.
    """
    card = make_card(desk, find_known(desk, key).cluster)
    inside = {known.id: known for known in card.members}
    standing = [
        one
        for one in desk.store.judgements.history(list(inside))
        if isinstance(one, Judgement) and one.undone is None
    ]
    standing.reverse()
    apart = [
        (one, one.b if one.a in inside else one.a) for one in standing if one.verdict is not Verdict.SAME
    ]
    others = inside | desk.store.registry.get(other for _, other in apart if other not in inside)
    return WholeCard(
        card,
        tuple(desk.store.registry.spellings(inside)),
        tuple(one for one in standing if one.verdict is Verdict.SAME and {one.a, one.b} <= inside.keys()),
        tuple((one, other, others[other].name) for one, other in apart if other in others),
    )
