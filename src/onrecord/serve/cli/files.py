"""Files that a command reads whole or writes, with their faults told in one line."""

from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import BadRequest, NotFound, StoreError


def read_file(file: Path, most_bytes: int) -> bytes:
    """Return the bytes of a file.

    Raises:
        NotFound: There is none.
        BadRequest: It cannot be read, or is larger than `most_bytes`.
    """
    try:
        with file.open("rb") as opened:
            body = opened.read(most_bytes + 1)
    except FileNotFoundError:
        raise NotFound("no such file; check the path", subject=str(file)) from None
    except OSError as error:
        raise BadRequest("cannot be read; check its permissions", subject=str(file)) from error
    if len(body) > most_bytes:
        raise BadRequest(f"is larger than {most_bytes:,} bytes; split it", subject=str(file))
    return body


def write_file(file: Path, texts: Iterable[str]) -> None:
    """Write texts, one after the other, as UTF-8; the file is whole, or as it was.

    Raises:
        StoreError: It cannot be written.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as opened:
            for text in texts:
                opened.write(text)
        part.replace(file)
    except OSError as error:
        raise StoreError(
            "cannot be written; check the folder and its permissions", subject=str(file)
        ) from error
    finally:
        part.unlink(missing_ok=True)
