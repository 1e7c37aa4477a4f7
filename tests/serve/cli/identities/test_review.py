import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from onrecord.app import open_desk
from onrecord.desk import judge_all
from onrecord.model import Verdict
from onrecord.ports import NewJudgement
from tests.factory import NOON
from tests.serve.cli.identities.conftest import ADA, TOMAS
from tests.serve.conftest import PROGRAM, Run

#: A program that listens has not heard what was struck so long ago.
_SILENCE_SECONDS = 3.0


def test_questions_are_listed_where_nobody_sits_at_a_terminal(run: Run, known: Path) -> None:
    assert known
    ended = run("identities", "review")
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]
    assert lines[0] == "question 1 · settles 0 statements"
    assert "Ada Lindqvist A. Lindqvist" in lines
    assert "Ада Линдквист · Latn, Cyrl Latn" in lines
    assert "mayor of Selm 2019– bbbbbbbbbbbb" in lines
    assert "0.60 · initial only (matcher 1)" in lines
    told = json.loads(run("identities", "review", "--format", "jsonl").out)
    assert (told["judgement"], told["score"], told["settles"]) == (1, 0.6, 0)
    assert told["a"]["roles"][0]["title"] == "mayor"
    run("identities", "unsure", "Ada Lindqvist", "A. Lindqvist")
    assert run("identities", "review", "--list").out == "nothing is left to be asked\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_editor_answers_with_one_key_and_takes_back_with_another(run: Run, known: Path) -> None:
    with open_desk(known) as desk:
        said = NewJudgement(
            ADA,
            TOMAS,
            Verdict.UNSURE,
            "matcher 1",
            is_person=False,
            at=NOON,
            because="no likeness",
            score=0.1,
        )
        judge_all(desk, [said])
    # A key that is none is not heard; the first is skipped, taken back, judged, taken back, judged; then the second.
    told = at_terminal(known, "xkzszdu")
    assert "[s]ame  [d]ifferent  [u]nsure  [k] skip  [z] undo  [q]uit" in told
    assert (told.count("question 1 "), told.count("question 2 ")) == (3, 3)
    assert "judgement 3: Ada Lindqvist and A. Lindqvist, same" in told
    assert "took back judgement 3" in told
    assert (
        "nothing is left to be asked\r\n2 judgements; take one back with: onrecord identities undo NUMBER"
        in told
    )
    entries = [json.loads(line) for line in run("identities", "history", "-f", "jsonl").out.splitlines()]
    assert [entry["verdict"] for entry in entries] == [
        "unsure",
        "different",
        "undo",
        "same",
        "unsure",
        "unsure",
    ]
    assert entries[1]["because"] == "asked about by matcher 1: initial only"


def at_terminal(desk: Path, keys: str) -> str:
    """Return what the program shows on a terminal on which these keys are struck, one whenever it asks and listens.

    A key struck while the program begins to listen anew (after "x", which it does not hear) is lost, as on any
    terminal: it is struck again where the program is silent and still listens.
    """
    own, its = pty.openpty()
    process = subprocess.Popen(  # noqa: S603 -- our own program
        [*PROGRAM, "identities", "review"],
        stdin=its,
        stdout=its,
        stderr=its,
        cwd=desk,
        env={**os.environ, "COLUMNS": "100", "TERM": "dumb"},
    )
    os.close(its)
    said = b""
    asked = 0
    until = time.monotonic() + 120
    try:
        while time.monotonic() < until:
            silent = not select.select([own], [], [], _SILENCE_SECONDS)[0]
            if silent and process.poll() is not None:
                break
            if not silent:
                try:
                    said += os.read(own, 4_096)
                except OSError:  # the other side has closed it
                    break
            is_asked = said.count(b"[q]uit\r\n") > asked
            if is_asked:
                asked += 1
                keys = keys[1:] if asked > 1 else keys
            elif silent and keys.startswith("x"):
                keys = keys[1:]
            if is_asked:
                while not listens(own) and process.poll() is None and time.monotonic() < until:
                    time.sleep(0.01)
            if asked and keys and (is_asked or silent) and listens(own):
                os.write(own, keys[:1].encode())
        process.wait(timeout=60)
    finally:
        process.kill()
        process.wait()
        os.close(own)
    return said.decode()


def listens(terminal: int) -> bool:
    """Return whether a program waits for single keys at a terminal, not for lines."""
    return not termios.tcgetattr(terminal)[3] & termios.ICANON
