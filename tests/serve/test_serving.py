"""A desk served by this process; how it begins and ends is tested in `cli/test_serve.py` and `test_workers.py`."""

import socket
import threading
from pathlib import Path

import httpx

from onrecord.app import init_desk, open_desk
from onrecord.serve.http.limits import make_limits_file
from onrecord.serve.serving import Serving, make_server


def test_a_server_answers_at_a_socket_until_it_is_told_to_stop(tmp_path: Path) -> None:
    make_limits_file(tmp_path / "limits")
    folder = init_desk(tmp_path / "desk")
    with open_desk(folder) as desk, socket.create_server(("127.0.0.1", 0)) as listening:
        server = make_server(Serving(folder, limits=tmp_path / "limits"), desk)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            base = f"http://127.0.0.1:{listening.getsockname()[1]}"
            statuses = [httpx.get(f"{base}/link/nothing", timeout=60).status_code for _ in range(60)]
        finally:
            server.should_exit = True
            thread.join(20)
    assert not thread.is_alive()
    assert statuses[0] != 429
    assert 429 in statuses
