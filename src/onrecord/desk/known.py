"""What an editor may call a known identity by."""

import re

from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.model import IdentityType, Known, KnownFrom
from onrecord.model.listed import LIST, WIKIDATA
from onrecord.text.fold import fold

#: The start of an id: 4 digits at least, so that "1" is not taken for one.
_ID_START = re.compile(r"[0-9a-f]{4,}")
#: How many the message for an ambiguous key lists.
_LISTED = 10
#: One type of each family: names are looked for in all of them.
_TYPES = (IdentityType.PERSON, IdentityType.ORGANIZATION, IdentityType.PLACE, IdentityType.UNKNOWN)


def find_known(desk: Desk, key: str) -> Known:
    """Return the known identity that `key` names: an id, the start of one (4 digits at least), or a name.

    An id is its own, or what Wikidata or a list has for it.
    A name is one of its spellings as a whole, case, accents and apostrophes
    folded, in whatever family; one that a report gives alone ("Qassem") where
    nobody bears it as a full one. Where all that bear it are one already, the most reported of them is meant, and none
    that is one report's own.

    Raises:
        NotFound: None does.
        BadRequest: Several do; the message lists them.
    """
    registry = desk.store.registry
    found = list(registry.get([key]).values())
    if not found:
        linked = (id_ for scheme in (WIKIDATA, LIST) for id_ in registry.linked(scheme, key))
        found = list(registry.get(linked).values())
    if not found and fold(key):
        bearing = registry.bearing([(key, type_) for type_ in _TYPES])
        found = list(registry.get(id_ for ids in bearing for id_ in ids).values())
    if not found and fold(key):
        bearing = registry.bearing([(key, type_) for type_ in _TYPES], alone=True)
        found = list(registry.get(id_ for ids in bearing for id_ in ids).values())
    if not found and _ID_START.fullmatch(key.lower()):
        found = list(registry.get(registry.starting(key.lower(), limit=_LISTED + 1)).values())
    if not found:
        raise NotFound("nobody with this id or name is known; look with `onrecord who`", subject=key)
    found.sort(key=lambda one: (one.origin is KnownFrom.APART, -one.reports, one.name, one.id))
    if len({one.cluster for one in found}) > 1:
        listed = ", ".join(describe(one) for one in found[:_LISTED])
        more = ", …" if len(found) > _LISTED else ""
        raise BadRequest(f"several are called that; give the id of one: {listed}{more}", subject=key)
    return found[0]


def describe(one: Known) -> str:
    """Return a known identity in a few words: the start of its id, its name, what it is, in how many reports.

    >>> describe(Known("0123456789abcdef", "Ada Lindqvist", IdentityType.PERSON, KnownFrom.REPORTS, "", reports=1))
    '0123456789ab (Ada Lindqvist, person, 1 report)'
    """
    reports = "1 report" if one.reports == 1 else f"{one.reports} reports"
    return f"{one.id[:12]} ({one.name}, {one.type}, {reports})"
