"""The folder that is meant, and the settings that hold there.

Settings are loaded when they are asked for: `onrecord --help` loads nothing.
"""
# ruff: noqa: PLC0415 -- see above

import os
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.app.logs import set_logging
from onrecord.errors import NotFound

if TYPE_CHECKING:
    from onrecord.settings import Settings

DESK_VARIABLE = "ONRECORD_DESK"


def find_folder(folder: Path | None) -> Path:
    """Return the folder of the desk that is meant.

    Raises:
        NotFound: There is no desk there.
    """
    from onrecord.settings import SETTINGS_FILE, find_desk

    named = folder or (Path(os.environ[DESK_VARIABLE]) if os.environ.get(DESK_VARIABLE) else None)
    if named is not None:
        if (named / SETTINGS_FILE).is_file():
            return named
        raise NotFound(f"is not a desk; make one with `onrecord init {named}`", subject=str(named))
    found = find_desk(Path.cwd())
    if found is None:
        raise NotFound(
            "no desk here or above; make one with `onrecord init DIR`, or name one with --desk DIR",
            subject=str(Path.cwd()),
        )
    return found


def find_settings(folder: Path | None) -> tuple["Settings", Path]:
    """Return the settings that hold where no desk is needed, and the folder from which paths in them start.

    They are those of the desk in `folder`, or of the one that `ONRECORD_DESK` names, or of the one around the current
    folder; where there is none, those of the environment, and the current folder.

    Raises:
        BadRequest: They are wrong.
        NotFound: A desk was named and is none.
    """
    from onrecord.settings import find_desk

    named = folder is not None or bool(os.environ.get(DESK_VARIABLE))
    root = find_folder(folder) if named else find_desk(Path.cwd())
    return use_settings(root), root or Path.cwd()


def find_site_address(folder: Path | None = None) -> str:
    """Return the address under which the desk in `folder` is reached by browsers.

    Raises:
        NotFound: There is no desk there.
        BadRequest: Its settings are wrong.
    """
    return use_settings(find_folder(folder)).site_address


def use_settings(root: Path | None) -> "Settings":
    """Return the settings of the desk in `root`, None for those of the environment, and tell of the work as they say.

    Raises:
        BadRequest: They are wrong.
    """
    from onrecord.settings import SETTINGS_FILE, load_settings

    settings = load_settings(root / SETTINGS_FILE if root else None)
    set_logging(settings.log_level)
    return settings
