from onrecord.desk.access.keys import digest, new_id, new_key


def test_keys_are_long_random_and_kept_by_their_digest() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == len({digest(key) for key in keys}) == len({new_id() for _ in range(100)}) == 100
    assert {len(key) for key in keys} == {43}
    assert len(new_id()) == 24


def test_whatever_a_browser_sends_has_a_digest() -> None:
    assert len(digest("\ud800" + "x" * 1_000_000)) == 32
