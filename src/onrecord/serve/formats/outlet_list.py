"""Outlets as JSON, with everything that a desk knows of them (docs/how-to/add-an-outlet.md).

`{"format": "onrecord-outlets", "version": 1, "outlets": [{"name": …}, …]}`:
each outlet has the keys of a row in `outlets/*.toml`.
"""

import json
from collections.abc import Sequence

from onrecord.errors import BadRequest
from onrecord.model import Outlet
from onrecord.text.outlet_rows import object_of, read_row

FORMAT = "onrecord-outlets"
VERSION = 1


def draw_outlet_list(outlets: Sequence[Outlet]) -> str:
    """Return outlets as a file of JSON, an outlet a line."""
    rows = ",\n".join("  " + json.dumps(object_of(outlet), ensure_ascii=False) for outlet in outlets)
    body = f"[\n{rows}\n]" if rows else "[]"
    return f'{{"format": "{FORMAT}", "version": {VERSION}, "outlets": {body}}}\n'


def read_outlet_list(body: bytes, *, subject: str) -> tuple[Outlet, ...]:
    """Return the outlets of such a file.

    Raises:
        BadRequest: It is no such file, of a later version, or a row is wrong.
    """
    try:
        given = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise BadRequest("is not JSON; export it again", subject=subject) from error
    if (
        not isinstance(given, dict)
        or given.get("format") != FORMAT
        or not isinstance(given.get("outlets"), list)
    ):
        raise BadRequest(f'is JSON and no list of outlets: its "format" is not "{FORMAT}"', subject=subject)
    if given.get("version") != VERSION:
        raise BadRequest(
            f"is of version {given.get('version')!r}, and this program reads version {VERSION}; update it",
            subject=subject,
        )
    outlets: list[Outlet] = []
    for place, row in enumerate(given["outlets"], 1):
        if not isinstance(row, dict):
            raise BadRequest("is no object", subject=f"{subject}, outlet {place}")
        outlets.append(read_row(row, subject=f"{subject}, outlet {place}"))
    return tuple(outlets)
