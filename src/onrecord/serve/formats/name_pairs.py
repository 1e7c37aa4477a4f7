"""Tables of two names a line: read from CSV, written again with what was found."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from onrecord.errors import BadRequest
from onrecord.model import IdentityType, Likeness
from onrecord.serve.formats.sheet import defused

#: What is written behind the columns of the table; columns of these names are written anew.
FOUND = ("score", "same", "because")
_NEEDED = ("a", "b")
_TYPE = "type"
#: A cell of more characters is no name and no note on one.
_LONGEST_CELL = 1_000_000
#: What tables of names call what we know by another word, without case.
_TYPES: Mapping[str, IdentityType] = {
    **{str(kind): kind for kind in IdentityType},
    "per": IdentityType.PERSON,
    "individual": IdentityType.PERSON,
    "org": IdentityType.ORGANIZATION,
    "organisation": IdentityType.ORGANIZATION,
    "company": IdentityType.ORGANIZATION,
    "legalentity": IdentityType.ORGANIZATION,
    "publicbody": IdentityType.ORGANIZATION,
    "entity": IdentityType.ORGANIZATION,
    "loc": IdentityType.PLACE,
    "location": IdentityType.PLACE,
    "gpe": IdentityType.PLACE,
}


@dataclass(frozen=True, slots=True)
class PairRow:
    """Return one line of a table of names.

    Attributes:
        cells: As they stand there.
        pair: The two names and what they name.
    """

    cells: tuple[str, ...]
    pair: tuple[str, str, IdentityType]


class PairTable:
    """A table of names, read line by line.

    Attributes:
        columns: Their names, in their order.
    """

    def __init__(self, stream: TextIO, *, subject: str) -> None:
        """Read the line of column names.

        Raises:
            BadRequest: There is none, or none named a, or none named b, or two of one name.
        """
        self._subject = subject
        self._lines = csv.reader(stream, strict=True)
        self.columns = tuple(next(self._cells(), ()))
        for name in _NEEDED:
            if name not in self.columns:
                raise BadRequest(
                    f"has no column {name}; its first line must name a and b", subject=f"{subject}:1"
                )
        for name in (*_NEEDED, _TYPE, *FOUND):
            if self.columns.count(name) > 1:
                raise BadRequest(f"has two columns {name}; rename one", subject=f"{subject}:1")

    def __iter__(self) -> Iterator[PairRow]:
        """Yield the lines; empty ones are passed over.

        Raises:
            BadRequest: A line has more or fewer cells than the first, or cannot be read as CSV.
        """
        a, b = (self.columns.index(name) for name in _NEEDED)
        kind = self.columns.index(_TYPE) if _TYPE in self.columns else None
        for cells in self._cells():
            if not cells:
                continue
            if len(cells) != len(self.columns):
                raise BadRequest(
                    f"has {len(cells)} cells, the first line {len(self.columns)}; quote names with commas in them",
                    subject=f"{self._subject}:{self._lines.line_num}",
                )
            type_of = read_type(cells[kind]) if kind is not None else IdentityType.UNKNOWN
            yield PairRow(tuple(cells), (cells[a], cells[b], type_of))

    def _cells(self) -> Iterator[list[str]]:
        before = csv.field_size_limit(_LONGEST_CELL)  # it holds for every table that the program reads
        try:
            yield from self._lines
        except csv.Error as error:
            raise BadRequest(
                "cannot be read as CSV; save it as CSV in UTF-8",
                subject=f"{self._subject}:{self._lines.line_num}",
            ) from error
        except UnicodeDecodeError as error:
            raise BadRequest(
                "is not UTF-8; save it as CSV in UTF-8", subject=f"{self._subject}:{self._lines.line_num + 1}"
            ) from error
        finally:
            csv.field_size_limit(before)


def read_type(word: str) -> IdentityType:
    """Return what a word of a table says that a name names; unknown for words that say nothing to us.

    >>> read_type("PER"), read_type(" Company "), read_type("Vessel")
    (<IdentityType.PERSON: 'person'>, <IdentityType.ORGANIZATION: 'organization'>, <IdentityType.UNKNOWN: 'unknown'>)
    """
    return _TYPES.get(word.strip().casefold(), IdentityType.UNKNOWN)


def pair_head(columns: Iterable[str]) -> str:
    """Return the line of column names: the table's own and what was found."""
    return _line((*(name for name in columns if name not in FOUND), *FOUND))


def pair_line(columns: Iterable[str], row: PairRow, found: Likeness) -> str:
    """Return one line: the table's own cells and what was found, cells that would be formulas led by an apostrophe."""
    kept = [cell for name, cell in zip(columns, row.cells, strict=True) if name not in FOUND]
    return _line((*kept, f"{found.score:.6f}", str(found.same).lower(), found.because))


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([defused(cell) for cell in cells])
    return out.getvalue()
