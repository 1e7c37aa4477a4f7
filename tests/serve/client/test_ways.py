"""The two ways to a desk."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import Desk
from onrecord.errors import NotFound, OnRecordError, StoreError, TryLater

_LATER = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 0\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_EMPTY = (
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]"
)
_PAGE = b"HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 3\r\nconnection: close\r\n\r\n\xff<p"


@pytest.fixture
def answering(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return an address that gives the answers of the test's parameter, each once."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        for told in request.param:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(told)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    thread.join(10)
    listening.close()
    assert not thread.is_alive()


@pytest.mark.parametrize("answering", [(_LATER, _LATER, _EMPTY)], indirect=True)
def test_client_waits_where_it_is_asked_to(answering: str) -> None:
    with Desk(answering) as desk:
        assert desk.outlets() == []


@pytest.mark.parametrize("answering", [(_LATER, _LATER, _LATER)], indirect=True)
def test_client_that_waited_enough_says_so(answering: str) -> None:
    with Desk(answering) as desk, pytest.raises(TryLater):
        desk.outlets()


@pytest.mark.parametrize("answering", [(_PAGE,)], indirect=True)
def test_answer_of_somebody_else_is_an_error_that_says_so(answering: str) -> None:
    with Desk(answering) as desk, pytest.raises(OnRecordError, match="is this the address of a desk"):
        desk.outlets()


def test_folder_without_a_desk_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Desk(tmp_path / "none")


def test_desk_that_is_only_read_is_not_changed(folder: Path) -> None:
    with Desk(folder, read_only=True) as desk:
        assert len(list(desk.statements())) > 1
        with pytest.raises(StoreError):
            desk.correct_report("harbour.txt", title="Talks")


def test_desk_here_may_be_asked_as_often_as_one_likes(folder: Path) -> None:
    with Desk(folder) as desk:
        assert {len(desk.outlets()) for _ in range(450)} == {0}
