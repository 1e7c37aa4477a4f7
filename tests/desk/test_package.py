"""A package changed by somebody who makes all of its own hashes fit again."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from onrecord.desk import Desk, Gravity
from onrecord.errors import BadRequest, NotFound
from onrecord.model import Capture, Reading
from onrecord.ports import Packed
from tests.adapters.wacz.made import PAGE, page_capture, write_package
from tests.desk.packages import Change, changed, checker, findings, write
from tests.desk.test_keep import ADDRESS, CREDIT, fetched, put, put_led
from tests.factory import NOON

Members = dict[str, bytes]


@pytest.fixture
def package(desk: Desk, tmp_path: Path) -> Path:
    """Return a package of two editions."""
    put(desk, fetched())
    put(desk, fetched(verb="is open", at=NOON + timedelta(days=1)))
    write(desk, tmp_path / "a.wacz", ADDRESS, all_editions=True)
    return tmp_path / "a.wacz"


def broken(path: Path, desk: Desk, head: str | None = None) -> str:
    found = findings(path, checker(desk, head=head))
    return "\n".join(f"{one.subject}: {one.message}" for one in found if one.gravity is Gravity.BROKEN)


def test_package_is_true_as_it_was_written(package: Path, desk: Desk) -> None:
    assert findings(package, checker(desk)) == []


def edit_json(name: str, edit: Callable[[Any], object], *, line: int = 0) -> Change:
    """Return a change of one JSON line of the member whose name begins so."""

    def change(members: Members) -> None:
        member = next(one for one in members if one.startswith(name))
        lines = members[member].splitlines()
        told = json.loads(lines[line])
        edit(told)
        lines[line] = json.dumps(told, ensure_ascii=False).encode()
        members[member] = b"\n".join(lines) + b"\n"

    return change


def drop(name: str) -> Change:
    def change(members: Members) -> None:
        del members[next(one for one in members if one.startswith(name))]

    return change


def drop_line(name: str, line: int) -> Change:
    def change(members: Members) -> None:
        lines = members[name].splitlines(keepends=True)
        del lines[line]
        members[name] = b"".join(lines)

    return change


def retell(told: Any) -> None:
    """Give other words to a statement: in the text, its hash, and the quotation."""
    text = told["reading"]["text"].replace("belongs", "belonged").replace("is open", "was open")
    told["reading"]["text"] = text
    told["reading"]["report"]["text_sha256"] = hashlib.sha256(text.encode()).hexdigest()


READING = "onrecord/reading-"
CAPTURES = "onrecord/captures.jsonl"
LEDGER = "onrecord/ledger.jsonl"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            edit_json(READING, lambda told: told["quotations"][0].update(words=["The harbour is mine."])),
            "its quotation is not what stands in the text",
        ),
        (
            edit_json(READING, lambda told: told["reading"].update(text=told["reading"]["text"] + "x")),
            "its text does not have the hash told",
        ),
        (edit_json(READING, retell), "its spans or the text under them were changed"),
        (
            edit_json(
                READING, lambda told: told["reading"]["statements"][0]["content"][0].__setitem__(1, 9999)
            ),
            "its spans or the text under them were changed",
        ),
        (
            edit_json(READING, lambda told: told["reading"]["statements"][0].update(act="deny")),
            "its statements are not those that its bytes give",
        ),
        (
            edit_json(READING, lambda told: told["reading"]["statements"].clear()),
            "it gives quotations that are no statements of its own",
        ),
        (
            edit_json(
                READING, lambda told: (told["reading"]["statements"].clear(), told["quotations"].clear())
            ),
            "its statements are not those that its bytes give",
        ),
        (edit_json(READING, lambda told: told.pop("reading")), "its reading cannot be read"),
        (edit_json(READING, lambda told: told["reading"].update(text=3)), "its reading cannot be read"),
        (drop(READING), "its reading is missing"),
        (
            edit_json(CAPTURES, lambda told: told["capture"].update(media_type="text/plain")),
            "what is told of its capture is not what the ledger recorded",
        ),
        (
            edit_json(
                CAPTURES, lambda told: told["capture"].update(fetched_at="2020-01-01T00:00:00.000000Z")
            ),
            "what is told of its capture is not what the ledger recorded",
        ),
        (edit_json(CAPTURES, lambda told: told.update(capture=None)), "a line of its captures is none"),
        (
            edit_json(LEDGER, lambda told: told.update(entry=told["entry"].replace("size", "Size")), line=1),
            "entry 2 of its ledger does not follow from the one before it",
        ),
        (drop_line(LEDGER, 1), "goes from entry 1 to entry 3: it was cut or reordered"),
        (drop_line(LEDGER, 0), "a line of its ledger cannot be read"),
        (lambda members: members.update({LEDGER: b""}), "it holds nothing of a ledger"),
        (
            lambda members: members.update({"archive/data.warc.gz": members["archive/data.warc.gz"][:-5]}),
            "its archive is cut short",
        ),
    ],
)
def test_change_is_found_although_all_hashes_of_the_package_fit(
    package: Path, desk: Desk, change: Change, words: str
) -> None:
    assert words in broken(changed(package, change), desk)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda told: told["credit"].update(name="Orva Mail"), "is not what the ledger recorded"),
        (lambda told: told.pop("credit"), "is not what the ledger recorded"),
        (lambda told: told.update(credit="Coast News"), "a line of its captures is none"),
        (lambda told: told["credit"].update(address="javascript:x"), "a line of its captures is none"),
    ],
)
def test_change_of_what_a_feed_said_of_a_source_is_found(
    desk: Desk, tmp_path: Path, edit: Callable[[Any], object], words: str
) -> None:
    put_led(desk, fetched(), CREDIT)
    write(desk, tmp_path / "a.wacz", ADDRESS)
    assert broken(tmp_path / "a.wacz", desk) == ""
    assert words in broken(changed(tmp_path / "a.wacz", edit_json(CAPTURES, edit)), desk)


def test_capture_whose_bytes_were_taken_out_is_told(package: Path, desk: Desk) -> None:
    other = write_package(package.with_name("other.wacz"), [Packed(page_capture(), PAGE, None)])
    with zipfile.ZipFile(other) as file:
        archive = file.read("archive/data.warc.gz")
    told = broken(changed(package, lambda members: members.update({"archive/data.warc.gz": archive})), desk)
    assert told.count("its bytes are not in the archive, or were changed") == 2


def test_head_that_was_written_down_is_looked_for_on_the_way(package: Path, desk: Desk) -> None:
    head = desk.store.ledger.head()
    assert head is not None
    assert broken(package, desk, head=head.hash) == ""
    assert "does not hold the hash that you wrote down" in broken(package, desk, head="0" * 64)


def test_reading_of_another_reader_is_checked_against_its_own_text(package: Path, desk: Desk) -> None:
    def later(capture: Capture, body: bytes, *, name: str) -> Reading:
        reading = desk.read(capture, body, name=name)
        return replace(reading, report=replace(reading.report, made_by="reader 999"), statements=())

    using = replace(checker(desk), read=later)
    found = findings(package, using)
    assert {one.gravity for one in found} == {Gravity.NOTE}
    assert all("every quotation stands in the text given" in one.message for one in found)
    wrong = changed(
        package, edit_json(READING, lambda told: told["quotations"][0].update(words=["The harbour is mine."]))
    )
    assert any(one.gravity is Gravity.BROKEN for one in findings(wrong, using))


def test_package_of_another_form_or_tool_says_so(package: Path, desk: Desk) -> None:
    newer = changed(
        package, edit_json("onrecord/package.json", lambda told: told.update(format="onrecord-package/9"))
    )
    with pytest.raises(BadRequest, match="upgrade"):
        findings(newer, checker(desk))
    with pytest.raises(NotFound, match="was not exported by OnRecord"):
        findings(changed(package, drop("onrecord/package.json")), checker(desk))
