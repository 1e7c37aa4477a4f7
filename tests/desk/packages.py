"""Packages written from desks in tests, and packages that somebody changed and gave fresh hashes."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from onrecord.app import make_timestamper
from onrecord.desk import Checker, Desk, Exported, Finding, choose_reports, export, verify_package
from onrecord.serve.formats.objects import report_object
from onrecord.settings import load_settings
from tests.adapters.wacz.made import PACKAGES

Change = Callable[[dict[str, bytes]], None]


def write(desk: Desk, target: Path, *keys: str, all_editions: bool = False) -> Exported:
    """Return what went into the package of some reports at `target`."""
    chosen = choose_reports(desk, keys, all_editions=all_editions)
    return export(desk, chosen, PACKAGES, target, draw=report_object, made_by="onrecord tests")


def checker(desk: Desk, *, ca_file: Path | None = None, head: str | None = None) -> Checker:
    """Return what packages are checked with: the desk's reader, and nothing else of it."""
    timestamper = make_timestamper(load_settings(None), Path(), ca_file=ca_file)
    return Checker(desk.read, report_object, timestamper, head)


def findings(path: Path, using: Checker) -> list[Finding]:
    """Return all that verifying a package finds."""
    with PACKAGES.open(path) as package:
        return [finding for _, found in verify_package(package, using) for finding in found]


def changed(path: Path, change: Change) -> Path:
    """Return a package like that at `path` but for `change`, all hashes in its lists made to fit again."""
    with zipfile.ZipFile(path) as file:
        members = {one.filename: file.read(one) for one in file.infolist()}
    listed = json.loads(members.pop("datapackage.json"))
    del members["datapackage-digest.json"]
    change(members)
    listed["resources"] = [
        {"name": name, "path": name, "hash": f"sha256:{hashlib.sha256(body).hexdigest()}", "bytes": len(body)}
        for name, body in members.items()
    ]
    other = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(other, "w") as file:
        for name, body in {**members, "datapackage.json": json.dumps(listed).encode()}.items():
            file.writestr(name, body)
    return other
