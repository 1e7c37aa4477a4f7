import time

import pytest
from argon2 import PasswordHasher

from onrecord.adapters.passwords import Argon2Passwords

WORDS = "six tides over the harbour"


@pytest.fixture(scope="module")
def passwords() -> Argon2Passwords:
    return Argon2Passwords()


def test_a_password_fits_its_own_hash_alone(passwords: Argon2Passwords) -> None:
    hashed = passwords.hash(WORDS)
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.hash(WORDS) != hashed
    assert passwords.verify(hashed, WORDS)
    assert not passwords.verify(hashed, WORDS + " ")
    assert not passwords.verify("no hash", WORDS)
    assert passwords.verify(passwords.hash("نعم\ud800 ∆"), "نعم\ud800 ∆")


def test_nobodys_password_takes_as_long_as_somebodys(passwords: Argon2Passwords) -> None:
    hashed = passwords.hash(WORDS)

    def seconds(of: str | None) -> float:
        begun = time.process_time()
        assert not passwords.verify(of, "another")
        return time.process_time() - begun

    known, unknown = (min(seconds(of) for _ in range(5)) for of in (hashed, None))
    assert 0.4 < unknown / known < 2.5


def test_a_hash_of_another_cost_is_to_be_made_anew(passwords: Argon2Passwords) -> None:
    assert not passwords.is_dated(passwords.hash(WORDS))
    assert passwords.is_dated(PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(WORDS))
