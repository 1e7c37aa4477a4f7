import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.model import Outlet
from onrecord.text.data import load_folder
from onrecord.text.fold import fold
from onrecord.text.outlet_rows import KnownOutlets, draw_row, join_outlets, read_row, row_of

KNOWN = Outlet(
    "Selm Courier",
    "newspaper",
    names=("Courier",),
    domains=("selmcourier.example",),
    feeds=("https://a.example/old",),
)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"kind": "site"}, 'has no name; give it one, as in name = "The Lantern"'),
        ({"name": "…"}, "has no name"),
        ({"name": 7}, "has no name"),
        ({"name": "A", "sitemap": []}, "unknown key 'sitemap'; did you mean sitemaps?"),
        ({"name": "A", "qqq": 1}, "unknown key 'qqq'; the keys are name, kind"),
        ({"name": "A", "kind": "blog"}, "kind: 'blog' is not one of agency, broadcaster"),
        ({"name": "A", "feeds": "https://a.example"}, 'feeds: is no list of texts; write feeds = ["…"]'),
        ({"name": "A", "feeds": [1]}, "feeds: is no list of texts"),
        ({"name": "A", "feeds": ["a.example/feed"]}, "feeds: 'a.example/feed' is not a whole web address"),
        ({"name": "A", "feeds": ["https://u:p@a.example/feed"]}, "carries a user name or password"),
        ({"name": "A", "articles": ["("]}, "articles: '(' is no regular expression"),
        ({"name": "A", "body": ["//p["]}, "body: '//p[' is no XPath expression"),
        ({"name": "A", "domains": ["https://a.example"]}, "is not a domain such as news.example"),
        ({"name": "A", "domains": ["www.a.example"]}, "is not a domain"),
        ({"name": "A", "country": "Norway"}, "country: 'Norway' is not a country's code"),
        ({"name": "A", "country": 7}, "country: is no text"),
        ({"name": "A", "languages": ["english"]}, "is not a language's code"),
        ({"name": "A", "handles": ["@selm"]}, "is not platform:name"),
        ({"name": "A", "names": ["x"] * 1_001}, "has more than 1,000 values"),
        ({"name": "A", "names": ["x" * 5_000]}, "is too long"),
    ],
)
def test_wrong_rows_say_which_key_and_what_to_do(row: dict[str, object], message: str) -> None:
    with pytest.raises(BadRequest) as error:
        read_row(row, subject="own.toml, row 2")
    assert str(error.value).startswith("own.toml, row 2: ")
    assert message in str(error.value)


def test_row_of_a_known_outlet_adds_names_and_replaces_how_it_is_collected() -> None:
    row = {"name": "Selm Courier", "domains": ["courier.example"], "feeds": ["https://courier.example/feed"]}
    outlet = read_row(row, subject="x", known=KNOWN)
    assert outlet.kind == "newspaper"
    assert outlet.domains == ("courier.example", "selmcourier.example")
    assert outlet.feeds == ("https://courier.example/feed",)
    assert read_row({"name": "Selm Courier", "feeds": []}, subject="x", known=KNOWN).feeds == ()
    assert read_row({"name": "The Selm Courier"}, subject="x", known=KNOWN).names == (
        "Courier",
        "Selm Courier",
    )


def test_known_outlet_is_found_by_name_by_domain_and_by_a_spelling_alone() -> None:
    known = KnownOutlets([KNOWN])
    assert known.find({"name": "SELM COURIER", "domains": ["other.example"]}) is KNOWN
    assert known.find({"name": "Paper", "domains": ["selmcourier.example"]}) is KNOWN
    assert known.find({"name": "Courier"}) is KNOWN
    assert known.find({"name": "Courier", "domains": ["other.example"]}) is None


def test_joining_keeps_what_is_there_and_adds_what_is_new() -> None:
    more = Outlet("selm courier", "agency", feeds=("https://a.example/new",), country="NO")
    joined = join_outlets(KNOWN, more)
    assert joined.feeds == ("https://a.example/old", "https://a.example/new")
    assert (joined.name, joined.kind, joined.country) == ("Selm Courier", "newspaper", "NO")


def test_every_row_of_the_package_is_right() -> None:
    for table in load_folder("outlets"):
        for row in table["outlet"]:
            read_row(row, subject=f"{table.get('country')}, {row.get('name')}")


_WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), max_size=4)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(fold), _WORDS)
def test_drawn_row_is_read_as_the_same_outlet(name: str, names: list[str]) -> None:
    spellings = tuple(dict.fromkeys(one.strip() for one in names if fold(one)))
    outlet = Outlet(name.strip(), "site", names=spellings, articles=(r"/\d{4}/\"x\"#",))
    (row,) = tomllib.loads(draw_row(outlet))["outlet"]
    assert row == row_of(outlet)
    assert read_row(row, subject="x") == outlet
