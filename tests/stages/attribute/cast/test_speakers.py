"""Who speaks: sources of every form, resolved to the fullest name of the report."""

import pytest

from onrecord.model import IdentityType, MentionForm, StatementKind
from tests.stages.attribute.spoken import Said, cast_of, speakers_of

TURN, LETTER, HEADING = StatementKind.TRANSCRIPT, StatementKind.LETTER, StatementKind.HEADING


def test_short_name_and_pronoun_get_the_fullest_name() -> None:
    text = (
        "Mayor Ada Lindqvist opened the bridge.\n\n"
        "“It will stand,” Lindqvist said. She added that the toll was gone."
    )
    assert (
        speakers_of(text, [("Lindqvist", "It will stand,"), ("She", "the toll was gone")])
        == ["Ada Lindqvist"] * 2
    )


def test_title_before_a_name_is_not_part_of_it() -> None:
    text = "Sheikh Karim Haddad spoke on Friday. “We wait,” said Sheikh Karim Haddad."
    assert speakers_of(text, [("Sheikh Karim Haddad", "We wait,")]) == ["Karim Haddad"]


def test_bare_name_goes_to_whose_family_name_it_is_not_to_whose_given_name() -> None:
    text = (
        "Nabil Salim, deputy head of the Union, gave an interview. The late Salim Barakat founded it, he said. "
        "Yusuf Salim Omran was a member.\n\n“He was one of us,” Salim said."
    )
    assert speakers_of(text, [("Salim", "He was one of us,")]) == ["Nabil Salim"]


def test_two_people_of_one_family_name_stay_two() -> None:
    cast = cast_of("Karim Haddad met Layla Haddad in Selm. Karim Haddad left.")
    assert {i.name for i in cast.identities if i.type is IdentityType.PERSON} == {
        "Karim Haddad",
        "Layla Haddad",
    }


def test_bracket_tells_which_bearer_of_a_given_name_is_meant() -> None:
    text = "Nabil Salim said Hajj Salim [Barakat] had built the school. Salim Barakat died in 2019."
    cast = cast_of(text, [("Nabil Salim", "Hajj Salim [Barakat] had built the school")])
    barakat = next(i for i in cast.identities if i.name == "Salim Barakat")
    assert text.index("Salim [") in {m.span.start for m in barakat.mentions}


def test_spelling_variants_in_one_report_are_one_person() -> None:
    text = "Ismail Hamdiya spoke first. Later Isma'il Hamdiyeh said the talks were over."
    assert speakers_of(text, [("Isma'il Hamdiyeh", "the talks were over")]) == ["Ismail Hamdiya"]


@pytest.mark.parametrize(
    "source",
    [
        "The Norbank official",
        "The senior official",
        "The deputy secretary-general",
        "The deputy secretary general",
    ],
)
def test_description_finds_whose_office_it_is(source: str) -> None:
    text = (
        "Nabil Salim, Norbank deputy secretary-general, met the mayor of Selm, Ada Lindqvist.\n\n"
        f"{source} said the bank would stay open."
    )
    assert speakers_of(text, [(source, "the bank would stay open")]) == ["Nabil Salim"]


def test_description_before_its_name_finds_the_name_that_follows() -> None:
    text = (
        "Norland's tax commissioner says a review found no leak.\n\n"
        "Kevin Sorley says he told staff to look. Dana Orlov paid her taxes."
    )
    said: list[Said] = [
        ("Norland's tax commissioner", "a review found no leak"),
        ("Kevin Sorley", "he told staff to look"),
    ]
    assert speakers_of(text, said) == ["Kevin Sorley"] * 2


def test_heading_with_an_office_gets_the_person_of_the_body() -> None:
    text = (
        "# Senior Norbank Official: The Doors Stay Open\n\n"
        "Nabil Salim, Norbank deputy secretary-general, gave an interview to Radio Selm. "
        "He said the doors would stay open. Mayor Ada Lindqvist was present."
    )
    said: list[Said] = [
        ("Senior Norbank Official", "The Doors Stay Open", HEADING),
        ("He", "the doors would stay open"),
    ]
    assert speakers_of(text, said) == ["Nabil Salim"] * 2


