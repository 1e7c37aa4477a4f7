"""What addresses ask with."""

import pytest
from starlette.requests import Request

from onrecord.errors import BadRequest
from onrecord.serve.api.parameters import asked_with, question_in, read_day
from onrecord.serve.http.asking import FILTERS, Place


def request(query: bytes) -> Request:
    return Request({"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": query})


def test_question_is_of_the_place_whatever_the_address_says() -> None:
    found = question_in(request(b"q=quay&in=reports&kind=direct&unknown=1"), Place.STATEMENTS)
    assert (found.place, found.words, found.filters) == (Place.STATEMENTS, "quay", (("kind", "direct"),))


@pytest.mark.parametrize("query", [b"kind=", b"since=%20", b"order="])
def test_empty_value_is_a_mistake_of_a_program(query: bytes) -> None:
    with pytest.raises(BadRequest):
        question_in(request(query), Place.STATEMENTS)


def test_every_filter_is_described_with_what_it_means() -> None:
    for place in Place:
        told = {one["name"]: one for one in asked_with(place)["parameters"]}
        assert told.keys() == {"q", "order"} | {one.name for one in FILTERS if place in one.places}
        assert all(one["description"] and one["x-filter"] for one in told.values())


def test_day_that_is_none_is_refused() -> None:
    assert read_day("2024-02-29").day == 29
    with pytest.raises(BadRequest):
        read_day("2023-02-29")
