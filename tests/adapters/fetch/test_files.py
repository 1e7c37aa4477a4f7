import os
import signal
import socket
from pathlib import Path
from types import FrameType

import pytest

from onrecord.adapters.fetch.files import fetch_file, find_files
from onrecord.errors import BadRequest, NotFound, PageUnreadable
from onrecord.model import Lead
from onrecord.ports import Fetched
from onrecord.text.paths import address_of


def fetch(path: Path, max_bytes: int = 1000) -> Fetched:
    return fetch_file(Lead(address_of(path), path.name), max_bytes=max_bytes)


def names_below(folder: Path) -> list[str]:
    return [lead.name for lead in find_files(folder, "d")]


def test_file_comes_whole_with_the_type_its_name_tells(tmp_path: Path) -> None:
    for name, media_type in (("a.txt", "text/plain"), ("a.HTML", "text/html"), ("a", None), ("a.ppt", None)):
        file = tmp_path / name
        file.write_bytes(b"\x00\xff said")
        got = fetch(file)
        assert (got.body, got.media_type) == (b"\x00\xff said", media_type)
        assert got.address == f"file://{file}"


def test_file_at_the_limit_is_taken_and_one_byte_more_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 1000)
    assert len(fetch(file).body) == 1000
    file.write_bytes(b"x" * 1001)
    with pytest.raises(BadRequest, match=r"a\.txt: is larger than 1,000 bytes; .* raise max_bytes"):
        fetch(file)


def test_file_that_says_it_is_empty_and_is_not_is_capped_too() -> None:
    with pytest.raises(BadRequest, match="larger than 10 bytes"):
        fetch(Path("/proc/self/status"), max_bytes=10)


def test_file_that_vanished_after_it_was_found_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    leads = list(find_files(tmp_path, "d"))
    (tmp_path / "a.txt").unlink()
    with pytest.raises(NotFound, match=r"d/a\.txt: is not there \(any longer\); check the path"):
        fetch_file(leads[0], max_bytes=10)


def test_pipe_device_socket_and_folder_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PageUnreadable, match="pipe or a device"):
        fetch(tmp_path / "pipe")
    with pytest.raises(PageUnreadable, match="pipe or a device"):
        fetch(Path("/dev/zero"))
    with pytest.raises(PageUnreadable, match="is a folder"):
        fetch(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        with pytest.raises(PageUnreadable, match="is a socket"):
            fetch(tmp_path / "socket")


def test_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(PageUnreadable, match="leads in a circle"):
        fetch(tmp_path / "a")


def test_folder_is_walked_in_order_without_hidden_entries_and_circles(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".git/config", "b/.hidden", "c/deep/3.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "c" / "up").symlink_to(tmp_path)
    (tmp_path / "c" / "linked.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "c" / "pipe")
    assert names_below(tmp_path) == ["d/a.txt", "d/b/1.txt", "d/b/2.txt", "d/c/deep/3.txt", "d/c/linked.txt"]


def test_link_to_nothing_is_found_so_that_fetching_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    assert names_below(tmp_path) == ["d/gone.txt"]
    with pytest.raises(NotFound):
        fetch(tmp_path / "gone.txt")


def test_name_outside_utf8_is_walked_read_and_printable(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    file.write_bytes(b"words")
    (lead,) = find_files(tmp_path, "d")
    assert lead.name == r"d/caf\udce9.txt"
    assert lead.address.endswith("caf%E9.txt")
    assert fetch_file(lead, max_bytes=10).body == b"words"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer to interrupt with")
# What was open when it came is closed by the collector, which says so.
@pytest.mark.filterwarnings("ignore:.*:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_at_any_moment_of_reading_a_file_comes_out_as_such(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"said")
    inside, met = False, 0

    def interrupt(number: int, frame: FrameType | None) -> None:
        del number, frame
        if inside:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        for n in range(400):
            try:
                inside = True
                signal.setitimer(signal.ITIMER_REAL, 1e-6 * (1 + n % 80))
                fetch(file)
                inside = False
            except KeyboardInterrupt:
                inside = False
                met += 1
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert met > 0
