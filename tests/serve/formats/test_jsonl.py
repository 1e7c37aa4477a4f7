import json

from hypothesis import given
from hypothesis import strategies as st

from onrecord.serve.formats.jsonl import to_line


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_line_of_utf8_that_programs_read_back(text: str) -> None:
    line = to_line({"text": text})
    assert json.loads(line.encode("utf-8")) == {"text": text}
    assert line.splitlines(keepends=True) == [line]


def test_letters_of_every_script_stand_as_they_are() -> None:
    assert to_line({"name": "نعيم Çağrı 新"}) == '{"name": "نعيم Çağrı 新"}\n'


def test_characters_that_steer_a_terminal_are_written_as_escapes() -> None:
    assert to_line({"a": "\x1b[2J\x9b\u202e\u2028"}) == '{"a": "\\u001b[2J\\u009b\\u202e\\u2028"}\n'
