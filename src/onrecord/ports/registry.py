"""Who is known to a desk, and which identities of its reports they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.model import (
    Circumstances,
    Filing,
    IdentityType,
    Known,
    KnownFrom,
    ListedRole,
    Name,
    Role,
    Spelling,
    ToldRole,
)


@dataclass(frozen=True, slots=True)
class NewKnown:
    """Return an identity to be known from now on.

    Attributes:
        id: Its own.
        name: The fullest form.
        type: What it is.
        origin: How it comes to be known.
        names: Spellings that a list gives it; those of reports come with their filings.
        keys: What look-ups find it by (`stages.identify.blocking`); none for a name that nothing is compared with.
        shape: Its name as a point, which ranks what look-ups find (`stages.identify.shape`); b"" with no keys.
        keyed_by: Name and version of what made both.
    """

    id: str
    name: str
    type: IdentityType
    origin: KnownFrom
    names: tuple[Name, ...] = ()
    keys: tuple[int, ...] = ()
    shape: bytes = b""
    keyed_by: str = ""


class Registry(Protocol):
    """Keep known identities, their names, and the filings of reports.

    Writes happen only inside `Store.writing()`. All methods raise `StoreError`.
    """

    def get(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return the known identities with these ids; those that are not known are left out."""
        ...

    def cluster(self, id_: str) -> list[Known]:
        """Return all that are one with a known identity, itself included, the most reported first.

        Raises:
            NotFound: There is none with this id.
        """
        ...

    def clusters_of(self, identities: Iterable[str]) -> dict[str, str]:
        """Return the ids of the clusters that identities of reports are filed with, by theirs.

        Those that were not filed are left out.
        """
        ...

    def bearing(self, names: Sequence[tuple[str, IdentityType]], *, alone: bool = False) -> list[list[str]]:
        """Return for each name the ids of those that bear it: case, accents and apostrophes folded, same family.

        Args:
            names: The names, and what they name.
            alone: Look instead for those of one report's own that it gives no more than this one word for.
        """
        ...

    def candidates(
        self, sought: Sequence[tuple[Mapping[int, float], bytes]], *, limit: int
    ) -> list[list[str]]:
        """Return for each name the ids of those that share keys with it, the likest first.

        Args:
            sought: For each name the keys it asks for (`stages.identify.blocking`) and its shape
                (`stages.identify.shape`).
            limit: How many on average, over many names: more where none is surely it, fewer where one is.
        """
        ...

    def keyed_otherwise(self, made_by: str, *, limit: int) -> list[str]:
        """Return the ids of those whose keys something else made than `made_by`: so many of them, in any order."""
        ...

    def rekey(self, known: Iterable[NewKnown]) -> None:
        """Put keys and shapes in place of those that were made otherwise; nothing else of `known` is looked at.

        Who had none, since nothing is compared with its name, is given none.

        Raises:
            NotFound: No such known identity.
        """
        ...

    def holding(self, part: str, *, limit: int) -> list[str]:
        """Return the ids of those in whose names, as statements give them, `part` stands as whole words."""
        ...

    def circumstances(self, clusters: Iterable[str], *, company: bool = False) -> dict[str, Circumstances]:
        """Return what reports and lists say around the names of each cluster, by its id.

        Of a cluster that many reports name, the newest are looked at.

        Args:
            clusters: Their ids.
            company: Also who else is named in its newest reports, by the ids of their clusters.
        """
        ...

    def tell_roles(self, report_id: str, roles: Mapping[str, Sequence[ToldRole]]) -> None:
        """Keep what a report calls its identities beside their names, by their ids, in place of what was kept of it.

        Before its identities are replaced or removed, none are told: an empty mapping.

        Raises:
            NotFound: No such report or identity.
        """
        ...

    def starting(self, start: str, *, limit: int) -> list[str]:
        """Return the ids that start so, in their order."""
        ...

    def put(self, known: Iterable[NewKnown]) -> None:
        """Make identities known; one that is known already is left as it is.

        A name of a list is added to what it is called.
        """
        ...

    def file(self, report_id: str, filings: Sequence[Filing]) -> None:
        """Keep to whom the identities of a report belong, of which none were filed (see `unfile`).

        Counts, days and spellings of the known ones follow.

        Raises:
            NotFound: No such report, identity or known identity.
        """
        ...

    def unfile(self, report_id: str) -> list[str]:
        """Take back the filings of a report; before its identities are replaced or removed.

        Returns:
            The ids of those it was filed with; what nothing else names is then to be forgotten.

        Raises:
            NotFound: No such report.
        """
        ...

    def forget(self, ids: Iterable[str]) -> list[str]:
        """Forget those that no report and no list names, with what was judged of them.

        Returns:
            The ids of what is left of the clusters that lost somebody; they stand alone until they are divided anew.
        """
        ...

    def filings(self, report_id: str) -> list[Filing]:
        """Return to whom the identities of a report belong, in text order; none where nobody was filed.

        Raises:
            NotFound: No such report.
        """
        ...

    def unfiled(self) -> Iterator[str]:
        """Yield the ids of reports with named identities that were never filed, oldest first."""
        ...

    def list_roles(self, known: str, roles: Iterable[ListedRole]) -> None:
        """Add roles that a list gives; one that is there already is not added twice."""
        ...

    def listed_roles(self, ids: Iterable[str]) -> dict[str, list[ListedRole]]:
        """Return the roles that lists give to each."""
        ...

    def roles(self, ids: Iterable[str], *, newest: int | None = None) -> list[Role]:
        """Return the roles of known identities taken as one: those of lists, then those that most reports give.

        What differs in case, accents and punctuation alone is one role of
        reports; the words that say so are cut from the stored text of the newest and of
        the oldest report. An organisation is resolved where one cluster alone
        bears exactly its name.

        Args:
            ids: Of the known identities.
            newest: Of each, so many of the reports that were added last are looked at; None for all.

        Raises:
            EvidenceBroken: The stored text of a report was changed.
        """
        ...

    def spellings(self, ids: Iterable[str], *, newest: int | None = None) -> list[Spelling]:
        """Return how known identities taken as one are written: by script and language, most reports first.

        Args:
            ids: Of the known identities.
            newest: Of each, so many of the reports that were added last are looked at; None for all.
        """
        ...

    def link(self, known: str, scheme: str, value: str) -> None:
        """Add the id that something else has for it: `("wikidata", "Q42")`; the same again changes nothing."""
        ...

    def links(self, ids: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        """Return the links of each, as scheme and value."""
        ...

    def linked(self, scheme: str, value: str) -> list[str]:
        """Return the ids of those that a link leads to."""
        ...

    def all(self) -> Iterator[Known]:
        """Yield every known identity, in the order in which they became known, a page at a time."""
        ...
