import io
from pathlib import Path

import pytest

from onrecord.adapters.fetch import DeskFetcher
from onrecord.errors import BadRequest, NotFound, OutletRefused
from onrecord.model import Lead


def fetcher(said: bytes = b"", max_bytes: int = 100) -> DeskFetcher:
    return DeskFetcher(max_bytes=max_bytes, stdin=io.BytesIO(said))


def test_dash_is_standard_input_up_to_the_limit() -> None:
    (lead,) = fetcher().expand("-")
    assert lead == Lead("stdin:", "-")
    assert fetcher(b"words").fetch(lead).body == b"words"
    with pytest.raises(BadRequest, match="-: is larger than 100 bytes"):
        fetcher(b"x" * 101).fetch(lead)


def test_file_keeps_the_name_it_was_given_under(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (lead,) = fetcher().expand("./a.txt")
    assert (lead.name, lead.address) == ("./a.txt", f"file://{tmp_path}/a.txt")
    assert fetcher().fetch(lead).body == b"x"


def test_address_becomes_a_lead_without_its_fragment() -> None:
    assert list(fetcher().expand("HTTPS://News.example/a?b=c#part")) == [
        Lead("https://news.example/a?b=c", "https://news.example/a?b=c")
    ]


def test_address_on_this_machine_is_refused() -> None:
    with pytest.raises(OutletRefused, match="not a public address"):
        fetcher().fetch(Lead("http://127.0.0.1:9/", "http://127.0.0.1:9/"))


@pytest.mark.parametrize("name", ["nothing.txt", "nowhere/", "a" * 5000])
def test_what_is_not_there_is_not_found(name: str) -> None:
    with pytest.raises(NotFound, match="no such file or folder; check the path"):
        list(fetcher().expand(name))


def test_address_without_its_scheme_gets_a_hint() -> None:
    with pytest.raises(NotFound, match="an address begins with https://"):
        list(fetcher().expand("www.news.example/a"))


@pytest.mark.parametrize("name", ["ftp://news.example/a", "file:///etc/passwd", "a\0b"])
def test_what_is_neither_path_nor_web_address_is_refused(name: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        list(fetcher().expand(name))
    assert "\0" not in str(refusal.value)


def test_name_with_a_lone_surrogate_is_reported_in_printable_form() -> None:
    with pytest.raises(NotFound) as refusal:
        list(fetcher().expand("no\udce9.txt"))
    assert str(refusal.value).encode("utf-8").startswith(rb"no\udce9.txt: no such file")
