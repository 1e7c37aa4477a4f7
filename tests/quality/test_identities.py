"""The five sample reports in one desk: their speakers are the right identities across reports.

The reports are not part of this project. They are kept beside a checkout as
`../shared`, and without them these tests skip. `bench/identities.py` prints all of it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk, add, plan_leads
from onrecord.model import IdentityType
from onrecord.stages.identify import load_matcher
from onrecord.stages.identify.naming import is_organ_of
from onrecord.text.fold import fold

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REPORTS = ("000.txt", "001.txt", "002.txt", "003.txt", "004.txt")

#: Report and name, of whatever the report calls so, that are one; each line another.
ONE = (
    {
        ("000.txt", "Naim Qassem"),
        ("002.txt", "Naim Qassem"),
        ("004.txt", "Na’im Qassem"),
        ("004.txt", "Naim Qassem"),
    },
    {("001.txt", "Ismail Haniya"), ("001.txt", "Isma'il Haniya"), ("004.txt", "Ismail Haniyeh")},
    {
        ("000.txt", "Hizbullah"),
        ("001.txt", "Hizbullah"),
        ("002.txt", "Hezbollah"),
        ("003.txt", "Hizbullah"),
        ("004.txt", "Hezbollah"),
        ("004.txt", "Hizbullah"),
    },
    {
        ("000.txt", "Hamas"),
        ("001.txt", "Hamas"),
        ("002.txt", "Hamas"),
        ("003.txt", "Hamas"),
        ("004.txt", "Hamas"),
    },
    {("001.txt", "Esmail Qaani"), ("001.txt", "Isma'il Qaani"), ("003.txt", "Qaani")},
    {("001.txt", "Qassem Soleimani")},
    {("000.txt", "Muhammad Qassem Tahan")},
    {("001.txt", "Ali Khamenei")},
    {("001.txt", "Ruhollah Khomeini")},
    {("001.txt", "Muhammad Deif")},
    {("001.txt", "Netanyahu")},
    {("003.txt", "Ibrahim Al-Amine")},
    {("004.txt", "Mohammad Fathali")},
    {("001.txt", "Mohammad Baqr Qalibaf")},
    {("000.txt", "Palestinians"), ("001.txt", "Palestinians"), ("004.txt", "Palestinians")},
    {("000.txt", "Israel"), ("001.txt", "Israel"), ("002.txt", "Israel"), ("003.txt", "Israel")},
    {("001.txt", "Palestinian Authority")},
    {("001.txt", "West Bank"), ("002.txt", "West Bank")},
    {("001.txt", "America")},
    {("004.txt", "North America")},
)

#: Right either way: joined, or asked about.
MAY_BE_ONE = {frozenset({"irgc qods force", "qods force"}), frozenset({"memri", "memri tv"})}

Place = tuple[str, str]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    if not (SHARED / "reports").is_dir():
        pytest.skip("../shared is not here: it holds the sample reports")
    with open_desk(init_desk(tmp_path_factory.mktemp("desk") / "desk")) as opened:
        for _, result in add(
            opened, plan_leads(opened.fetcher, [str(SHARED / "reports" / name) for name in REPORTS])
        ):
            assert not isinstance(result, Exception)
        yield opened


@pytest.fixture(scope="module")
def clusters(desk: Desk) -> dict[Place, str]:
    """Return the cluster of each name of each report."""
    found: dict[Place, str] = {}
    for line in desk.store.reports():
        identities = {one.id: one for one in desk.store.reading(line.id).identities}
        filings = desk.store.registry.filings(line.id)
        known = desk.store.registry.get(filing.known for filing in filings)
        for filing in filings:
            who = identities[filing.identity]
            for name in {who.name, *(each.text for each in who.names)}:
                found[Path(line.name).name, name] = known[filing.known].cluster
    return found


def test_names_of_one_are_one_across_reports(clusters: dict[Place, str]) -> None:
    split = {tuple(sorted(one)): {clusters[place] for place in one} for one in ONE}
    assert {names for names, found in split.items() if len(found) > 1} == set()


def test_nobody_is_one_with_another(clusters: dict[Place, str]) -> None:
    first = [clusters[min(one)] for one in ONE]
    assert len(set(first)) == len(ONE)


def test_each_report_keeps_its_own_spelling(desk: Desk, clusters: dict[Place, str]) -> None:
    spelt = {
        name.name.text
        for one in desk.store.registry.cluster(clusters["004.txt", "Ismail Haniyeh"])
        for name in one.names
    }
    assert spelt >= {"Ismail Haniya", "Isma'il Haniya", "Haniya", "Ismail Haniyeh", "Haniyeh"}


def test_clusters_of_many_names_hold_no_others_than_these(desk: Desk, clusters: dict[Place, str]) -> None:
    named: dict[str, set[str]] = {}
    for known in desk.store.registry.all():
        named.setdefault(known.cluster, set()).add(fold(known.name))
    joined = {frozenset(names) for names in named.values() if len(names) > 1}
    assert joined - MAY_BE_ONE == {
        frozenset({"hizbullah", "hezbollah"}),
        frozenset({"ismail haniya", "ismail haniyeh"}),
        frozenset({"esmail qaani", "qaani"}),
    }
    assert len(set(clusters.values())) == len(named)


def test_movement_and_its_military_wing_stay_two() -> None:
    wing = "Hamas's military wing"
    likeness = load_matcher().compare([("Hamas", wing, IdentityType.GROUP)])[0]
    assert is_organ_of("Hamas", wing) or not likeness.same
