import pytest

from onrecord.desk import Desk
from onrecord.desk.access.lockout import address_key, count_try, name_key, network_of, uncount_try
from onrecord.errors import TryLater
from tests.desk.access.conftest import HERE, Turned


def test_names_and_addresses_are_counted_by_what_they_come_to() -> None:
    assert name_key("Mila  KERN") == name_key(" mila kern")
    assert name_key(HERE) != address_key(HERE)
    assert address_key("2001:db8::1") == address_key("2001:db8::2")
    assert address_key("2001:db8::1") != address_key("2001:db8:0:1::1")
    assert address_key("::ffff:192.0.2.7") == address_key(HERE)
    assert network_of("not an address") == "not an address"


def test_a_try_is_counted_before_it_is_made_and_not_while_one_waits(desk: Desk, clock: Turned) -> None:
    book = desk.store.access.accounts
    for _ in range(5):
        count_try(desk, "mila", HERE)
    for _ in range(3):
        with pytest.raises(TryLater):
            count_try(desk, "mila", HERE)
    kept = book.failures(name_key("mila"))
    assert kept is not None
    assert kept.count == 5
    clock.turn(seconds=30)
    count_try(desk, "mila", HERE)


def test_success_frees_the_name_and_takes_one_off_the_address(desk: Desk) -> None:
    book = desk.store.access.accounts
    for name in ("a", "b", "b"):
        count_try(desk, name, HERE)
    uncount_try(desk, "b", HERE, desk.clock.now())
    assert book.failures(name_key("b")) is None
    left = book.failures(address_key(HERE))
    assert left is not None
    assert left.count == 2
    uncount_try(desk, "nobody", "198.51.100.1", desk.clock.now())
    for name in ("a", "c"):
        uncount_try(desk, name, HERE, desk.clock.now())
    assert book.failures(address_key(HERE)) is None
