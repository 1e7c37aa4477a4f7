"""`onrecord serve`, run as a user runs it."""

import re
import signal
import socket
import subprocess
from pathlib import Path

import httpx

from onrecord.app import init_desk
from tests.serve.conftest import PROGRAM


def test_a_desk_is_served_until_it_is_interrupted(tmp_path: Path) -> None:
    folder = init_desk(tmp_path / "desk")
    command = [*PROGRAM, "--desk", str(folder), "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as serving:  # noqa: S603 -- our own program
        try:
            assert serving.stderr is not None
            address = link = ""
            for line in serving.stderr:
                address = address or "".join(re.findall(r"served at (http://127\.0\.0\.1:\d+/);", line))
                link = "".join(re.findall(r"http://127\.0\.0\.1:\d+/link/\S+", line))
                if link:
                    break
            answer = httpx.get(f"{address}search", timeout=60)
            assert answer.status_code == 303
            assert answer.headers["location"] == "/sign-in?next=%2Fsearch"
            assert link.startswith(address)
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(60)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    folder = init_desk(tmp_path / "desk")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [*PROGRAM, "--desk", str(folder), "serve", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 -- our own program
    assert done.returncode == 2
    assert "choose another --port" in done.stderr
