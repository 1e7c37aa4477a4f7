"""Counting: what is certain makes origins, what is not makes a range, and the smaller number is given."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Corroboration, Doubt, Evidence, JoinKind, Origin, Outlet, Reprint
from onrecord.stages.trace.origins.accounts import Account
from onrecord.stages.trace.origins.carriers import Key
from onrecord.stages.trace.origins.joining import Edge, Part, find_edges, split_accounts
from onrecord.stages.trace.origins.trees import Groups, draw_origins
from onrecord.text.outlets import load_outlets

MADE_BY = "origins 1"


def count_origins(
    accounts: Iterable[Account],
    reprints: Iterable[Reprint] = (),
    *,
    outlets: tuple[Outlet, ...] | None = None,
) -> Corroboration:
    """Return how many independent origins there are for what reports say, and the trees that show why.

    Reports are one origin that carry each other's words, whichever had them first; that name each other's outlet;
    that have the words from the same carrier; that are of one outlet or one author; that stand in the speaker's
    own outlets. What cannot be told is a doubt: with all doubts true there are `at_least` origins, with none
    `at_most`.

    Args:
        accounts: The reports, each with those of its statements that are meant; a report stands there once.
        reprints: Which of them carry each other's words, by their ids; others' do not count.
        outlets: The outlets whose names are known; None for those of the package's own tables.

    >>> count_origins([]).at_least
    0
    """
    parts, _ = split_accounts(accounts, load_outlets() if outlets is None else outlets)
    edges = find_edges(parts, reprints)
    origins = draw_origins(parts, [one for one in edges if one.is_certain])
    of_node = {node.id: one.id for one in origins for node in one.nodes}
    of_origin: dict[str, list[Part]] = {}
    for part in parts:
        of_origin.setdefault(of_node[part.id], []).append(part)
    loose = {one.id: doubt for one in origins if (doubt := _loose(one, of_origin[one.id]))}
    linked = [*_linked(edges, of_node), *_only_through(of_origin)]
    doubts = [*linked, *loose.values()] if len(origins) > 1 else []
    return Corroboration(tuple(origins), tuple(doubts), _at_least(origins, linked, set(loose)), MADE_BY)


def _at_least(origins: Sequence[Origin], linked: Sequence[Doubt], loose: set[str]) -> int:
    """Return how many are left where all doubts are true; what may depend on any other adds nothing."""
    groups = Groups()
    for doubt in linked:
        for other in doubt.origins[1:]:
            groups.join(doubt.origins[0], other)
    firm = {groups.head(one.id) for one in origins if one.id not in loose}
    return max(len(firm), min(len(origins), 1))


def _linked(edges: Iterable[Edge], of_node: dict[str, str]) -> Iterator[Doubt]:
    """Yield what may join two origins."""
    seen: set[frozenset[str]] = set()
    for edge in edges:
        if edge.is_certain:
            continue
        ends = (of_node[edge.child], of_node[edge.parent])
        if ends[0] != ends[1] and frozenset(ends) not in seen:
            seen.add(frozenset(ends))
            yield Doubt(edge.kind, tuple(sorted(ends)), edge.because, edge.evidence)


def _only_through(of_origin: dict[str, list[Part]]) -> Iterator[Doubt]:
    """Yield origins that one outlet alone tells of, each by another carrier."""
    through: dict[Key, list[str]] = {}
    named: dict[Key, str] = {}
    for id_, parts in of_origin.items():
        ways = [{*part.keys, *([part.publisher] if part.publisher else [])} for part in parts]
        for key in sorted(set.intersection(*ways)):
            through.setdefault(key, []).append(id_)
        for part in parts:
            named.update({one.key: one.name for one in part.carriers if one.key is not None})
            if part.publisher:
                named[part.publisher] = part.account.outlet or part.account.site or part.account.name
    for key, ids in through.items():
        if len(ids) > 1:
            because = f"all of them are known from {named[key]} alone"
            yield Doubt(JoinKind.ONLY_THROUGH, tuple(sorted(ids)), because)


def _loose(origin: Origin, parts: Sequence[Part]) -> Doubt | None:
    """Return why an origin may depend on any other: nobody tells whose it is, or it names no carrier; else None."""
    if any(part.keys for part in parts):
        return None
    unnamed = [(part, one) for part in parts for one in part.carriers if one.key is None]
    if unnamed and len({part.id for part, _ in unnamed}) == len(parts):
        counted = Counter(one.name for _, one in unnamed)
        part, carrier = unnamed[0]
        evidence = (Evidence(part.account.report, carrier.link.span),) if carrier.link.span else ()
        because = (
            f"{part.account.name} has the words from “{counted.most_common(1)[0][0]}”, which names nobody"
        )
        return Doubt(JoinKind.UNNAMED, (origin.id,), because, evidence)
    if all(part.publisher is None and not any(map(bool, part.account.authors)) for part in parts):
        because = f"nothing tells whose report {parts[0].account.name} is"
        return Doubt(JoinKind.UNKNOWN, (origin.id,), because)
    return None
