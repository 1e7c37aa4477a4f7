"""The desk's own outlets: tables in its folder `outlets/`, in the form of the package's."""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from onrecord.errors import BadRequest, NotFound, StoreError
from onrecord.model import Outlet
from onrecord.text.fold import fold
from onrecord.text.outlet_rows import KnownOutlets, draw_row, join_outlets, read_row, row_of
from onrecord.text.outlets import index_names, known_names, load_outlets

#: A table of a thousand outlets has some 500 kB; the package's largest has 10.
_MOST_BYTES = 10_000_000
_NAME_CHARS = 60
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_HEADER = re.compile(r"^[ \t]*\[\[\s*outlet\s*\]\][ \t]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Own:
    """Return one row: the file, which row of it, what it says itself, and with what the package knows.

    `known` is the name of the package's outlet that it tells more of, or None.
    """

    file: Path
    place: int
    bare: Outlet
    whole: Outlet
    known: str | None = None


class OutletFiles:
    """Return the outlet book of a desk whose tables are `*.toml` in `folder`, which need not be there; None: no tables.

    The tables are read anew for each question: they are small, and an editor
    may change them while a watcher runs.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def known(self) -> tuple[Outlet, ...]:
        """Return every outlet, the desk's own first; see `ports.OutletBook.known`."""
        rows = self._rows()
        told = {one.known for one in rows}
        own = (one.whole for one in rows)
        return (*own, *(outlet for outlet in load_outlets() if outlet.name not in told))

    def own(self) -> tuple[Outlet, ...]:
        """Return the desk's own outlets; see `ports.OutletBook.own`."""
        return tuple(one.whole for one in self._rows())

    def get(self, name: str) -> Outlet:
        """Return the outlet that goes by `name`; see `ports.OutletBook.get`."""
        known = self.known()
        found = index_names(known).get(fold(name))
        if found is None:
            raise NotFound(f"no outlet goes by this name; {_nearest(name, known)}", subject=name)
        return found

    def add(self, outlets: Sequence[Outlet]) -> tuple[str, ...]:
        """Write outlets down; see `ports.OutletBook.add`."""
        folder = self._own_folder()
        rows = self._rows()
        places = {fold(name): one for one in rows for name in (one.bare.name, one.whole.name)}
        texts: dict[Path, str] = {}
        files: list[str] = []
        for outlet in outlets:
            read_row(row_of(outlet), subject=outlet.name)
            here = places.get(fold(outlet.name))
            if here is None:
                file = folder / f"{_slug(outlet.name)}.toml"
                text = texts.get(file, _text(file))
                texts[file] = f"{text.rstrip()}\n\n{draw_row(outlet)}".lstrip()
                places[fold(outlet.name)] = _Own(file, len(_blocks(texts[file])) - 1, outlet, outlet)
            else:
                file = here.file
                joined = join_outlets(here.bare, outlet)
                if joined != here.bare:
                    texts[file] = _rewritten(texts.get(file, _text(file)), here, joined)
                    places[fold(outlet.name)] = replace(here, bare=joined)
            files.append(file.name)
        for file, text in texts.items():
            self._checked(file, text)
        for file, text in texts.items():
            self._write(file, text)
        return tuple(files)

    def remove(self, name: str) -> str:
        """Remove the desk's own outlet that goes by `name`; see `ports.OutletBook.remove`."""
        rows = self._rows()
        found = next(
            (one for one in rows if fold(name) in {fold(n) for n in (one.bare.name, *one.whole.names)}), None
        )
        if found is None:
            if fold(name) in known_names():
                raise NotFound(
                    "is one of the package's outlets, which stay; the desk has no row of it", subject=name
                )
            raise NotFound(
                f"the desk has no outlet of this name; {_nearest(name, [one.bare for one in rows])}",
                subject=name,
            )
        text = _rewritten(_text(found.file), found, None)
        if _HEADER.search(text):
            self._checked(found.file, text)
            self._write(found.file, text)
            return found.file.name
        with _as_store_errors(found.file):
            found.file.unlink()
        return found.file.name

    # ---------------------------------------------------------------- the tables

    def _rows(self) -> list[_Own]:
        """Return every row of every table, in order of files.

        Raises:
            BadRequest: One is wrong, or two are of one name.
            StoreError: A table cannot be read.
        """
        if self._folder is None:
            return []
        with _as_store_errors(self._folder):
            files = sorted(path for path in self._folder.glob("*.toml") if path.is_file())
        rows = [row for file in files for row in self._checked(file, _text(file))]
        seen: dict[str, _Own] = {}
        for row in rows:
            other = seen.setdefault(fold(row.bare.name), row)
            if other is not row:
                raise BadRequest(
                    f"{row.bare.name!r} stands also in {other.file.name}, row {other.place + 1}; keep one of the two",
                    subject=f"{row.file}, row {row.place + 1}",
                )
        return rows

    def _own_folder(self) -> Path:
        if self._folder is None:
            raise BadRequest("there is no desk to write outlets into; make one with `onrecord init DIR`")
        return self._folder

    def _checked(self, file: Path, text: str) -> list[_Own]:
        table = _parsed(file, text)
        for key in table:
            if key not in {"country", "outlet"}:
                raise BadRequest(
                    f"unknown key {key!r} before the first outlet; only country may stand there",
                    subject=str(file),
                )
        given = table.get("outlet", [])
        if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
            raise BadRequest("outlet is no list of tables; begin each with [[outlet]]", subject=str(file))
        head = {"country": table["country"]} if "country" in table else {}
        rows: list[_Own] = []
        for place, row in enumerate(given):
            subject = f"{file}, row {place + 1}"
            bare = read_row({**head, **row}, subject=subject)
            known = _package().find(row)
            whole = read_row({**head, **row}, subject=subject, known=known)
            rows.append(_Own(file, place, bare, whole, known.name if known else None))
        return rows

    def _write(self, file: Path, text: str) -> None:
        """Put a table in its place whole: who reads meanwhile sees the old one or the new one."""
        with _as_store_errors(file):
            file.parent.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=".part-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as part:
                    part.write(text)
                    part.flush()
                    os.fsync(part.fileno())
                Path(name).chmod(0o644)
                Path(name).replace(file)
            except BaseException:
                with suppress(OSError):
                    Path(name).unlink()
                raise


@contextmanager
def _as_store_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            "the table of outlets cannot be read or written; check its permissions and the disk",
            subject=str(path),
        ) from error


