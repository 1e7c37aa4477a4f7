"""Identities from FollowTheMoney: names, ids of Wikidata, and the relations that are public roles.

Addresses, dates and places of birth, telephone numbers, kin and all else that an
entity may hold is left out and counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, ListedRole, ListEntry
from onrecord.serve.formats.identity_list.gathering import Gathering
from onrecord.serve.formats.identity_list.values import (
    ID_CHARS,
    MOST_OF_ONE,
    distinct,
    name_of,
    role_of,
    text_of,
    wikidata_of,
)
from onrecord.text.data import load_table

#: What a post is: its name is the title of a role.
_POST = "Position"
#: Which of our types an entity says that it is, where its schema has one word for several.
_CLASSIFIED = {str(type_): type_ for type_ in (IdentityType.GROUP, IdentityType.OUTLET)}
_RELATION_PROPERTIES = frozenset(
    {"role", "startDate", "endDate", "date", "sourceUrl", "publisher", "summary"}
)
_POST_PROPERTIES = frozenset({"name", "organization"})


@dataclass(frozen=True, slots=True)
class _Relation:
    schema: str
    whose: tuple[str, ...]
    of: tuple[str, ...]
    titles: tuple[str, ...]
    since: str | None
    until: str | None
    source: str
    subject: str


@dataclass(slots=True)
class MoneyReader:
    """Return a reader of entities; roles are known when all were read, with `finish`."""

    gathering: Gathering
    _entries: dict[str, ListEntry] = field(default_factory=dict)
    _posts: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    _relations: list[_Relation] = field(default_factory=list)

    def read(self, thing: Mapping[str, Any], subject: str) -> None:
        """Read one entity.

        Raises:
            BadRequest: A value is wrong.
        """
        table = load_table("lists")["money"]
        schema = text_of(thing.get("schema"), "schema", subject, most=ID_CHARS)
        properties = thing.get("properties")
        if not schema or not isinstance(properties, Mapping):
            raise BadRequest("is no entity: it has no schema or no properties", subject=subject)
        if schema in table["schemata"]:
            self._read_entity(thing, IdentityType(table["schemata"][schema]), subject)
        elif schema in table["relations"]:
            self._read_relation(schema, properties, table["relations"][schema], subject)
        elif schema == _POST:
            id_ = text_of(thing.get("id"), "id", subject, most=ID_CHARS)
            title = next(_values(properties, "name", subject), "")
            self._posts[id_] = (title, _ids(properties, "organization", subject))
            self._leave_out(properties, _POST_PROPERTIES)
        else:
            self.gathering.left_out[schema] += 1

    def finish(self) -> None:
        """Give each entity its roles, and hand all of them on."""
        roles: dict[str, list[ListedRole]] = {}
        for relation in self._relations:
            try:
                self._add_roles(relation, roles)
            except BadRequest as problem:
                self.gathering.fail(problem)
        for id_, entry in self._entries.items():
            self.gathering.add(replace(entry, roles=(*entry.roles, *dict.fromkeys(roles.get(id_, ())))))

    def _read_entity(self, thing: Mapping[str, Any], type_: IdentityType, subject: str) -> None:
        properties = thing["properties"]
        id_ = text_of(thing.get("id"), "id", subject, most=ID_CHARS)
        if not id_:
            raise BadRequest("id: is missing; export the entity again", subject=subject)
        naming = load_table("lists")["money"]["names"]["properties"]
        names = distinct(
            name
            for key in naming
            for value in _values(properties, key, subject)
            if (name := name_of(value, None, subject, what=key)) is not None
        )
        if not names:
            raise BadRequest("has no name; give it one", subject=subject)
        caption = text_of(thing.get("caption"), "caption", subject)
        spelled = {name.text for name in names}
        links = [wikidata_of(value, subject) for value in _values(properties, "wikidataId", subject)]
        titles = [role_of(value, None, subject) for value in _values(properties, "position", subject)]
        kinds = [kind for kind in _values(properties, "classification", subject) if kind in _CLASSIFIED]
        if id_ in self._entries:
            raise BadRequest(
                f"has the id of {self._entries[id_].subject}; join the two first", subject=subject
            )
        self._entries[id_] = ListEntry(
            subject,
            id_,
            _CLASSIFIED[kinds[0]] if kinds and type_ is not IdentityType.PERSON else type_,
            caption if caption in spelled else names[0].text,
            names,
            tuple(dict.fromkeys(link for link in links if link is not None)),
            tuple(dict.fromkeys(role for role in titles if role is not None)),
        )
        taken = {*naming, "wikidataId", "position", *(("classification",) if kinds else ())}
        self._leave_out(properties, taken)

    def _read_relation(
        self, schema: str, properties: Mapping[str, Any], ends: list[str], subject: str
    ) -> None:
        whose, of = (_ids(properties, end, subject) for end in ends)
        since = sorted(_values(properties, "startDate", subject))
        until = sorted(_values(properties, "endDate", subject))
        sources = [*_values(properties, "sourceUrl", subject), *_values(properties, "publisher", subject)]
        titles = tuple(_values(properties, "role", subject))
        self._relations.append(
            _Relation(
                schema,
                whose,
                of,
                titles,
                since[0] if since else None,
                until[-1] if until else None,
                (sources or [*_values(properties, "summary", subject), ""])[0],
                subject,
            )
        )
        self._leave_out(properties, {*ends, *_RELATION_PROPERTIES})

    def _add_roles(self, relation: _Relation, roles: dict[str, list[ListedRole]]) -> None:
        """Add the roles that a relation stands for; one with an end that the file does not hold is left out."""
        told = False
        for title, organization in self._ends(relation):
            role = role_of(
                title,
                organization,
                relation.subject,
                since=relation.since,
                until=relation.until,
                source=relation.source,
            )
            for whose in relation.whose:
                if whose in self._entries and role is not None:
                    roles.setdefault(whose, []).append(role)
                    told = True
        if not told:
            self.gathering.left_out[f"{relation.schema} of what is not in the file"] += 1

    def _ends(self, relation: _Relation) -> Iterator[tuple[str, str]]:
        """Yield what a relation says of roles: a title, and of what."""
        for of in relation.of:
            if of in self._entries:
                for title in relation.titles or ("",):
                    yield title, self._entries[of].name
            elif of in self._posts:
                title, organizations = self._posts[of]
                named = [self._entries[one].name for one in organizations if one in self._entries]
                for organization in named or [""]:
                    yield title, organization

    def _leave_out(self, properties: Mapping[str, Any], taken: frozenset[str] | set[str]) -> None:
        self.gathering.left_out.update(str(key) for key in properties if key not in taken)


def _values(properties: Mapping[str, Any], key: str, subject: str) -> Iterator[str]:
    """Yield the values of a property, as texts.

    Raises:
        BadRequest: There are too many, or one is no text.
    """
    values = properties.get(key)
    if values is None:
        return
    if not isinstance(values, list):
        values = [values]
    if len(values) > MOST_OF_ONE:
        raise BadRequest(f"{key}: has more than {MOST_OF_ONE:,} values; leave some out", subject=subject)
    for value in values:
        text = text_of(value, key, subject)
        if text:
            yield text


def _ids(properties: Mapping[str, Any], key: str, subject: str) -> tuple[str, ...]:
    """Return the ids of the entities that a property leads to, which may stand there whole."""
    values = properties.get(key)
    values = values if isinstance(values, list) else [] if values is None else [values]
    return tuple(
        text_of(value.get("id") if isinstance(value, Mapping) else value, key, subject, most=ID_CHARS)
        for value in values[:MOST_OF_ONE]
    )