def test_heading_in_title_case_names_only_who_stands_in_the_body() -> None:
    text = (
        "# Harbour Force Commander Qadir: Ships Will Sail\n\n"
        "Harbour Force commander Amin Qadir said the ships would sail."
    )
    cast = cast_of(
        text,
        [
            ("Harbour Force Commander Qadir", "Ships Will Sail", HEADING),
            ("Amin Qadir", "the ships would sail"),
        ],
    )
    assert [s.name for s in cast.speakers if s] == ["Amin Qadir"] * 2
    assert not [i for i in cast.identities if "Ships" in i.name]


def test_first_paragraph_describes_whom_the_title_lets_speak() -> None:
    text = (
        "# Sheikh Karim Haddad: We will go on\n\n"
        "The movement’s deputy secretary general says the work will go on."
    )
    said: list[Said] = [
        ("Sheikh Karim Haddad", "We will go on", HEADING),
        ("The movement’s deputy secretary general", "the work will go on"),
    ]
    assert speakers_of(text, said) == ["Karim Haddad"] * 2


def test_name_after_a_representative_in_a_country_is_the_speaker() -> None:
    text = "Norbank representative in Iran Walid Qaddour said the office was open."
    assert speakers_of(text, [("Norbank representative in Iran Walid Qaddour", "the office was open")]) == [
        "Walid Qaddour"
    ]


def test_movement_of_a_name_is_that_name() -> None:
    text = "The Lebanese resistance movement of Norbank says the road is long."
    assert speakers_of(text, [("The Lebanese resistance movement of Norbank", "the road is long")]) == [
        "Norbank"
    ]


def test_spokeswoman_with_a_name_is_that_person_and_without_stays_unnamed() -> None:
    text = "Harbour Authority spokeswoman Mina Falk said no. A spokesman for the ministry said yes."
    cast = cast_of(
        text,
        [
            ("Harbour Authority spokeswoman Mina Falk", "no"),
            ("A spokesman for the ministry", "yes"),
        ],
    )
    first, second = cast.speakers
    assert first is not None
    assert second is not None
    assert (first.name, first.named) == ("Mina Falk", True)
    assert (second.name, second.named, second.type) == (
        "A spokesman for the ministry",
        False,
        IdentityType.PERSON,
    )


def test_sources_and_the_sources_are_one_unnamed_group() -> None:
    text = "Sources told the paper the ship had left. The sources said it was loaded. They said it was late."
    cast = cast_of(
        text, [("Sources", "the ship had left"), ("The sources", "it was loaded"), ("They", "it was late")]
    )
    assert len({s.id for s in cast.speakers if s}) == 1
    assert cast.speakers[0] is not None
    assert (cast.speakers[0].type, cast.speakers[0].named) == (IdentityType.GROUP, False)


def test_two_who_speak_together_are_a_group_of_both_names() -> None:
    text = (
        "Senators Dana Orlov and Piet Brandt wrote a bill. “It is fair,” Ms. Orlov and Mr. Brandt wrote. "
        "They said it would pass."
    )
    said: list[Said] = [("Ms. Orlov and Mr. Brandt", "It is fair,"), ("They", "it would pass")]
    cast = cast_of(text, [said[0], said[1]])
    assert [s.name for s in cast.speakers if s] == ["Dana Orlov and Piet Brandt"] * 2
    assert cast.speakers[0] is not None
    assert cast.speakers[0].type is IdentityType.GROUP


def test_pronoun_follows_gender_over_nearness() -> None:
    text = "Dana Orlov met Piet Brandt at the port. She said the port was safe."
    assert speakers_of(text, [("She", "the port was safe")]) == ["Dana Orlov"]


def test_pronoun_is_never_a_place() -> None:
    text = "Mayor Piet Brandt flew from Norland to Tehran. In Tehran, he said the flight was long."
    assert speakers_of(text, [("he", "the flight was long")]) == ["Piet Brandt"]


def test_pronoun_after_a_quotation_is_nobody_whom_the_quotation_names() -> None:
    text = "Mayor Piet Brandt spoke at noon.\n\n“Karim Haddad is a friend,” he said."
    assert speakers_of(text, [("he", "Karim Haddad is a friend,")]) == ["Piet Brandt"]


def test_they_inside_a_turn_are_the_last_people_named_in_it() -> None:
    text = "Karim Haddad: “The Israelis lost a boat. They said the boat was ours. Whatever.”"
    said: list[Said] = [
        ("Karim Haddad", "The Israelis lost a boat. They said the boat was ours. Whatever.", TURN),
        ("They", "the boat was ours"),
    ]
    assert speakers_of(text, said, inside={1: 0}) == ["Karim Haddad", "Israelis"]