def _text(file: Path) -> str:
    """Return the text of a table; "" where there is none yet."""
    with _as_store_errors(file):
        try:
            with file.open("rb") as opened:
                body = opened.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            return ""
    if len(body) > _MOST_BYTES:
        raise BadRequest(f"is larger than {_MOST_BYTES:,} bytes; split it", subject=str(file))
    try:
        return body.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadRequest("is not UTF-8; save it as UTF-8", subject=str(file)) from error


def _parsed(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadRequest(f"is not TOML; mend it: {error}", subject=str(file)) from None


def _blocks(text: str) -> list[tuple[int, int]]:
    """Return where each row of a table stands: from its header to the next."""
    starts = [found.start() for found in _HEADER.finditer(text)]
    return list(pairwise([*starts, len(text)])) if starts else []


def _rewritten(text: str, row: _Own, outlet: Outlet | None) -> str:
    """Return a table with one row written anew, or without it for None; all others stay to the letter.

    Raises:
        BadRequest: It is written in a way that a program cannot change without losing something.
    """
    blocks = _blocks(text)
    before = _parsed(row.file, text).get("outlet", [])
    cure = BadRequest(
        "has comments or a form that would be lost; change it there by hand",
        subject=f"{row.file}, row {row.place + 1}",
    )
    if len(blocks) != len(before):
        raise cure
    start, end = blocks[row.place]
    block = text[start:end]
    if outlet is not None and "#" in _STRING.sub("", block):
        raise cure
    drawn = f"{draw_row(outlet)}\n" if outlet is not None else ""
    changed = f"{text[:start]}{drawn}{text[end:]}".rstrip() + "\n"
    after = _parsed(row.file, changed).get("outlet", [])
    rest = [one for place, one in enumerate(before) if place != row.place]
    if outlet is not None:
        del after[row.place]
    if after != rest:
        raise cure
    return changed


@cache
def _package() -> KnownOutlets:
    return KnownOutlets(load_outlets())


def _slug(name: str) -> str:
    """Return the name of a file for an outlet: its folded name, joined by hyphens."""
    return fold(name).replace(" ", "-")[:_NAME_CHARS].strip("-")


def _nearest(name: str, outlets: Sequence[Outlet]) -> str:
    names = {fold(one): one for outlet in outlets for one in (outlet.name, *outlet.names)}
    near = get_close_matches(fold(name), names, n=1)
    return f"did you mean {names[near[0]]}?" if near else "`onrecord outlets list` lists them"
