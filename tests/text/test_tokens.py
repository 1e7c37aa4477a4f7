from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.text.quotes import find_quotations
from onrecord.text.tokens import Kind, Token, split_sentences, tokenize


def tokens_of(text: str) -> list[Token]:
    within = Span(0, len(text))
    return tokenize(text, within, find_quotations(text, within))


def sentences(text: str) -> list[str]:
    tokens = tokens_of(text)
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in split_sentences(text, tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Orr of the U.S. came. He left.", ["Mr. Orr of the U.S. came.", "He left."]),
        ('"It rains," he said. "It pours." She left.', ['"It rains," he said.', '"It pours."', "She left."]),
        ('"Why?" asked Orr. He left.', ['"Why?" asked Orr.', "He left."]),
        ("It rained.[3] Then it snowed.", ["It rained.[3]", "Then it snowed."]),
        ("Gen. Orr (ret.) said that it rained.", ["Gen. Orr (ret.) said that it rained."]),
        ("A. Savel and M. Orr came.", ["A. Savel and M. Orr came."]),
        ("It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_quotation_is_one_token_with_its_words() -> None:
    token = tokens_of('He said "go home" twice.')[2]
    assert token.kind is Kind.QUOTE
    assert token.text == "go home"
    assert token.inner == Span(9, 16)


def test_apostrophes_of_all_shapes_stay_in_the_word() -> None:
    assert [t.low for t in tokens_of("Na’im's Sana'a Qur`an") if t.kind is Kind.WORD] == [
        "na'im's",
        "sana'a",
        "qur`an",
    ]


@given(st.text(max_size=120))
def test_tokens_stand_in_order_and_sentences_cover_them(text: str) -> None:
    tokens = tokens_of(text)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    covered = [i for a, b in split_sentences(text, tokens) for i in range(a, b)]
    assert covered == list(range(len(tokens)))
