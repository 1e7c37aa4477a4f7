"""Lists that were not made to be read: each ends in one line a mistake and a status, and leaves the desk as it was."""

from pathlib import Path

import pytest

from tests.serve.conftest import Run

_DEEP = b'{"name": "Ada", "type": "person", "names": ' + b"[" * 5_000 + b"]" * 5_000 + b"}"
LISTS = {
    "empty": b"",
    "spaces": b" \r\n\t\r\n",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "zeros": bytes(5_000),
    "utf-16": "type,name\nperson,Ada\n".encode("utf-16"),
    "deep": _DEEP,
    "deep array": b"[" * 100_000,
    "unclosed quotation": b'type,name\nperson,"Ada\n' + b"x,y\n" * 50_000,
    "no columns": b"Ada Lindqvist\nTomas Okoro\n",
    "commas": b"name,type" + b"," * 5_000 + b"\nAda,person\n",
    "surrogate": b'{"name": "Ada \\ud800", "type": "person"}',
    "number as name": b'{"name": 1e999, "type": "person"}',
    "names of a name": b'{"name": "Ada", "type": "person", "names": {"a": {"b": 1}}}',
    "huge number": b'{"name": "Ada", "type": "person", "id": ' + b"1" * 10_000 + b"}",
    "entity without properties": b'{"schema": "Person", "id": "1", "properties": []}',
    "labels of labels": b'{"id": "Q1", "labels": {"en": {"en": {"en": "Ada"}}}, "type": "person"}',
    "claims of nothing": b'{"id": "Q1", "labels": {"en": "Ada"}, "claims": {"P31": [1, null, {"mainsnak": []}]}}',
    "judgement of nobody": b'{"a": "1", "b": "2", "verdict": "same", "by": "mk", "at": "2026-03-01T00:00:00Z"}',
    "html": b"<html><body><table><tr><td>name</td></tr></table></body></html>",
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS.keys())
def test_bad_list_is_told_in_lines_and_leaves_the_desk_as_it_was(run: Run, place: Path, body: bytes) -> None:
    assert run("init", ".").code == 0
    (place / "list").write_bytes(body)
    ended = run("identities", "import", "list")
    assert (ended.code, ended.out) == (2, "")
    lines = ended.err.splitlines()
    assert 1 <= len(lines) <= 22
    assert all(line.startswith("onrecord: list") and len(line) < 400 for line in lines)
    assert run("identities", "export").out == ""


@pytest.mark.parametrize(
    "name", ["=cmd|'/c x'!A1", "Ada \x1b[31m\u202eLindqvist", "Ada\x00 Lindqvist", "Ada\u2028Lindqvist"]
)
def test_name_that_would_steer_a_program_is_kept_and_shown_harmlessly(
    run: Run, place: Path, name: str
) -> None:
    assert run("init", ".").code == 0
    (place / "list.csv").write_text(f'type,name,wikidata\nperson,"{name}",Q7\n', encoding="utf-8")
    assert run("identities", "import", "list.csv").code == 0
    shown = run("identities", "show", "Q7").out
    table = run("identities", "export", "-f", "csv").out
    assert not {"\x1b", "\u202e", "\x00"} & set(shown)
    assert not any(cell.startswith("=") for cell in table.split(","))
