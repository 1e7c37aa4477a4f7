from onrecord.model import content_id


def test_parts_have_hard_edges() -> None:
    assert content_id("a", "bc") != content_id("ab", "c")
    assert content_id("a", None) != content_id("a")


def test_an_id_is_the_same_every_day() -> None:
    assert content_id("capture", "ab", None) == "4aadf89f771ae5f14e9b0ec7"
