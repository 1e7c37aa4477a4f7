from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import PageUnreadable
from onrecord.model import Report
from tests.stages.read.reading import PROSE, kind_of, kinds, read, read_or_refuse

SAID = "Mayor Ada Lindqvist said on Monday: “The harbour belongs to everybody, and it will stay open for all of us.”"
MORE = "“We will answer in June,” Tomas Okoro of the Dockers’ Union told Radio Selm after the meeting of four hours."
PAGE = f"<html><head><title>Template 7</title></head><body><p>{SAID}</p><p>{MORE}</p><p>{PROSE}</p></body></html>"


def letter(**fields: str) -> EmailMessage:
    made = EmailMessage()
    told = {
        "From": "The Selm Courier <news@courier.example>",
        "Subject": "Harbour talks resume",
        "Date": "Thu, 5 Mar 2026 23:12:00 +0200",
    }
    for name, value in (told | {key.replace("_", "-"): value for key, value in fields.items()}).items():
        made[name] = value
    return made


def report(message: EmailMessage | bytes | str) -> Report:
    body = message.encode() if isinstance(message, str) else bytes(message)
    return read(body, media_type="message/rfc822", address="mid:1@courier.example")


def test_a_letter_is_read_under_its_subject() -> None:
    message = letter()
    message.set_content(f"{SAID}\n\n{MORE}\n")
    got = report(message)
    assert got.text == f"Harbour talks resume\n\n{SAID}\n\n{MORE}\n"
    assert kinds(got)[0] == ("heading", "Harbour talks resume")
    told = got.metadata
    assert (told.title, told.outlet, str(told.published)) == (
        "Harbour talks resume",
        "The Selm Courier",
        "2026-03-05",
    )


def test_of_two_forms_of_a_text_the_page_is_read() -> None:
    message = letter()
    message.set_content("Please switch to a better program.")
    message.add_alternative(PAGE, subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<1>")  # type: ignore[index,union-attr]
    message.add_attachment(b"%PDF-1.4", "application", "pdf", filename="a.pdf")
    text = report(message).text
    assert "better program" not in text
    assert "Template 7" not in text
    assert text.startswith("Harbour talks resume\n\nMayor Ada")
    assert MORE in text


def test_the_plain_form_is_read_where_the_page_shows_nothing() -> None:
    message = letter()
    message.set_content(SAID)
    message.add_alternative('<html><body><img src="cid:1"></body></html>', subtype="html")
    assert SAID in report(message).text


def test_what_a_page_hides_and_its_tables_for_layout_are_not_read() -> None:
    page = (
        '<div style="font-size:0; display: none">In this issue: nothing</div><table><tr><td>'
        f"<table><tr><td><p>{SAID}</p></td><td><p>{MORE}</p></td></tr></table></td></tr><tr><td><p>{PROSE}</p></td></tr></table>"
        "<table><tr><th>Ship</th><th>Day</th></tr><tr><td>Oskland</td><td>Monday</td></tr></table>"
    )
    message = letter()
    message.set_content(page, subtype="html")
    text = report(message).text
    assert "In this issue" not in text
    assert f"| {SAID}" not in text
    assert SAID in text
    assert MORE in text


def test_control_characters_beside_what_is_hidden_do_no_harm() -> None:
    page = f'<p>\x01{SAID}<span style="display:none">x</span>\x02&#3; after it.</p><p>{MORE}</p>'
    raw = b"Subject: a\nContent-Type: text/html; charset=utf-8\n\n" + page.encode()
    assert SAID in report(raw).text


def test_words_nested_deeper_than_a_parser_follows_are_read() -> None:
    message = letter()
    message.set_content("<div>" * 600 + SAID + "</div>" * 600, subtype="html")
    assert SAID in report(message).text


def test_texts_beside_each_other_are_read_in_order() -> None:
    message = letter()
    message.set_content(SAID)
    message.add_attachment(MORE, disposition="inline")
    message.add_attachment("kept apart", filename="notes.txt")
    got = report(message)
    assert got.text.index(SAID) < got.text.index(MORE)
    assert "kept apart" not in got.text


def test_a_message_sent_on_as_an_attachment_is_the_report() -> None:
    inner = letter()
    inner.set_content(SAID)
    outer = letter(From="Jon Doe <jon@press.example>", Subject="see attached")
    outer.add_attachment(inner)
    got = report(outer)
    assert (got.metadata.title, got.metadata.outlet) == ("Harbour talks resume", "The Selm Courier")
    digest = letter(Subject="Digest no. 4")
    digest.make_mixed()
    for subject in ("One", "Two"):
        part = letter(Subject=subject)
        del part["From"]
        part.set_content(f"{subject}: {SAID}")
        digest.add_attachment(part)
    both = report(digest)
    assert both.metadata.title == "Digest no. 4"
    assert [words for kind, words in kinds(both) if kind == "heading"] == ["Digest no. 4", "One", "Two"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
            b"=E2=80=9EDie F=C3=A4hre f=\n=C3=A4hrt.=E2=80=9C",
        ),
        (
            b"Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: base64",
            b"4oCeRGllIEbDpGhyZSBm\nw6RocnQu4oCc",
        ),
        (b"Content-Type: text/plain; charset=windows-1252", "„Die Fähre fährt.“".encode("cp1252")),
        (b"Content-Type: text/plain; charset=no-such", "„Die Fähre fährt.“".encode()),
        (b"X: y", "„Die Fähre fährt.“".encode("cp1252")),
        (
            b"Content-Type: text/plain; format=flowed; delsp=yes; charset=utf-8",
            "„Die Fähre  \n fäh \nrt.“".encode(),
        ),
    ],
)
def test_text_comes_out_of_its_encodings(head: bytes, body: bytes) -> None:
    text = report(b"Subject: =?iso-8859-1?Q?F=E4hre?=\n" + head + b"\n\n" + body).text
    assert text.startswith("Fähre\n\n")
    assert text.endswith("„Die Fähre fährt.“")


