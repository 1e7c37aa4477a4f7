"""Single values of a list, checked: names, types, days, ids of Wikidata, roles."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, ListedRole, Name
from onrecord.model.listed import WIKIDATA
from onrecord.text.data import load_table
from onrecord.text.fold import fold, squeeze
from onrecord.text.scripts import script_of

#: Longer than any name; a cell of prose in the wrong column is told as such.
NAME_CHARS = 500
#: Of what is no name: where a role stands, an address of a source.
TEXT_CHARS = 2_000
ID_CHARS = 200
#: Names, roles or links of one entry: what has the most labels and aliases in Wikidata has some 600.
MOST_OF_ONE = 2_000
_SHOWN_CHARS = 60

#: Languages that are none.
_NO_LANGUAGE = frozenset({"mul", "und", "zxx", "mis"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_WIKIDATA = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,11})")
_DAY = re.compile(r"\+?([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ][0-9:.,Zz+-]*)?)?)?")
_SCHEME = re.compile(r"[a-z][a-z0-9_-]{0,31}")


def text_of(value: Any, what: str, subject: str, *, most: int = TEXT_CHARS) -> str:
    """Return a value as text in one line, "" for none.

    Raises:
        BadRequest: It is no text, too long, or holds halves of characters.
    """
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise BadRequest(f"{what}: is no text; write it in quotation marks", subject=subject)
    if len(value) > most:
        raise BadRequest(f"{what}: {_shown(value)} is longer than {most:,} characters", subject=subject)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise BadRequest(f"{what}: holds half a character; write it again", subject=subject) from None
    return squeeze(value)


def name_of(value: Any, language: Any, subject: str, *, what: str = "name") -> Name | None:
    """Return a spelling of a name, None for an empty one.

    Raises:
        BadRequest: It is no name, or its language no code of a language.
    """
    text = text_of(value, what, subject, most=NAME_CHARS)
    code = text_of(language, "language", subject, most=ID_CHARS)
    if code and not _LANGUAGE.fullmatch(code):
        raise BadRequest(
            f"language: {_shown(code)} is no code of a language; write en, ar, zh-Hans", subject=subject
        )
    if not text:
        return None
    if not fold(text):
        raise BadRequest(f"{what}: {_shown(text)} has no letter or digit", subject=subject)
    return Name(text, script_of(text), language_of(code))


def language_of(code: str) -> str | None:
    """Return a code of a language with its first part in small letters, None where it is none.

    >>> language_of("EN"), language_of("zh-Hans"), language_of("mul"), language_of("simple")
    ('en', 'zh-Hans', None, None)
    """
    if not _LANGUAGE.fullmatch(code):
        return None
    first, dash, rest = code.partition("-")
    return None if first.lower() in _NO_LANGUAGE else first.lower() + dash + rest


def distinct(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return names, each spelling once, with the first language that is given for it.

    >>> [name.language for name in distinct([Name("Selm", "Latn"), Name("Selm", "Latn", "no")])]
    ['no']
    """
    found: dict[str, Name] = {}
    for name in names:
        kept = found.get(name.text)
        if kept is None or (kept.language is None and name.language is not None):
            found[name.text] = name
    return tuple(found.values())


def type_of(value: Any, subject: str) -> IdentityType | None:
    """Return the type that a word stands for, None for no word.

    Raises:
        BadRequest: It stands for none.
    """
    word = text_of(value, "type", subject, most=ID_CHARS).casefold()
    if not word:
        return None
    found = type_words().get(word)
    if found is None:
        known = ", ".join(IdentityType)
        raise BadRequest(f"type: {_shown(word)} is not one of {known}", subject=subject)
    return found


@cache
def type_words() -> MappingProxyType[str, IdentityType]:
    """Return the words that stand for types."""
    words = {str(type_): type_ for type_ in IdentityType}
    for type_, others in load_table("lists")["types"].items():
        words.update(dict.fromkeys(others, IdentityType(type_)))
    return MappingProxyType(words)


def wikidata_of(value: Any, subject: str) -> tuple[str, str] | None:
    """Return the link that an id or address of Wikidata stands for, None for none.

    Raises:
        BadRequest: It is neither.

    >>> wikidata_of("https://www.wikidata.org/wiki/Q42", "a.csv, line 2")
    ('wikidata', 'Q42')
    """
    text = text_of(value, "wikidata", subject, most=ID_CHARS)
    if not text:
        return None
    match = _WIKIDATA.fullmatch(text)
    if match is None:
        raise BadRequest(f"wikidata: {_shown(text)} is no id of Wikidata, such as Q42", subject=subject)
    return WIKIDATA, match[1]


def link_of(value: Any, subject: str) -> tuple[str, str]:
    """Return a link given as scheme and value.

    Raises:
        BadRequest: It is none.
    """
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 -- scheme and value
        raise BadRequest('links: is no list of pairs; write [["wikidata", "Q42"]]', subject=subject)
    scheme = text_of(value[0], "links", subject, most=ID_CHARS)
    if scheme == WIKIDATA:
        found = wikidata_of(value[1], subject)
        if found is not None:
            return found
    text = text_of(value[1], "links", subject, most=ID_CHARS)
    if not _SCHEME.fullmatch(scheme) or not text:
        raise BadRequest(f"links: {_shown(f'{scheme}:{text}')} is no scheme with a value", subject=subject)
    return scheme, text


def day_of(value: Any, what: str, subject: str) -> str | None:
    """Return a day, month or year as ISO 8601, None for none.

    Raises:
        BadRequest: There is no such day.

    >>> day_of("+2019-03-00T00:00:00Z", "since", "line 2"), day_of("2019", "since", "line 2")
    ('2019-03', '2019')
    """
    text = text_of(value, what, subject, most=ID_CHARS)
    if not text:
        return None
    match = _DAY.fullmatch(text)
    parts = [int(part) for part in match.groups() if part is not None] if match else []
    while len(parts) > 1 and not parts[-1]:
        parts.pop()  # Wikidata writes a month or day that is not known as 00
    try:
        date(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        raise BadRequest(
            f"{what}: {_shown(text)} is no day; write 2019, 2019-03 or 2019-03-05", subject=subject
        ) from None
    return "-".join(f"{part:04d}" if i == 0 else f"{part:02d}" for i, part in enumerate(parts))


def role_of(
    title: Any, organization: Any, subject: str, *, since: Any = None, until: Any = None, source: Any = None
) -> ListedRole | None:
    """Return a role or membership, None where it says nothing at all.

    Raises:
        BadRequest: A value is wrong, it ends before it begins, or days or a source stand without a role.
    """
    role = ListedRole(
        text_of(title, "role", subject, most=NAME_CHARS),
        text_of(organization, "organization", subject, most=NAME_CHARS),
        day_of(since, "since", subject),
        day_of(until, "until", subject),
        text_of(source, "source", subject),
    )
    if not role.title and not role.organization:
        if role.since or role.until or role.source:
            raise BadRequest(
                "gives days or a source and no role; write the role or the organization", subject=subject
            )
        return None
    if role.since and role.until and role.until < role.since[: len(role.until)]:
        raise BadRequest(f"until: {role.until} is before {role.since}, its first day", subject=subject)
    return role


def _shown(value: str) -> str:
    return repr(value if len(value) <= _SHOWN_CHARS else value[: _SHOWN_CHARS - 1] + "…")
