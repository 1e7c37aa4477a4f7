import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import PageUnreadable
from onrecord.model import Report
from onrecord.stages.read import read_report
from onrecord.text.telegram import CHAT_NAME, CHAT_TYPE, TELEGRAM_MESSAGE
from tests.factory import make_capture
from tests.stages.read.reading import PROSE, kinds, read_or_refuse

CHANNEL = ((CHAT_NAME, "Harbour News"), (CHAT_TYPE, "public_channel"))
GROUP = ((CHAT_NAME, "Dockers of Selm"), (CHAT_TYPE, "private_supergroup"))


def report(message: Mapping[str, object], headers: tuple[tuple[str, str], ...] = CHANNEL) -> Report:
    body = json.dumps(message).encode()
    capture = make_capture(body, media_type=TELEGRAM_MESSAGE, address="telegram:77/5", headers=headers)
    return read_report(capture, body, name="a.json#77/5")


def test_a_channels_message_is_read_with_its_title_day_and_source() -> None:
    got = report(
        {
            "date": "2026-03-06T01:00:00",
            "date_unixtime": "1772704800",
            "from": "Harbour News",
            "from_id": "channel77",
            "author": "Ada Berg",
            "forwarded_from": "Radio Selm",
            "text": [
                {"type": "bold", "text": "Talks resume"},
                "\n\n",
                PROSE,
                {"type": "hashtag", "text": " #selm"},
            ],
        }
    )
    assert got.text == f"Talks resume\n\n{PROSE} #selm"
    assert kinds(got)[0] == ("heading", "Talks resume")
    told = got.metadata
    assert (told.title, told.outlet, told.authors) == ("Talks resume", "Harbour News", ("Ada Berg",))
    assert (str(told.published), told.reprint_of) == ("2026-03-05", "Radio Selm")


def test_what_a_member_of_a_group_says_is_by_that_member() -> None:
    told = report(
        {"from": "Tomas Okoro", "from_id": "user9", "text": PROSE, "date": "2026-03-05T10:00:00"}, GROUP
    )
    assert (told.metadata.outlet, told.metadata.authors) == ("Dockers of Selm", ("Tomas Okoro",))
    assert str(told.metadata.published) == "2026-03-05"


def test_a_message_without_its_chat_still_tells_its_channel() -> None:
    assert (
        report({"from": "Harbour News", "from_id": "channel77", "text": PROSE}, ()).metadata.outlet
        == "Harbour News"
    )


def test_a_channel_that_forwards_its_own_words_reprints_nobody() -> None:
    message = {"from_id": "channel77", "text": PROSE, "forwarded_from": "Harbour News"}
    assert report(message).metadata.reprint_of is None


def test_a_poll_is_read_as_a_question_and_its_answers() -> None:
    poll = {
        "question": "Should the harbour stay open at night?",
        "answers": [{"text": "Yes"}, {"text": "No"}],
    }
    assert report({"text": "", "poll": poll}).text == "Should the harbour stay open at night?\nYes\nNo"


def test_bold_words_inside_a_line_are_no_title() -> None:
    got = report({"text": [{"type": "bold", "text": "Mayor Ada Lindqvist"}, f" said so.\n\n{PROSE}"]})
    assert got.metadata.title != "Mayor Ada Lindqvist"


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"text": ""}', b'{"text": 7}'])
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(PageUnreadable):
        read_report(make_capture(body, media_type=TELEGRAM_MESSAGE), body, name="a")


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["type", "text", "question", "answers"]), inner, max_size=3),
    ),
    max_leaves=6,
)
KEYS = ["text", "from", "from_id", "author", "date", "date_unixtime", "forwarded_from", "poll", "type"]


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=9))
def test_any_values_are_read_or_refused(message: dict[str, object]) -> None:
    read_or_refuse(json.dumps(message).encode(), media_type=TELEGRAM_MESSAGE)
