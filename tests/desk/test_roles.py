import pytest

from onrecord.desk import Desk
from onrecord.desk.roles import told_beside
from onrecord.model import IdentityType, KnownFrom, ListedRole, Name, ToldRole
from onrecord.ports import NewKnown


@pytest.fixture
def league(desk: Desk) -> Desk:
    """Return a desk that knows a league by two names."""
    names = (Name("Harbour League", "Latn"), Name("Портовая лига", "Cyrl"))
    with desk.store.writing():
        desk.store.registry.put(
            [NewKnown("b" * 24, names[0].text, IdentityType.GROUP, KnownFrom.LIST, names)]
        )
    return desk


def test_role_is_told_once_however_its_words_and_its_organisation_are_spelled(league: Desk) -> None:
    told = [
        ToldRole("Deputy Secretary-General", "Harbour League"),
        ToldRole("mayor", "Selm"),
        ToldRole("deputy secretary general", "Портовая лига"),
        ToldRole("deputy secretary-general", "Selmar Union"),
        ToldRole("deputy secretary-general", ""),
        ToldRole("Mayor", "selm"),
    ]
    assert told_beside(league.store.registry, told, []) == (told[0], told[1], told[3], told[4])
    assert told_beside(league.store.registry, [], []) == ()


def test_role_that_a_list_gives_is_not_told_again(league: Desk) -> None:
    told = [ToldRole("chair", "Портовая лига"), ToldRole("mayor", "Selm")]
    listed = [ListedRole("Chair", "Harbour League", since="2019")]
    assert told_beside(league.store.registry, told, listed) == (told[1],)


def test_organisation_of_several_clusters_is_told_apart_by_its_words(league: Desk) -> None:
    other = NewKnown(
        "c" * 24,
        "Harbour League",
        IdentityType.GROUP,
        KnownFrom.LIST,
        (Name("Harbour League", "Latn"),),
    )
    with league.store.writing():
        league.store.registry.put([other])
    told = [ToldRole("chair", "Harbour League"), ToldRole("chair", "Портовая лига")]
    assert told_beside(league.store.registry, told, []) == tuple(told)
