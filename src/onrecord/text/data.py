"""The package's own tables: outlets, cues, titles and names as TOML files.

They are constants of the program that happen to be written as data, so that
an editor can add one without touching code; they are read once and kept.
"""

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def load_table(name: str) -> MappingProxyType[str, Any]:
    """Return one table of `onrecord/data`, read-only, by its path there without `.toml`.

    Raises:
        FileNotFoundError: The package has no such table: a defect of ours.
    """
    path = files("onrecord").joinpath("data", *f"{name}.toml".split("/"))
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))


def has_table(name: str) -> bool:
    """Return whether `onrecord/data` holds a table under that name.

    >>> has_table("cues/en"), has_table("cues/tlh")
    (True, False)
    """
    return files("onrecord").joinpath("data", *f"{name}.toml".split("/")).is_file()


@cache
def load_folder(name: str) -> tuple[MappingProxyType[str, Any], ...]:
    """Return every table in one folder of `onrecord/data`, by file name order."""
    folder = files("onrecord").joinpath("data", name)
    stems = sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml"))
    return tuple(load_table(f"{name}/{stem}") for stem in stems)
