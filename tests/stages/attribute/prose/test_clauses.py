import pytest

from tests.stages.attribute.said import said


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The Harbour League official, meanwhile, said that it rained.", "The Harbour League official"),
        (
            "Island journalist Ibrahim Al-Amari, editor of the pro-League daily Al-Mina, said that it rained.",
            "Island journalist Ibrahim Al-Amari, editor of the pro-League daily Al-Mina",
        ),
        ("But in Kesh the mayor said that it rained.", "the mayor"),
        ("A. Doren and M. Vale said that it rained.", "A. Doren and M. Vale"),
        ("The boats came home and the mayor said that it rained.", "the mayor"),
        ("Gen. Karim Orr (ret.) said that it rained.", "Gen. Karim Orr (ret.)"),
        ("He himself said that it rained.", "He"),
        ("Dana Orlen, who heads the harbour office, said that it rained.", "Dana Orlen"),
        ("Notably, harbour commander Esma Qadir said that it rained.", "harbour commander Esma Qadir"),
        ("Addressing Deen as “Old Friend,” Qadir said that it rained.", "Qadir"),
    ],
)
def test_the_subject_is_the_whole_noun_phrase(sentence: str, source: str) -> None:
    assert [s for s, _, _ in said(sentence)] == [source]


def test_who_takes_up_the_person_a_question_was_about() -> None:
    found = said(
        "In response to a question about the lighthouse keeper, who told a paper that the quay spoilt his view, "
        "Karimi says that he has invited him to tea and will not discuss the matter."
    )
    assert found[1:] == [
        ("the lighthouse keeper", "told", ("the quay spoilt his view",)),
        ("Karimi", "says", ("he has invited him to tea",)),
    ]


def test_a_relative_clause_never_claims_the_words_before_it() -> None:
    assert said("The goat was, to be precise, the only one who did not ask about the fog.") == []
