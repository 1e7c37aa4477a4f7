"""The page that explains the API."""

from starlette.testclient import TestClient

from onrecord.errors import EvidenceBroken, NotFound, OnRecordError, StoreError, TryLater
from onrecord.serve.http.faults import kind_of
from onrecord.serve.web.pages.api import PROBLEMS


def test_every_address_and_problem_is_explained(reader: TestClient) -> None:
    page = reader.get("/api")
    assert page.status_code == 200
    for path in reader.get("/api/v1/openapi.json").json()["paths"]:
        assert path in page.text, path
    assert "openapi.json" in page.text
    explained = {f"/api#{name}" for name, _, _ in PROBLEMS}
    told = {
        kind_of(one) for one in (NotFound(""), EvidenceBroken(""), TryLater("", seconds=1), StoreError(""))
    }
    assert told <= explained
    assert len(explained) == len(OnRecordError.__subclasses__())
    assert all(f'id="{name}"' in page.text for name, _, _ in PROBLEMS)


def test_footer_of_every_page_leads_there(reader: TestClient) -> None:
    assert '<a href="/api">API</a>' in reader.get("/search").text
