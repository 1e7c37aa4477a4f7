from pathlib import Path

from fastapi import FastAPI

from onrecord.model.access import Role
from onrecord.serve.http.limits import Limiter, Limits, limits_in, make_limits_file
from tests.serve.visiting import NAMES, Visit


class Seconds:
    """Return a clock that counts seconds when it is told to."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_bucket_is_emptied_at_once_and_fills_by_the_minute() -> None:
    clock = Seconds()
    limiter = Limiter(per_minute=6, burst=3, clock=clock)
    assert [limiter.take("a") for _ in range(4)] == [0, 0, 0, 10]
    clock.at = 9
    assert round(limiter.take("a"), 6) == 1
    clock.at = 10
    assert limiter.take("a") == 0
    clock.at = 1_000
    assert [limiter.take("a") for _ in range(4)] == [0, 0, 0, 10]


def test_memory_does_not_grow_with_those_who_ask() -> None:
    clock = Seconds()
    limiter = Limiter(per_minute=1, burst=1, most_keys=16, clock=clock)
    for number in range(1_000):
        clock.at = number / 1_000
        assert limiter.take(str(number)) == 0
    assert len(limiter) == 16
    assert limiter.take("999") > 0
    assert limiter.take("0") == 0


def test_limits_in_one_file_are_counted_together(tmp_path: Path) -> None:
    make_limits_file(tmp_path / "limits")
    one, other = limits_in(tmp_path / "limits"), limits_in(tmp_path / "limits")
    given = [limits.sign_in.take("192.0.2.7") == 0 for _ in range(15) for limits in (one, other)]
    assert given.count(True) == 20
    assert one.public.take("192.0.2.7") == 0


def test_one_address_signs_in_only_so_often_whatever_it_says(app: FastAPI, visit: Visit) -> None:
    app.state.limits = Limits(sign_in=Limiter(per_minute=6, burst=3, clock=Seconds()))
    visitor = visit()
    statuses = [visitor.sign_in(f"name {n}", "no password").status for n in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    answer = visitor.sign_in(NAMES[Role.READER])
    assert (answer.status, answer.headers["retry-after"]) == (429, "10")
    assert visitor.get("/link/nothing").status == 429
    assert visit(address="198.51.100.1").sign_in(NAMES[Role.READER]).status == 303


def test_wrong_passwords_lock_with_a_time_to_wait(visit: Visit) -> None:
    visitor = visit()
    for _ in range(5):
        assert visitor.sign_in(NAMES[Role.READER], "no password").status == 401
    answer = visitor.sign_in(NAMES[Role.READER])
    assert (answer.status, answer.headers["retry-after"]) == (429, "30")
    assert "wait 30 seconds" in answer.text
