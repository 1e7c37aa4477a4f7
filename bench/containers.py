"""Opening containers: speed and peak memory over generated files of any size.

    python bench/containers.py [--megabytes 300] [--folder DIR]

Each container is generated (invented words, so that every run has the same bytes), then walked part by part in a
process of its own; then every fiftieth part is fetched. Peak memory is the process's; the first row is a process that
only imports. The files go to a temporary folder and are removed.
"""

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

WORDS = (
    "The harbour of Selm stayed shut on Monday, and no ship was let in before the storm had passed, "
    "said Mayor Ada Lindqvist after the meeting in the town hall. "
)
EVERY = 50


def letters(size: int) -> Iterator[bytes]:
    """Yield a mailbox file of about `size` bytes: letters of 1 to 100 KB."""
    written = count = 0
    while written < size:
        count += 1
        head = f"From - Thu Mar  5 09:12:00 2026\nMessage-ID: <{count}@courier.example>\nSubject: No. {count}\n\n"
        piece = (head + f"{WORDS}{count}\n" * (7 + count * 7919 % 600) + ">From here on.\n\n").encode()
        written += len(piece)
        yield piece


def records(size: int) -> Iterator[bytes]:
    """Yield a web archive of about `size` bytes, packed: pages of 20 to 400 KB before packing, hard to pack."""
    written = count = 0
    while written < size:
        count += 1
        noise = "".join(
            f"<p>{WORDS}{count * k * 2654435761 % 2**96:x}</p>" for k in range(1, 100 + count * 7919 % 1900)
        )
        page = f"<html><body>{noise}</body></html>".encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{count}>\r\n"
            f"WARC-Target-URI: https://courier.example/{count}\r\nWARC-Date: 2026-03-05T09:12:00Z\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        piece = gzip.compress(head.encode() + answer + b"\r\n\r\n", 1)
        written += len(piece)
        yield piece


def messages(size: int) -> Iterator[bytes]:
    """Yield an export of about `size` bytes of one channel."""
    yield b'{\n "name": "Harbour News",\n "type": "public_channel",\n "id": 77,\n "messages": [\n'
    written = count = 0
    while written < size:
        count += 1
        text = [{"type": "bold", "text": f"No. {count}"}, "\n\n" + WORDS * (1 + count % 5)]
        told = {
            "id": count,
            "type": "message",
            "date_unixtime": "1772704800",
            "from_id": "channel77",
            "text": text,
        }
        piece = ((",\n" if count > 1 else "") + json.dumps(told, indent=1)).encode()
        written += len(piece)
        yield piece
    yield b"\n ]\n}\n"


MAKERS: dict[str, Callable[[int], Iterator[bytes]]] = {
    "a.mbox": letters,
    "a.warc.gz": records,
    "result.json": messages,
}


def walk(file: Path | None) -> dict[str, float]:
    """Return the figures of walking a container in this process, or of importing alone for None."""
    from onrecord.adapters.containers import MboxOpener, TelegramOpener, WarcOpener  # noqa: PLC0415 -- timed apart
    from onrecord.adapters.fetch.unpack import unpack  # noqa: PLC0415
    from onrecord.model import Lead  # noqa: PLC0415
    from onrecord.text.paths import address_of  # noqa: PLC0415

    parts = fetched = 0
    seconds = fetching = 0.0
    if file is not None:
        lead = Lead(address_of(file), file.name)
        opener = next(o for o in (MboxOpener(), TelegramOpener(), WarcOpener(unpack)) if o.opens(lead))
        began = time.process_time()
        some = []
        for parts, part in enumerate(opener.parts(lead), start=1):
            if parts % EVERY == 0:
                some.append(part)
        seconds = time.process_time() - began
        began = time.process_time()
        for part in some:
            opener.fetch(part, max_bytes=20_000_000)
        fetched, fetching = len(some), time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1024**2
    )
    return {"parts": parts, "seconds": seconds, "fetched": fetched, "fetching": fetching, "peak_mb": peak}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=300, help="the size of each file")
    parser.add_argument(
        "--folder", type=Path, help="where the files are written; a temporary folder otherwise"
    )
    parser.add_argument("--walk", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.walk is not None:
        print(json.dumps(walk(chosen.walk if chosen.walk.name else None)))
        return
    print(
        "| container | MB | parts | MB per CPU s | fetches per CPU s | peak MB |\n|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        for name in (None, *MAKERS):
            file = Path(folder) / name if name else None
            if file is not None and name is not None:
                with file.open("wb") as out:
                    out.writelines(MAKERS[name](chosen.megabytes * 1_000_000))
            size = file.stat().st_size / 1e6 if file else 0.0
            command = [sys.executable, __file__, "--walk", str(file or ".")]
            found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603 -- ourselves
            speed = f"{size / found['seconds']:.0f}" if found["seconds"] else "–"
            fetches = f"{found['fetched'] / found['fetching']:.0f}" if found["fetching"] else "–"
            print(
                f"| {name or '(imports alone)'} | {size:.0f} | {found['parts']:,} | {speed} | {fetches} "
                f"| {found['peak_mb']:.0f} |"
            )
            if file is not None:
                file.unlink()


if __name__ == "__main__":
    main()
