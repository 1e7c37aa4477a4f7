"""Wiring: settings → adapters → desk. The one package that names an adapter.

- `folders`: which desk is meant, and the settings that hold there.
- `making`: what a desk works with, made as its settings say.
- `desks`: a desk put together from these.
- `deskless`: what needs no desk.
"""

from onrecord.app.deskless import open_package, read_leads, score_names, trace_files
from onrecord.app.desks import find_editor, init_desk, open_desk, open_watch, packages_of, provider_of
from onrecord.app.folders import DESK_VARIABLE, find_folder, find_settings, find_site_address, use_settings
from onrecord.app.logs import set_logging
from onrecord.app.making import (
    ALIAS_TABLE,
    OUTLETS_FOLDER,
    SystemClock,
    make_access_rules,
    make_documents,
    make_fetcher,
    make_limits,
    make_matcher,
    make_outlet_book,
    make_packages,
    make_passwords,
    make_provider,
    make_reader,
    make_timestamper,
    make_voucher_rules,
)

__all__ = [
    "ALIAS_TABLE",
    "DESK_VARIABLE",
    "OUTLETS_FOLDER",
    "SystemClock",
    "find_editor",
    "find_folder",
    "find_settings",
    "find_site_address",
    "init_desk",
    "make_access_rules",
    "make_documents",
    "make_fetcher",
    "make_limits",
    "make_matcher",
    "make_outlet_book",
    "make_packages",
    "make_passwords",
    "make_provider",
    "make_reader",
    "make_timestamper",
    "make_voucher_rules",
    "open_desk",
    "open_package",
    "open_watch",
    "packages_of",
    "provider_of",
    "read_leads",
    "score_names",
    "set_logging",
    "trace_files",
    "use_settings",
]
