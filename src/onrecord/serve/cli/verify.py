"""`onrecord verify`: is everything that a desk or a package holds still true?"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.desk import Finding, Gravity
from onrecord.errors import BadRequest, EvidenceBroken
from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.progress import watched
from onrecord.serve.formats.objects import report_object
from onrecord.serve.formats.visible import counted

#: As `onrecord evidence head` prints it, whole or its first digits: fewer would fit by chance.
_HEAD = re.compile(r"(?:\d+[\s:]+)?([0-9a-f]{16,64})", re.IGNORECASE)


def verify(
    context: typer.Context,
    package: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="A package (.wacz, .warc.gz) to verify, without any desk."),
    ] = None,
    *,
    head: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A head of the ledger that you wrote down: it must be there."),
    ] = None,
    ca_file: Annotated[
        Path | None, typer.Option(metavar="PEM", help="For FILE: the timestamp authority's certificates.")
    ] = None,
    where: DeskOption = None,
) -> None:
    """Check the ledger, every capture's hash, read every report again, and try every span.

    Ends with status 7 where something is broken; notes do not count.
    """
    written = _head(head)
    if package is not None:
        _verify_package(package, chosen_desk(context, where), written, ca_file)
        return
    broken = notes = 0
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        counts = opened.store.counts()
        last = opened.store.ledger.head()
        for _, findings in watched(desk.verify(opened, head=written), total=counts["captures"]):
            told = _tell(findings)
            broken += told[0]
            notes += told[1]
    held = ", ".join(counted(counts[f"{noun}s"], noun) for noun in ("capture", "report", "statement"))
    if broken:
        raise EvidenceBroken(
            f"{counted(broken, 'finding')} in {held}; see above for what to do", subject=opened.name
        )
    show_line(f"verified {held}: all still true" + (f" ({counted(notes, 'note')})" if notes else ""))
    if last is not None:
        show_line(f"ledger: {last.n} {last.hash}")


def _verify_package(file: Path, folder: Path | None, head: str | None, ca_file: Path | None) -> None:
    broken = captures = 0
    with app.open_package(file, folder, draw=report_object, head=head, ca_file=ca_file) as (opened, checker):
        for subject, findings in watched(desk.verify_package(opened, checker), total=None):
            broken += _tell(findings)[0]
            captures += subject not in {"the package", "the ledger", "the archive"}
    if broken:
        raise EvidenceBroken(f"{counted(broken, 'finding')}; see above for what to do", subject=str(file))
    show_line(f"verified {counted(captures, 'capture')} in {file}: all true")


def _tell(findings: Iterable[Finding]) -> tuple[int, int]:
    """Print findings; return how many are broken and how many are notes."""
    found = list(findings)
    for finding in found:
        show_line(f"{finding.gravity}: {finding.subject}: {finding.message}")
    broken = sum(finding.gravity is Gravity.BROKEN for finding in found)
    return broken, len(found) - broken


def _head(given: str | None) -> str | None:
    if given is None:
        return None
    match = _HEAD.fullmatch(given.strip())
    if match is None:
        raise BadRequest("is no head; give the hash that `onrecord evidence head` printed", subject=given)
    return match[1].lower()
