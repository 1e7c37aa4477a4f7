from tests.factory import make_capture


def test_a_file_is_the_same_capture_wherever_it_lies() -> None:
    here = make_capture("words", address="file:///a/report.txt")
    there = make_capture("words", address="file:///b/copy.txt")
    assert here.id == there.id


def test_two_addresses_on_the_web_are_two_captures() -> None:
    one = make_capture("words", address="https://a.example/1")
    two = make_capture("words", address="https://b.example/1")
    assert one.id != two.id
