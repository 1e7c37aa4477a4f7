"""The tools for assistants: in this process, and of the program as assistants start it."""

import hashlib
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from onrecord import Desk
from onrecord.app import init_desk, open_desk
from onrecord.serve.mcp import make_server
from tests.serve.web.conftest import DISPATCH, add_text

TOOLS = {"search", "search_reports", "statement", "evidence", "origins", "who", "report"}
_SECONDS = 120


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a desk of one report."""
    made = init_desk(tmp_path / "desk")
    with open_desk(made) as opened:
        add_text(opened, tmp_path / "harbour.txt", DISPATCH)
    return made


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with Desk(folder, read_only=True) as found:
        yield found


def told(result: Any) -> Any:
    """Return what a tool gave; a list is wrapped, for structured answers are objects."""
    assert not result.is_error, result.content
    given = result.structured_content
    return given["result"] if set(given) == {"result"} else given


def with_client(server: Any, act: Callable[[Client], Awaitable[None]]) -> None:
    async def run() -> None:
        with anyio.fail_after(_SECONDS):
            async with Client(server) as client:
                await act(client)

    # In a thread of its own: where the browser's tests ran before in this process, this one holds their loop.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(anyio.run, run).result()


async def quote_with_proof(client: Client) -> None:
    """Do what an assistant does that was asked who said something: search, prove, cite."""
    tools = (await client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    assert all(tool.description and tool.annotations and tool.annotations.read_only_hint for tool in tools)
    (found,) = told(await client.call_tool("search", {"question": 'speaker:"Ada Lindqvist" belongs'}))
    assert found["words"] == ["The harbour belongs to everybody."]
    proof = told(await client.call_tool("evidence", {"id": found["id"]}))
    report = told(await client.call_tool("report", {"id": found["report_id"]}))
    assert [report["text"][start:end] for start, end in proof["spans"]] == found["words"]
    assert proof["text_sha256"] == hashlib.sha256(report["text"].encode()).hexdigest()
    assert "Lindqvist" in proof["citation"]


def test_assistant_quotes_with_proof(desk: Desk) -> None:
    with_client(make_server(desk), quote_with_proof)


def test_program_speaks_to_assistants_over_its_streams(folder: Path) -> None:
    program = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from onrecord.serve.cli import main; main()", "mcp", "--desk", str(folder)],
        env=dict(os.environ),
    )
    with_client(stdio_client(program), quote_with_proof)


def test_other_tools_answer(desk: Desk) -> None:
    async def act(client: Client) -> None:
        (line,) = told(await client.call_tool("search_reports", {"question": "dockers"}))
        part = told(await client.call_tool("report", {"id": line["id"], "start": 10}))
        whole = desk.text(line["id"])
        assert (part["text"], part["start"], part["length"]) == (whole[10:], 10, len(whole))
        said = part["statements"][0]
        assert told(await client.call_tool("statement", {"id": said[:8]}))["id"] == said
        assert told(await client.call_tool("origins", {"id": said}))["at_least"] == 1
        people = told(await client.call_tool("who", {"name": "Lindqvist"}))
        assert people[0]["name"] == "Ada Lindqvist"

    with_client(make_server(desk), act)


@pytest.mark.parametrize(
    ("tool", "asked", "words"),
    [
        ("evidence", {"id": "f" * 24}, "statement"),
        ("search", {"question": "speaker:"}, "speaker"),
        ("search", {"question": "harbour", "limit": 5_000}, "limit"),
        ("who", {"name": "Zyxwv Qrstu"}, "Zyxwv"),
        ("report", {"id": "https://paper.example/a/b"}, "paper.example"),
    ],
)
def test_what_goes_wrong_is_told_in_words(desk: Desk, tool: str, asked: dict[str, Any], words: str) -> None:
    async def act(client: Client) -> None:
        result = await client.call_tool(tool, asked)
        assert result.is_error
        assert words in str(result.content)
        assert "Traceback" not in str(result.content)

    with_client(make_server(desk), act)
