"""Accounts, tokens and the audit log: for a person to read, and as objects."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.model.access import Account, AuditEntry, Token
from onrecord.serve.formats.visible import visible


def link_address(site: str, key: str) -> str:
    """Return the address of a one-time link.

    >>> link_address("http://127.0.0.1:8000/", "abc")
    'http://127.0.0.1:8000/link/abc'
    """
    return f"{site.rstrip('/')}/link/{key}"


def account_object(account: Account) -> dict[str, Any]:
    """Return an account as an object; its password's hash is no part of it."""
    return {
        "id": account.id,
        "name": account.name,
        "role": str(account.role),
        "made_at": account.made_at.isoformat(),
        "disabled_at": _iso(account.disabled_at),
        "has_password": account.has_password,
        "issuer": account.issuer,
        "subject": account.subject,
    }


def accounts_table(accounts: Sequence[Account]) -> RenderableType:
    """Return a listing of accounts."""
    table = _table("name", "role", "made", "signs in", "id")
    for one in accounts:
        ways = [
            way for way, is_so in (("password", one.has_password), ("OIDC", one.issuer is not None)) if is_so
        ]
        shown = "disabled" if one.disabled_at else " or ".join(ways) or "not yet"
        table.add_row(
            Text(visible(one.name), style="bold"), one.role, f"{one.made_at:%Y-%m-%d}", shown, one.id
        )
    return table


def token_object(token: Token, account: str) -> dict[str, Any]:
    """Return a token as an object, with the name of its account; its secret is known to nobody here."""
    return {
        "id": token.id,
        "name": token.name,
        "account": {"id": token.account, "name": account},
        "scopes": sorted(map(str, token.scopes)),
        "made_at": token.made_at.isoformat(),
        "expires_at": _iso(token.expires_at),
        "used_at": _iso(token.used_at),
        "revoked_at": _iso(token.revoked_at),
    }


def tokens_table(tokens: Sequence[Token], names: Mapping[str, str]) -> RenderableType:
    """Return a listing of tokens; `names` are those of accounts, by id."""
    table = _table("name", "account", "scopes", "made", "last used", "until", "id")
    for one in tokens:
        until = "revoked" if one.revoked_at else f"{one.expires_at:%Y-%m-%d}" if one.expires_at else "–"
        table.add_row(
            Text(visible(one.name), style="bold"),
            Text(visible(names[one.account])),
            ", ".join(sorted(one.scopes)),
            f"{one.made_at:%Y-%m-%d}",
            f"{one.used_at:%Y-%m-%d}" if one.used_at else "–",
            until,
            one.id,
        )
    return table


def audit_object(entry: AuditEntry) -> dict[str, Any]:
    """Return an entry of the audit log as an object."""
    return {
        "n": entry.n,
        "at": entry.at.isoformat(),
        "account": entry.account,
        "name": entry.name,
        "via": str(entry.via),
        "address": entry.address,
        "act": entry.act,
        "subject": entry.subject,
        "facts": dict(entry.facts),
    }


def audit_table(entries: Sequence[AuditEntry]) -> RenderableType:
    """Return a listing of what was done."""
    table = _table("no.", "when", "who", "what", "to what")
    for one in entries:
        where = f"{one.via} {one.address}".strip()
        table.add_row(
            str(one.n),
            f"{one.at:%Y-%m-%d %H:%M}",
            Text(visible(f"{one.name or '–'} ({where})")),
            Text(visible(one.act), style="bold"),
            Text(visible(" · ".join(filter(None, (one.subject, facts_line(one.facts)))))),
        )
    return table


def facts_line(facts: Mapping[str, Any]) -> str:
    """Return facts in one line.

    >>> facts_line({"name": "Mila Kern", "scopes": ["edit", "read"]})
    'name: Mila Kern, scopes: edit read'
    """
    return ", ".join(
        f"{key}: {' '.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in facts.items()
    )


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in {"no.", "id", "when", "role", "made"})
    return table


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
