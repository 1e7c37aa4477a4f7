import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.adapters.fetch import DeskFetcher
from onrecord.errors import BadRequest, NotFound, OutletRefused, PageUnreadable
from onrecord.model import Lead
from onrecord.ports import Fetched


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


class _Lines:
    """An opener of files whose lines are parts; a line "broken" breaks them off, as a real one's would."""

    closed = False

    def opens(self, lead: Lead) -> bool:
        return lead.address.endswith(".lines") or lead.address.startswith("lines:")

    def parts(self, lead: Lead) -> Iterator[Lead]:
        for i, line in enumerate(self._read(lead)):
            if line == "broken":
                raise PageUnreadable(f"is broken at line {i}", subject=lead.name)
            yield Lead(lead.address, f"{lead.name}#{i}", part=str(i))

    def close(self) -> None:
        self.closed = True

    def fetch(self, lead: Lead, *, max_bytes: int) -> Fetched:
        body = self._read(lead)[int(lead.part or 0)].encode()
        return Fetched(body[:max_bytes], f"line:{lead.part}")

    def _read(self, lead: Lead) -> list[str]:
        return Path(lead.address.partition("://")[2]).read_text(encoding="utf-8").split()


def opening(max_bytes: int = 100) -> DeskFetcher:
    return DeskFetcher(max_bytes=max_bytes, openers=(_Lines(),))


def test_openers_are_closed_with_the_fetcher() -> None:
    lines = _Lines()
    DeskFetcher(max_bytes=100, openers=(lines,)).close()
    assert lines.closed


def test_a_container_gives_its_parts_and_each_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "a.lines").write_text("one two", encoding="utf-8")
    (tmp_path / "b.txt").write_text("three", encoding="utf-8")
    leads = list(opening().expand(str(tmp_path)))
    assert [opening().fetch(lead).body for lead in leads] == [b"one", b"two", b"three"]
    with pytest.raises(NotFound, match="is no container"):
        fetcher().fetch(leads[0])


def test_a_broken_container_in_a_folder_says_so_when_fetched_and_the_others_go_on(tmp_path: Path) -> None:
    for name, words in (("a.lines", "one broken"), ("b.lines", "broken"), ("c.lines", "two")):
        (tmp_path / name).write_text(words, encoding="utf-8")
    leads = list(opening().expand(str(tmp_path)))
    assert [lead.name.rpartition("/")[2] for lead in leads] == [
        "a.lines#0",
        "a.lines",
        "b.lines",
        "c.lines#0",
    ]
    for broken, line in ((leads[1], 1), (leads[2], 0)):
        with pytest.raises(PageUnreadable, match=f"is broken at line {line}"):
            opening().fetch(broken)
    (tmp_path / "b.lines").write_text("whole", encoding="utf-8")
    with pytest.raises(NotFound, match="is whole now; add it again"):
        opening().fetch(leads[2])


def test_a_broken_container_that_was_named_is_an_error_at_once(tmp_path: Path) -> None:
    (tmp_path / "b.lines").write_text("broken", encoding="utf-8")
    with pytest.raises(PageUnreadable, match="is broken at line 0"):
        list(opening().expand(str(tmp_path / "b.lines")))


def test_an_address_that_an_opener_knows_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one", encoding="utf-8")
    (lead,) = opening().expand(f"lines://{tmp_path}/a")
    assert opening().fetch(lead).address == "line:0"
