"""What is done without a desk: reading, tracing, comparing names, opening packages.

What it needs is imported when it is used: `onrecord --help` loads nothing.
"""
# ruff: noqa: PLC0415 -- see above

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from onrecord.app.folders import find_folder, find_settings, use_settings
from onrecord.app.making import (
    SystemClock,
    make_documents,
    make_fetcher,
    make_outlet_book,
    make_packages,
    make_reader,
    make_timestamper,
)
from onrecord.desk.add import plan_leads
from onrecord.desk.export import Draw
from onrecord.desk.package import Checker
from onrecord.errors import OnRecordError
from onrecord.model import IdentityType, Likeness, Reading, Report, Reprint
from onrecord.ports import OpenPackage
from onrecord.stages.capture import make_capture

if TYPE_CHECKING:
    from onrecord.settings import Settings

Read = TypeVar("Read")


def read_leads(
    names: Iterable[str], folder: Path | None = None
) -> Iterator[tuple[str, Reading | OnRecordError]]:
    """Yield the reading of everything that `names` stand for, without a desk, and carry on past failures.

    The settings are those of a desk where there is one; see `find_settings`.

    Raises:
        BadRequest: Those settings are wrong.
        NotFound: A desk was named and is none.
    """
    settings, root = find_settings(folder)
    yield from _each(names, settings, make_reader(settings, root))


def trace_files(
    names: Iterable[str],
    folder: Path | None = None,
    *,
    least_share: float,
    failed: Callable[[OnRecordError], None],
) -> Iterator[Reprint]:
    """Yield which of the reports that `names` stand for carry each other's words, without a desk.

    The settings are those that `read_leads` takes. Nobody's words are attributed: reports are only read.

    Args:
        names: Files, folders, addresses.
        folder: A desk whose settings are meant, or None.
        least_share: Pairs that share less are left out, 0 to 1.
        failed: Told of each that cannot be read; the rest go on.

    Raises:
        BadRequest: Those settings are wrong.
        NotFound: A desk was named and is none.
    """
    from onrecord.stages.read import read_report
    from onrecord.stages.trace import trace_reports

    settings, root = find_settings(folder)
    outlets = make_outlet_book(root).known()
    read = partial(read_report, documents=make_documents(settings), outlets=outlets)

    def reports() -> Iterator[Report]:
        for _, result in _each(names, settings, read):
            if isinstance(result, OnRecordError):
                failed(result)
            else:
                yield result

    yield from trace_reports(reports(), least_share=least_share)


def score_names(pairs: Iterable[tuple[str, str, IdentityType]]) -> Iterator[Likeness]:
    """Yield how likely each pair of names is one, in the order given, without a desk.

    Args:
        pairs: Two names and what they name; read as they are needed.
    """
    # The products of the vectors are small: threads would wait for each other longer than they compute.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from onrecord.desk.names import score_names as score

    return score(pairs)


@contextmanager
def open_package(
    file: Path,
    folder: Path | None = None,
    *,
    draw: Draw,
    head: str | None = None,
    ca_file: Path | None = None,
) -> Iterator[tuple[OpenPackage, Checker]]:
    """Return a package of evidence and what it is verified with; a desk is not needed.

    Args:
        file: The package.
        folder: A desk whose settings are meant; None for those of the environment.
        draw: Writes a reading in the interchange format.
        head: A hash of the ledger it came from, that was written down.
        ca_file: Certificates that timestamps are checked against; None for those of the settings.

    Raises:
        NotFound, BadRequest, EvidenceBroken: It is not there, or no package.
    """
    root = find_folder(folder) if folder is not None else None
    settings = use_settings(root)
    here = root or Path.cwd()
    timestamper = make_timestamper(settings, here, ca_file=ca_file)
    with make_packages(settings).open(file) as package:
        yield package, Checker(make_reader(settings, here), draw, timestamper, head)


def _each(
    names: Iterable[str], settings: "Settings", read: Callable[..., Read]
) -> Iterator[tuple[str, Read | OnRecordError]]:
    """Yield what `read` makes of each capture of what `names` stand for, and carry on past failures."""
    clock = SystemClock()
    with closing(make_fetcher(settings)) as fetcher:
        for name, lead in plan_leads(fetcher, names):
            if isinstance(lead, OnRecordError):
                yield name, lead
                continue
            try:
                fetched = fetcher.fetch(lead)
                result = read(make_capture(fetched, now=clock.now()), fetched.body, name=name)
            except OnRecordError as error:
                yield name, error
            else:
                yield name, result
