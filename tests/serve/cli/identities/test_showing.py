import json
from pathlib import Path

from tests.serve.cli.identities.test_importing import COUNCIL
from tests.serve.conftest import Run


def test_identity_is_shown_whole(run: Run, desk: Path) -> None:
    (desk / "council.csv").write_text(COUNCIL, encoding="utf-8")
    assert run("identities", "import", "council.csv").code == 0
    out = run("identities", "show", "Q90000001").out
    for words in (
        "Ada Lindqvist  person · 1 report · 2 statements",
        "Cyrl ru",
        "mayor, Selm  2019 – … · of a list: the town's list",
        "Harbour League",
        "wikidata Q90000001",
        "because",
    ):
        assert words in out
    whole = json.loads(run("identities", "show", "Ada Lindqvist", "-f", "json").out)
    assert whole["member_of"] == ["Selm", "Harbour League"]
    assert {one["script"] for one in whole["names"]} == {"Latn", "Cyrl"}
    (told,) = [role for role in whole["roles"] if role["said_in"]]
    assert (told["title"], told["said_in"][0]["words"]) == ("Mayor", "Mayor")
    assert told["said_in"][0]["passage"].startswith("Mayor Ada Lindqvist said")
    statements = [
        json.loads(line) for line in run("statements", "--by", "Ada", "-f", "jsonl").out.splitlines()
    ]
    assert told["said_in"][0]["statement"] in {one["id"] for one in statements}


def test_who_is_not_known_is_said_to_be_so(run: Run, desk: Path) -> None:
    assert desk.is_dir()
    ended = run("identities", "show", "Nobody")
    assert (ended.code, ended.out) == (4, "")
