"""A folder with letters, a mailbox, a chat and broken containers."""

from pathlib import Path

LETTER = (
    b"Message-ID: <1@courier.example>\nFrom: The Selm Courier <news@courier.example>\nSubject: Harbour talks\n\n"
    b'Mayor Ada Lindqvist said on Monday: "The harbour belongs to everybody."\n'
)


EXPORT = (
    b'{"name": "Harbour News", "type": "public_channel", "id": 77, "messages": ['
    b'{"id": 5, "type": "message", "date": "2026-03-05T10:00:00", '
    b'"text": "Mayor Ada Lindqvist said: \\"It is open.\\""}]}'
)


def fill_folder(folder: Path) -> None:
    """Make the folder, and put them there."""
    folder.mkdir()
    (folder / "a.eml").write_bytes(LETTER)
    (folder / "b.mbox").write_bytes(b"From - Thu Mar  5 09:12:00 2026\n" + LETTER + b"\n")
    (folder / "broken.mbox").write_bytes(b"\x00\x01")
    (folder / "cut.warc").write_bytes(b"WARC/1.0\r\n")
    (folder / "other.json").write_bytes(b'{"name": "no export"}')
    (folder / "result.json").write_bytes(EXPORT)
    (folder / "z.txt").write_bytes(b"Words after all of them, said the mayor.")
