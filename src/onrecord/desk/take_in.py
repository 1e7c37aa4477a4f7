"""Taking the captures of a package into a desk, with their original times and where they came from."""

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePath

from onrecord.desk.desk import Desk
from onrecord.desk.findings import Gravity
from onrecord.desk.keep import Added, Kept, NewEdition, keep
from onrecord.desk.package import Checker, Told, capture_of, check_format, verify_package
from onrecord.errors import BadRequest, EvidenceBroken, OnRecordError, StoreError
from onrecord.model import EntryKind
from onrecord.ports import OpenPackage

#: A desk's own id, as the first entry of its ledger gives it.
_DESK = re.compile(r"[0-9a-f]{32}")
#: Longer than any path or address that a program would take.
_NAME_CHARS = 4_096
#: Clocks of two desks differ by less; a capture dated later would stay "the latest" for ever.
_AHEAD = timedelta(days=1)


def take_in(
    desk: Desk, package: OpenPackage, checker: Checker, *, name: str, again: bool = False
) -> Iterator[tuple[str, Kept | OnRecordError]]:
    """Yield what became of each capture in a package, after all of it was verified.

    The ledger records of each where it came from, and of the import itself
    which package it was. What the desk holds already is not kept twice.

    Args:
        desk: The desk to take them into.
        package: What to take in.
        checker: What it is verified with.
        name: The package's file name.
        again: Take also what was once removed from this desk.

    Raises:
        EvidenceBroken: Something in the package is not true: nothing is taken in.
        StoreError: The desk cannot be written.
    """
    for subject, findings in verify_package(package, checker):
        for finding in findings:
            if finding.gravity is Gravity.BROKEN:
                raise EvidenceBroken(f"nothing was taken in: {subject}: {finding.message}", subject=name)
    source = check_format(package).get("desk")
    origin = {
        "kind": "import",
        "package": package.sha256,
        "file": PurePath(name).name,
        "desk": source if isinstance(source, str) and _DESK.fullmatch(source) else None,
    }
    captures: dict[str, list[Told]] = {}
    for line in package.lines("captures.jsonl"):
        one = capture_of(line)
        if one is not None:
            captures.setdefault(one.capture.sha256, []).append(one)
    new = 0
    for _, body in package.bodies():
        for one in captures.pop(hashlib.sha256(body).hexdigest(), ()):
            via = {**origin, "entry": one.entry}
            place = f"import {origin['desk']} {one.place}"
            try:
                _refuse_future(desk, one)
                kept = keep(
                    desk,
                    one.capture,
                    body,
                    name=one.name[:_NAME_CHARS],
                    place=place,
                    via=via,
                    credit=one.credit,
                    again=again,
                )
            except (StoreError, EvidenceBroken):
                raise
            except OnRecordError as error:
                yield one.name, error
                continue
            new += isinstance(kept, Added | NewEdition)
            yield one.name, kept
    if new:
        with desk.store.writing():
            desk.store.ledger.append(
                EntryKind.IMPORT, package.sha256, {**origin, "captures": new}, at=desk.clock.now()
            )


def _refuse_future(desk: Desk, one: Told) -> None:
    """Check that a capture is not dated after now.

    Raises:
        BadRequest: It is.
    """
    if one.capture.fetched_at > desk.clock.now() + _AHEAD:
        raise BadRequest(
            f"is dated {one.capture.fetched_at:%Y-%m-%d}, which is to come; check this machine's clock",
            subject=one.name,
        )
