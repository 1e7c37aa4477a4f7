"""Texts in several encodings at once, with NULs, lone surrogates and marks that reorder what stands around them."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.serve.conftest import Ended, Run

SAID = "Mayor Ada Lindqvist said: “The harbour belongs to everybody.”\n"
ARABIC = "قالت العمدة: «الميناء للجميع».\n"
TEXTS = {
    "two encodings": SAID.encode("utf-8") + SAID.encode("cp1252") + SAID.encode("utf-8"),
    "two scripts in two encodings": SAID.encode("utf-8") + ARABIC.encode("cp1256"),
    "lone surrogates": SAID.encode("utf-8") + b"\xed\xa0\x80 and \xed\xbf\xbf\n",
    "overlong and cut bytes": SAID.encode("utf-8") + b"\xc0\xaf \xf0\x9f\x98 \xff\n",
    "a few NULs": SAID.encode("utf-8") + b"Nothing\x00 more\x00 was said.\n" + SAID.encode("utf-8") * 5,
    "right-to-left marks": ("\u200f\u202b" + ARABIC + "\u202c\u202e" + SAID).encode(),
    "terminal commands": SAID.encode("utf-8")
    + b"\x1b]0;owned\x07\x1b[2J\x9b31m red\n"
    + SAID.encode("utf-8") * 5,
    "line ends of three kinds": SAID.replace("\n", "\r\n").encode()
    + SAID.replace("\n", "\r").encode()
    + SAID.encode(),
    "byte order mark of another encoding": SAID.encode("utf-16-be"),
    "one endless line": b"word " * 10_000,
    "ten thousand lines": b"word\n" * 10_000,
    "marks without an end": "“‘«".encode() * 2_000 + SAID.encode(),
}


def whole(ended: Ended) -> dict[str, object]:
    result: dict[str, object] = json.loads(ended.out)
    return result


@pytest.mark.parametrize("kind", TEXTS)
def test_text_is_read_or_refused_in_one_line_and_never_breaks_anything(
    run: Run, place: Path, kind: str
) -> None:
    (place / "odd.txt").write_bytes(TEXTS[kind])
    ended = run("read", "odd.txt", "-f", "json")
    if ended.code:
        assert (ended.code, ended.out) == (3, "")
        assert ended.err.startswith("onrecord: odd.txt: ")
        assert ended.err.count("\n") == 1
        return
    assert ended.err == ""
    text = str(whole(ended)["text"])
    assert run("read", "odd.txt", "-f", "text").out == text
    assert list(csv.reader(io.StringIO(run("read", "odd.txt", "-f", "csv").out)))
    table = run("read", "odd.txt").out
    assert not {"\x1b", "\x07", "\x9b", "\x00", "\u202e"} & set(table)


@pytest.mark.parametrize("kind", TEXTS)
def test_text_is_the_same_after_a_round_trip_through_the_desk(run: Run, place: Path, kind: str) -> None:
    (place / "odd.txt").write_bytes(TEXTS[kind])
    read = run("read", "odd.txt", "-f", "json")
    assert run("init", "d").code == 0
    assert run("add", "--desk", "d", "odd.txt").code == read.code
    if read.code == 0:
        assert run("show", "--desk", "d", "odd.txt", "-f", "json").out == read.out
    assert run("verify", "--desk", "d").code == 0
