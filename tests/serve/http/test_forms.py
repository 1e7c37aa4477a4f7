import pytest

from onrecord.errors import BadRequest
from onrecord.serve.http.forms import check_same, local_address


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n//evil.example",
        "javascript:alert(1)",
        "search",
        "",
        "http:/search",
    ],
)
def test_only_addresses_of_this_site_are_gone_to(wanted: str) -> None:
    assert local_address(wanted) == "/"


def test_own_addresses_are_kept_with_what_they_ask() -> None:
    assert local_address("/search?q=a%26b&in=reports#x") == "/search?q=a%26b&in=reports#x"


def test_password_is_typed_the_same_twice() -> None:
    check_same("a", "a")
    with pytest.raises(BadRequest, match="not the same"):
        check_same("a", "b")
