"""What a report names, by its capitals."""

from onrecord.model import IdentityType
from onrecord.stages.attribute.cast.names import find_names, match_known
from tests.stages.attribute.spoken import report_of


def named(text: str) -> list[tuple[str, str]]:
    return [(" ".join(n.words), n.kind.value) for n in find_names(report_of(text))]


def test_place_of_a_dateline_is_no_body_by_its_capitals_and_its_agency_is_not_spoken_of() -> None:
    assert named("SELM, N.L. (CNS) — Karim Haddad met the NLP.") == [
        ("SELM", "place"),
        ("N.L.", "place"),
        ("Karim Haddad", "person"),
        ("NLP", "organization"),
    ]
    assert named("NATO — Ada Lindqvist spoke.")[0] == ("NATO", "organization")


def test_titles_countries_and_organizations_before_a_name_are_cut_off() -> None:
    assert named("Later, Iranian Defense Minister Amir Sadeghi came.") == [("Amir Sadeghi", "person")]
    assert named("He met Norbank Spokesman Karim Haddad.")[-1] == ("Karim Haddad", "person")
    assert named("In Iran Karim Haddad said so.") == [("Iran", "place"), ("Karim Haddad", "person")]


def test_office_of_something_ends_before_the_name() -> None:
    assert named("Then Secretary of State Dana Orlov left.") == [("Dana Orlov", "person")]


def test_particles_and_articles_belong_to_the_name() -> None:
    assert named("He saw Ibrahim Al-Amine and Mohammed bin Salman with Ursula van der Meer.") == [
        ("Ibrahim Al-Amine", "person"),
        ("Mohammed bin Salman", "person"),
        ("Ursula van der Meer", "person"),
    ]


def test_organizations_keep_their_small_words() -> None:
    assert named("He sued the Department of Homeland Security and the Alliance to Reclaim Our Schools.") == [
        ("Department of Homeland Security", "organization"),
        ("Alliance to Reclaim Our Schools", "organization"),
    ]
    assert named("He called the Securities and Exchange Commission.") == [
        ("Securities and Exchange Commission", "organization")
    ]


def test_and_between_two_people_joins_no_name() -> None:
    assert named("He saw Karim Haddad and Dana Orlov.") == [
        ("Karim Haddad", "person"),
        ("Dana Orlov", "person"),
    ]


def test_days_months_and_sentence_openers_are_no_names() -> None:
    assert named("On Tuesday the road was open. In May it closed. However, she left.") == []


def test_wars_laws_and_mosques_are_nobody() -> None:
    assert named("The Karim Haddad Mosque and the Balfour Declaration are old.") == []


def test_initials_and_suffixes_stay_with_the_name() -> None:
    assert named("It was Justice Samuel A. Alder Jr., who left.") == [("Samuel A. Alder", "person")]


def test_prefix_with_a_hyphen_does_not_stick_to_the_next_name() -> None:
    assert ("Al-Akhbar", "outlet") in named("He edits the pro-Norbank Al-Akhbar newspaper.")


def test_cyrillic_and_greek_capitals_count() -> None:
    assert named("Вчера Карим Хаддад приехал.") == [("Карим Хаддад", "person")]
    assert ("Νίκος Παππάς", "unknown") in named("Χθες ο Νίκος Παππάς ήρθε.")


def test_possessive_is_noted_and_not_part_of_the_name() -> None:
    found = find_names(report_of("They read Karim Haddad’s letter."))
    assert [(n.words, n.possessive) for n in found] == [(("Karim", "Haddad"), True)]


def test_same_run_at_two_places_is_two_names() -> None:
    text = "We saw Karim Haddad. They saw Karim Haddad's car."
    found = find_names(report_of(text))
    assert [text[n.start : n.end] for n in found] == ["Karim Haddad"] * 2
    assert [n.possessive for n in found] == [False, True]


def test_heading_in_title_case_gives_known_names_only() -> None:
    report = report_of("# Sharp Words Fly As Karim Haddad Leaves\n\nHe left. We saw Haddad go.")
    assert find_names(report)[0].words == ("Haddad",)
    found = match_known(report, frozenset({("haddad",)}))
    assert [" ".join(n.words) for n in found] == ["Karim Haddad"]
    assert found[0].kind is IdentityType.PERSON
