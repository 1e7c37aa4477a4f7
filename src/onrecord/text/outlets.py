"""The outlets that the project's own tables know, and their names as an index."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from onrecord.model import Outlet
from onrecord.text.data import load_folder
from onrecord.text.fold import fold


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """Return every outlet in `data/outlets`, a file for each country, in file and table order.

    >>> next(o.country for o in load_outlets() if o.name == "Reuters")
    'GB'
    """
    return tuple(outlet_from(row, table) for table in load_folder("outlets") for row in table["outlet"])


def outlet_from(row: Mapping[str, Any], table: Mapping[str, Any]) -> Outlet:
    """Return the outlet that a row of a table tells of; its country is the table's where it has none of its own."""
    values: dict[str, Any] = {"country": table.get("country")}
    values |= {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Outlet(**values)


@cache
def index_names(outlets: tuple[Outlet, ...]) -> Mapping[str, Outlet]:
    """Return outlets by each folded spelling of their names; the first in order keeps a shared one.

    >>> index_names(load_outlets())["agence france presse"].name
    'AFP'
    """
    names: dict[str, Outlet] = {}
    for outlet in outlets:
        for name in (outlet.name, *outlet.names):
            names.setdefault(fold(name), outlet)
    return MappingProxyType(names)


@cache
def known_names() -> Mapping[str, Outlet]:
    """Return `index_names` of `load_outlets`: to ask for that by its argument hashes every outlet each time."""
    return index_names(load_outlets())


def find_by_domain(host: str, outlets: Iterable[Outlet]) -> Outlet | None:
    """Return the outlet that `host` belongs to, or None: the longest matching domain wins.

    >>> find_by_domain("english.aawsat.com", load_outlets()).name
    'Asharq Al-Awsat'
    """
    host = host.lower().removeprefix("www.")
    fits = [
        (len(domain), outlet.name, outlet)
        for outlet in outlets
        for domain in outlet.domains
        if host == domain or host.endswith(f".{domain}")
    ]
    return max(fits)[2] if fits else None
