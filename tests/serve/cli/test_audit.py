import json
from pathlib import Path

from tests.serve.conftest import Run


def test_log_is_listed_by_what_is_asked_and_exported(run: Run, place: Path) -> None:
    run("init", ".")
    assert place.is_dir()
    assert run("audit").out == "nothing was written down that fits\n"
    run("accounts", "add", "Mila Kern", "--by", "L. Aas")
    run("accounts", "role", "Mila Kern", "editor", "--by", "root")
    run("tokens", "add", "Mila Kern", "nightly", "--by", "root")
    lines = [json.loads(line) for line in run("audit", "--limit", "0", "-f", "jsonl").out.splitlines()]
    assert [line["act"] for line in lines] == ["token.add", "account.role", "account.link", "account.add"]
    assert lines[-1]["name"] == "L. Aas"
    assert [line["via"] for line in lines] == ["command"] * 4
    for asked, count in (
        (("--act", "account"), 3),
        (("--act", "account.role"), 1),
        (("--name", "root"), 2),
        (("--subject", lines[-1]["subject"]), 3),
        (("--before", lines[0]["n"], "--limit", 2), 2),
        (("--since", "2100-01-01"), 0),
        (("--until", "2000-01-01"), 0),
    ):
        found = json.loads(run("audit", *asked, "-f", "json").out)["entries"]
        assert len(found) == count, asked
    table = " ".join(run("audit").out.split())
    assert "root (command) account.role" in table
    assert "from: reader, to: editor" in table
