import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.adapters.mail.addresses import encode_name, is_mailbox, parse_mailbox
from onrecord.errors import BadRequest


def test_address_is_written_in_one_way() -> None:
    for address in ("imaps://desk@IMAP.press.example", "imaps://desk@imap.press.example:993/INBOX"):
        assert parse_mailbox(address).address == "imaps://desk@imap.press.example/INBOX"
    mailbox = parse_mailbox("imap://desk%40press.example@[2001:db8::1]:1143/A%20b/D%C3%A9p%C3%AAches")
    assert (mailbox.user, mailbox.host, mailbox.port) == ("desk@press.example", "2001:db8::1", 1143)
    assert mailbox.name == "A b/Dépêches"
    assert parse_mailbox(mailbox.address) == mailbox


@pytest.mark.parametrize(
    "address",
    [
        "imaps://imap.press.example/INBOX",
        "imaps://desk@/INBOX",
        "imaps:desk@host",
        "imaps://desk@host/INBOX?x=1",
        "imaps://desk@host/INBOX#1",
        "imaps://desk@ho st/",
        "imaps://desk@host:99999/",
        "imaps://desk@[::1/",
        "imaps://desk%0d%0aA1%20DELETE@host/",
        "imaps://desk@host/IN%0D%0ABOX",
        "https://desk@host/INBOX",
    ],
)
def test_what_names_no_mailbox_is_refused(address: str) -> None:
    with pytest.raises(BadRequest):
        parse_mailbox(address)


@pytest.mark.parametrize("address", ["imaps://desk:hunter2@host/INBOX", "imap://desk:hunter2@host:1/"])
def test_password_in_an_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(BadRequest, match="mailbox_passwords") as told:
        parse_mailbox(address)
    assert "hunter2" not in str(told.value)


@given(st.text())
def test_any_words_are_an_address_or_refused(words: str) -> None:
    try:
        mailbox = parse_mailbox("imaps://" + words)
    except BadRequest:
        return
    assert parse_mailbox(mailbox.address) == mailbox
    assert is_mailbox(mailbox.address)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_names_of_mailboxes_are_one_quoted_word(name: str) -> None:
    word = encode_name(name)
    assert word.isascii()
    assert "\r" not in word
    assert "\n" not in word
