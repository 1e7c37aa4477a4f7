import pytest

from onrecord.model import Outlet
from onrecord.stages.read.blocks.outlets import Directory
from tests.stages.read.reading import DIRECTORY

OWN = Directory([Outlet("Coast Desk", "monitor", series=("Coast Bulletin",), domains=("coast.example",))])


def test_outlet_is_found_in_any_of_its_spellings() -> None:
    found = [DIRECTORY.by_name(name) for name in ("AFP", "agence france-presse", "فرانس برس")]
    assert {outlet.name for outlet in found if outlet} == {"AFP"}
    assert None not in found


def test_outlet_is_found_at_the_start_of_a_longer_name() -> None:
    outlet = OWN.by_opening("Coast Desk Bulletin No. 3")
    assert outlet is not None
    assert outlet.name == "Coast Desk"


def test_outlet_is_found_by_its_address_and_its_series() -> None:
    assert OWN.by_address("https://www.coast.example/a?b") is OWN.by_series("Coast bulletin") is not None
    assert OWN.by_address("file:///coast.example") is None
    assert OWN.by_address("http://[broken") is None


def test_series_of_several_outlets_tells_none() -> None:
    both = Directory([Outlet("A", "site", series=("Report",)), Outlet("B", "site", series=("Report",))])
    assert both.by_series("Report") is None


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("SELM (AFP) — The port", "AFP"),
        ("SELM, May 3 (Reuters) - The port", "Reuters"),
        ("Selm (dawn) - The port", None),
        ("SELM (QZX) -- The port", "QZX"),
        ("SELM, May 3. /TASS/. The port", "TASS"),
        ("TASS, May 3. The port", "TASS"),
        ("The port, May 3. The port", None),
        ("The port (which is old) is shut - so far", None),
    ],
)
def test_dateline_names_an_agency_only_where_it_is_one(words: str, agency: str | None) -> None:
    found = DIRECTORY.dateline_agency(words)
    assert (found[0] if found else None) == agency


@pytest.mark.parametrize(
    ("credit", "outlet"),
    [
        ("Press TV", "Press TV"),
        ("Coast TV (Selm), May 3, 2020", "Coast TV"),
        ("the Selm Post, June 4, 2021, with permission.", "Selm Post"),
        ("https://www.presstv.ir/detail/1", "Press TV"),
        ("www.selmpost.example/a", "selmpost.example"),
        ("Agencies", None),
        ("according to several people who know the matter well", None),
    ],
)
def test_credit_is_cut_to_the_outlet_it_names(credit: str, outlet: str | None) -> None:
    assert DIRECTORY.credited(credit) == outlet


def test_outlet_that_publishes_at_the_address_has_its_own_way_of_crediting() -> None:
    courier = Outlet(
        "Selm Courier",
        "newspaper",
        domains=("courier.example",),
        credits=(r"^Wire/(?P<outlet>\w+)$", r"^Feed by .+$"),
    )
    wire = Outlet("Coast News Service", "agency", names=("CNS",))
    at_home = Directory([courier, wire], address="https://www.courier.example/a")
    assert at_home.signed_over("Wire/CNS") == "Coast News Service"
    assert at_home.signed_over("Wire of CNS") is None
    assert Directory([courier, wire], address="https://other.example/a").signed_over("Wire/CNS") is None
    assert Directory([courier, wire]).publisher is None
