"""Identities as objects of JSON: our own form, labels of Wikidata, and judgements."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, ListedRole, ListEntry, ListJudgement, Name, Verdict
from onrecord.serve.formats.identity_list.gathering import Gathering
from onrecord.serve.formats.identity_list.values import (
    ID_CHARS,
    MOST_OF_ONE,
    NAME_CHARS,
    distinct,
    language_of,
    link_of,
    name_of,
    role_of,
    text_of,
    type_of,
    type_words,
    wikidata_of,
)

_ROLE_KEYS = frozenset({"title", "role", "organization", "since", "until", "source"})
_KEYS = frozenset(
    {"id", "type", "name", "language", "names", "wikidata", "links", "roles", "member_of"}
    | _ROLE_KEYS - {"title"}
)
#: What our own export adds for people to read.
_FOR_PEOPLE = frozenset({"cluster", "origin", "reports", "statements", "first_day", "last_day"})
#: What an entity of Wikidata has beside its labels.
_OF_WIKIDATA = frozenset(
    {"id", "type", "labels", "aliases", "descriptions", "claims", "sitelinks"}
    | {"pageid", "ns", "title", "lastrevid", "modified"}
)
#: Whose label names an entity, before any other.
_FIRST_LANGUAGES = ("en", "mul")
#: The class of humans, and the property that says of what class an entity is.
_HUMAN, _INSTANCE_OF = "Q5", "P31"


def read_object(thing: Mapping[str, Any], subject: str, gathering: Gathering) -> None:
    """Read an object: a judgement, an entity with labels, or an identity in our own form.

    Raises:
        BadRequest: A value is wrong.
    """
    if thing.keys() >= {"a", "b", "verdict"}:
        gathering.judgements.append(_judgement(thing, subject))
    elif isinstance(thing.get("labels"), Mapping) or isinstance(thing.get("aliases"), Mapping):
        gathering.add(_labelled(thing, subject))
        gathering.left_out.update(key for key in thing if key not in _OF_WIKIDATA)
    else:
        gathering.add(_identity(thing, subject))
        gathering.left_out.update(key for key in thing if key not in _KEYS and key not in _FOR_PEOPLE)


def _identity(thing: Mapping[str, Any], subject: str) -> ListEntry:
    name = name_of(thing.get("name"), thing.get("language"), subject)
    others = [_spelling(one, subject) for one in _many(thing, "names", subject)]
    links = [wikidata_of(one, subject) for one in _many(thing, "wikidata", subject)]
    links += [link_of(one, subject) for one in _many(thing, "links", subject)]
    roles = [_role(one, subject) for one in _many(thing, "roles", subject)]
    roles.append(_role({key: thing[key] for key in _ROLE_KEYS - {"title"} if key in thing}, subject))
    roles += [role_of(None, one, subject) for one in _many(thing, "member_of", subject)]
    if not thing.keys() & {"id", "name", "names", "wikidata", "links"}:
        raise BadRequest("is no identity: it has neither a name nor an id", subject=subject)
    return ListEntry(
        subject,
        text_of(thing.get("id"), "id", subject, most=ID_CHARS) or None,
        type_of(thing.get("type"), subject),
        name.text if name else "",
        distinct(one for one in (name, *others) if one is not None),
        tuple(dict.fromkeys(link for link in links if link is not None)),
        tuple(dict.fromkeys(role for role in roles if role is not None)),
    )


def _spelling(value: Any, subject: str) -> Name | None:
    if isinstance(value, Mapping):
        if "text" not in value:
            raise BadRequest("names: is no spelling; write a text, or an object with one", subject=subject)
        return name_of(value.get("text"), value.get("language"), subject, what="names")
    return name_of(value, None, subject, what="names")


def _role(value: Any, subject: str) -> ListedRole | None:
    if not isinstance(value, Mapping):
        return role_of(value, None, subject)
    return role_of(
        value.get("title", value.get("role")),
        value.get("organization"),
        subject,
        since=value.get("since"),
        until=value.get("until"),
        source=value.get("source"),
    )


def _many(thing: Mapping[str, Any], key: str, subject: str) -> list[Any]:
    """Return the values under a key: those of a list, one alone, or none.

    Raises:
        BadRequest: There are more than one entry has.
    """
    value = thing.get(key)
    values = value if isinstance(value, list) else [] if value is None else [value]
    if len(values) > MOST_OF_ONE:
        raise BadRequest(f"{key}: has more than {MOST_OF_ONE:,} values; leave some out", subject=subject)
    return values


def _judgement(thing: Mapping[str, Any], subject: str) -> ListJudgement:
    word = text_of(thing["verdict"], "verdict", subject, most=ID_CHARS)
    if word not in set(Verdict):
        raise BadRequest(f"verdict: {word!r} is not one of {', '.join(Verdict)}", subject=subject)
    a, b, by = (text_of(thing.get(key), key, subject, most=ID_CHARS) for key in ("a", "b", "by"))
    if not a or not b or not by:
        raise BadRequest("is a judgement without a, b or by; export it again", subject=subject)
    if a == b:
        raise BadRequest("judges an identity and itself; give two", subject=subject)
    at = text_of(thing.get("at"), "at", subject, most=ID_CHARS)
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadRequest(f"at: {at!r} is no moment with a time zone", subject=subject)
    because = text_of(thing.get("because"), "because", subject)
    return ListJudgement(subject, a, b, Verdict(word), by, moment, because)


def _labelled(thing: Mapping[str, Any], subject: str) -> ListEntry:
    """Return the entry of an entity with labels and aliases by language.

    Languages that have no code of their own (`simple`) are left open.
    """
    names: list[tuple[str, Name]] = []
    for key in ("labels", "aliases"):
        found = thing.get(key)
        if not isinstance(found, Mapping):
            continue
        if len(found) > MOST_OF_ONE:
            raise BadRequest(f"{key}: has more than {MOST_OF_ONE:,} languages", subject=subject)
        ranked = sorted(found, key=lambda code: _rank(str(code)))
        for code in ranked:
            for value in _many(found, code, subject):
                text = value.get("value") if isinstance(value, Mapping) else value
                name = name_of(text, language_of(str(code)), subject, what=key)
                if name is not None:
                    names.append((key, name))
    if not names:
        raise BadRequest("has no label; export its labels too", subject=subject)
    id_ = text_of(thing.get("id"), "id", subject, most=ID_CHARS)
    link = wikidata_of(id_, subject)
    return ListEntry(
        subject,
        None,
        _labelled_type(thing),
        names[0][1].text[:NAME_CHARS],
        distinct(name for _, name in names),
        (link,) if link else (),
    )


def _rank(code: str) -> int:
    return _FIRST_LANGUAGES.index(code) if code in _FIRST_LANGUAGES else len(_FIRST_LANGUAGES)


def _labelled_type(thing: Mapping[str, Any]) -> IdentityType | None:
    """Return the type of an entity: a word of ours, or a person where its claims say that it is a human."""
    word = thing.get("type")
    if isinstance(word, str) and word.casefold() in type_words():
        return type_words()[word.casefold()]
    claims = thing.get("claims")
    classes = claims.get(_INSTANCE_OF) if isinstance(claims, Mapping) else None
    for claim in classes if isinstance(classes, list) else ():
        value: Any = claim
        for key in ("mainsnak", "datavalue", "value", "id"):
            value = value.get(key) if isinstance(value, Mapping) else None
        if value == _HUMAN:
            return IdentityType.PERSON
    return None
