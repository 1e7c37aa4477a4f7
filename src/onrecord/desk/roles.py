"""Roles of somebody, each once, however its organisation is spelled."""

from collections.abc import Iterable, Sequence

from onrecord.model import IdentityType, ListedRole, ToldRole
from onrecord.ports import Registry
from onrecord.text.fold import fold


def told_beside(
    registry: Registry, told: Sequence[ToldRole], listed: Iterable[ListedRole]
) -> tuple[ToldRole, ...]:
    """Return the roles that reports give, each once and as it stands first, without those that a list gives too.

    Titles that differ in case, accents and punctuation alone are one, and so are
    organisations that differ so, or that are names of one cluster.

    Args:
        registry: Knows the clusters.
        told: Of reports, the most frequent first.
        listed: Of lists.
    """
    own = [(role.title, role.organization) for role in listed]
    bodies = _bodies(registry, [*(body for _, body in own), *(role.organization for role in told)])
    found: dict[tuple[str, str], ToldRole] = {}
    for role in told:
        found.setdefault((fold(role.title), bodies[role.organization]), role)
    given = {(fold(title), bodies[body]) for title, body in own}
    return tuple(role for key, role in found.items() if key not in given)


def _bodies(registry: Registry, names: Iterable[str]) -> dict[str, str]:
    """Return what each name of an organisation is compared by: its cluster, if one alone bears it, or its words."""
    distinct = list(dict.fromkeys(names))
    asked = [(name, IdentityType.ORGANIZATION) for name in distinct]
    bearing = registry.bearing(asked) if asked else []
    known = registry.get(id_ for ids in bearing for id_ in ids)
    found = {}
    for name, ids in zip(distinct, bearing, strict=True):
        clusters = {known[id_].cluster for id_ in ids if id_ in known}
        found[name] = clusters.pop() if len(clusters) == 1 else fold(name)
    return found
