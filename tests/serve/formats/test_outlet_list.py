import json

import pytest

from onrecord.errors import BadRequest
from onrecord.model import Outlet
from onrecord.serve.formats.outlet_list import draw_outlet_list, read_outlet_list
from onrecord.text.outlets import load_outlets


def test_every_outlet_of_the_package_goes_out_and_in_as_it_is() -> None:
    text = draw_outlet_list(load_outlets())
    assert read_outlet_list(text.encode(), subject="x") == load_outlets()
    assert json.loads(text)["version"] == 1


def test_empty_list_is_a_list() -> None:
    assert read_outlet_list(draw_outlet_list([]).encode(), subject="x") == ()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "is not JSON; export it again"),
        (b"[" * 100_000, "is not JSON"),
        (b"\xff", "is not JSON"),
        (b"[]", "is JSON and no list of outlets"),
        (b'{"format": "other", "version": 1, "outlets": []}', "is JSON and no list of outlets"),
        (
            b'{"format": "onrecord-outlets", "version": 2, "outlets": []}',
            "is of version 2, and this program reads",
        ),
        (b'{"format": "onrecord-outlets", "version": 1, "outlets": [3]}', "x, outlet 1: is no object"),
        (
            b'{"format": "onrecord-outlets", "version": 1, "outlets": [{"name": "A", "feds": []}]}',
            "x, outlet 1: unknown key 'feds'; did you mean feeds?",
        ),
    ],
)
def test_what_is_no_such_file_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(BadRequest) as error:
        read_outlet_list(body, subject="x")
    assert message in str(error.value)


def test_outlet_with_everything_comes_back_whole() -> None:
    outlet = Outlet(
        "Selm “Courier”", "newspaper", names=("سلم",), domains=("a.example",), country="NO", languages=("no",),
        series=("Brief",), clip_series="Clip", feeds=("https://a.example/f",), sitemaps=("https://a.example/s",),
        listings=("https://a.example/l",), handles=("telegram:selm",), articles=(r"/\d+",), not_articles=("/x",),
        credits=("© (.+)",), body=("//article",), unwanted=("//aside",),
    )  # fmt: skip
    assert read_outlet_list(draw_outlet_list([outlet]).encode(), subject="x") == (outlet,)
