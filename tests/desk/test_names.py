from collections.abc import Iterator

from onrecord.desk.names import score_names
from onrecord.model import IdentityType


def test_pairs_are_read_as_they_are_needed() -> None:
    asked: list[int] = []

    def pairs() -> Iterator[tuple[str, str, IdentityType]]:
        for number in range(10_000):
            asked.append(number)
            yield f"Adel Sarwan {number % 7}", "Adel Sarwan 3", IdentityType.PERSON

    found = score_names(pairs())
    first = next(found)
    assert 0.0 <= first.score <= 1.0
    assert len(asked) < 10_000
    assert 1 + sum(1 for _ in found) == 10_000