def test_we_inside_a_turn_is_its_speaker() -> None:
    text = "Karim Haddad: “We said the boat was ours.”"
    said: list[Said] = [("Karim Haddad", "We said the boat was ours.", TURN), ("We", "the boat was ours")]
    assert speakers_of(text, said, inside={1: 0}) == ["Karim Haddad"] * 2


def test_gloss_in_brackets_names_whom_a_title_means() -> None:
    text = "Amin Qadir spoke of Supreme Leader Rahim Vaziri. Qadir said: “The leader [Vaziri] said: ‘Work on.’ We do.”"
    said: list[Said] = [
        ("Qadir", "The leader [Vaziri] said: ‘Work on.’ We do."),
        ("The leader [Vaziri]", "Work on."),
    ]
    assert speakers_of(text, said, inside={1: 0}) == ["Amin Qadir", "Rahim Vaziri"]


@pytest.mark.parametrize("label", ["Host", "Q", "Interviewer"])
def test_label_without_a_name_is_one_unnamed_person(label: str) -> None:
    text = (
        f"{label}: “When?”\n\nHaddad: “Soon.”\n\n{label}: “Why?”\n\nKarim Haddad was the guest of the hour."
    )
    said: list[Said] = [(label, "When?", TURN), ("Haddad", "Soon.", TURN), (label, "Why?", TURN)]
    cast = cast_of(text, said)
    assert [s.name for s in cast.speakers if s] == [label, "Karim Haddad", label]
    assert cast.speakers[0] is not None
    assert (cast.speakers[0].named, cast.speakers[0].type) == (False, IdentityType.PERSON)


def test_host_whom_the_text_names_speaks_under_the_name() -> None:
    text = "Lina Moss, the host of the show, spoke with Karim Haddad.\n\nHost: “When?”\n\nHaddad: “Soon.”"
    assert speakers_of(text, [("Host", "When?", TURN), ("Haddad", "Soon.", TURN)]) == [
        "Lina Moss",
        "Karim Haddad",
    ]


def test_label_in_capitals_is_the_person() -> None:
    text = "Lina Moss spoke with Karim Haddad.\n\nMOSS: “When?”\n\nHADDAD: “Soon.”"
    assert speakers_of(text, [("MOSS", "When?", TURN), ("HADDAD", "Soon.", TURN)]) == [
        "Lina Moss",
        "Karim Haddad",
    ]


def test_question_that_nobody_is_named_for_has_an_unnamed_interviewer() -> None:
    text = "In response to a question about the fire, Karim Haddad says that he saw none."
    cast = cast_of(text, [("", "the fire"), ("Karim Haddad", "he saw none")], asks=[0])
    assert cast.speakers[0] is not None
    assert (cast.speakers[0].name, cast.speakers[0].named) == ("interviewer", False)


def test_quotation_without_a_source_goes_on_with_the_running_speaker() -> None:
    text = "Karim Haddad said it was late.\n\n“No one asked us.”"
    assert (
        speakers_of(text, [("Karim Haddad", "it was late"), ("", "No one asked us.")]) == ["Karim Haddad"] * 2
    )


def test_statement_that_goes_on_takes_its_own_earlier_speaker() -> None:
    text = "Karim Haddad said it was late. Lina Moss said it was early. “Very late.”"
    said: list[Said] = [("Karim Haddad", "it was late"), ("Lina Moss", "it was early"), ("", "Very late.")]
    assert speakers_of(text, said, goes_on={2: 0}) == ["Karim Haddad", "Lina Moss", "Karim Haddad"]


def test_letter_of_somebody_is_that_person_speaking() -> None:
    text = "Amin Qadir wrote to the fleet. Qadir's letter says the fleet is ready."
    assert speakers_of(text, [("Qadir's letter", "the fleet is ready")]) == ["Amin Qadir"]


def test_its_website_in_a_footnote_belongs_to_what_the_marker_follows() -> None:
    text = (
        "Karim Haddad said Yusuf Omran was a member of Norbank's Education Association.[1] Norbank agreed.\n\n"
        "[1] The aim of this body is to teach. On its website its aims are described as “to unite the young.”"
    )
    said: list[Said] = [
        ("Karim Haddad", "Yusuf Omran was a member of Norbank's Education Association"),
        ("its website", "to unite the young."),
    ]
    assert speakers_of(text, said) == ["Karim Haddad", "Education Association"]


