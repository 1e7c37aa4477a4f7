"""A desk: everything its verbs need, put together by `app`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.model import Capture, Reading
from onrecord.model.access import AccessRules
from onrecord.ports import Clock, EvidenceStore, Fetcher, OutletBook, Passwords, Store, Timestamper
from onrecord.stages.identify import Comparer, load_matcher
from onrecord.stages.trace import Traced


class Reader(Protocol):
    """Turn a capture and its bytes into a reading; `flow.read_capture` is one."""

    def __call__(self, capture: Capture, body: bytes, *, name: str) -> Reading:
        """Return the reading.

        Raises:
            PageUnreadable: The bytes hold no text that can be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Return one installation: its data, and its ways to the outside.

    Attributes:
        name: What messages call it: its folder.
        store: Where readings are kept and searched.
        evidence: Where the exact bytes are kept.
        fetcher: Where bytes come from.
        clock: Where the time comes from.
        read: What makes readings of bytes.
        outlets: The outlets that it knows and watches.
        timestamper: Who signs when the ledger stood as it does, and checks such signatures.
        editor: Who judges where no name is given; "" where nobody knows.
        matcher: Loads what compares names, the first time any are compared.
        traced: What tracing needs of reports that were looked at of late, by their numbers, with the hashes of
            their texts; within `Store.writing()` alone.
        passwords: Gives what hashes passwords, made the first time one is needed; None where nobody signs in.
        access: How long what gives access holds, and how many tries there are.
    """

    name: str
    store: Store
    evidence: EvidenceStore
    fetcher: Fetcher
    clock: Clock
    read: Reader
    outlets: OutletBook
    timestamper: Timestamper | None = None
    editor: str = ""
    matcher: Callable[[], Comparer] = load_matcher
    traced: dict[int, tuple[str, Traced]] = field(default_factory=dict, compare=False, repr=False)
    passwords: Callable[[], Passwords] | None = None
    access: AccessRules = field(default_factory=AccessRules)
