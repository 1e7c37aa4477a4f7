import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.paths import address_of, path_of, printable


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name and b"/" not in name))
def test_any_file_name_survives_as_an_address_and_prints(name: bytes) -> None:
    path = Path("/folder") / os.fsdecode(name)
    address = address_of(path)
    assert address.isascii()
    assert path_of(address) == path
    assert printable(str(path)).encode("utf-8")
