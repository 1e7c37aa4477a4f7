from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.read.head.bylines import is_nobody, looks_like_name, read_shown_byline, split_names


def test_names_are_split_in_many_languages() -> None:
    for words in (
        "Ada Quill and Jon Marsh",
        "Von Ada Quill und Jon Marsh",
        "Par Ada Quill et Jon Marsh",
        "Por Ada Quill y Jon Marsh",
        "di Ada Quill e Jon Marsh",
        "Ada Quill og Jon Marsh",
        "ADA QUILL AND JON MARSH",
        "Ada Quill, Jon Marsh",
        "Ada Quill; Jon Marsh",
        "By Ada Quill | Jon Marsh",
        "Ada Quill / Jon Marsh",
        "Ada Quill i Jon Marsh",
    ):
        assert [name.title() for name in split_names(words)] == ["Ada Quill", "Jon Marsh"], words
    assert split_names("Ada Quill, Jon Marsh, Lena Ode and Per Strand") == [
        "Ada Quill",
        "Jon Marsh",
        "Lena Ode",
        "Per Strand",
    ]


def test_joining_words_inside_a_name_stay() -> None:
    for name in (
        "Santiago Ramón y Strand",
        "Marsh & Ode",
        "Coast News et AFP",
        "George A Quill",
        "Ada de la Quill",
    ):
        assert split_names(name) == [name]


def test_roles_places_and_brackets_are_no_names() -> None:
    for words in (
        "By Ada Quill, chief political correspondent, in Selm",
        "Ada Quill (Coast News)",
        "Ada Quill Political Editor",
        "Senior reporter Ada Quill",
        "Ada Quill in Selm",
        "Ada Quill, Selm",
        "Ada Quill, Buenos Aires",
        "Autor: Ada Quill",
        "Ada Quill @adaquill",
        "Ada Quill ada@selm.example",
    ):
        assert split_names(words) == ["Ada Quill"], words


def test_agencies_initials_and_other_scripts_are_names_as_declared() -> None:
    assert split_names("dpa") == ["dpa"]
    assert split_names("dpa und AFP") == ["dpa", "AFP"]
    assert split_names("sel/tm;kw") == ["sel/tm", "kw"]
    assert split_names("作者：林海、陈江") == ["林海", "陈江"]
    assert split_names("بقلم ليلى مرسى") == ["ليلى مرسى"]
    assert split_names("selm.example") == ["selm.example"]
    assert split_names("Ada Quill, Jr.") == ["Ada Quill, Jr"]


def test_addresses_and_numbers_name_nobody() -> None:
    assert split_names("https://selm.example/author/ada-quill") == []
    assert split_names("4711") == []
    assert [is_nobody(words) for words in ("Administrator", "1", "Ada Quill")] == [True, True, False]


def test_shown_line_is_a_byline_only_if_all_of_it_are_names() -> None:
    assert read_shown_byline("By Ada Quill and Jon Marsh 3 May 2021 10:15") == ["Ada Quill", "Jon Marsh"]
    for words in ("Follow", "Show 12 comments", "All news of the day in one place", "", "By the harbour"):
        assert read_shown_byline(words) == [], words
    assert not looks_like_name("Harbour fees rise")


@given(st.text(max_size=120))
def test_no_words_raise_and_no_name_is_empty(words: str) -> None:
    for name in [*split_names(words), *read_shown_byline(words)]:
        assert name.strip()
