"""Counts by the API: today, facets, timelines, networks, outlets side by side."""

import pytest
from starlette.testclient import TestClient

API = "/api/v1"


def test_today_counts_what_came_in(reader: TestClient) -> None:
    now = reader.get(f"{API}/today").json()
    listed = reader.get(f"{API}/reports", params={"limit": 500, "editions": "all"}).json()["items"]
    assert now["reports"] == len(listed)
    assert set(now["newest"]) <= {one["id"] for one in listed}
    assert reader.get(f"{API}/today", params={"day": "1999-01-01", "days": 30}).json()["reports"] == 0


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_the_calendar_are_days(reader: TestClient, day: str) -> None:
    assert reader.get(f"{API}/today", params={"day": day, "days": 366}).status_code == 200


def test_facets_lead_to_what_they_count(reader: TestClient) -> None:
    found = reader.get(f"{API}/facets").json()
    assert found["is_all"] is True
    for facet, name in (
        ("kinds", "kind"),
        ("outlets", "outlet"),
        ("speakers", "said_by"),
        ("languages", "language"),
    ):
        one = found[facet][0]
        total = reader.get(f"{API}/statements", params={name: one["key"]}).json()["total"]
        assert total["count"] == one["count"], facet


def test_timeline_of_a_question_and_of_one_identity(reader: TestClient) -> None:
    found = reader.get(f"{API}/timeline", params={"step": "day"}).json()
    assert sum(one["said"] for one in found["stretches"]) == found["counted"]
    speaker = reader.get(f"{API}/facets").json()["speakers"][0]
    own = reader.get(f"{API}/timeline", params={"who": speaker["key"]}).json()
    assert own["stretches"]
    assert reader.get(f"{API}/timeline", params={"step": "decade"}).status_code == 422


def test_network_joins_only_those_it_shows(reader: TestClient) -> None:
    for asked in ({}, {"q": "strait"}, {"kind": "direct"}):
        found = reader.get(f"{API}/network", params=asked).json()
        ids = {one["id"] for one in found["nodes"]}
        assert all({edge["by"], edge["of"]} <= ids for edge in found["edges"])


def test_outlets_stand_side_by_side(reader: TestClient) -> None:
    found = reader.get(f"{API}/compare", params={"outlets": 2}).json()
    assert 1 <= len(found["outlets"]) <= 2
    listed = {one["name"] for one in reader.get(f"{API}/outlets").json()}
    assert {one["outlet"] for one in found["outlets"]} <= listed
    assert reader.get(f"{API}/compare", params={"outlets": 13}).status_code == 422


@pytest.mark.parametrize("address", ["facets", "timeline", "network", "compare"])
def test_what_cannot_be_asked_is_a_problem_here_too(reader: TestClient, address: str) -> None:
    answer = reader.get(f"{API}/{address}", params={"q": "speaker:"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/api#bad-request")
