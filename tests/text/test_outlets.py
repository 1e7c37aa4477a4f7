"""The outlets of data/outlets. An outlet that is added there needs no test of its own: these hold for every one."""

import re
from dataclasses import fields

import pytest

from onrecord.model import Outlet
from onrecord.text.data import load_folder
from onrecord.text.fold import fold
from onrecord.text.outlets import find_by_domain, index_names, load_outlets

KINDS = {"agency", "broadcaster", "newspaper", "monitor", "site", "channel"}
_DOMAIN = re.compile(r"(?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@pytest.mark.parametrize("outlet", load_outlets(), ids=lambda outlet: outlet.name)
def test_outlet_is_well_formed(outlet: Outlet) -> None:
    assert outlet.kind in KINDS
    assert all(_DOMAIN.fullmatch(domain) for domain in outlet.domains)
    assert outlet.country is None or re.fullmatch("[A-Z]{2}", outlet.country)
    assert all(re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*", language) for language in outlet.languages)
    assert all(fold(name) for name in (outlet.name, *outlet.names))


def test_no_two_outlets_go_by_one_name() -> None:
    names = [outlet.name for outlet in load_outlets()]
    assert sorted(names) == sorted(set(names))


def test_no_two_outlets_claim_one_domain() -> None:
    domains = [domain for outlet in load_outlets() for domain in outlet.domains]
    assert sorted(domains) == sorted(set(domains))


def test_keys_of_the_tables_are_those_that_are_read() -> None:
    known = {field.name for field in fields(Outlet)}
    given = {key for table in load_folder("outlets") for row in table["outlet"] for key in row}
    assert given <= known


def test_page_of_a_subdomain_belongs_to_the_outlet_with_the_longest_fitting_domain() -> None:
    wide = Outlet("Wide", "site", domains=("news.example",))
    narrow = Outlet("Narrow", "site", domains=("sport.news.example",))
    outlets = (wide, narrow)
    assert find_by_domain("www.sport.news.example", outlets) is narrow
    assert find_by_domain("WWW.News.example", outlets) is wide
    assert find_by_domain("othernews.example", outlets) is None


def test_shared_spelling_belongs_to_the_first_outlet() -> None:
    first, second = Outlet("Courier", "site"), Outlet("The Courier", "site", names=("COURIER",))
    assert index_names((first, second))["courier"] is first


def test_no_feed_belongs_to_two_outlets() -> None:
    feeds = [feed for outlet in load_outlets() for feed in outlet.feeds]
    assert sorted(feeds) == sorted(set(feeds))
