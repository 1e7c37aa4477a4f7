import pytest

from onrecord.text.hosts import HERE, host_of, is_web, origin_of


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://courier.example/a", "courier.example"),
        ("http://courier.example:80/a", "courier.example"),
        ("https://COURIER.example.:443", "courier.example"),
        ("https://courier.example:/a", "courier.example"),
        ("https://courier.example:8443/a?b=http://x/", "courier.example:8443"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("http://[::1]/", "[::1]"),
        ("file:///in/a.txt", HERE),
        ("stdin:", HERE),
        ("imaps://desk@Mail.example/INBOX", "imaps://mail.example"),
    ],
)
def test_host_whose_pace_holds(address: str, host: str) -> None:
    assert host_of(address) == host


def test_origin_keeps_scheme_and_port() -> None:
    assert origin_of("http://Courier.example:8080/a?b#c") == "http://courier.example:8080"
    assert origin_of("https://courier.example") == "https://courier.example"


def test_web_addresses_are_those_of_http() -> None:
    assert [is_web(a) for a in ("http://a/", "https://a/", "imaps://a/", "file:///a")] == [
        True,
        True,
        False,
        False,
    ]
