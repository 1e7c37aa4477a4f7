"""The sample reports in one desk: the way of their statements as a careful reader would draw it.

The reports are not part of this project. They are kept beside a checkout as
`../shared`, and without them these tests skip. What is expected was written down from reading
them: who said it, through whom it came, and the day of each as the text or its notes tell.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.app import init_desk, open_desk
from onrecord.desk import Desk, add, plan_leads, trace
from onrecord.model import LegKind, Station, StationKind, Trace

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REPORTS = ("000.txt", "001.txt", "002.txt", "003.txt", "004.txt")

Way = tuple[str, ...]

#: By report and speaker, the carriers between the speaker and the report, nearest to the speaker first;
#: "-" where the text loses the name or tells no day.
CHAINS: dict[str, dict[str, set[Way]]] = {
    "000.txt": {"Naim Qassem": {("Al-Nour -", "Hizbullah websites 2021-05-22")}},
    "001.txt": {
        "Amir Hatami": {("ISNA 2021-05-23",)},
        "Esmail Qaani": {("ISNA 2021-05-29",), ("ISNA 2021-05-20",)},
        "Kayhan": {("Kayhan 2021-06-08",)},
        "Ali Khamenei": {
            ("Ali Khamenei's website 2021-05-25",),
            ("- 2021-05-24",),
            ("Esmail Qaani 2021-05-29", "ISNA 2021-05-29"),
            ("Esmail Qaani 2021-05-20", "ISNA 2021-05-20"),
            ("Masoud Asadollahi 2021-05-23", "website of Supreme Leader Ali Khamenei 2021-05-23"),
        },
        "Ahmad Abdelhadi": {("The IRGC Telegram channel 2021-05-23",)},
        "Qassem Soleimani": {("Khorasan Shomali TV 2021-05-07",)},
        "Saifullah Ramazan-Khani": {("ISNA 2021-05-18",)},
        "Ali Akbar Velayati": {("ISNA 2021-05-17",), ("ISNA 2021-05-16",)},
        "Ismail Haniya": {("ISNA 2021-05-17",), ("Al-Sharq Al-Awsat 2021-05-21",)},
        "Ziyad Nakhala": {("ISNA 2021-05-16",), ("- 2021-05-22",)},
        "Masoud Asadollahi": {("website of Supreme Leader Ali Khamenei 2021-05-23",)},
        "Hossein Salami": {("ISNA 2021-05-19",)},
        "Khaled Qaddoumi": {("ISNA 2021-05-19",), ("Al-Arabiya 2021-05-26",)},
    },
    "003.txt": {
        "Ibrahim Al-Amine": {("Al-Manar TV 2021-05-28",)},
        "Israelis": {("Ibrahim Al-Amine 2021-05-28", "Al-Manar TV 2021-05-28")},
    },
    "004.txt": {
        "Na’im Qassem": {("Press TV -",)},
        "Ismail Haniyeh": {("Press TV -",)},
        "Mohammad Fathali": {("Press TV -",)},
    },
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = SHARED / "reports"
    if not folder.is_dir():
        pytest.skip(f"the sample reports are not here; put them in {SHARED}")
    with open_desk(init_desk(tmp_path_factory.mktemp("samples") / "desk")) as opened:
        for _, result in add(opened, plan_leads(opened.fetcher, [str(folder / name) for name in REPORTS])):
            assert not isinstance(result, Exception), result
        yield opened


def ways(found: Trace) -> dict[str, set[Way]]:
    """Return the carriers on every way from each speaker to the report."""
    stations = {station.id: station for station in found.stations}
    onward = {leg.start: leg.end for leg in found.legs}
    told: dict[str, set[Way]] = {}
    for station in found.stations:
        if station.kind is StationKind.SPEAKER and station.name is not None:
            way, at = [], onward[station.id]
            while at != found.focus:
                way.append(_called(stations[at]))
                at = onward[at]
            told.setdefault(station.name, set()).add(tuple(way))
    return told


def _called(station: Station) -> str:
    return f"{station.name or '-'} {station.day or '-'}"


@pytest.mark.parametrize(
    ("report", "speaker"), [(report, speaker) for report, some in CHAINS.items() for speaker in some]
)
def test_statements_came_the_way_that_a_careful_reader_draws(desk: Desk, report: str, speaker: str) -> None:
    assert ways(trace(desk, report))[speaker] == CHAINS[report][speaker]


@pytest.mark.parametrize("report", sorted(CHAINS))
def test_each_link_names_the_words_that_tell_of_it(desk: Desk, report: str) -> None:
    for station in trace(desk, report).stations:
        if station.kind is StationKind.CARRIER:
            assert station.span is not None
            assert station.report is not None
            assert station.span.cut(desk.store.report(station.report).text) == station.evidence


def test_reports_are_dated_and_called_by_their_outlets(desk: Desk) -> None:
    told = []
    for report in ("000.txt", "001.txt", "003.txt", "004.txt"):
        found = trace(desk, report)
        told += [_called(station) for station in found.stations if station.id == found.focus]
    assert told == ["MEMRI 2021-05-28", "MEMRI 2021-07-22", "MEMRI 2021-05-28", "- -"]


def test_report_that_credits_an_outlet_is_traced_to_it(desk: Desk) -> None:
    found = trace(desk, "004.txt")
    before = {leg.start for leg in found.legs if leg.end == found.focus and leg.kind is LegKind.CARRIED}
    assert [station.name for station in found.stations if station.id in before] == ["Press TV"]


def test_sources_that_are_not_named_reached_us_through_the_network_they_told(desk: Desk) -> None:
    found = trace(desk, "001.txt")
    stations = {station.id: station for station in found.stations}
    sources = [s for s in found.stations if s.kind is StationKind.SPEAKER and s.evidence == "the sources"]
    ends = {leg.end for leg in found.legs if leg.start in {s.id for s in sources}}
    assert {_called(stations[end]) for end in ends} == {"Al-Arabiya 2021-05-26"}
