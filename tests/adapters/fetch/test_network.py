import socket
import threading
import time
from collections.abc import Iterator
from ipaddress import ip_network

import httpcore
import pytest

from onrecord.adapters.fetch.guard import Guard
from onrecord.adapters.fetch.network import Deadline, GuardedBackend
from onrecord.errors import OutletRefused


@pytest.fixture
def dripping_port() -> Iterator[int]:
    """Yield a port where one byte comes every 50 ms."""
    over = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            while not over.wait(0.05):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip)
        thread.start()
        yield listener.getsockname()[1]
        over.set()
        thread.join()


def test_deadline_gives_the_shorter_of_the_wait_and_what_is_left() -> None:
    deadline = Deadline(60)
    assert deadline.cap(5) == 5
    assert 30 < deadline.cap(None) <= 60
    assert 30 < deadline.cap(100) <= 60


def test_deadline_that_has_passed_is_a_timeout() -> None:
    with pytest.raises(httpcore.ReadTimeout):
        Deadline(0).left()


def test_connection_that_drips_ends_at_the_deadline_though_no_single_wait_is_long(dripping_port: int) -> None:
    guard = Guard((ip_network("127.0.0.0/8"),))
    stream = GuardedBackend(guard, Deadline(0.4)).connect_tcp("127.0.0.1", dripping_port, timeout=5)
    begin = time.monotonic()
    with pytest.raises(httpcore.ReadTimeout):
        b"".join(iter(lambda: stream.read(1, timeout=5), b""))
    stream.close()
    assert 0.1 < time.monotonic() - begin < 20


def test_connection_without_a_guard_goes_where_it_is_told(dripping_port: int) -> None:
    stream = GuardedBackend(None, Deadline(5)).connect_tcp("127.0.0.1", dripping_port)
    assert stream.read(1) == b"x"
    stream.close()


def test_connection_to_an_address_that_is_not_public_is_never_opened(dripping_port: int) -> None:
    with pytest.raises(OutletRefused):
        GuardedBackend(Guard(), Deadline(5)).connect_tcp("127.0.0.1", dripping_port)
    stream = GuardedBackend(None, Deadline(5)).connect_tcp("127.0.0.1", dripping_port)
    stream.close()
