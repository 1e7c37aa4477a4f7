"""What persons said, as a table."""

from rich.console import Console
from rich.text import Text

from onrecord.serve.formats.persons_words import persons_words
from tests.factory import NOON


def test_each_entry_tells_when_who_and_what_and_nothing_steers_the_terminal() -> None:
    console = Console(width=80, color_system=None)
    with console.capture() as shown:
        console.print(persons_words([(7, NOON, "M. \x1b[31mKern", Text("took back 3"))]))
    (head, line) = shown.get().splitlines()
    assert head.split() == ["no.", "when", "who", "what"]
    assert line.split()[:3] == ["7", "2024-03-05", "12:00"]
    assert "took back 3" in line
    assert "\x1b" not in line
