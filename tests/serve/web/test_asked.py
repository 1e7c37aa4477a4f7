"""Questions as pages show them."""

from onrecord.ports import Count, Facets
from onrecord.serve.http.asking import Place, Question, question_from
from onrecord.serve.web.asked import chips_of, facets_of, in_words, tabs_of, value_words

FOUND = Facets(
    counted=9,
    is_all=False,
    speakers=(Count("ab12", "Ada Lindqvist", 7),),
    outlets=(Count("The Ledger", "The Ledger", 5),),
    kinds=(),
    acts=(Count("call_for", "call_for", 4),),
    types=(Count("organization", "organization", 1),),
    languages=(),
    months=(Count("2024-02", "2024-02", 3),),
)


def test_a_question_is_told_in_words() -> None:
    question = question_from("q=ferry&said_by=ab12&act=call_for&since=2024-03-05&editions=all")
    assert in_words(question, {"ab12": "Ada Lindqvist"}) == (
        "ferry; speaker: Ada Lindqvist; from: 5 March 2024; act: calls for; editions: earlier ones too"
    )
    assert in_words(Question(), {}) == "All statements"


def test_somebody_no_longer_known_is_told_by_the_beginning_of_the_id() -> None:
    assert value_words("said_by", "0123456789abcdef", {}) == "0123456789ab"


def test_facets_are_told_in_words_and_lead_on() -> None:
    facets = {one.title: one.choices for one in facets_of(FOUND, Question(words="ferry"))}
    assert list(facets) == ["Speakers", "Outlets", "Act", "The speaker is a", "Month"]
    assert (facets["Speakers"][0].name, facets["Speakers"][0].address) == (
        "Ada Lindqvist",
        "/search?q=ferry&said_by=ab12",
    )
    assert facets["Act"][0].name == "calls for"
    assert facets["The speaker is a"][0].name == "organisation"
    assert facets["Month"][0].address == "/search?q=ferry&since=2024-02-01&until=2024-02-29"


def test_a_value_that_is_on_leads_back() -> None:
    question = question_from("since=2024-02-01&until=2024-02-29&outlet=The+Ledger")
    facets = {one.title: one.choices[0] for one in facets_of(FOUND, question)}
    assert facets["Month"].is_on
    assert facets["Month"].address == "/search?outlet=The+Ledger"
    assert facets["Outlets"].address == "/search?since=2024-02-01&until=2024-02-29"


def test_chips_lead_to_the_question_without_them() -> None:
    question = question_from("in=reports&outlet=The+Ledger&carried=copied")
    assert [(one.title, one.value, one.without) for one in chips_of(question, {})] == [
        ("outlet", "The Ledger", "/search?in=reports&carried=copied"),
        ("words", "copied from another", "/search?in=reports&outlet=The+Ledger"),
    ]


def test_tabs_ask_the_same_elsewhere() -> None:
    question = question_from("q=ferry&kind=direct").at(Place.STATEMENTS)
    assert tabs_of(question) == [
        ("Statements", "/search?q=ferry&kind=direct", True),
        ("Reports", "/search?in=reports&q=ferry", False),
    ]
