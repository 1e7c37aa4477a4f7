"""Which of the files in a folder may hold a report."""

import re
from collections.abc import Iterable
from functools import cache

from onrecord.model import Lead
from onrecord.text.data import load_table

#: A desk keeps evidence as `evidence/ab/cd…`, the digits of its hash: such a file is in the desk already.
_KEPT_EVIDENCE = re.compile(r"(?:.*/)?[0-9a-f]{2}/?[0-9a-f]{62}\Z")


def collect_leads(named: str, found: Iterable[Lead]) -> tuple[Lead, ...]:
    """Return the leads worth reading among those `found` where the user `named` something.

    What the user named is always tried, whatever it is called. Below a named
    folder, hidden files, files of other kinds (by suffix, `data/media.toml`)
    and kept evidence are left out.

    Returns:
        Sorted by path, folder by folder, the parts of a container in its own order; each address and part once.

    >>> here = [Lead("file:///d/b.txt", "d/b.txt"), Lead("file:///d/a.jpg", "d/a.jpg")]
    >>> [lead.name for lead in collect_leads("d", here)]
    ['d/b.txt']
    """
    by_address: dict[str, dict[str | None, Lead]] = {}
    for lead in found:
        if lead.part is not None or _is_wanted(lead, named):
            by_address.setdefault(lead.address, {})[lead.part] = lead
    files = sorted(
        (list(parts.values()) for parts in by_address.values()), key=lambda parts: parts[0].name.split("/")
    )
    return tuple(lead for parts in files for lead in parts)


def _is_wanted(lead: Lead, named: str) -> bool:
    folder = named.rstrip("/") + "/"
    parts = [part for part in lead.name.removeprefix(folder).split("/") if part]
    if lead.name == named or not parts or not lead.name.startswith(folder):
        return True
    if any(part.startswith(".") for part in parts):
        return False
    stem, dot, suffix = parts[-1].rpartition(".")
    if dot and stem and suffix.casefold() in _other_suffixes():
        return False
    return not _KEPT_EVIDENCE.match("/".join(parts[-2:]))


@cache
def _other_suffixes() -> frozenset[str]:
    return frozenset(s for group in load_table("media")["others"].values() for s in group)
