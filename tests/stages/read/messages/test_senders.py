import pytest

from onrecord.stages.read.messages.senders import clean_subject, read_head, tell_publisher
from onrecord.text.mail import Mailbox, read_fields


@pytest.mark.parametrize(
    ("name", "address", "outlet", "author"),
    [
        ("The Selm Courier", "news@courier.example", "The Selm Courier", None),
        ("Ada Berg from The Selm Courier", "news@courier.example", "The Selm Courier", "Ada Berg"),
        ("Ada Berg, Selm", "ada@home.example", None, "Ada Berg, Selm"),
        ("Morning Brief | The Selm Courier", "hello@mail.example", "The Selm Courier", None),
        ("Selm Courier - Morning", "selmcourier@mail.example", "Selm Courier", None),
        ("newsletter", "news@courier.example", None, None),
        ("news@courier.example", "news@courier.example", None, None),
        (None, "news@courier.example", None, None),
        ("Die Hafenzeitung", "abo@hafenzeitung.example", "Die Hafenzeitung", None),
        ("صوت المرفأ", "news@voice.example", None, "صوت المرفأ"),
    ],
)
def test_a_senders_name_tells_outlet_and_author(
    name: str | None, address: str, outlet: str | None, author: str | None
) -> None:
    told = tell_publisher(Mailbox(name, address))
    assert (told.outlet, told.author) == (outlet, author)


def test_mail_to_many_is_an_outlets_whatever_its_address() -> None:
    fields = read_fields(b"List-Unsubscribe: <https://x.example>")
    assert tell_publisher(Mailbox("Ada Berg", "x@esp.example"), fields).outlet == "Ada Berg"


def test_a_lists_own_name_is_taken_where_the_sender_has_none() -> None:
    fields = read_fields(b'List-Id: "Selm Daily" <daily.courier.example>')
    assert tell_publisher(Mailbox(None, "x@esp.example"), fields).outlet == "Selm Daily"
    assert (
        tell_publisher(
            Mailbox(None, "x@esp.example"), read_fields(b"List-Id: <daily.courier.example>")
        ).outlet
        is None
    )


@pytest.mark.parametrize(
    ("subject", "cleaned"),
    [
        ("RE: Fwd: AW[2]: Harbour", "Harbour"),
        ("[daily] Re: [daily] Harbour", "Harbour"),
        ("Reform: what next", "Reform: what next"),
        ("回复：港口", "港口"),
        ("Fwd:", None),
        ("", None),
        ("[daily]", "[daily]"),
    ],
)
def test_subjects_lose_what_programs_add(subject: str, cleaned: str | None) -> None:
    assert clean_subject(subject, listed=True) == cleaned


def test_a_head_tells_day_address_and_language() -> None:
    marked = read_head(
        read_fields(
            b"From: Selm Courier <news@courier.example>\nDate: Thu, 5 Mar 2026 23:30:00 -0500\n"
            b"Archived-At: <https://courier.example/4>\nContent-Language: de-AT, en\n"
        )
    )
    assert marked.published == "2026-03-05T23:30:00-05:00"
    assert (marked.address, marked.language) == ("https://courier.example/4", "de-AT")
    assert read_head(read_fields(b"Archived-At: <javascript:x>\nDate: soon")).address is None
