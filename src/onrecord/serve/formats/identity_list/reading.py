"""Reading a list of identities, whichever form it has: the form is told by what stands in it."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.errors import BadRequest
from onrecord.serve.formats.identity_list.gathering import Gathering, Listing, TooManyProblemsError
from onrecord.serve.formats.identity_list.money import MoneyReader
from onrecord.serve.formats.identity_list.objects import read_object
from onrecord.serve.formats.identity_list.rows import read_rows

#: Some 100,000 entities of FollowTheMoney; more is split, so that a desk is not held up by one file.
MOST_BYTES = 100_000_000
#: JSON that is not in lines is held whole, at ten times its size.
MOST_WHOLE_BYTES = 20_000_000
#: The line of an entity with labels in every language, ten times over.
MOST_LINE_BYTES = 2_000_000
_BOM = b"\xef\xbb\xbf"


def read_list(body: bytes, *, subject: str) -> Listing:
    """Return what a file lists: CSV, an array or lines of JSON, labels of Wikidata, entities of FollowTheMoney.

    Args:
        body: The bytes of the file.
        subject: What it is called, for messages.

    Raises:
        BadRequest: It is none of these as a whole; what is wrong with single lines stands in `Listing.problems`.
    """
    if len(body) > MOST_BYTES:
        raise BadRequest(f"is larger than {MOST_BYTES:,} bytes; split it", subject=subject)
    body = body.removeprefix(_BOM)
    gathering = Gathering(subject)
    start = body[:100].lstrip()[:1]
    try:
        if start in {b"{", b"["}:
            _read_things(_things(body, gathering), gathering)
        elif not start and not body.strip():
            raise BadRequest("is empty; there is nothing to import", subject=subject)
        else:
            read_rows(_lines_of_text(body, subject), gathering)
    except TooManyProblemsError:
        pass
    return gathering.finish()


def _read_things(things: Iterable[tuple[str, Any]], gathering: Gathering) -> None:
    money = MoneyReader(gathering)
    for subject, thing in things:
        try:
            if not isinstance(thing, Mapping):
                raise BadRequest("is no object; write an object for each identity", subject=subject)  # noqa: TRY301 -- told as the readers tell theirs
            if "schema" in thing:
                money.read(thing, subject)
            else:
                read_object(thing, subject, gathering)
        except BadRequest as problem:
            gathering.fail(problem)
    money.finish()


def _things(body: bytes, gathering: Gathering) -> Iterator[tuple[str, Any]]:
    """Yield the values of a file of JSON, each with where it stands: a line, or a place in the whole."""
    first = body.lstrip().partition(b"\n")[0]
    if body.lstrip().startswith(b"{") and _is_whole(first):
        yield from _values_of_lines(body, gathering)
        return
    subject = gathering.subject
    if len(body) > MOST_WHOLE_BYTES:
        raise BadRequest(
            f"is JSON of more than {MOST_WHOLE_BYTES:,} bytes that is not in lines; write an object a line",
            subject=subject,
        )
    try:
        whole = json.loads(body)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise BadRequest("is not JSON; export it again", subject=subject) from error
    for place, thing in enumerate(whole if isinstance(whole, list) else _entities(whole), 1):
        yield f"{subject}, entry {place}", thing


def _entities(thing: Any) -> list[Any]:
    """Return the entities in an answer of Wikidata, or the thing alone."""
    if isinstance(thing, Mapping) and isinstance(thing.get("entities"), Mapping):
        return list(thing["entities"].values())
    return [thing]


def _values_of_lines(body: bytes, gathering: Gathering) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(io.BytesIO(body), 1):
        if not line.strip():
            continue
        subject = f"{gathering.subject}, line {number}"
        if len(line) > MOST_LINE_BYTES:
            gathering.fail(BadRequest(f"is longer than {MOST_LINE_BYTES:,} bytes", subject=subject))
            continue
        try:
            thing = json.loads(line)
        except (ValueError, RecursionError):
            gathering.fail(BadRequest("is not JSON; write an object a line", subject=subject))
            continue
        for entity in _entities(thing):
            yield subject, entity


def _is_whole(line: bytes) -> bool:
    """Return whether a first line is a value of its own, so that the file is one of lines."""
    if len(line) > MOST_LINE_BYTES:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _lines_of_text(body: bytes, subject: str) -> Iterator[str]:
    """Yield the lines of a file of text.

    Raises:
        BadRequest: One is not UTF-8, or longer than any row is.
    """
    for number, line in enumerate(io.BytesIO(body), 1):
        where = f"{subject}, line {number}"
        if len(line) > MOST_LINE_BYTES:
            raise BadRequest(f"is longer than {MOST_LINE_BYTES:,} bytes; is it a table?", subject=where)
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            raise BadRequest("is not UTF-8; save the table as “CSV UTF-8”", subject=where) from None
