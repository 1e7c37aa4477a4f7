import pytest

from onrecord.desk.access.passwords import check_password, is_common, normal_form
from onrecord.errors import BadRequest


@pytest.mark.parametrize(
    "password",
    [
        "six tides over the harbour",
        "k3x!Tqz90-vLm",
        "Zwölf Boxkämpfer jagen",
        "шесть приливов гавани",
        "ستة مد وجزر في الميناء",
        "harbourmaster's blue kettle",
        "correct horse battery stapler on a boat",
        "summer in selm with three goats",
    ],
)
def test_long_passwords_of_any_script_and_kind_are_taken(password: str) -> None:
    assert check_password(password, name="Mila Kern") == normal_form(password)


@pytest.mark.parametrize("password", ["", "short", "elevenchars", "x" * 1_001])
def test_too_short_and_too_long_are_refused(password: str) -> None:
    with pytest.raises(BadRequest, match="characters"):
        check_password(password, name="Mila Kern")


@pytest.mark.parametrize(
    "password",
    [
        "password12345",
        "P@ssw0rd!2024",
        "passwordpassword",
        "Administrator1",
        "letmein123456",
        "iloveyou12345",
        "qwertyuiop123",
        "123456789012",
        "abcdefghijkl",
        "zyxwvutsrqponm",
        "1q2w3e4r5t6y",
        "aaaaaaaaaaaa",
        "abababababab",
        "йцукенгшщзхъ",
        "correcthorsebatterystaple",
        "Mila Kern 2024!",
        "milakernmilakern",
        "onrecord-onrecord",
        "changeme change",
    ],
)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    with pytest.raises(BadRequest, match="tried first"):
        check_password(password, name="Mila Kern")


def test_short_names_do_not_make_a_password_common() -> None:
    assert not is_common("tides and ada winters", name="Ada")


def test_keyboards_that_compose_differently_make_one_password() -> None:
    assert check_password("cafe\u0301 by the harbour", name="x") == check_password(
        "café by the harbour", name="x"
    )
