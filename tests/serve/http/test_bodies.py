from collections.abc import Iterator

from onrecord.model.access import Role
from onrecord.serve.http.bodies import MOST_BYTES
from tests.serve.visiting import Visit

END = "/account/sessions/end-all"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_body_that_says_it_is_too_long_is_not_read(visit: Visit) -> None:
    visitor = visit(Role.READER)
    assert visitor.send(END, {"csrf_token": "x" * (MOST_BYTES + 1)}).status == 413
    for length in ("99999999999999999999999999", "-1", "many"):
        got = visitor.client.post(END, content=b"x", headers={**FORM, "Content-Length": length})
        assert got.status_code == 413
    assert visitor.get("/account").status == 200


def test_body_that_does_not_say_how_long_it_is_ends_at_the_limit(visit: Visit) -> None:
    visitor = visit(Role.READER)

    def pieces() -> Iterator[bytes]:
        yield from [b"x" * 100_000] * 100

    for address, headers in ((END, FORM), ("/api/v1/reports", {"Content-Type": "application/json"})):
        got = visitor.client.post(address, content=pieces(), headers=headers)
        assert got.status_code in {403, 413}, address
    assert visitor.get("/account").status == 200


def test_usual_bodies_pass_by(visit: Visit) -> None:
    visitor = visit(Role.READER)
    token = visitor.token("/account")
    body = f"csrf_token={token}&more={'x' * 100_000}".encode()
    assert visitor.client.post(END, content=body, headers=FORM).status_code == 303