def test_lines_that_programs_escape_are_shown_as_they_were_written() -> None:
    assert (
        "\nFrom now on" in report("Subject: a\n\nHere it is.\n\n>From now on, she said, it is open.\n").text
    )
    assert ">From now" in report("Subject: a\n\n> You asked.\n>From now on?\n\nYes, she said.\n").text


def test_what_a_program_writes_above_a_forwarded_message_is_left_out_and_believed() -> None:
    message = letter(From="Jon Doe <jon@press.example>", Subject="Fwd: talks")
    message.set_content(
        "---------- Forwarded message ---------\nFrom: Radio Selm <radio@selm.example>\n"
        f"Date: Tue, Mar 3, 2026 at 9:12 AM\nSubject: Dockers’ answer\nTo: <desk@press.example>\n\n\n{SAID}\n"
    )
    got = report(message)
    assert got.text == f"Dockers’ answer\n\n{SAID}\n"
    assert (got.metadata.outlet, str(got.metadata.published)) == ("Radio Selm", "2026-03-03")
    assert got.metadata.authors == ()


def test_the_same_in_a_page_is_believed_too() -> None:
    message = letter(From="Jon Doe <jon@press.example>", Subject="WG: Gespräche")
    head = (
        "<p><b>Von:</b> Selmer Bote &lt;bote@selm.example&gt;<br><b>Gesendet:</b> Dienstag, 3. März 2026 09:12<br>"
        "<b>An:</b> Redaktion<br><b>Betreff:</b> Hafen bleibt offen</p>"
    )
    message.set_content(
        f"<html><body><div>{head}</div><p>{SAID}</p><p>{MORE}</p></body></html>", subtype="html"
    )
    got = report(message)
    assert (got.metadata.title, got.metadata.outlet) == ("Hafen bleibt offen", "Selmer Bote")
    assert str(got.metadata.published) == "2026-03-03"
    assert "Gesendet" not in got.text


@pytest.mark.parametrize(
    "line",
    [
        "View this email in your browser",
        "Unsubscribe | Update your preferences | Privacy policy",
        "You are receiving this email because you signed up on our site.",
        "This email was sent to desk@press.example.",
        "Newsletter abbestellen | Impressum | Datenschutz",
        "Sie erhalten diesen Newsletter, weil Sie sich angemeldet haben.",
        "Vous recevez cette newsletter parce que vous êtes inscrit.",
        "Darse de baja | Política de privacidad",
        "Отписаться от рассылки",
    ],
)
def test_lines_of_the_sender_are_boilerplate(line: str) -> None:
    message = letter()
    message.set_content(f"{line}\n\n{SAID}\n\n{MORE}\n\n{line}\n")
    got = report(message)
    assert {kind for kind, words in kinds(got) if words == line} == {"boilerplate"}
    assert kind_of(got, SAID) == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "The minister wants to see it in a browser game, not in a theatre, he told the Courier on Monday evening.",
        "“I was forwarded this letter by a friend,” Mayor Ada Lindqvist said, “and I will answer it in June.”",
        "This message was sent to all dockers, the union said, and it asked them to stay at home until Friday.",
    ],
)
def test_prose_that_uses_such_words_is_not(line: str) -> None:
    message = letter()
    message.set_content(f"{SAID}\n\n{line}\n\n{MORE}\n")
    assert kind_of(report(message), line) == "paragraph"


def test_a_heading_that_repeats_the_subject_is_the_title() -> None:
    message = letter()
    message.set_content(f"The Selm Courier\n\nHARBOUR TALKS RESUME\n\n{SAID}\n\n{MORE}\n")
    got = report(message)
    assert got.text.count("talks") + got.text.count("TALKS") == 1
    assert got.metadata.title == "HARBOUR TALKS RESUME"


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\n\n",
        b"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n",
        b"Subject: a\nContent-Type: application/pdf\n\n%PDF-1.4",
        b"Subject: a\nContent-Type: text/html\n\n<html><img></html>",
        b"Subject: a\n\n" + bytes(range(32)) * 99,
    ],
)
def test_a_message_without_words_is_refused(broken: bytes) -> None:
    with pytest.raises(PageUnreadable):
        report(broken)


@settings(max_examples=60, deadline=None)
@given(
    at=st.integers(min_value=0, max_value=1_200),
    put=st.binary(max_size=8),
    cut=st.integers(min_value=0, max_value=300),
)
def test_a_message_with_any_bytes_changed_is_read_or_refused(at: int, put: bytes, cut: int) -> None:
    message = letter()
    message.set_content("„Die Fähre fährt.“")
    message.add_alternative(PAGE, subtype="html")
    raw = bytes(message)
    read_or_refuse(raw[:at] + put + raw[at + cut :], media_type="message/rfc822")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read_or_refuse(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + raw, media_type="message/rfc822")
