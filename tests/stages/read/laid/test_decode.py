import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import PageUnreadable
from onrecord.stages.read.laid.decode import Decoded, decode_text, known_charset

TEXTS = {
    "fr": "Le ministre a déclaré que le port restera fermé. « Nous sommes prêts », a-t-il précisé à l’été.",
    "de": "Der Minister erklärte, der Hafen bleibe geschlossen. „Wir sind bereit“, sagte er über die Flöße.",
    "ru": "Министр заявил в среду, что порт останется закрытым до четверга, и добавил, что шторм продолжается.",
    "ar": "قال وزير الموانئ إن الميناء سيبقى مغلقا حتى يوم الخميس، وأضاف أن العاصفة مستمرة في المنطقة.",
    "ja": "港湾大臣は水曜日、港は木曜日まで閉鎖されると述べた。また、嵐は続くと語った。",
    "zh": "港口部长星期三表示，港口将关闭到星期四。他说，风暴仍在继续，船只不得入港。",
    "pl": "Minister powiedział w środę, że port będzie zamknięty. Żadna z łodzi nie wpłynie, źle się dzieje.",
    "tr": "Bakan çarşamba günü limanın kapalı kalacağını söyledi. Fırtına sürüyor, gemiler için çözüm yok.",
    "he": "שר הנמלים אמר ביום רביעי כי הנמל יישאר סגור עד יום חמישי בגלל הסערה.",
    "en": "The minister said: “We are ready” – and added that the café by the port would stay shut.",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *[(language, "utf-8") for language in TEXTS],
        *[(language, "utf-16") for language in TEXTS],
        *[(language, "utf-16-le") for language in ("ar", "en", "ru", "fr")],
        *[(language, "utf-16-be") for language in ("ar", "en", "ru", "fr")],
        ("en", "utf-32-le"),
        ("ar", "utf-32"),
        ("fr", "latin-1"),
        ("fr", "cp1252"),
        ("de", "cp1252"),
        ("en", "cp1252"),
        ("ru", "cp1251"),
        ("ru", "koi8_r"),
        ("ar", "cp1256"),
        ("ja", "shift_jis"),
        ("ja", "iso2022_jp"),
        ("zh", "gb18030"),
        ("pl", "cp1250"),
        ("pl", "iso8859_2"),
        ("tr", "cp1254"),
        ("he", "cp1255"),
    ],
)
def test_undeclared_text_comes_out_right_in_every_encoding(language: str, encoding: str) -> None:
    body = (TEXTS[language] + "\n").encode(encoding, errors="ignore")
    decoded = decode_text(body, declared=None, subject="a.txt")
    assert decoded.text == body.decode(encoding)
    assert decoded.undecodable == 0
    assert body.decode(decoded.encoding) == decoded.text


def test_byte_order_mark_is_a_signature_and_no_part_of_the_text() -> None:
    decoded = decode_text(codecs.BOM_UTF8 + b"Selm", declared=None, subject="a.txt")
    assert (decoded.text, decoded.encoding) == ("Selm", "utf-8-sig")


def test_declared_charset_is_believed_where_it_fits() -> None:
    body = "порт".encode("cp866")
    assert decode_text(body, declared="IBM866", subject="a.txt").text == "порт"


def test_declared_charset_is_not_believed_where_the_bytes_are_plainly_utf8() -> None:
    body = (TEXTS["zh"]).encode()
    assert decode_text(body, declared="gb2312", subject="a.txt").text == TEXTS["zh"]


@pytest.mark.parametrize("name", ["rot13", "base64", "utf-7", "unicode_escape", "nonsense", "", "a\x00b"])
def test_names_that_are_no_charset_are_ignored(name: str) -> None:
    assert known_charset(name) is None


def test_mixed_encodings_lose_nothing_readable() -> None:
    body = "Café “Selm”\n".encode() + "naïve Möwe\n".encode("cp1252") + b"plain\n"
    decoded = decode_text(body, declared=None, subject="a.txt")
    assert decoded.text == "Café “Selm”\nnaïve Möwe\nplain\n"
    assert decoded.encoding == "utf-8+cp1252"
    assert decoded.undecodable == 0


def test_broken_character_in_utf8_is_shown_and_counted() -> None:
    decoded = decode_text("Hafen “Selm”, Möwe".encode() + b"\xe2\x80", declared=None, subject="a.txt")
    assert decoded.text == "Hafen “Selm”, Möwe\ufffd"
    assert (decoded.encoding, decoded.undecodable) == ("utf-8", 1)


def test_encoded_surrogates_never_reach_the_text() -> None:
    decoded = decode_text("Möwe ".encode() * 3 + b"\xed\xa0\x80 end", declared=None, subject="a.txt")
    assert not any("\ud800" <= char <= "\udfff" for char in decoded.text)
    assert decoded.undecodable > 0


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "cp1251", "utf-16", "shift_jis", "x"]))
def test_any_bytes_give_a_text_without_surrogates_or_one_clear_error(
    body: bytes, declared: str | None
) -> None:
    decoded = _decode_or_refuse(body, declared)
    assert decoded == _decode_or_refuse(body, declared)
    if decoded:
        decoded.text.encode("utf-8")
        assert decoded.undecodable <= decoded.text.count("\ufffd")


def _decode_or_refuse(body: bytes, declared: str | None) -> Decoded | None:
    try:
        return decode_text(body, declared=declared, subject="a.txt")
    except PageUnreadable:
        return None
