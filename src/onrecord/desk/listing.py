"""Taking in a user's list: a person's word, by which all names of one entry are names of one identity."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from onrecord.desk.desk import Desk
from onrecord.desk.filing import match_known
from onrecord.desk.listed_judgements import plan_judgements, take_over
from onrecord.errors import BadRequest, OnRecordError
from onrecord.model import (
    Family,
    IdentityType,
    Known,
    KnownFrom,
    ListEntry,
    ListJudgement,
    Name,
    Verdict,
    content_id,
    family_of,
)
from onrecord.model.listed import LIST, WIKIDATA
from onrecord.ports import NewKnown
from onrecord.stages.identify import KEYED_BY, draw_shapes, stored_keys
from onrecord.text.fold import fold

Item = TypeVar("Item")
#: Entries looked up and written at a time.
_BATCH = 200
#: An id of a desk, as its export writes it: it stays what it is.
_OWN_ID = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class Imported:
    """Return what came of a list.

    Attributes:
        new: The ids of identities that became known.
        known: The ids of those that were known already, whether or not the list adds to them.
        names: How many spellings were added to what was known, or marked as a list's.
        roles: How many roles and memberships were added to all.
        links: How many ids of others.
        judgements: How many judgements were taken over.
        same: How often the machine finds an entry to be one with somebody else who is known.
        unsure: How often it asks whether it is.
        problems: What could not be taken; where not `keep_going`, nothing else was.
    """

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    names: int = 0
    roles: int = 0
    links: int = 0
    judgements: int = 0
    same: int = 0
    unsure: int = 0
    problems: tuple[OnRecordError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Planned:
    """Return an entry, and the identity that it tells of: a known one, or a new one under its id."""

    entry: ListEntry
    id: str
    type: IdentityType
    known: Known | None


@dataclass(frozen=True, slots=True)
class _Written:
    """Return how much was added by writing some entries, and the ids of those that have names they had not."""

    names: int
    roles: int
    links: int
    renamed: tuple[str, ...]


def import_list(
    desk: Desk,
    entries: Sequence[ListEntry],
    judgements: Sequence[ListJudgement] = (),
    *,
    keep_going: bool = False,
) -> Imported:
    """Return what came of taking in a list, all in one transaction; the same list again changes nothing.

    An entry tells of the identity that its id, or an id of others that it gives,
    belongs to; else it is a new one, of origin LIST. Whether it is one with others who
    are known, by their names, is then for the machine to judge or to ask.

    Args:
        desk: The desk.
        entries: As a list gives them, none twice (`serve.formats.identity_list` puts them together).
        judgements: Of persons, between entries of the list or identities that are known.
        keep_going: Take what can be taken where something else cannot; else nothing.
    """
    with desk.store.writing():
        planned: list[_Planned] = []
        problems: list[OnRecordError] = []
        for batch in _batches(entries):
            for outcome in _plan(desk, batch):
                if isinstance(outcome, _Planned):
                    planned.append(outcome)
                else:
                    problems.append(outcome)
        planned = _apart(planned, problems)
        said, wrong = plan_judgements(desk, judgements, _called(planned))
        problems += wrong
        if problems and not keep_going:
            return Imported(problems=tuple(problems))
        names = roles = links = 0
        renamed: list[str] = []
        for some in _batches(planned):
            added = _write(desk, some)
            names, roles, links = names + added.names, roles + added.roles, links + added.links
            renamed += added.renamed
        taken_over = take_over(desk, said)
        verdicts = [one.verdict for one in match_known(desk, renamed)]
        return Imported(
            new=tuple(one.id for one in planned if one.known is None),
            known=tuple(one.id for one in planned if one.known is not None),
            names=names,
            roles=roles,
            links=links,
            judgements=taken_over,
            same=verdicts.count(Verdict.SAME),
            unsure=verdicts.count(Verdict.UNSURE),
            problems=tuple(problems),
        )


def id_of_entry(entry: ListEntry) -> str:
    """Return the id that an entry's identity gets where it is new.

    An id of a desk's own stays; else it is made of the first link to Wikidata,
    else of the id in the list, else of type and name.
    """
    if entry.id is not None and _OWN_ID.fullmatch(entry.id):
        return entry.id
    wikidata = next((value for scheme, value in entry.links if scheme == WIKIDATA), None)
    if wikidata or entry.id:
        return content_id("known", "list", wikidata or entry.id)
    return content_id("known", "list", entry.type, fold(entry.name))


def links_of_entry(entry: ListEntry) -> tuple[tuple[str, str], ...]:
    """Return the ids that others have for an entry's identity, what its list calls it among them."""
    if entry.id is None or _OWN_ID.fullmatch(entry.id):
        return entry.links
    return tuple(dict.fromkeys((*entry.links, (LIST, entry.id))))


def _plan(desk: Desk, entries: Sequence[ListEntry]) -> Iterator[_Planned | BadRequest]:
    registry = desk.store.registry
    led = [_led_to(desk, entry) for entry in entries]
    there = registry.get(id_ for ids in led for id_ in ids)
    for entry, ids in zip(entries, led, strict=True):
        found = {there[id_]: sure for id_, sure in ids.items() if id_ in there}
        try:
            if found and not any(found.values()):
                _check_name(entry, list(found))
            yield _planned(entry, list(found))
        except BadRequest as problem:
            yield problem


