import pytest

from onrecord.errors import BadRequest
from onrecord.model import Source, SourceKind
from onrecord.stages.collect import find_leads
from tests.stages.collect.sources import NOW, addresses, look, rss


def test_folder_is_no_source_that_is_read() -> None:
    source = Source(SourceKind.FOLDER, "file:///in/")
    with pytest.raises(BadRequest, match="is a folder, in which no leads are found by reading it"):
        find_leads(source, b"", media_type=None, charset=None, now=NOW)


def test_type_that_the_sender_declares_matters_less_than_the_bytes() -> None:
    assert addresses(look(rss("<link>/a</link>"), media_type="text/html")) == ["/a"]
    assert addresses(look('{"items": [{"url": "/a"}]}', media_type="text/plain")) == ["/a"]


def test_same_source_gives_the_same_leads() -> None:
    body = rss("<link>/a</link>", "<link>/b</link>")
    assert look(body) == look(body)
