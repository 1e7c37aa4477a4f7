"""Names offered while one types."""

from starlette.testclient import TestClient


def test_a_beginning_of_any_word_of_a_name_offers_it(reader: TestClient) -> None:
    names = [one["name"] for one in reader.get("/suggest?start=kar").json()]
    assert "Daoud Karimi" in names


def test_nothing_typed_offers_nobody(reader: TestClient) -> None:
    assert reader.get("/suggest?start=+").json() == []
    assert reader.get("/suggest?start=%25%22%27").json() == []