def test_campaign_of_a_person_is_one_organization_however_it_is_called() -> None:
    text = (
        "Dana Lane's presidential campaign said it would go on. The Lane campaign said it had money. "
        "The campaign said it was sure."
    )
    cast = cast_of(
        text,
        [
            ("Dana Lane's presidential campaign", "it would go on"),
            ("The Lane campaign", "it had money"),
            ("The campaign", "it was sure"),
        ],
    )
    assert [s.name for s in cast.speakers if s] == ["Dana Lane's presidential campaign"] * 3
    assert cast.speakers[0] is not None
    assert cast.speakers[0].type is IdentityType.ORGANIZATION


def test_states_and_houses_speak() -> None:
    text = "Tehran said the road was open. The White House said it was not."
    cast = cast_of(text, [("Tehran", "the road was open"), ("The White House", "it was not")])
    assert [(s.name, s.type) for s in cast.speakers if s] == [
        ("Tehran", IdentityType.PLACE),
        ("White House", IdentityType.ORGANIZATION),
    ]


def test_first_person_outside_of_quotations_is_the_reports_author() -> None:
    text = "I said the road was open."
    assert speakers_of(text, [("I", "the road was open")], authors=("Lina Moss",)) == ["Lina Moss"]


def test_report_without_statements_still_has_its_names() -> None:
    cast = cast_of("Karim Haddad met Lina Moss in Beirut.")
    assert {i.name for i in cast.identities} == {"Karim Haddad", "Lina Moss", "Beirut"}
    assert cast.speakers == ()
    assert cast.mentions == ()


def test_arabic_names_titles_and_short_names_are_followed() -> None:
    text = "قال الأمين العام الشيخ كريم حداد إن الطريق مفتوح.\n\nوأضاف حداد أن العمل مستمر.\n\n«سنبقى هنا»."
    said: list[Said] = [
        ("الأمين العام الشيخ كريم حداد", "الطريق مفتوح"),
        ("حداد", "العمل مستمر"),
        ("", "سنبقى هنا"),
    ]
    assert speakers_of(text, said, language="ar") == ["كريم حداد"] * 3


def test_arabic_description_finds_whose_office_it_is() -> None:
    text = "قال الوزير كريم حداد إن الطريق مفتوح. وقال الوزير إن العمل مستمر."
    said: list[Said] = [("الوزير كريم حداد", "الطريق مفتوح"), ("الوزير", "العمل مستمر")]
    assert speakers_of(text, said, language="ar") == ["كريم حداد"] * 2


def test_name_in_another_script_in_brackets_is_a_spelling_of_the_same_person() -> None:
    cast = cast_of("Karim Haddad (كريم حداد) spoke. Haddad left.")
    haddad = next(i for i in cast.identities if i.name == "Karim Haddad")
    assert {(n.text, n.script) for n in haddad.names} == {
        ("Karim Haddad", "Latn"),
        ("Haddad", "Latn"),
        ("كريم حداد", "Arab"),
    }


def test_russian_surname_alone_finds_the_full_name() -> None:
    text = "Министр Карим Хаддад выступил в Сельме. «Мы ждём», — сказал Хаддад."
    assert speakers_of(text, [("Хаддад", "Мы ждём")], language="ru") == ["Карим Хаддад"]


def test_hebrew_source_is_a_name_without_its_title() -> None:
    text = "השר אלון ברק אמר כי הדרך פתוחה. ברק הוסיף כי העבודה נמשכת."
    said: list[Said] = [("השר אלון ברק", "הדרך פתוחה"), ("ברק", "העבודה נמשכת")]
    assert speakers_of(text, said, language="he") == ["אלון ברק"] * 2


def test_mention_is_the_phrase_that_points_to_the_speaker() -> None:
    text = "Karim Haddad, the mayor, left. “We wait,” the mayor said."
    cast = cast_of(text, [("the mayor", "We wait,")])
    mention = cast.mentions[0]
    assert mention is not None
    assert mention.cut(text) == "the mayor"
    assert cast.speakers[0] is not None
    assert MentionForm.DESCRIPTION in {m.form for m in cast.speakers[0].mentions}


def test_every_mention_lies_in_the_text_and_the_same_input_gives_the_same_cast() -> None:
    text = "Karim Haddad (PIX) met Lina Moss [Baker]. “We — Haddad —” he said; they left."
    one = cast_of(text, [("he", "We — Haddad —")])
    assert one == cast_of(text, [("he", "We — Haddad —")])
    assert all(m.span.end <= len(text) for i in one.identities for m in i.mentions)
