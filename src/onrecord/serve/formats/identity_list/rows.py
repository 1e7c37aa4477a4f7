"""Identities as rows of a spreadsheet: CSV, with cells that hold several values and cells that are no formulas."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from onrecord.errors import BadRequest
from onrecord.model import ListedRole, ListEntry, Name
from onrecord.serve.formats.identity_list.gathering import Gathering
from onrecord.serve.formats.identity_list.values import (
    ID_CHARS,
    distinct,
    name_of,
    role_of,
    text_of,
    type_of,
    wikidata_of,
)
from onrecord.serve.formats.sheet import FORMULA_STARTS
from onrecord.text.fold import squeeze

#: What each column holds, for the reference page.
COLUMNS: Mapping[str, str] = {
    "id": "what your list calls it by; lines of one id add up. Optional",
    "type": "person, organization, group, outlet, place or unknown",
    "name": "its name. May be left out in further lines of the same `id` or `wikidata`",
    "names": "other spellings, separated by `;`, each with its language before a colon where it is known: "
    "`ar:نعيم قاسم; Naʿīm Qāsim`",
    "wikidata": "its id in Wikidata, such as Q42. Optional",
    "role": "the title of a role",
    "organization": "of what",
    "since": "first day: 2019, 2019-03 or 2019-03-05",
    "until": "last day",
    "source": "where the role is known from",
    "member_of": "organisations that it is a member of, separated by `;`",
}
#: What our own export adds for people to read.
_FOR_PEOPLE = frozenset({"cluster"})
#: A row is cut into cells only up to here.
MOST_COLUMNS = 200
#: As far as a name of a column is likely mistyped rather than another column.
_NEAR = 0.8

_SEPARATORS = ",;\t"
_GUARDED = re.compile(rf"'+[{re.escape(''.join(FORMULA_STARTS))}]")
_GUARD = re.compile(rf"'*[{re.escape(''.join(FORMULA_STARTS))}]")
_WITH_LANGUAGE = re.compile(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?:\s*(.+)", re.DOTALL)
_PARTS = re.compile(r"((?:\\[\\;]|[^;])*)(?:;|$)")
_ESCAPED = re.compile(r"\\([\\;])")


def read_rows(lines: Iterable[str], gathering: Gathering) -> None:
    """Read a table of CSV, separated by commas, semicolons or tabs, with the names of its columns in its first line.

    Args:
        lines: Its lines, with their ends.
        gathering: What is read is put there.

    Raises:
        BadRequest: Its first line is none of names of columns.
        TooManyProblemsError: It is no list.
    """
    table, start = _open(lines, gathering.subject)
    columns = _columns(table, gathering)
    for cells, line in _rows(table, start, gathering):
        subject = f"{gathering.subject}, line {line}"
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            gathering.fail(
                BadRequest(
                    f"has {len(cells)} cells for {len(columns)} columns; put cells with separators into "
                    "quotation marks",
                    subject=subject,
                )
            )
            continue
        row = {
            column: unguarded(cell.strip())
            for column, cell in zip(columns, cells, strict=False)
            if cell.strip()
        }
        _count_left_out(row, gathering)
        if not row.keys() & COLUMNS.keys():
            continue
        try:
            gathering.add(read_row(row, subject))
        except BadRequest as problem:
            gathering.fail(problem)


def read_row(row: Mapping[str, str], subject: str) -> ListEntry:
    """Return the entry of one row.

    Raises:
        BadRequest: A cell is wrong.
    """
    name = name_of(row.get("name"), None, subject)
    others = [_spelling(part, subject) for part in split_cell(row.get("names", ""))]
    links = [wikidata_of(part, subject) for part in re.split(r"[;\s]+", row.get("wikidata", ""))]
    role = role_of(
        row.get("role"),
        row.get("organization"),
        subject,
        **_days(row, is_wanted=not row.get("member_of") or bool(row.get("role") or row.get("organization"))),
    )
    memberships = [
        role_of(None, part, subject, **_days(row, is_wanted=role is None))
        for part in split_cell(row.get("member_of", ""))
    ]
    return ListEntry(
        subject,
        text_of(row.get("id"), "id", subject, most=ID_CHARS) or None,
        type_of(row.get("type"), subject),
        name.text if name else "",
        distinct(one for one in (name, *others) if one is not None),
        tuple(dict.fromkeys(link for link in links if link is not None)),
        tuple(dict.fromkeys(one for one in (role, *memberships) if one is not None)),
    )


def split_cell(cell: str) -> list[str]:
    r"""Return the values that a cell holds, separated by semicolons; `\;` is a semicolon in a value.

    >>> split_cell("Selm; Сельм;"), split_cell(r"Lind\; Sons")
    (['Selm', 'Сельм'], ['Lind; Sons'])
    """
    parts = (_ESCAPED.sub(r"\1", match[1]).strip() for match in _PARTS.finditer(cell))
    return [part for part in parts if part]


def join_cell(values: Iterable[str]) -> str:
    r"""Return a cell of several values; `split_cell` gives them back.

    >>> split_cell(join_cell(["a;b", "c\\"]))
    ['a;b', 'c\\']
    """
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def draw_spelling(name: Name) -> str:
    """Return a name with its language before it; a bare colon where it could be taken to have one and has none.

    >>> draw_spelling(Name("Сельм", "Cyrl", "ru")), draw_spelling(Name("al: Selm", "Latn"))
    ('ru:Сельм', ':al: Selm')
    """
    if name.language is None and not _WITH_LANGUAGE.fullmatch(name.text):
        return name.text
    return f"{name.language or ''}:{name.text}"


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet computes; `unguarded` gives it back, whatever it is.

    >>> guarded("=1+1"), unguarded(guarded("=1+1")), unguarded(guarded("'=1+1"))
    ("'=1+1", '=1+1', "'=1+1")
    """
    return f"'{cell}" if _GUARD.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from computing it."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _open(lines: Iterable[str], subject: str) -> tuple[Iterator[list[str]], list[int]]:
    """Return the rows of a table, and a list whose one number is that of the line that the last of them ends in."""
    lines = iter(lines)
    first = next(lines, "")
    while first and not first.strip():
        first = next(lines, "")
    if not first:
        raise BadRequest("is empty; give it a first line with the names of its columns", subject=subject)
    separator = max(_SEPARATORS, key=first.count)
    at = [1]

    def counted() -> Iterator[str]:
        yield first
        for line in lines:
            at[0] += 1
            yield line

    return csv.reader(counted(), delimiter=separator), at


