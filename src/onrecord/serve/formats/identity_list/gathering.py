"""What stands in a list, put together: several lines that tell of one identity are one entry."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, ListEntry, ListJudgement, family_of
from onrecord.model.listed import LIST
from onrecord.serve.formats.identity_list.values import MOST_OF_ONE, distinct
from onrecord.text.fold import fold

#: So many mistakes say that a file is no list at all; reading stops there.
MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class Listing:
    """Return what a file lists.

    Attributes:
        entries: One for each identity, in the order of the file.
        judgements: Judgements that it carries.
        problems: What is wrong, in the order of the file; each names its line.
        left_out: What it holds and a desk does not take in, by what it is called there, with how often.
    """

    entries: tuple[ListEntry, ...]
    judgements: tuple[ListJudgement, ...]
    problems: tuple[BadRequest, ...]
    left_out: Mapping[str, int]


class TooManyProblemsError(Exception):
    """So much of a file is wrong that there is no use in reading on."""


@dataclass(slots=True)
class Gathering:
    """Return what was read of a list so far; ask for the whole with `finish`."""

    subject: str
    judgements: list[ListJudgement] = field(default_factory=list)
    problems: list[BadRequest] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    _entries: list[ListEntry] = field(default_factory=list)

    def add(self, entry: ListEntry) -> None:
        """Add a line's entry."""
        self._entries.append(entry)

    def fail(self, problem: BadRequest) -> None:
        """Keep what is wrong with a line.

        Raises:
            TooManyProblemsError: It is one too many.
        """
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            self.problems.append(
                BadRequest(
                    f"has {MOST_PROBLEMS:,} mistakes and was read no further; is it a list of identities?",
                    subject=self.subject,
                )
            )
            raise TooManyProblemsError

    def finish(self) -> Listing:
        """Return the whole list; what tells of one identity is one entry, where its first line stands."""
        groups: dict[int, list[ListEntry]] = {}
        for entry, root in zip(self._entries, _roots(self._entries), strict=True):
            groups.setdefault(root, []).append(entry)
        entries = []
        for group in groups.values():
            try:
                entries.append(_joined(group))
            except BadRequest as problem:
                self.problems.append(problem)
        return Listing(tuple(entries), tuple(self.judgements), tuple(self.problems), dict(self.left_out))


def _roots(entries: list[ListEntry]) -> list[int]:
    """Return for each entry the number of the first one that tells of the same identity."""
    roots = list(range(len(entries)))
    first: dict[Hashable, int] = {}

    def root(at: int) -> int:
        while roots[at] != at:
            roots[at] = roots[roots[at]]
            at = roots[at]
        return at

    for at, entry in enumerate(entries):
        for key in _keys(entry):
            other = first.setdefault(key, at)
            low, high = sorted((root(at), root(other)))
            roots[high] = low
    return [root(at) for at in range(len(entries))]


def _keys(entry: ListEntry) -> list[Hashable]:
    keys: list[Hashable] = [("link", *link) for link in entry.links]
    if entry.id is not None:
        keys.append(("id", entry.id))
    return keys or [("name", entry.type, fold(entry.name))]


def _joined(group: list[ListEntry]) -> ListEntry:
    """Return the entry that several lines tell of.

    Raises:
        BadRequest: They contradict each other, or say more of one than there is to say.
    """
    first = group[0]
    if len(group) == 1:
        _check(first)
        return first
    type_: IdentityType | None = None
    for entry in group:
        if entry.type is not None and type_ is not None and _contradict(entry.type, type_):
            raise BadRequest(
                f"says {entry.type}, and {first.subject} says {type_} of the same; correct one",
                subject=entry.subject,
            )
        if type_ is None or type_ is IdentityType.UNKNOWN:
            type_ = entry.type or type_
    joined = replace(
        first,
        id=next((entry.id for entry in group if entry.id is not None), None),
        type=type_,
        name=next((entry.name for entry in group if entry.name), ""),
        names=distinct(name for entry in group for name in entry.names),
        links=_links(group),
        roles=tuple(dict.fromkeys(role for entry in group for role in entry.roles)),
    )
    _check(joined)
    return joined


def _links(group: list[ListEntry]) -> tuple[tuple[str, str], ...]:
    """Return the links of all, and what else the list calls it by: other lines may name it so."""
    ids = dict.fromkeys(entry.id for entry in group if entry.id is not None)
    links = dict.fromkeys(link for entry in group for link in entry.links)
    return (*links, *((LIST, id_) for id_ in list(ids)[1:]))


def _contradict(one: IdentityType, other: IdentityType) -> bool:
    return IdentityType.UNKNOWN not in {one, other} and family_of(one) is not family_of(other)


def _check(entry: ListEntry) -> None:
    for what, values in (("names", entry.names), ("roles", entry.roles), ("ids of others", entry.links)):
        if len(values) > MOST_OF_ONE:
            raise BadRequest(
                f"has {len(values):,} {what}, more than {MOST_OF_ONE:,}; leave some out",
                subject=entry.subject,
            )
