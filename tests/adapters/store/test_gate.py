import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.adapters.store.gate import only_one
from onrecord.errors import StoreError

HOLD = """
import sys, time
from onrecord.adapters.store.gate import only_one
with only_one(sys.argv[1], "process 7"):
    print("in", flush=True)
    time.sleep(60)
"""


def test_second_one_is_told_who_is_in_and_may_come_when_that_one_has_left(tmp_path: Path) -> None:
    path = str(tmp_path / "desk.db-watch")
    with (
        only_one(path, "process 7"),
        pytest.raises(StoreError, match="by process 7; stop"),
        only_one(path, "8"),
    ):
        pass
    with only_one(path, "process 8"):
        assert Path(path).read_text(encoding="utf-8") == "process 8"


def test_killed_holder_lets_go_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "desk.db-watch")
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE) as holder:  # noqa: S603 -- ourselves
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"in\n"
        with pytest.raises(StoreError, match="process 7"), only_one(path, "process 8"):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait(30)
        with only_one(path, "process 8"):
            pass


def test_lock_that_cannot_be_made_says_where(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match=r"nowhere.desk\.db-watch: cannot be written"),
        only_one(str(tmp_path / "nowhere" / "desk.db-watch"), "process 7"),
    ):
        pass
