"""Whether the program runs, and can answer: for whoever watches machines."""

from pathlib import Path

from onrecord.app import open_desk
from onrecord.desk import Desk
from tests.serve.api.conftest import visit


def test_health_and_readiness_need_no_account(desk: Desk) -> None:
    client = visit(desk, "")
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_desk_whose_database_is_gone_is_not_ready_and_says_so(desk: Desk) -> None:
    folder = Path(desk.name)
    with open_desk(folder) as other:
        client = visit(other, "")
        for file in folder.glob("*.db*"):
            file.write_bytes(b"no database any longer " * 400)
        answer = client.get("/readyz")
    assert client.get("/healthz").status_code == 200
    assert (answer.status_code, answer.json()["type"]) == (503, "/api#store-error")
