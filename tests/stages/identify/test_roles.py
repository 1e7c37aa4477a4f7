from dataclasses import replace

import pytest

from onrecord.model import Block, BlockKind, Mention, MentionForm, Span, ToldRole
from onrecord.stages.identify.roles import find_roles
from tests.factory import make_identity, make_report


def roles_of(text: str, name: str) -> list[tuple[str, str]]:
    report = make_report(text)
    roles, _ = find_roles(report, make_identity(report, name))
    for role in roles:
        assert role.span is not None
        assert " ".join(role.span.cut(text).split()) == role.title
    return [(role.title, role.organization) for role in roles]


@pytest.mark.parametrize(
    ("text", "title", "organization"),
    [
        (
            "Dockers’ Front Deputy Secretary-General Sheikh Tomas Okoro spoke.",
            "Deputy Secretary-General",
            "Dockers’ Front",
        ),
        (
            "The Selm Front deputy secretary-general Tomas Okoro spoke.",
            "deputy secretary-general",
            "Selm Front",
        ),
        ("Selm’s Deputy Secretary-General, Sheikh Tomas Okoro, spoke.", "Deputy Secretary-General", "Selm"),
        ("The Harbour Union’s spokesman, Tomas Okoro, spoke.", "spokesman", "Harbour Union"),
        ("Iranian Defense Minister Tomas Okoro spoke.", "Defense Minister", "Iranian"),
        ("Then Minister of Foreign Affairs Tomas Okoro spoke.", "Then Minister of Foreign Affairs", ""),
        ("Norway’s Ambassador to Lebanon Tomas Okoro spoke.", "Ambassador to Lebanon", "Norway"),
        ("Senior Harbour Union official Tomas Okoro spoke.", "official", "Harbour Union"),
        ("Tomas Okoro, the spokesman of the Dockers’ Union, spoke.", "spokesman", "Dockers’ Union"),
        ("Tomas Okoro, Harbour Union spokesman, spoke.", "spokesman", "Harbour Union"),
        ("Tomas Okoro, commander of the Front’s military wing, spoke.", "commander", "Front’s military wing"),
        (
            "Tomas Okoro, Harbour Union representative in Selm, spoke.",
            "representative in Selm",
            "Harbour Union",
        ),
        ("قال نائب الأمين العام لحزب الميناء الشيخ سمير كرم أمس.", "نائب الأمين العام", "حزب الميناء"),
        ("وأعلن وزير الخارجية سمير كرم أمس.", "وزير الخارجية", ""),
        ("Об этом заявил министр обороны Сельма Семён Карпов.", "министр обороны", "Сельма"),
        ("ראש הממשלה שמעון כרמי אמר אתמול.", "ראש הממשלה", ""),
    ],
)
def test_role_is_cut_from_beside_the_name(text: str, title: str, organization: str) -> None:
    name = next(name for name in ("Tomas Okoro", "سمير كرم", "Семён Карпов", "שמעון כרמי") if name in text)
    assert roles_of(text, name) == [(title, organization)]


def test_two_titles_joined_by_and_are_two_roles() -> None:
    text = "Lebanese journalist and Harbour Union spokesman Tomas Okoro spoke."
    assert roles_of(text, "Tomas Okoro") == [("journalist", "Lebanese"), ("spokesman", "Harbour Union")]


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Okoro, said the minister, left.",
        "Tomas Okoro, Prime Minister Ada Lindqvist and others spoke.",
        "He met the minister. Tomas Okoro left.",
        "Tomas Okoro, who is a minister of Selm, left.",
        "Tomas Okoro’s minister left.",
        "A witness, Tomas Okoro, left.",
    ],
)
def test_role_of_somebody_else_is_not_taken(text: str) -> None:
    assert roles_of(text, "Tomas Okoro") == []


def test_description_that_means_somebody_tells_the_role() -> None:
    text = "Tomas Okoro spoke. The Harbour Union official left."
    report = make_report(text)
    who = make_identity(report, "Tomas Okoro")
    start = text.index("The Harbour")
    mentions = (*who.mentions, Mention(Span(start, text.index(" left")), MentionForm.DESCRIPTION))
    roles, _ = find_roles(report, replace(who, mentions=mentions))
    assert [(role.title, role.organization) for role in roles] == [("official", "Harbour Union")]


def test_heading_counts_only_where_nothing_else_says_anything() -> None:
    text = "Thank Selm Leader Tomas Okoro\n\nSelm mayor Tomas Okoro spoke."
    blocks = (
        Block(BlockKind.HEADING, Span(0, 29)),
        Block(BlockKind.PARAGRAPH, Span(31, len(text))),
    )
    report = make_report(text, blocks=blocks)
    spans = [Span(18, 29), Span(text.rindex("Tomas"), text.rindex(" spoke"))]
    who = make_identity(report, "Tomas Okoro")
    mentions = tuple(Mention(span, MentionForm.NAME) for span in spans)
    both, _ = find_roles(report, replace(who, mentions=mentions))
    assert both == (ToldRole("mayor", "Selm", Span(36, 41)),)
    head, _ = find_roles(report, replace(who, mentions=mentions[:1]))
    assert [role.title for role in head] == ["Leader"]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mrs. Ada Okoro spoke.", "f"),
        ("Sheikh Ada Okoro spoke.", "m"),
        ("Ada Okoro, spokeswoman of the Front, spoke.", "f"),
        ("Dr. Ada Okoro spoke.", ""),
    ],
)
def test_titles_tell_the_gender(text: str, gender: str) -> None:
    report = make_report(text)
    assert find_roles(report, make_identity(report, "Ada Okoro"))[1] == gender


def test_thousand_mentions_are_not_all_read() -> None:
    text = "Selm mayor Tomas Okoro spoke. " * 1000
    report = make_report(text)
    who = make_identity(report, "Tomas Okoro")
    spans = [Span(at, at + 11) for at in range(11, len(text), 30)]
    mentions = tuple(Mention(span, MentionForm.NAME) for span in spans)
    roles, _ = find_roles(report, replace(who, mentions=mentions))
    assert len(roles) == 8
