import pytest

from onrecord.errors import PageUnreadable
from onrecord.stages.read.laid.binary import control_share, refuse_binary


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
        (b"\xff\xd8\xff\xe0rest", "JPEG picture"),
        (b"%PDF-1.7 rest", "PDF"),
        (b"PK\x03\x04word/document.xml", "office document"),
        (b"\x7fELF\x02\x01", "ELF"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"{\\rtf1 words}", "RTF"),
        (b"\x00\x00\x00\x18ftypmp42", "film"),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_binary_file_is_refused_by_what_it_looks_like_with_a_cure(body: bytes, what: str) -> None:
    with pytest.raises(PageUnreadable, match=what) as caught:
        refuse_binary(body, subject="a.bin")
    assert caught.value.subject == "a.bin"
    assert ";" in caught.value.message


@pytest.mark.parametrize(
    "text", ["RIFF is a word of sailors.", "BZh", "GIF89a is a format.", "text ftyp text"]
)
def test_text_that_begins_like_a_format_made_of_letters_is_let_through(text: str) -> None:
    assert control_share(text.encode()) == 0.0
    refuse_binary(text.encode(), subject="a.txt")


def test_a_few_stray_nuls_do_not_make_a_text_binary() -> None:
    body = b"words and words " * 50 + b"\x00\x00"
    assert 0 < control_share(body) < 0.01
    refuse_binary(body, subject="a.txt")
