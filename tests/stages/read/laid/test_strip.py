import pytest

from onrecord.stages.read.laid.strip import strip_tags


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One</p><p>two", ["One", "two"]),
        ("a <b>b</b> c", ["a b c"]),
        ("<script>x < y</script>seen", ["seen"]),
        ("<STYLE>p{}</STYLE>seen<!-- not -->too", ["seentoo"]),
        ("4 < 5 &amp; 6 > 5", ["4 < 5 & 6 > 5"]),
        ("<script>never closed", []),
        ("<!-- never closed", []),
        ("<p never closed", []),
    ],
)
def test_words_are_left_when_the_tags_are_gone(markup: str, words: list[str]) -> None:
    assert [line for line in strip_tags(markup).split("\n") if line] == words
