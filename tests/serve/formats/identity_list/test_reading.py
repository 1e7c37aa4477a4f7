import json

import pytest

from onrecord.errors import BadRequest
from onrecord.serve.formats.identity_list import read_list
from onrecord.serve.formats.identity_list.reading import MOST_LINE_BYTES, MOST_WHOLE_BYTES

ADA = {"name": "Ada Lindqvist", "type": "person"}
BO = {"name": "Bo Marsh", "type": "person"}


def names(body: bytes) -> list[str]:
    listing = read_list(body, subject="list")
    assert listing.problems == ()
    return [one.name for one in listing.entries]


ENTITIES = {
    "entities": {
        "Q1": {"id": "Q1", "labels": {"en": ADA["name"]}},
        "Q2": {"id": "Q2", "labels": {"en": BO["name"]}},
    }
}
FTM = """\
{"id":"1","schema":"Person","properties":{"name":["Ada Lindqvist"]}}
{"id":"2","schema":"Person","properties":{"name":["Bo Marsh"]}}
"""


@pytest.mark.parametrize(
    "text",
    [
        "type,name\nperson,Ada Lindqvist\nperson,Bo Marsh\n",
        "\ufefftype;name\r\nperson;Ada Lindqvist\r\nperson;Bo Marsh\r\n",
        f"{json.dumps(ADA)}\n\n{json.dumps(BO)}\n",
        f"\n {json.dumps(ADA)}\n{json.dumps(BO)}",
        json.dumps([ADA, BO]),
        json.dumps([ADA, BO], indent=2),
        json.dumps(ENTITIES),
        json.dumps(ENTITIES, indent=2),
        FTM,
    ],
    ids=[
        "csv", "csv of Excel", "lines", "lines, indented", "array", "array, indented", "Wikidata",
        "Wikidata, indented", "FollowTheMoney",
    ],
)  # fmt: skip
def test_form_is_told_by_what_stands_in_the_file(text: str) -> None:
    assert names(text.encode()) == ["Ada Lindqvist", "Bo Marsh"]


def test_one_object_over_several_lines_is_read() -> None:
    assert names(json.dumps(ADA, indent=1).encode()) == ["Ada Lindqvist"]


def test_lines_that_are_wrong_are_told_and_the_rest_is_read() -> None:
    lines = [
        b'{"name": "Ada Lindqvist", "type": "person"}',
        b'{"name": ',
        b"[1]",
        b'"Bo"',
        b'{"name": "Bo Marsh", "type": "boat"}',
        b'{"name": ' + b"[" * 100_000,
        b'{"name": "Cy", "type": "person", "id": ' + b"9" * 5_000 + b"}",
        b'{"name": "' + b"x" * MOST_LINE_BYTES + b'"}',
        b'{"name": "\xff"}',
    ]
    listing = read_list(b"\n".join(lines), subject="list")
    assert [one.name for one in listing.entries] == ["Ada Lindqvist"]
    told = [str(problem) for problem in listing.problems]
    assert [line.partition(": ")[0] for line in told] == [f"list, line {n}" for n in range(2, 10)]
    assert [line.partition(": ")[2][:21] for line in told] == [
        "is not JSON; write an",
        "is no object; write a",
        "is no object; write a",
        "type: 'boat' is not o",
        "is not JSON; write an",
        "is not JSON; write an",
        "is longer than 2,000,",
        "is not JSON; write an",
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"[1, 2", "is not JSON"),
        (b"[" * 200_000, "is not JSON"),
        (b"{\n" * 200_000, "is not JSON"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"name\n" + b"x" * (MOST_LINE_BYTES + 1), "is longer than"),
        (b"[" + b" " * MOST_WHOLE_BYTES + b"]", "that is not in lines"),
    ],
)
def test_what_is_no_list_is_refused_whole(body: bytes, message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        read_list(body, subject="list")


def test_file_with_too_many_mistakes_is_read_no_further() -> None:
    listing = read_list(b'{"a": 1}\n' * 5_000, subject="list")
    assert len(listing.problems) == 1_001
