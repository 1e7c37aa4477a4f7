import pytest

from onrecord.stages.trace.origins.carriers import CarrierNames
from onrecord.text.outlets import load_outlets


def are_one(one: str, other: str) -> bool:
    names = CarrierNames([one, other], load_outlets())
    return names.key_of(one) == names.key_of(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Foo", "Al-Foo TV"),
        ("Radio Selm", "the Selm radio station"),
        ("AFP", "Agence France-Presse"),
        ("Press TV", "Press TV's website"),
        ("website of Supreme Leader Ali Khamenei", "Ali Khamenei's website"),
        ("قناة سلم", "قناة سلم"),
    ],
)
def test_names_of_one_carrier_are_put_together(one: str, other: str) -> None:
    assert are_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Kesh Times", "Selm Times"), ("Reuters", "AFP"), ("Kesh Mail", "The Kesh Post")]
)
def test_names_of_two_carriers_stay_apart(one: str, other: str) -> None:
    assert not are_one(one, other)


@pytest.mark.parametrize(
    "name",
    [
        "the network",
        "local media",
        "news agencies",
        "his website",
        "state TV",
        "وسائل إعلام محلية",
        "…",
        "the",
    ],
)
def test_what_names_nobody_is_no_carrier(name: str) -> None:
    assert CarrierNames([name], load_outlets()).key_of(name) is None
