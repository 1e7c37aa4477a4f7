"""What a known identity may be called by."""

import pytest

from onrecord.desk import Desk, find_known, judge
from onrecord.errors import BadRequest, NotFound
from onrecord.model import IdentityType, KnownFrom, Name, Verdict
from onrecord.ports import NewKnown
from tests.desk.test_filing import take

FIRST, SECOND, PLACE = "ab12" + "0" * 20, "ab13" + "0" * 20, "cd12" + "0" * 20


@pytest.fixture
def known(desk: Desk) -> Desk:
    with desk.store.writing():
        desk.store.registry.put(
            [
                NewKnown(
                    FIRST,
                    "Ada Selm",
                    IdentityType.PERSON,
                    KnownFrom.LIST,
                    (Name("Ada Selm", "Latn"), Name("Selm", "Latn")),
                ),
                NewKnown(
                    SECOND,
                    "Tor Selm",
                    IdentityType.PERSON,
                    KnownFrom.LIST,
                    (Name("Tor Selm", "Latn"), Name("Selm", "Latn")),
                ),
                NewKnown(
                    PLACE,
                    "Selm",
                    IdentityType.PLACE,
                    KnownFrom.LIST,
                    (Name("Selm", "Latn"), Name("Сельм", "Cyrl")),
                ),
            ]
        )
    return desk


def test_known_identity_is_called_by_id_start_of_an_id_or_name_of_any_family(known: Desk) -> None:
    assert find_known(known, FIRST).id == FIRST
    assert find_known(known, "AB13").id == SECOND
    assert find_known(known, "ada  sélm").id == FIRST
    assert find_known(known, "сельм").id == PLACE


def test_several_of_one_name_are_listed_with_what_tells_them_apart(known: Desk) -> None:
    with pytest.raises(BadRequest, match=r"ab1200000000 \(Ada Selm, person, 0 reports\), cd12.*Selm, place"):
        find_known(known, "Selm")
    with pytest.raises(BadRequest, match="several are called that"):
        find_known(known, "sélm")


def test_name_borne_by_several_who_are_one_means_them(known: Desk) -> None:
    judge(known, FIRST, SECOND, Verdict.SAME, by="M. Kern")
    judge(known, FIRST, PLACE, Verdict.SAME, by="M. Kern")
    assert find_known(known, "Selm").cluster == FIRST


@pytest.mark.parametrize("key", ["nobody", "", "ab", "ffff", "#", "x" * 10_000])
def test_who_is_not_known_is_not_found(known: Desk, key: str) -> None:
    with pytest.raises(NotFound, match="onrecord who"):
        find_known(known, key)


def test_one_that_a_report_names_in_short_alone_is_found_where_nobody_else_bears_the_name(desk: Desk) -> None:
    take(desk, "Okoro said: “Perhaps.”", "Okoro")
    assert find_known(desk, "okoro").origin is KnownFrom.APART
    take(desk, "Okoro said: “Perhaps not.”", "Okoro")
    with pytest.raises(BadRequest, match="several are called that"):
        find_known(desk, "okoro")
