import json

import pytest

from onrecord.adapters.wacz.index import index_lines, sort_key
from onrecord.adapters.wacz.records import Place
from tests.factory import NOON


def test_lines_are_sorted_by_host_from_its_end_then_time() -> None:
    places = [
        Place("https://b.example/", NOON, 200, "text/html", "sha256:A", 5, 10),
        Place("https://a.example/", NOON, 301, "unk", "sha256:B", 0, 5),
        Place("file:///a.txt", NOON, None, "text/plain", "sha256:C", 15, 1),
    ]
    lines = index_lines(places, "data.warc.gz")
    assert [line.split(" ")[0] for line in lines] == ["example,a)/", "example,b)/", "file:///a.txt"]
    assert json.loads(lines[0].split(" ", 2)[2]) == {
        "url": "https://a.example/",
        "mime": "unk",
        "status": "301",
        "digest": "sha256:B",
        "length": "5",
        "offset": "0",
        "filename": "data.warc.gz",
    }
    assert "status" not in lines[2]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://127.0.0.1:8080/a", "1,0,0,127:8080)/a"),
        ("https://Selm.example:443", "example,selm)/"),
        ("https://selm.example/a/?", "example,selm)/a"),
        ("http://[::1/", "http://[::1/"),
        ("http://a.example:port/", "http://a.example:port/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_any_address_has_a_key(address: str, key: str) -> None:
    assert sort_key(address) == key
