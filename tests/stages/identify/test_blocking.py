"""By which keys a name is found: shared by the spellings of one name, and by few other names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import IdentityType
from onrecord.stages.identify.blocking import blocking_keys

PERSON, ORGANIZATION, GROUP = IdentityType.PERSON, IdentityType.ORGANIZATION, IdentityType.GROUP
PLACE, UNKNOWN = IdentityType.PLACE, IdentityType.UNKNOWN


def shared(known: str, sought: str, type_: IdentityType = PERSON, as_: IdentityType | None = None) -> int:
    stored = set(blocking_keys(known, type_).stored)
    return len(stored & blocking_keys(sought, as_ or type_).sought.keys())


@pytest.mark.parametrize(
    ("known", "sought"),
    [
        ("Naim Qassem", "نعيم قاسم"),
        ("Naim Qassem", "Sheikh Na’im al-Qasim"),
        ("Ismail Haniyeh", "Исмаил Хания"),
        ("Ismail Haniyeh", "Haniya, Isma'il"),
        ("Tamar Bendavid", "תמר בן-דוד"),
        ("Abd al-Rahman Selmi", "Abdurrahman Selmi"),
        ("Selmi Abdelmajid", "سلمي عبد المجيد"),
        ("Walijan Dorrani", "Wali Jan Dorrani"),
    ],
)
def test_spellings_of_one_name_share_more_than_other_names_do(known: str, sought: str) -> None:
    assert shared(known, sought) > 2
    assert shared("Ada Lindqvist", sought) == 0


def test_order_of_the_words_does_not_matter() -> None:
    one, other = blocking_keys("Tolga Erkmen", PERSON), blocking_keys("Erkmen Tolga", PERSON)
    assert len(set(one.stored) & set(other.stored)) >= len(one.stored) - 2  # but the two read as one word


def test_only_name_with_a_letter_more_or_less_is_found() -> None:
    assert shared("Spendios", "Spedios") > 0


def test_persons_bodies_and_places_are_found_apart_and_what_is_unknown_among_all() -> None:
    assert shared("Selm Lindqvist", "Selm Lindqvist", PERSON, PLACE) == 0
    assert shared("Selm Harbour", "Selm Harbour", ORGANIZATION, GROUP) > 0
    for type_ in (PERSON, ORGANIZATION, PLACE):
        assert shared("Selm Lindqvist", "Selm Lindqvist", type_, UNKNOWN) > 0
        assert shared("Selm Lindqvist", "Selm Lindqvist", UNKNOWN, type_) > 0


@pytest.mark.parametrize(
    ("known", "sought"),
    [
        ("Bob Lindqvist", "Роберт Линдквист"),
        ("Bill Lindqvist", "Gulielmus Lindqvist"),
        ("בוב לינדקוויסט", "Robert Lindqvist"),
        ("Ottokar IV", "אוטוקר הרביעי"),
        ("Ottokar I", "אוטוקר הראשון"),
        ("Martinus Selm", "Martin Selm"),
        ("Louis Jolliet", "לואי ז'ולייה"),
        ("Henri Lindaud", "אנרי לינדו"),
        ("Selma Hughes", "סלמה יוז"),
        ("Jacques Selmot", "Жак Сельмо"),
        ("Hakans Selmirs", "Hakan Selmir"),
        ("Mikalay Selmyankou", "Микалай Сельмянков"),
    ],
)
def test_short_forms_numbers_endings_and_silent_letters_are_found(known: str, sought: str) -> None:
    assert shared(known, sought) > 0
    assert shared("Ada Harbour", sought) == 0


def test_letter_behind_a_name_is_a_number_and_one_before_it_an_initial() -> None:
    assert shared("Ottokar I", "Ottokar II") < shared("Ottokar I", "Ottokar I")
    assert blocking_keys("V. Ottokar", PERSON) == blocking_keys("Ottokar", PERSON)


def test_particle_is_a_name_where_it_opens_one_as_such_or_ends_one() -> None:
    assert shared("Ed Harbour", "Edward Harbour") > shared("Ed Harbour", "Olaf Harbour")
    assert shared("Ben Harbour", "בן הרבור") > shared("Olaf Harbour", "בן הרבור")
    assert shared("Selma Ben", "סלמה בן") > shared("Selma Bin Karlsson", "סלמה בן")
    assert shared("Selma bin Karlsson", "Bin") == 0


def test_particle_of_one_script_is_a_word_in_another() -> None:
    assert shared("Bennett", "בנט") > 0
    assert blocking_keys("سلمى بنت كارلسون", PERSON).stored != blocking_keys("סלמה בנט קרלסון", PERSON).stored
    assert shared("Selma Bennett", "סלמה בנט") > shared("Selma Okoro", "סלמה בנט")


def test_initials_spelled_by_the_names_of_their_letters_make_no_key() -> None:
    assert blocking_keys("سلما ای. کارلسون", PERSON) == blocking_keys("سلما کارلسون", PERSON)


def test_names_of_letters_are_initials_where_several_stand_in_a_row() -> None:
    assert blocking_keys("סי ג'יי קרלסון", PERSON) == blocking_keys("קרלסון", PERSON)
    assert shared("Jay Karlsson", "ג'יי קרלסון") > shared("Olaf Karlsson", "ג'יי קרלסון")


def test_two_words_written_as_one_are_found_with_the_third() -> None:
    together, apart = "Ziya Selmalp", "ضياء سلم ألب"
    assert shared(together, apart) > shared("Dora Selmalp", apart) > 0


def test_body_whose_word_is_made_of_the_beginnings_of_others_is_found() -> None:
    assert shared("Selmoriana de Cerdos Ltda", "Selcerdos Ltda", ORGANIZATION) > 0
    assert shared("Inselmo", "Industria de Selmones", ORGANIZATION) > 0
    assert shared("Selmoriana de Cerdos Ltda", "Orskcerdos Ltda", ORGANIZATION) == 0


def test_short_form_is_heard_where_two_consonants_are_written_alike() -> None:
    assert shared("Robert Lindqvist", "בוב קרלסון") > 0
    assert shared("Olaf Lindqvist", "בוב קרלסון") == 0


def test_body_is_found_by_its_first_letters() -> None:
    assert shared("Selm Harbour Fishing Union", "SHFU", ORGANIZATION) > 0
    assert shared("Selm Harbour Fishing Union", "SHFU", PERSON) == 0


def test_body_is_found_by_what_its_words_mean() -> None:
    english, arabic = "Selmar Resistance Movement", "حركة المقاومة"
    assert shared(english, arabic, ORGANIZATION) > 2
    assert shared(english, arabic, ORGANIZATION, UNKNOWN) > 2
    assert shared(english, arabic, PERSON) == 0


def test_articles_particles_initials_and_legal_forms_make_no_key() -> None:
    assert set(blocking_keys("Lindqvist", PERSON).stored) <= set(
        blocking_keys("al-Lindqvist bin A.", PERSON).stored
    )
    assert set(blocking_keys("Selm Fish", ORGANIZATION).stored) == set(
        blocking_keys("Selm Fish Ltd", ORGANIZATION).stored
    )
    assert blocking_keys("bin A.", PERSON).stored == ()


def test_name_in_a_script_without_a_table_is_found_by_its_own_letters() -> None:
    assert shared("王小明", "王小明") > 0


def test_key_is_the_same_on_every_machine_and_for_good() -> None:
    assert sorted(blocking_keys("Qassem", PERSON).stored)[:2] == [48090098024566, 89662951490396]


@given(st.text(max_size=2_000), st.sampled_from(IdentityType))
def test_any_text_has_few_keys_and_finds_itself(words: str, type_: IdentityType) -> None:
    keys = blocking_keys(words, type_)
    assert len(keys.stored) <= 900
    assert all(0 <= key < 1 << 47 for key in keys.stored)
    assert set(keys.stored) <= keys.sought.keys()
    assert all(0 < weight <= 4 for weight in keys.sought.values())
