"""Identities as entities of FollowTheMoney: names, ids of Wikidata, public roles."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.desk.card import Card
from onrecord.model import IdentityType, Role, content_id
from onrecord.model.listed import WIKIDATA
from onrecord.serve.formats.jsonl import to_line
from onrecord.text.fold import fold

DATASET = "onrecord"
_SCHEMATA: Mapping[IdentityType, str] = {
    IdentityType.PERSON: "Person",
    IdentityType.ORGANIZATION: "Organization",
    IdentityType.GROUP: "Organization",
    IdentityType.OUTLET: "Organization",
    IdentityType.UNKNOWN: "LegalEntity",
}
#: Types that one schema stands for together; the reader knows the word again.
_CLASSIFIED = frozenset({IdentityType.GROUP, IdentityType.OUTLET})


@dataclass(slots=True)
class MoneyDrawer:
    """Return what writes cards as entities, line by line; `finish` writes what they refer to and gives what it left.

    Attributes:
        left_out: What FollowTheMoney has no place for, with how often.
    """

    left_out: Counter[str] = field(default_factory=Counter)
    _drawn: set[str] = field(default_factory=set)
    _named: dict[str, str] = field(default_factory=dict)

    def draw(self, card: Card) -> Iterator[str]:
        """Yield the lines of one identity and its roles."""
        schema = _SCHEMATA.get(card.type)
        if schema is None:
            self.left_out[str(card.type)] += 1
            return
        properties: dict[str, list[str]] = _names(card)
        links = [value for scheme, value in card.links if scheme == WIKIDATA]
        if links:
            properties["wikidataId"] = links
        if card.type in _CLASSIFIED:
            properties["classification"] = [str(card.type)]
        relations: list[str] = []
        for role in card.roles:
            if role.organization_id is not None and role.organization_id != card.id:
                self._named.setdefault(role.organization_id, role.organization)
                relations.append(_membership(card, role, role.organization_id))
            elif schema == "Person" and role.title and (role.since or role.until):
                relations += _occupancy(card, role)
            elif schema == "Person":
                properties.setdefault("position", []).append(_title(role))
            else:
                self.left_out["role of an organization elsewhere"] += 1
        self._drawn.add(card.id)
        if "position" in properties:
            properties["position"] = list(dict.fromkeys(properties["position"]))
        yield _entity(
            card.id,
            schema,
            properties,
            caption=card.name,
            referents=[known.id for known in card.members if known.id != card.id],
            first_seen=_first(card),
            last_seen=_last(card),
        )
        yield from relations

    def finish(self) -> Iterator[str]:
        """Yield the organisations that roles refer to and that were not drawn, by name alone."""
        for id_, name in self._named.items():
            if id_ not in self._drawn:
                yield _entity(id_, "Organization", {"name": [name]}, caption=name)


def _names(card: Card) -> dict[str, list[str]]:
    """Return the names of a card: the fullest of each member, other spellings, and family names alone."""
    full = list(dict.fromkeys(known.name for known in card.members))
    others = [one.name.text for known in card.members for one in known.names]
    others = [text for text in dict.fromkeys(others) if text not in full]
    found: dict[str, list[str]] = {"name": [], "alias": [], "weakAlias": []}
    is_person = card.type is IdentityType.PERSON
    has_full = any(len(fold(text).split()) > 1 for text in full)
    for key, texts in (("name", full), ("alias", others)):
        for text in texts:
            is_weak = is_person and has_full and len(fold(text).split()) == 1
            found["weakAlias" if is_weak else key].append(text)
    return {key: texts for key, texts in found.items() if texts}


def _membership(card: Card, role: Role, organization: str) -> str:
    properties = {"member": [card.id], "organization": [organization], **_interval(role)}
    if role.title:
        properties["role"] = [role.title]
    return _entity(
        content_id(
            "role", card.id, organization, role.title, role.since, role.until, role.source, role.listed
        ),
        "Membership",
        properties,
        first_seen=role.first_day.isoformat() if role.first_day else None,
        last_seen=role.last_day.isoformat() if role.last_day else None,
    )


def _occupancy(card: Card, role: Role) -> Iterator[str]:
    """Yield a post and that somebody holds it, for a role with days in what nobody else is known by."""
    title = _title(role)
    post = content_id("post", card.id, title)
    yield _entity(post, "Position", {"name": [title]}, caption=title)
    yield _entity(
        content_id("role", card.id, post, role.since, role.until, role.source),
        "Occupancy",
        {"holder": [card.id], "post": [post], **_interval(role)},
    )


def _interval(role: Role) -> dict[str, list[str]]:
    """Return the days of a role and who says so: days of reports say when it was said, not since when it is so."""
    properties: dict[str, list[str]] = {}
    if role.since:
        properties["startDate"] = [role.since]
    if role.until:
        properties["endDate"] = [role.until]
    if role.source:
        is_address = role.source.startswith(("http://", "https://")) and " " not in role.source
        properties["sourceUrl" if is_address else "publisher"] = [role.source]
    if role.reports:
        said = "1 report" if role.reports == 1 else f"{role.reports} reports"
        properties["summary"] = [f"named so in {said}"]
    return properties


def _title(role: Role) -> str:
    return ", ".join(part for part in (role.title, role.organization) if part)


def _first(card: Card) -> str | None:
    days = [known.first_day for known in card.members if known.first_day]
    return min(days).isoformat() if days else None


def _last(card: Card) -> str | None:
    days = [known.last_day for known in card.members if known.last_day]
    return max(days).isoformat() if days else None


def _entity(
    id_: str,
    schema: str,
    properties: Mapping[str, list[str]],
    *,
    caption: str | None = None,
    referents: list[str] | None = None,
    first_seen: str | None = None,
    last_seen: str | None = None,
) -> str:
    entity: dict[str, Any] = {"id": id_}
    if caption is not None:
        entity["caption"] = caption
    entity |= {
        "schema": schema,
        "properties": properties,
        "referents": referents or [],
        "datasets": [DATASET],
    }
    if first_seen is not None:
        entity["first_seen"] = first_seen
    if last_seen is not None:
        entity["last_seen"] = last_seen
    return to_line(entity)