def _led_to(desk: Desk, entry: ListEntry) -> dict[str, bool]:
    """Return the ids of the known identities that an entry may tell of, and whether an id of others says so."""
    found = {id_of_entry(entry): False}
    for scheme, value in links_of_entry(entry):
        for id_ in desk.store.registry.linked(scheme, value):
            found[id_] = found.get(id_, False) or scheme != LIST
        if scheme == LIST and _OWN_ID.fullmatch(value):
            found.setdefault(value, False)
    return found


def _check_name(entry: ListEntry, found: Sequence[Known]) -> None:
    """Raise an error where the id of an entry, and none of its names, is that of somebody known.

    Lists of different people count their entries alike: "1" of one is not "1" of another.

    Raises:
        BadRequest: It is so.
    """
    names = {fold(name.text) for name in entry.names}
    borne = {fold(text) for known in found for text in (known.name, *(one.name.text for one in known.names))}
    if names and not names & borne:
        raise BadRequest(
            f"its id {entry.id!r} is that of {found[0].name} ({found[0].id}) here, who has none of its names; "
            "give it another id, or one of these names",
            subject=entry.subject,
        )


def _planned(entry: ListEntry, found: Sequence[Known]) -> _Planned:
    """Return whom an entry tells of.

    Raises:
        BadRequest: It leads to several, contradicts what is known, or says too little of somebody new.
    """
    if len({known.cluster for known in found}) > 1:
        named = ", ".join(f"{known.name} ({known.id})" for known in found)
        raise BadRequest(
            f"its ids belong to several identities here: {named}; correct the list, or say that they are the "
            "same with `onrecord identities same`",
            subject=entry.subject,
        )
    if found:
        known = found[0]
        families = {family_of(known.type), family_of(entry.type or known.type)} - {Family.UNKNOWN}
        if len(families) > 1:
            raise BadRequest(
                f"is a {entry.type}, and {known.name} ({known.id}), whom it tells of, is a {known.type}; "
                "correct the list",
                subject=entry.subject,
            )
        return _Planned(entry, known.id, known.type, known)
    if not entry.name:
        raise BadRequest("has no name, and its ids are not known here; give it one", subject=entry.subject)
    if entry.type is None:
        raise BadRequest(
            "has no type; give it one (person, organization, group, outlet, place), or all with --type",
            subject=entry.subject,
        )
    return _Planned(entry, id_of_entry(entry), entry.type, None)


def _apart(planned: Sequence[_Planned], problems: list[OnRecordError]) -> list[_Planned]:
    """Return the plan without those whose identity an entry before them tells of."""
    first: dict[str, _Planned] = {}
    for one in planned:
        other = first.setdefault(one.id, one)
        if other is not one:
            problems.append(
                BadRequest(
                    f"tells of the same identity as {other.entry.subject}; put the two together",
                    subject=one.entry.subject,
                )
            )
    return list(first.values())


def _called(planned: Iterable[_Planned]) -> dict[str, str]:
    """Return what a list calls its entries, each with the id of its identity."""
    found = {one.id: one.id for one in planned}
    for one in planned:
        for scheme, value in links_of_entry(one.entry):
            if scheme in {LIST, WIKIDATA}:
                found[value] = one.id
    for one in planned:
        if one.entry.id is not None:
            found[one.entry.id] = one.id
    return found


def _write(desk: Desk, planned: Sequence[_Planned]) -> _Written:
    """Return what was added by writing some entries."""
    registry = desk.store.registry
    ids = [one.id for one in planned]
    links, roles = registry.links(ids), registry.listed_roles(ids)
    registry.put([_new(one) for one in planned])
    added_names = added_roles = added_links = 0
    renamed: list[str] = []
    for one in planned:
        listed = {name.name.text for name in one.known.names if name.listed} if one.known else set()
        new_names = [name for name in one.entry.names if name.text not in listed]
        if new_names:
            renamed.append(one.id)
        if one.known is not None:
            added_names += len(new_names)
        new_roles = [role for role in one.entry.roles if role not in roles.get(one.id, ())]
        new_links = [link for link in links_of_entry(one.entry) if link not in links.get(one.id, ())]
        if new_roles:
            registry.list_roles(one.id, new_roles)
        for scheme, value in new_links:
            registry.link(one.id, scheme, value)
        added_roles += len(new_roles)
        added_links += len(new_links)
    return _Written(added_names, added_roles, added_links, tuple(renamed))


def _new(one: _Planned) -> NewKnown:
    entry = one.entry
    name, keys = entry.name or (one.known.name if one.known else ""), keys_of(entry.names, one.type)
    shape = draw_shapes([(name, one.type)])[0] if keys else b""
    return NewKnown(one.id, name, one.type, KnownFrom.LIST, entry.names, keys, shape, KEYED_BY)


def keys_of(names: Sequence[Name], type_: IdentityType) -> tuple[int, ...]:
    """Return what look-ups find somebody of these names by: by none of one word where a person has a fuller one."""
    full = [name for name in names if len(fold(name.text).split()) > 1]
    found = full if full and family_of(type_) is Family.PERSON else names
    return tuple({key for name in found for key in stored_keys(name.text, type_)})


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while batch := list(islice(left, _BATCH)):
        yield batch
