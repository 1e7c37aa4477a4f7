import time
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.fetch.guard import Guard, check_address, is_public
from onrecord.errors import BadRequest, OutletRefused, OutletUnreachable

PRIVATE = [
    "0.0.0.0",  # noqa: S104 -- checked, not bound
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:1::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "4000::1",
]
PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_address_that_is_not_public_is_known_in_every_disguise(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_let_through(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_ipv4_address_is_judged_alike_inside_every_tunnel(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]  # hypothesis types it as either version
    inner = is_public(ip_address(number))
    for tunnel in (0xFFFF << 32, 0x64_FF9B << 96):
        assert is_public(ip_address(tunnel + number)) == inner
    assert is_public(ip_address((0x2002 << 112) + (number << 80))) == inner


def test_one_private_answer_among_public_ones_refuses_the_name() -> None:
    guard = Guard(resolve=lambda _host, _port: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(OutletRefused, match=r"news\.example: leads to 10\.0\.0\.1.*allow_networks"):
        guard.addresses("news.example", 443, timeout_seconds=1)


def test_name_is_resolved_once_and_its_answers_are_what_is_connected_to() -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    guard = Guard(resolve=lambda _host, _port: next(answers))
    assert guard.addresses("news.example", 443, timeout_seconds=1) == ("93.184.216.34",)


def test_allowed_network_is_let_through_also_inside_a_tunnel() -> None:
    guard = Guard.allowing(["10.1.0.0/16", "fd00:1::/32"])
    assert guard.lets_through(ip_address("10.1.9.9"))
    assert guard.lets_through(ip_address("::ffff:10.1.9.9"))
    assert guard.lets_through(ip_address("fd00:1::5"))
    assert not guard.lets_through(ip_address("10.2.0.1"))


def test_what_is_no_network_is_refused_by_name() -> None:
    with pytest.raises(BadRequest, match=r"not a network such as"):
        Guard.allowing(["intranet"])


def test_name_without_an_address_is_unreachable() -> None:
    with pytest.raises(OutletUnreachable, match="has no address"):
        Guard().addresses("no-such-name.invalid", 80, timeout_seconds=20)


def test_name_that_cannot_be_encoded_is_unreachable() -> None:
    with pytest.raises(OutletUnreachable, match="has no address"):
        Guard().addresses("a" * 300 + ".example", 80, timeout_seconds=5)


def test_slow_resolver_is_not_waited_for() -> None:
    def slow(_host: str, _port: int) -> list[str]:
        time.sleep(1)
        return ["93.184.216.34"]

    with pytest.raises(OutletUnreachable, match="could not be resolved in time"):
        Guard(resolve=slow).addresses("news.example", 80, timeout_seconds=0.05)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a", "file:///etc/passwd", "javascript://x", "data://x"]
)
def test_only_web_addresses_are_fetched(address: str) -> None:
    with pytest.raises(BadRequest, match="only http and https"):
        check_address(address)


@pytest.mark.parametrize(
    "address", ["http://user:hunter2@example.org/", "https://token-hunter2@example.org/a"]
)
def test_password_in_an_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(BadRequest, match="user name or password") as refusal:
        check_address(address)
    assert "hunter2" not in str(refusal.value)
    assert "example.org" in str(refusal.value)


@pytest.mark.parametrize(
    "address",
    ["http://", "http:///a", "http://[::1", "http://a b/", "http://exa\tmple.org", "http://0177.0.0.1/"],
)
def test_broken_address_is_refused(address: str) -> None:
    with pytest.raises(BadRequest):
        check_address(address)


def test_name_of_another_script_is_written_for_the_network() -> None:
    assert check_address("https://zeitung-grüße.example/ä") == "https://xn--zeitung-gre-46a09a.example/%C3%A4"
