import pytest

from onrecord.model import Span
from onrecord.stages.attribute.structure.colons import split_label


@pytest.mark.parametrize(
    ("label", "language", "name", "verb"),
    [
        ("وأضاف كريمي", "ar", "كريمي", "وأضاف"),
        ("Dana Orlen a déclaré", "fr", "Dana Orlen", "a déclaré"),
        ("Министр Орлен заявила", "ru", "Министр Орлен", "заявила"),
        ("דנה אורלן אמרה", "he", "דנה אורלן", "אמרה"),
    ],
)
def test_a_label_with_a_verb_is_a_name_and_a_cue(label: str, language: str, name: str, verb: str) -> None:
    found = split_label(label, Span(0, len(label)), language)
    assert found is not None
    assert (found[0].cut(label), found[1].cut(label)) == (name, verb)


def test_a_mere_name_is_no_such_label() -> None:
    assert split_label("Dana Orlen", Span(0, 10), "de") is None
    assert split_label("Dana Orlen sagte", Span(0, 16), "fr") is None


def test_where_the_language_is_unknown_every_table_is_tried() -> None:
    assert split_label("Dana Orlen sagte", Span(0, 16), None) == (Span(0, 10), Span(11, 16))
