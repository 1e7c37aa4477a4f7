from urllib.parse import parse_qsl, unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.text.addresses import LONGEST_ADDRESS, linked_address, normal_address


@pytest.mark.parametrize(
    ("given_as", "normal"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("https://news.example:/a", "https://news.example/a"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://news.example/a?utm_source=x&id=7&fbclid=1#part", "https://news.example/a?id=7"),
        ("https://news.example/a?UTM_Medium=x", "https://news.example/a"),
        ("https://news.example/a?b=&a=%c3%a9", "https://news.example/a?b=&a=%C3%A9"),
        ("https://news.example/./a/../b/", "https://news.example/b/"),
        ("https://news.example/a%2e%2E/..", "https://news.example/"),
        (
            "https://news.example/سلم-اليوم",
            "https://news.example/%D8%B3%D9%84%D9%85-%D8%A7%D9%84%D9%8A%D9%88%D9%85",
        ),
        ("https://news.example/a b", "https://news.example/a%20b"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example//a//b", "https://news.example//a//b"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("https://news.example/a?ref=front&source=rss", "https://news.example/a?ref=front&source=rss"),
    ],
)
def test_spellings_of_one_address_become_one(given_as: str, normal: str) -> None:
    assert normal_address(given_as) == normal


@pytest.mark.parametrize(
    "words",
    ["", "news.example/a", "mailto:desk@news.example", "https://", "https:///a", "https://[::1", "https://a b/",
     "https://news.example:99999/", "javascript:alert(1)", "https://news.example/" + "a" * LONGEST_ADDRESS],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(words: str) -> None:
    with pytest.raises(BadRequest):
        normal_address(words)
    assert linked_address(words, base="") is None


def test_mobile_and_amp_addresses_stay_what_they_are() -> None:
    for address in (
        "https://m.news.example/a",
        "https://www.news.example/a",
        "https://news.example/a/amp?amp=1",
    ):
        assert normal_address(address) == address


_HOSTS = st.from_regex(r"[a-zA-Z][a-zA-Z0-9-]{0,8}(\.[a-zA-Z][a-zA-Z0-9]{0,5}){1,2}", fullmatch=True)
_TEXT = st.text(
    st.characters(exclude_characters="#?&\t\r\n", min_codepoint=33, exclude_categories=["Cs"]), max_size=20
)
_SEGMENTS = st.lists(
    st.one_of(_TEXT, st.sampled_from([".", "..", "", "%2e", "%C3%a9", "%", "%%34%31"])), max_size=6
)


@given(_HOSTS, _SEGMENTS, st.lists(st.tuples(_TEXT, _TEXT), max_size=4))
def test_normal_form_is_final_and_keeps_the_host_and_the_page(
    host: str, segments: list[str], query: list[tuple[str, str]]
) -> None:
    path = "".join("/" + segment.replace("/", "").replace("\\", "") for segment in segments)
    address = f"https://{host}{path or '/'}?" + "&".join(f"{name}={value}" for name, value in query)
    normal = normal_address(address)
    assert normal_address(normal) == normal
    assert urlsplit(normal).hostname == host.lower()
    assert normal.isascii()
    if not any(unquote_to_bytes(one) in {b".", b".."} for one in path.split("/")):
        assert _meaning(urlsplit(normal).path) == _meaning(path or "/")


def _meaning(path: str) -> bytes:
    return unquote_to_bytes(path)


@given(
    st.lists(st.tuples(st.sampled_from(["id", "page", "q", "utm_source", "fbclid", "a"]), _TEXT), max_size=6)
)
def test_only_tracking_parameters_go_and_the_rest_keeps_its_order(query: list[tuple[str, str]]) -> None:
    address = "https://news.example/a?" + "&".join(f"{name}={value}" for name, value in query)
    kept = [name for name, _ in query if name not in {"utm_source", "fbclid"}]
    found = parse_qsl(urlsplit(normal_address(address)).query, keep_blank_values=True)
    assert [name for name, _ in found] == kept


@given(st.text(max_size=60))
def test_any_words_are_an_address_or_refused(words: str) -> None:
    found = linked_address(words, base="https://news.example/a/b")
    assert found is None or normal_address(found) == found
