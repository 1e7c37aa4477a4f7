import os
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.adapters.containers.files import check_size, head_of, opened, suffix_of
from onrecord.errors import BadRequest, NotFound, PageUnreadable
from onrecord.model import Lead
from onrecord.text.paths import address_of

Write = Callable[[str, bytes], Lead]


def test_a_file_that_is_gone_or_is_none_is_told(tmp_path: Path, write: Write) -> None:
    lead = write("a.MBOX", b"From")
    assert (suffix_of(lead), head_of(lead, 2)) == ("mbox", b"Fr")
    (tmp_path / "a.MBOX").unlink()
    with pytest.raises(NotFound, match="is not there"), opened(lead):
        pass
    for path in (tmp_path, tmp_path / "pipe"):
        if path.name == "pipe":
            os.mkfifo(path)
        with pytest.raises(PageUnreadable, match="is no file"), opened(Lead(address_of(path), "a")):
            pass
        assert head_of(Lead(address_of(path), "a"), 10) == b""


def test_a_part_above_the_limit_is_refused() -> None:
    with pytest.raises(BadRequest, match="larger than 1,000 bytes; raise max_bytes"):
        check_size(1_001, Lead("file:///a", "a"), max_bytes=1_000)
