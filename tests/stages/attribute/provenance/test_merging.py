from datetime import date

import pytest

from onrecord.model import ChainLink, ChainRole
from onrecord.stages.attribute.provenance.merging import continues, merge
from onrecord.stages.attribute.provenance.occasions import Occasion

RADIO = ChainLink("Radio Kesh", ChainRole.BROADCASTER)
MAY_3, MAY_4 = date(2024, 5, 3), date(2024, 5, 4)
SPEECH = Occasion(kind="speech", noun="speech", venue="speech in Kesh", quotes=True, parties=frozenset("q"))


@pytest.mark.parametrize(
    ("known", "new", "same"),
    [
        (SPEECH, Occasion(kind="speech", noun="address", venue="address", points_back=True), True),
        (SPEECH, Occasion(kind="talk", noun="interview", venue="interview", points_back=True), False),
        (SPEECH, Occasion(points_back=True), True),
        (SPEECH, Occasion(kind="speech", noun="remark", venue="remarks", weak=True), True),
        (SPEECH, Occasion(kind="event", noun="rally", venue="rally"), False),
        (Occasion(said_on=MAY_3), SPEECH, True),
        (Occasion(said_on=MAY_3), Occasion(venue="rally", said_on=MAY_4), False),
        (Occasion(carriers=(RADIO,)), Occasion(venue="rally"), False),
    ],
)
def test_sentence_goes_on_with_an_occasion_or_tells_another(
    known: Occasion, new: Occasion, *, same: bool
) -> None:
    assert continues(known, new) is same


def test_both_together_keep_the_venue_and_add_day_and_carrier() -> None:
    both = merge(SPEECH, Occasion(points_back=True, said_on=MAY_3, carriers=(RADIO,), parties=frozenset("o")))
    assert (both.venue, both.said_on, both.carriers) == ("speech in Kesh", MAY_3, (RADIO,))
    assert both.parties == frozenset("q")
    assert not both.points_back


def test_day_of_the_first_release_replaces_a_later_one() -> None:
    clip = Occasion(kind="broadcast", noun="clip", venue="clip", said_on=MAY_4)
    assert merge(clip, Occasion(points_back=True, printed=MAY_3, first=True)).said_on == MAY_3
    assert merge(clip, Occasion(points_back=True, said_on=MAY_3)).said_on == MAY_4
