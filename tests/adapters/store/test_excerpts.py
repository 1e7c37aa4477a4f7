import pytest

from onrecord.adapters.store.excerpts import EXCERPT_CHARS, excerpt, quick_excerpt
from onrecord.adapters.store.words import parse


def marked(text: str, query: str) -> list[str]:
    words, matches = excerpt(text, parse(query).phrases)
    assert words in text
    return [words[start:end] for start, end in matches]


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("“Rockets,” he said.", "rockets", ["Rockets"]),
        ("(Na’im) came", "naim", ["Na’im"]),
        ("Port’s end", "port", ["Port’s"]),
        ("Port’s end", "ports", ["Port’s"]),
        ("the port’s guard", '"port guard"', ["port’s", "guard"]),
        ("al-Nour radio", "nour", ["Nour"]),
        ("al-Nour radio", "al-nour", ["al", "Nour"]),
        ("e\u0301lan vital", "elan", ["e\u0301lan"]),
        ("½ price", "2", ["½"]),
        ("oﬃce", "office", ["oﬃce"]),
        ("和平談判", "平談", ["平", "談"]),
        ("يقول المَرفأ", "المرفأ", ["المَرفأ"]),
        ("a b a b", '"b a"', ["b", "a"]),
        ("nothing here", "absent", []),
    ],
)
def test_matching_words_are_marked_as_they_stand_in_the_text(text: str, query: str, words: list[str]) -> None:
    assert marked(text, query) == words


def test_an_excerpt_starts_and_ends_between_words() -> None:
    text = "before " * 100 + "harbour " + "after " * 100
    words, [(start, end)] = excerpt(text, parse("harbour").phrases)
    assert words[start:end] == "harbour"
    assert set(words.split()) == {"before", "harbour", "after"}
    assert EXCERPT_CHARS - 20 <= len(words) <= EXCERPT_CHARS + 60


def test_a_text_without_spaces_is_cut_all_the_same() -> None:
    text = "x" * 5_000
    words, matches = excerpt(text, (("absent",),))
    assert (len(words), matches) == (EXCERPT_CHARS, ())


def test_a_match_longer_than_an_excerpt_is_shown_whole() -> None:
    words, matches = excerpt("a " + "x" * 1_000 + " b", (("x" * 500,),))
    assert matches == ((2, 1_002),)
    assert len(words) >= 1_002


def test_an_empty_text_gives_an_empty_excerpt() -> None:
    assert excerpt("", (("a",),)) == ("", ())


@pytest.mark.parametrize("words", ["Na’im here", "the port’s guard", "和平談判", "يقول المَرفأ"])
def test_an_excerpt_of_a_long_text_is_found_as_the_plain_one_is(words: str) -> None:
    text = "before " * 3_000 + words + " after" * 3_000
    phrases = parse(words).phrases
    shown, matches = quick_excerpt(text, phrases)
    assert shown in text
    plain, plain_matches = excerpt(text, phrases)
    assert [shown[start:end] for start, end in matches] == [plain[start:end] for start, end in plain_matches]


def test_an_excerpt_without_words_is_the_beginning() -> None:
    text = "word " * 1_000
    shown, matches = quick_excerpt(text, ())
    assert (text.startswith(shown), set(shown.split()), matches) == (True, {"word"}, ())
    assert quick_excerpt("", ()) == ("", ())
    assert quick_excerpt("short", (("absent",),)) == ("short", ())
