import pytest

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, ListedRole, ListEntry, Name
from onrecord.serve.formats.identity_list.gathering import MOST_PROBLEMS, Gathering, TooManyProblemsError

PERSON, ORGANIZATION = IdentityType.PERSON, IdentityType.ORGANIZATION


def entry(
    line: int, id_: str | None, name: str, *links: str, type_: IdentityType | None = PERSON
) -> ListEntry:
    names = (Name(name, "Latn"),) if name else ()
    pairs = tuple(("wikidata", link) for link in links)
    return ListEntry(f"a.csv, line {line}", id_, type_, name, names, pairs, (ListedRole(f"role {line}", ""),))


def gathered(*entries: ListEntry) -> Gathering:
    gathering = Gathering("a.csv")
    for one in entries:
        gathering.add(one)
    return gathering


def test_lines_of_one_id_or_of_one_link_add_up() -> None:
    listing = gathered(
        entry(2, "m1", "Ada Lindqvist"),
        entry(3, "m2", "Tomas Okoro"),
        entry(4, "m1", "", "Q1", type_=None),
        entry(5, None, "A. Lindqvist", "Q1"),
    ).finish()
    first, second = listing.entries
    assert (first.subject, first.id, first.name) == ("a.csv, line 2", "m1", "Ada Lindqvist")
    assert [name.text for name in first.names] == ["Ada Lindqvist", "A. Lindqvist"]
    assert [role.title for role in first.roles] == ["role 2", "role 4", "role 5"]
    assert first.links == (("wikidata", "Q1"),)
    assert second.name == "Tomas Okoro"


def test_two_ids_of_one_link_are_both_kept() -> None:
    (one,) = (
        gathered(entry(2, "m1", "Ada Lindqvist", "Q1"), entry(3, "k7", "A. Lindqvist", "Q1")).finish().entries
    )
    assert (one.id, one.links) == ("m1", (("wikidata", "Q1"), ("list", "k7")))


def test_without_ids_lines_of_one_name_and_type_add_up_and_others_do_not() -> None:
    listing = gathered(
        entry(2, None, "Selm"), entry(3, None, "SELM"), entry(4, None, "Selm", type_=ORGANIZATION)
    ).finish()
    assert [one.subject for one in listing.entries] == ["a.csv, line 2", "a.csv, line 4"]


def test_lines_that_contradict_each_other_are_told_and_not_taken() -> None:
    listing = gathered(entry(2, "m1", "Selm"), entry(3, "m1", "Selm", type_=ORGANIZATION)).finish()
    assert listing.entries == ()
    (problem,) = listing.problems
    assert str(problem) == (
        "a.csv, line 3: says organization, and a.csv, line 2 says person of the same; correct one"
    )


def test_unknown_type_gives_way_to_a_known_one() -> None:
    (one,) = (
        gathered(entry(2, "m1", "Selm", type_=IdentityType.UNKNOWN), entry(3, "m1", "Selm")).finish().entries
    )
    assert one.type is PERSON


def test_file_with_too_many_mistakes_is_read_no_further() -> None:
    gathering = Gathering("a.csv")
    for _ in range(MOST_PROBLEMS - 1):
        gathering.fail(BadRequest("is wrong"))
    with pytest.raises(TooManyProblemsError):
        gathering.fail(BadRequest("is wrong"))
    assert "is it a list of identities?" in str(gathering.problems[-1])


def test_chains_of_many_lines_are_put_together_in_no_more_than_a_moment() -> None:
    lines = [entry(n, None, f"Name {n}", f"Q{n}", f"Q{n + 1}") for n in range(1, 1_500)]
    (one,) = gathered(*lines).finish().entries
    assert len(one.names) == 1_499


def test_more_names_than_anybody_has_are_refused() -> None:
    lines = [entry(n, "m1", f"Name {n}") for n in range(2_001)]
    listing = gathered(*lines).finish()
    assert "has 2,001 names, more than 2,000" in str(listing.problems[0])
