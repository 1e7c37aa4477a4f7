from dataclasses import replace
from datetime import date

import pytest

from onrecord.model import IdentityType, Metadata, Reading
from onrecord.stages.identify.context import describe, find_country
from tests.factory import make_identity, make_report

TEXT = "Selm mayor Tomas Okoro met Ada Lindqvist and Mr. Brandt of the Harbour Union."


def test_report_tells_role_company_outlet_day_and_language() -> None:
    meta = Metadata(outlet="The Selm Courier", published=date(2024, 3, 4), language="en")
    report = replace(make_report(TEXT), metadata=meta)
    mayor, ada, brandt = (make_identity(report, name) for name in ("Tomas Okoro", "Ada Lindqvist", "Brandt"))
    union = make_identity(report, "Harbour Union", type_=IdentityType.ORGANIZATION)
    nobody = make_identity(report, "a spokesman", named=False)
    around = describe(Reading(report, (mayor, ada, brandt, union, nobody), ()))
    assert around.keys() == {mayor.id, ada.id, brandt.id, union.id}
    told = around[mayor.id]
    assert [(role.title, role.organization) for role in told.roles] == [("mayor", "Selm")]
    assert told.company == {"ada lindqvist"}
    assert told.outlets == {"The Selm Courier"}
    assert told.languages == {"en"}
    assert (told.first_day, told.last_day) == (date(2024, 3, 4), date(2024, 3, 4))
    assert around[brandt.id].gender == "m"
    assert around[brandt.id].company == {"tomas okoro", "ada lindqvist"}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Iran’s Interior Ministry said no.", "iran"),
        ("The Iranian Interior Ministry said no.", "iran"),
        ("The Interior Ministry of Iran said no.", "iran"),
        ("The Interior Ministry of the United Kingdom said no.", "britain"),
        ("The Interior Ministry said no to Iran.", ""),
    ],
)
def test_country_of_a_state_organ_stands_beside_it(text: str, country: str) -> None:
    report = make_report(text)
    organ = make_identity(report, "Interior Ministry", type_=IdentityType.ORGANIZATION)
    assert find_country(report, organ) == country