def _columns(table: Iterator[list[str]], gathering: Gathering) -> list[str]:
    """Return what the columns are called."""
    try:
        named = [unguarded(squeeze(cell)).casefold() for cell in next(table)]
    except csv.Error as error:
        raise BadRequest(
            f"its first line cannot be read as CSV: {error}", subject=gathering.subject
        ) from error
    if len(named) > MOST_COLUMNS or not {"name", "names", "id", "wikidata"} & set(named):
        raise BadRequest(
            f"its first line does not name columns; the columns are {', '.join(COLUMNS)}",
            subject=gathering.subject,
        )
    subject = f"{gathering.subject}, line 1"
    for column in named:
        near = get_close_matches(column, COLUMNS, n=1, cutoff=_NEAR)
        if column and column not in COLUMNS and near and near[0] not in named:
            gathering.fail(BadRequest(f"unknown column {column!r}; did you mean {near[0]}?", subject=subject))
        if column and named.count(column) > 1 and column in COLUMNS:
            raise BadRequest(f"has two columns {column!r}; rename one", subject=subject)
    return named


def _rows(table: Iterator[list[str]], at: list[int], gathering: Gathering) -> Iterator[tuple[list[str], int]]:
    """Yield the rows, each with the line that it begins in."""
    while True:
        line = at[0] + 1
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            gathering.fail(
                BadRequest(f"cannot be read as CSV: {error}", subject=f"{gathering.subject}, line {line}")
            )
            continue
        yield row, line


def _count_left_out(row: Mapping[str, str], gathering: Gathering) -> None:
    gathering.left_out.update(column for column in row if column not in COLUMNS and column not in _FOR_PEOPLE)


def _spelling(part: str, subject: str) -> Name | None:
    match = _WITH_LANGUAGE.fullmatch(part)
    return name_of(match[2], match[1], subject) if match else name_of(part, None, subject)


def _days(row: Mapping[str, str], *, is_wanted: bool) -> dict[str, str | None]:
    """Return the days and the source of a row, where they are those of the role in question."""
    return {key: row.get(key) if is_wanted else None for key in ("since", "until", "source")}


def row_of_role(role: ListedRole) -> dict[str, str]:
    """Return the cells that tell of a role."""
    return {
        "role": role.title,
        "organization": role.organization,
        "since": role.since or "",
        "until": role.until or "",
        "source": role.source,
    }
