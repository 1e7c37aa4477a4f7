"""Rows of tables of outlets: checked key by key, put together, and written down."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import Any

from onrecord.errors import BadRequest
from onrecord.model import Outlet
from onrecord.text.addresses import normal_address
from onrecord.text.fold import fold
from onrecord.text.outlets import index_names

KINDS = ("agency", "broadcaster", "newspaper", "monitor", "site", "channel")
#: What an outlet is whose kind nobody told.
PLAIN_KIND = "site"

_KEYS = tuple(field.name for field in fields(Outlet))
_SINGLE = frozenset({"name", "kind", "country", "clip_series"})
#: Lists by which an outlet is recognised: the desk's are added to those of the package. Others go in their place.
_JOINED = frozenset({"names", "domains", "languages", "series", "handles", "credits"})
_ADDRESSES = frozenset({"feeds", "sitemaps", "listings"})
_PATTERNS = frozenset({"articles", "not_articles", "credits"})
_PATHS = frozenset({"body", "unwanted"})
#: What may be a password in an address is not repeated in messages.
_SECRET = re.compile(r"//[^/]*@")

_LONGEST_VALUE = 4_096
_MOST_VALUES = 1_000
_DOMAIN = re.compile(r"(?!www\.)(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_](?:[\w-]*[^\W_])?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_HANDLE = re.compile(r"[a-z][a-z0-9_-]*:\S+")


def read_row(row: Mapping[str, Any], *, subject: str, known: Outlet | None = None) -> Outlet:
    """Return the outlet that a row tells of, put together with what is `known` of it elsewhere.

    Names, domains, languages, series, handles and credits of both are joined;
    of everything else, what the row has goes in the place of what is known.

    Args:
        row: Keys and values as in `data/outlets`.
        subject: What errors are about: the file and the row.
        known: The outlet of the same name in the package's tables, or None.

    Raises:
        BadRequest: A key is unknown, a value has the wrong type or form, or the name is missing.

    >>> read_row({"name": "The Lantern", "feds": []}, subject="own.toml, row 1")
    Traceback (most recent call last):
    onrecord.errors.BadRequest: own.toml, row 1: unknown key 'feds'; did you mean feeds?
    """
    for key in row:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            cure = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(_KEYS)}"
            raise BadRequest(f"unknown key {key!r}; {cure}", subject=subject)
    if not isinstance(row.get("name"), str) or not fold(str(row.get("name"))):
        raise BadRequest('has no name; give it one, as in name = "The Lantern"', subject=subject)
    values = {key: _checked(key, value, subject) for key, value in row.items()}
    if known is None:
        return Outlet(**{"kind": PLAIN_KIND, **values})
    for key in _JOINED & values.keys():
        values[key] = tuple(dict.fromkeys((*values[key], *getattr(known, key))))
    if values["name"] != known.name:
        values["names"] = tuple(dict.fromkeys((*values.get("names", known.names), known.name)))
    return replace(known, **values)


class KnownOutlets:
    """Return outlets, ready to be asked which of them a row tells more of."""

    def __init__(self, outlets: Sequence[Outlet]) -> None:
        self._names = {fold(outlet.name): outlet for outlet in reversed(outlets)}
        self._domains = {domain: outlet for outlet in reversed(outlets) for domain in outlet.domains}
        self._spellings = index_names(tuple(outlets))

    def find(self, row: Mapping[str, Any]) -> Outlet | None:
        """Return the outlet that a row tells more of: one of its name, of a domain of its, or of that spelling.

        A spelling alone counts where the row has no domains, since outlets of several countries share some names.
        """
        name = fold(str(row.get("name", "")))
        if name in self._names:
            return self._names[name]
        domains = row.get("domains") or ()
        if not domains:
            return self._spellings.get(name)
        return next((self._domains[domain] for domain in domains if domain in self._domains), None)


def join_outlets(first: Outlet, more: Outlet) -> Outlet:
    """Return `first` with the values of lists that only `more` has, and its single values where `first` has none."""
    values: dict[str, Any] = {}
    for key in _KEYS:
        old, new = getattr(first, key), getattr(more, key)
        values[key] = tuple(dict.fromkeys((*old, *new))) if isinstance(old, tuple) else old or new
    if more.kind != PLAIN_KIND and first.kind == PLAIN_KIND:
        values["kind"] = more.kind
    return Outlet(**values)


def draw_row(outlet: Outlet) -> str:
    """Return an outlet as a table of TOML, only what is told of it.

    >>> print(draw_row(Outlet("The Lantern", "agency", domains=("lantern.example",))), end="")
    [[outlet]]
    name = "The Lantern"
    kind = "agency"
    domains = ["lantern.example"]
    """
    lines = ["[[outlet]]"]
    for key, value in row_of(outlet).items():
        lines.append(f"{key} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def row_of(outlet: Outlet) -> dict[str, Any]:
    """Return an outlet as the row that tells of it, without what it leaves open or has as every outlet."""
    values = {key: getattr(outlet, key) for key in _KEYS}
    if outlet.kind == PLAIN_KIND:
        del values["kind"]
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items() if value}


def object_of(outlet: Outlet) -> dict[str, Any]:
    """Return an outlet as programs get it: its row, with its name and kind first whatever they are."""
    return {"name": outlet.name, "kind": outlet.kind, **row_of(outlet)}


def _toml(value: Any) -> str:
    # Strings of JSON are strings of TOML, but for DEL, which TOML wants escaped.
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if len(text) > 100 and isinstance(value, list):  # noqa: PLR2004 -- as wide as the tables of the package
        parts = [json.dumps(one, ensure_ascii=False).replace("\x7f", "\\u007f") for one in value]
        text = "[\n" + "".join(f"    {part},\n" for part in parts) + "]"
    return text


def _checked(key: str, value: Any, subject: str) -> Any:
    """Return a value as an outlet holds it."""
    if key in _SINGLE:
        if not isinstance(value, str):
            raise BadRequest(f"{key}: is no text; write it in quotation marks", subject=subject)
        return _checked_text(key, value, subject)
    if (
        not isinstance(value, Sequence)
        or isinstance(value, str)
        or not all(isinstance(v, str) for v in value)
    ):
        raise BadRequest(f'{key}: is no list of texts; write {key} = ["…"]', subject=subject)
    if len(value) > _MOST_VALUES:
        raise BadRequest(f"{key}: has more than {_MOST_VALUES:,} values; leave some out", subject=subject)
    return tuple(dict.fromkeys(_checked_text(key, one, subject) for one in value))


def _checked_text(key: str, value: str, subject: str) -> str:
    shown = _SECRET.sub("//…@", value) if key in _ADDRESSES else value
    shown = shown if len(shown) <= 80 else shown[:79] + "…"  # noqa: PLR2004 -- a line of a message
    if len(value) > _LONGEST_VALUE:
        raise BadRequest(f"{key}: {shown!r} is too long", subject=subject)
    fault = next((rule(value) for keys, rule in _RULES if key in keys), None)
    if fault:
        raise BadRequest(f"{key}: {shown!r} {fault}", subject=subject)
    return normal_address(value) if key in _ADDRESSES else value.strip()


def _address_fault(value: str) -> str | None:
    try:
        normal_address(value)
    except BadRequest as error:
        return error.message
    return None


def _pattern_fault(value: str) -> str | None:
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        return f"is no regular expression: {error}"
    return None


def _path_fault(value: str) -> str | None:
    from lxml import etree  # noqa: PLC0415 -- few tables have paths, and libxml2 takes a while

    try:
        etree.XPath(value)
    except etree.XPathError as error:
        return f"is no XPath expression: {error}"
    return None


def _form_fault(pattern: re.Pattern[str], wanted: str) -> Callable[[str], str | None]:
    return lambda value: None if pattern.fullmatch(value) else f"is not {wanted}"


def _name_fault(value: str) -> str | None:
    return None if fold(value) else "has no letter or digit"


_RULES: tuple[tuple[frozenset[str], Callable[[str], str | None]], ...] = (
    (_ADDRESSES, _address_fault),
    (_PATTERNS, _pattern_fault),
    (_PATHS, _path_fault),
    (
        frozenset({"domains"}),
        _form_fault(_DOMAIN, "a domain such as news.example, without https:// and www."),
    ),
    (frozenset({"country"}), _form_fault(_COUNTRY, "a country's code of two capitals, such as NO")),
    (frozenset({"languages"}), _form_fault(_LANGUAGE, "a language's code, such as en or pt-BR")),
    (frozenset({"handles"}), _form_fault(_HANDLE, "platform:name, such as telegram:selmcourier")),
    (frozenset({"kind"}), lambda value: None if value in KINDS else f"is not one of {', '.join(KINDS)}"),
    (frozenset({"name", "names", "series", "clip_series"}), _name_fault),
)
