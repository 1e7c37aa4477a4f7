"""Names of one identity that no rule of spelling joins: translations, abbreviations, other names.

They stand in a table that people edit: the package's own, and a desk's, which goes first.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from onrecord.errors import BadRequest
from onrecord.model import IdentityType
from onrecord.text.fold import squeeze
from onrecord.text.names.words import LONGEST_NAME, fold_word, raw_words, without_article

#: The table of the package, as messages name it.
PACKAGE_TABLE = "onrecord/data/names/aliases.toml"

_KEYS = ("names", "type", "wikidata", "not")
_MOST_BYTES = 4_000_000
_MOST_ROWS = 20_000
_MOST_NAMES = 200
_SHOWN = 60
_MANY = 16_384
_WIKIDATA = re.compile("Q[1-9][0-9]{0,9}")
#: Latin articles, written apart: Al-Quds, El Djazair, an-Nahar.
_ARTICLES = frozenset(
    ["the", "al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "en", "er", "es", "et", "ez"]
)
#: Types between which names of one identity vary: what one report calls a group is an organisation in the next.
_BODIES = frozenset({IdentityType.ORGANIZATION, IdentityType.GROUP, IdentityType.OUTLET})

Verdict = Literal["same", "different"]


@dataclass(frozen=True, slots=True)
class AliasLine:
    """Return one row of the table: names of one identity.

    Attributes:
        names: As written, the usual one first.
        type: What kind of thing it is.
        wikidata: Its id there ("Q1065"), or None.
        unlike: Names that are easily taken for it, and are another's.
        where: File and row it comes from.
    """

    names: tuple[str, ...]
    type: IdentityType
    wikidata: str | None
    unlike: tuple[str, ...]
    where: str


class AliasVerdict(NamedTuple):
    """Return what the table says of two names, and why, for a person to read."""

    verdict: Verdict
    because: str


class AliasSource(NamedTuple):
    """Return a table to read: what messages call it, and its text in TOML."""

    subject: str
    text: str


class Aliases:
    """Return rows of aliases, ready to be asked about names.

    Of two rows with a name in common the earlier is asked first.
    """

    def __init__(self, lines: Iterable[AliasLine]) -> None:
        self.lines = tuple(lines)
        self._by_key: dict[str, tuple[AliasLine, ...]] = {}
        self._unlike = {line: frozenset(map(alias_key, line.unlike)) for line in self.lines}
        for line in self.lines:
            for key in dict.fromkeys(map(alias_key, line.names)):
                self._by_key[key] = (*self._by_key.get(key, ()), line)

    def line_of(self, name: str, type_: IdentityType = IdentityType.UNKNOWN) -> AliasLine | None:
        """Return the row that holds a name, or None.

        Args:
            name: In any spelling that differs from the row's by case, accents, apostrophes and articles only.
            type_: What is named: rows of another kind are passed over; organisations, groups and outlets are
                one kind here, and an unknown type fits every row.

        >>> load_aliases().line_of("الأمم المتحدة").names[0]
        'United Nations'
        >>> load_aliases().line_of("United Nations", IdentityType.PERSON) is None
        True
        """
        return next(iter(self._lines_of(name, type_)), None)

    def verdict(self, a: str, b: str, type_: IdentityType = IdentityType.UNKNOWN) -> AliasVerdict | None:
        """Return whether two names are one identity's by the table, with the reason; None where it does not say.

        They are different where the table knows both in different rows, or a row says so of one of them.

        >>> load_aliases().verdict("ООН", "UN").because
        'the alias table has both under "United Nations"'
        >>> load_aliases().verdict("Arab League", "European Union").verdict
        'different'
        """
        ours, theirs = self._lines_of(a, type_), self._lines_of(b, type_)
        both = next((line for line in ours if line in theirs), None)
        if both is not None:
            return AliasVerdict("same", f'the alias table has both under "{both.names[0]}"')
        for lines, name in ((ours, b), (theirs, a)):
            for line in lines:
                if alias_key(name) in self._unlike[line]:
                    because = f'the alias table says that "{name.strip()}" is not "{line.names[0]}"'
                    return AliasVerdict("different", because)
        if not ours or not theirs:
            return None
        because = f'the alias table has them apart, under "{ours[0].names[0]}" and "{theirs[0].names[0]}"'
        return AliasVerdict("different", because)

    def _lines_of(self, name: str, type_: IdentityType) -> tuple[AliasLine, ...]:
        found = self._by_key.get(alias_key(name), ())
        return tuple(line for line in found if _fits(line.type, type_))


def load_aliases(*own: AliasSource) -> Aliases:
    r"""Return the package's aliases, with tables of the desk's own before them, in their order.

    A row that shares a name with a row of a later table is joined with it: the names of both are one identity's, but
    for those that the earlier row says are not.

    Raises:
        BadRequest: A table is no TOML, or a row has no names, a name that another row has, an unknown key or type,
            or anything too long.

    >>> own = AliasSource("names/aliases.toml", '[[alias]]\nnames = ["UN", "The Glass House"]\ntype = "organization"')
    >>> load_aliases(own).verdict("the glass house", "ООН").verdict
    'same'
    """
    if not own:
        return _package()
    lines: list[AliasLine] = []
    for source in own:
        lines = _joined(lines, read_aliases(source))
    return Aliases(_joined(lines, _package().lines))


def read_aliases(source: AliasSource) -> list[AliasLine]:
    r"""Return the rows of one table, checked.

    Raises:
        BadRequest: As `load_aliases`.

    >>> read_aliases(AliasSource("own.toml", '[[alias]]\nnams = ["Selmar Front"]'))
    Traceback (most recent call last):
    onrecord.errors.BadRequest: own.toml, row 1: unknown key 'nams'; did you mean names?
    """
    subject = source.subject
    if len(source.text) > _MOST_BYTES:
        raise BadRequest(f"has more than {_MOST_BYTES:,} characters; split it", subject=subject)
    try:
        table = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadRequest(f"is no TOML: {error}; mend it there", subject=subject) from error
    for key in table:
        if key != "alias":
            raise BadRequest(f"unknown key {key!r}; rows begin with [[alias]]", subject=subject)
    rows = table.get("alias", [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise BadRequest("alias is no list of rows; begin each with [[alias]]", subject=subject)
    if len(rows) > _MOST_ROWS:
        raise BadRequest(f"has more than {_MOST_ROWS:,} rows; split it", subject=subject)
    lines = [_read_row(row, f"{subject}, row {number}") for number, row in enumerate(rows, start=1)]
    _refuse_shared(lines)
    return lines


@lru_cache(maxsize=_MANY)
def alias_key(name: str) -> str:
    """Return a name as the table compares it: without case, accents, apostrophes and articles.

    >>> alias_key("Al-Jazeera") == alias_key("aljazeera"), alias_key("el-Cezire"), alias_key("الأمم المتحدة")
    (False, 'cezire', 'امم متحده')
    """
    words = [without_article(fold_word(word)) for word in raw_words(name)]
    kept = [word for word in words if word and word not in _ARTICLES]
    return " ".join(kept or words)


@cache
def _package() -> Aliases:
    path = files("onrecord").joinpath("data", "names", "aliases.toml")
    return Aliases(read_aliases(AliasSource(PACKAGE_TABLE, path.read_text(encoding="utf-8"))))


def _joined(first: Sequence[AliasLine], later: Iterable[AliasLine]) -> list[AliasLine]:
    """Return rows of two tables, those with a name in common put together."""
    joined = list(first)
    held: dict[str, list[int]] = {}
    for i, line in enumerate(first):
        for name in line.names:
            held.setdefault(alias_key(name), []).append(i)
    for line in later:
        keys = {alias_key(name): name for name in line.names}
        met = [i for key in keys for i in held.get(key, ()) if _fits(first[i].type, line.type)]
        if not met:
            joined.append(line)
            continue
        own = joined[met[0]]
        barred = {alias_key(name) for name in own.unlike}
        more = [name for key, name in keys.items() if key not in held and key not in barred]
        names_met = {alias_key(name) for name in own.names}
        joined[met[0]] = replace(
            own,
            names=(*own.names, *more),
            wikidata=own.wikidata or line.wikidata,
            unlike=(*own.unlike, *(name for name in line.unlike if alias_key(name) not in names_met)),
        )
    return joined


def _read_row(row: Mapping[str, Any], subject: str) -> AliasLine:
    for key in row:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, n=1)
            cure = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(_KEYS)}"
            raise BadRequest(f"unknown key {key!r}; {cure}", subject=subject)
    names = _read_names(row.get("names"), "names", subject)
    if not names:
        raise BadRequest('has no names; give it some, as in names = ["Selmar Front", "SF"]', subject=subject)
    unlike = _read_names(row.get("not", []), "not", subject)
    both = {alias_key(name) for name in names} & {alias_key(name) for name in unlike}
    if both:
        raise BadRequest(f"{min(both)!r} stands in names and in not; take one away", subject=subject)
    types = [one.value for one in IdentityType]
    type_ = row.get("type", IdentityType.UNKNOWN)
    if type_ not in types:
        raise BadRequest(f"unknown type {_shown(type_)}; the types are {', '.join(types)}", subject=subject)
    wikidata = row.get("wikidata")
    if wikidata is not None and not (isinstance(wikidata, str) and _WIKIDATA.fullmatch(wikidata)):
        raise BadRequest(f'wikidata: {_shown(wikidata)} is no id; write it as in "Q1065"', subject=subject)
    return AliasLine(names, IdentityType(type_), wikidata, unlike, subject)


def _read_names(value: Any, key: str, subject: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise BadRequest(f'{key}: is no list of texts; write {key} = ["…"]', subject=subject)
    if len(value) > _MOST_NAMES:
        raise BadRequest(f"{key}: has more than {_MOST_NAMES} names; leave some out", subject=subject)
    for name in value:
        if len(name) > LONGEST_NAME:
            raise BadRequest(f"{key}: {_shown(name)} has more than {LONGEST_NAME} letters", subject=subject)
        if not alias_key(name):
            raise BadRequest(f"{key}: {_shown(name)} has no letter; take it away", subject=subject)
    return tuple(dict.fromkeys(squeeze(name) for name in value))


def _refuse_shared(lines: Iterable[AliasLine]) -> None:
    """Refuse a name that two rows of a table have, where one type could be asked for both."""
    held: dict[str, list[AliasLine]] = {}
    for line in lines:
        for key, name in {alias_key(name): name for name in line.names}.items():
            for other in held.get(key, ()):
                if _fits(other.type, line.type):
                    raise BadRequest(
                        f"{_shown(name)} stands in {other.where} too; leave it in one of them",
                        subject=line.where,
                    )
            held.setdefault(key, []).append(line)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _fits(one: IdentityType, other: IdentityType) -> bool:
    """Return whether two types may be one identity's."""
    if IdentityType.UNKNOWN in (one, other) or one is other:
        return True
    return one in _BODIES and other in _BODIES
