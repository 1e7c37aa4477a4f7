import pytest

from onrecord.stages.trace.credits import CreditKind, find_credits, is_outlet_name, key_of, own_keys
from onrecord.stages.trace.words import split_words
from tests.stages.trace.told import STORY, page, read


def kinds(text: str) -> set[tuple[str, CreditKind]]:
    report = read(text)
    (found,) = find_credits([report], [split_words(report.text)])
    return {(credit.key, credit.kind) for credit in found}


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Source: Harbor Lantern", "harbor lantern"),
        ("This article was originally published by The Harbor Lantern.", "harbor lantern"),
        ("The story first appeared in Harbor Lantern and is reprinted with permission.", "harbor lantern"),
        ("As reported by Harbor Lantern.", "harbor lantern"),
        ("Courtesy of Harbor Lantern", "harbor lantern"),
        ("Quelle: Harbor Lantern", "harbor lantern"),
        ("Source: Agence France-Presse", "afp"),
    ],
)
def test_a_line_at_the_foot_credits_its_source(line: str, key: str) -> None:
    assert (key, CreditKind.LINE) in kinds(page("Ferry plan waits", *STORY, line))


@pytest.mark.parametrize("line", ["(HLN)", "(Harbor Lantern News)"])
def test_a_name_in_brackets_that_closes_a_report_is_a_sign(line: str) -> None:
    assert CreditKind.SIGN in {kind for _, kind in kinds(page(*STORY, line))}


def test_a_dateline_is_a_sign() -> None:
    assert ("hln", CreditKind.SIGN) in kinds(
        page("Ferry plan waits", "SELM, 3 March (HLN) – " + STORY[0], *STORY[1:])
    )


def test_what_an_outlet_reports_and_what_is_said_after_it_are_told_apart() -> None:
    told = kinds(page(STORY[0][:-1] + ", Harbor Press reports.", "According to Orva News, " + STORY[1]))
    assert ("harbor press", CreditKind.REPORTS) in told
    assert ("orva news", CreditKind.PASSAGE) in told


def test_a_person_is_no_outlet() -> None:
    assert not is_outlet_name("Ada Lindqvist")
    assert is_outlet_name("Selm Courier")
    assert is_outlet_name("HLN")


def test_an_outlet_is_known_by_its_masthead_and_not_by_a_dateline_alone() -> None:
    assert "selm lantern" in own_keys(read(page("THE SELM LANTERN", "Ferry plan waits", *STORY)))
    assert "hln" not in own_keys(read(page("Ferry plan waits", "SELM (HLN) – " + STORY[0], *STORY[1:])))


def test_an_address_stands_for_its_outlet() -> None:
    assert key_of("https://www.reuters.com/a") == key_of("Reuters")
