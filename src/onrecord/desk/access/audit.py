"""Who did what: written down with each act, and read back by an administrator."""

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.desk.access.demand import demand
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest
from onrecord.model.access import Asker, AuditEntry, Role
from onrecord.ports import AuditQuery

#: What an act was done to is an id or a name; a longer one is cut, for it stands in an index.
_MOST_SUBJECT = 300
_MOST_NAME = 200
#: Parts of keys under which a secret would stand: a fact under such a key is a defect of the program.
_SECRET_KEYS = ("password", "secret", "token_value", "cookie", "digest", "hash")


def note_act(
    desk: Desk, by: Asker, act: str, subject: str = "", facts: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Return the entry of the audit log that says who did what; call it in the transaction of the act itself.

    Args:
        desk: The desk.
        by: Who did it, and from where.
        act: What, a noun and a verb with a point between: `account.add`, `statement.correct`, `reports.export`.
        subject: What it was done to: an id or a name.
        facts: What else there is to know; never a secret.

    Raises:
        BadRequest: The act is no noun and verb, or a fact stands under the name of a secret.
    """
    noun, _, verb = act.partition(".")
    if not (noun.isidentifier() and verb.isidentifier()):
        raise BadRequest("an act is a noun and a verb with a point between, as in account.add", subject=act)
    kept = dict(facts or {})
    for key in kept:
        if any(part in key.casefold() for part in _SECRET_KEYS):
            raise BadRequest("a secret does not belong in the audit log; leave it out", subject=key)
    account = by.account.id if by.account else None
    entry = AuditEntry(
        0,
        desk.clock.now(),
        account,
        by.name[:_MOST_NAME],
        by.via,
        by.address,
        act,
        subject[:_MOST_SUBJECT],
        kept,
    )
    with desk.store.writing():
        return desk.store.access.audit.add(entry)


def list_acts(desk: Desk, query: AuditQuery, *, by: Asker) -> Iterator[AuditEntry]:
    """Return what was done, the newest first.

    Raises:
        SignInRefused, NotAllowed: Who asks is no administrator.
    """
    demand(by, Role.ADMINISTRATOR)
    return desk.store.access.audit.find(query)


def export_acts(desk: Desk, query: AuditQuery, *, by: Asker) -> Iterator[AuditEntry]:
    """Return the same, and write down that it was exported: that entry is the first to come out.

    Raises:
        SignInRefused, NotAllowed: Who asks is no administrator.
    """
    demand(by, Role.ADMINISTRATOR)
    asked = {
        key: str(value)
        for key in ("account", "name", "act", "subject", "since", "until", "before")
        if (value := getattr(query, key)) is not None
    }
    note_act(desk, by, "audit.export", facts=asked)
    return desk.store.access.audit.find(query)
