"""One identity whole, for a person to read and as an object for programs."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.desk.card import Card, WholeCard
from onrecord.model import Judgement, Known, Role, RoleEvidence, Spelling
from onrecord.model.ledger import time_text
from onrecord.serve.formats.visible import counted, shorten, visible

#: Lines of each part that a person is shown; `--format json` has them all.
MOST_SHOWN = 12
_PASSAGE_CHARS = 160
_NAMED_OUTLETS = 3


def identity_card(whole: WholeCard) -> RenderableType:
    """Return everything that is known of one identity, part by part."""
    card = whole.card
    head = Text(visible(card.name), style="bold cyan")
    head.append(f"  {card.type} · {_counts(card)}", style="dim")
    parts: list[RenderableType] = [head, Text(f"  {card.id}", style="dim")]
    parts += _part("names", _name_lines(whole.spellings))
    parts += _part("roles", [_role_line(role) for role in card.roles])
    parts += _part("member of", [Text(visible(name)) for name in memberships(card.roles)])
    parts += _part("elsewhere", [Text(visible(f"{scheme} {value}")) for scheme, value in card.links])
    parts += _part("one by judgement of", [_member_line(known, card) for known in card.members])
    parts += _part("because", [_judgement_line(one) for one in whole.same])
    parts += _part(
        "not, or perhaps not,",
        [_judgement_line(one, of=f"{name} ({id_})") for one, id_, name in whole.different],
    )
    return Group(*parts)


def identity_object(whole: WholeCard) -> dict[str, Any]:
    """Return everything that is known of one identity as an object."""
    card = whole.card
    return {
        "id": card.id,
        "name": card.name,
        "type": str(card.type),
        "reports": sum(known.reports for known in card.members),
        "statements": card.statements,
        "names": [_spelling_object(one) for one in whole.spellings],
        "roles": [_role_object(role) for role in card.roles],
        "member_of": list(memberships(card.roles)),
        "links": [list(link) for link in card.links],
        "members": [_member_object(known) for known in card.members],
        "same": [_judgement_object(one) for one in whole.same],
        "different": [
            _judgement_object(one) | {"other": id_, "name": name} for one, id_, name in whole.different
        ],
    }


def memberships(roles: Iterable[Role]) -> tuple[str, ...]:
    """Return of what somebody with these roles is a part, as they name it, each once."""
    return tuple(dict.fromkeys(role.organization for role in roles if role.organization))


def _part(title: str, lines: list[Text]) -> Iterator[RenderableType]:
    if not lines:
        return
    yield Text(f"  {title}", style="bold")
    for line in lines[:MOST_SHOWN]:
        yield Padding(line, (0, 0, 0, 4))
    if len(lines) > MOST_SHOWN:
        yield Text(f"    and {len(lines) - MOST_SHOWN} more: --format json", style="dim")


def _counts(card: Card) -> str:
    reports = sum(known.reports for known in card.members)
    days = [day for known in card.members for day in (known.first_day, known.last_day) if day]
    facts = [counted(reports, "report"), counted(card.statements, "statement")]
    return " · ".join([*facts, _stretch(min(days), max(days))] if days else facts)


def _name_lines(spellings: Iterable[Spelling]) -> list[Text]:
    """Return a line for each spelling, behind those of its script and language."""
    lines = []
    for (script, language), group in groupby(spellings, lambda one: (one.name.script, one.name.language)):
        head = f"{script} {language or ''}".strip()
        for one in group:
            line = Text(f"{head:<10}", style="dim")
            head = ""
            line.append(visible(one.name.text), style="default")
            line.append(f"  {_where(one)}")
            lines.append(line)
    return lines


def _where(one: Spelling) -> str:
    facts = [counted(one.reports, "report")] if one.reports else []
    outlets = [
        visible(name or "no outlet") + (f" {times}" if times > 1 else "") for name, times in one.outlets
    ]
    if outlets:
        more = ", …" if len(outlets) > _NAMED_OUTLETS else ""
        facts.append(", ".join(outlets[:_NAMED_OUTLETS]) + more)
    if one.listed:
        facts.append("of a list")
    return " · ".join(facts)


def _role_line(role: Role) -> Text:
    title = ", ".join(part for part in (role.title or "member", role.organization) if part)
    line = Text(visible(title))
    facts = []
    if role.since or role.until:
        facts.append(f"{role.since or '…'} – {role.until or '…'}")
    if role.listed:
        facts.append(f"of a list: {visible(role.source)}" if role.source else "of a list")
    if role.reports:
        facts.append(counted(role.reports, "report"))
    if role.first_day and role.last_day:
        facts.append(_stretch(role.first_day, role.last_day))
    line.append(f"  {' · '.join(facts)}", style="dim")
    for one in role.said_in[:1]:
        line.append(
            f"\n“{shorten(visible(one.passage), _PASSAGE_CHARS)}” {visible(one.report_name)}", style="dim"
        )
    return line


def _member_line(known: Known, card: Card) -> Text:
    line = Text(visible(known.name), style="bold" if known.id == card.id else "")
    line.append(f"  {known.id} · {known.origin} · {counted(known.reports, 'report')}", style="dim")
    return line


def _judgement_line(one: Judgement, *, of: str = "") -> Text:
    score = f" {one.score:.2f}" if one.score is not None else ""
    line = Text(f"{one.n} {one.verdict}{f' {visible(of)}' if of else ''}")
    line.append(f"  {visible(one.by)}, {one.at:%Y-%m-%d}{score}: {visible(one.because)}", style="dim")
    return line


def _stretch(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} – {last.isoformat()}"


def _spelling_object(one: Spelling) -> dict[str, Any]:
    return {
        "text": one.name.text,
        "script": one.name.script,
        "language": one.name.language,
        "reports": one.reports,
        "listed": one.listed,
        "outlets": [{"outlet": name, "reports": times} for name, times in one.outlets],
        "newest": {"report": one.newest[0], "name": one.newest[1]} if one.newest else None,
    }


def _role_object(role: Role) -> dict[str, Any]:
    return {
        "title": role.title,
        "organization": role.organization,
        "organization_id": role.organization_id,
        "since": role.since,
        "until": role.until,
        "source": role.source,
        "listed": role.listed,
        "reports": role.reports,
        "first_day": _day(role.first_day),
        "last_day": _day(role.last_day),
        "said_in": [_evidence_object(one) for one in role.said_in],
    }


def _evidence_object(one: RoleEvidence) -> dict[str, Any]:
    return {
        "report": one.report,
        "name": one.report_name,
        "day": _day(one.day),
        "span": [one.span.start, one.span.end],
        "words": one.words,
        "passage": one.passage,
        "statement": one.statement,
    }


def _member_object(known: Known) -> dict[str, Any]:
    return {
        "id": known.id,
        "name": known.name,
        "type": str(known.type),
        "origin": str(known.origin),
        "names": [name.name.text for name in known.names],
        "reports": known.reports,
        "statements": known.statements,
        "first_day": _day(known.first_day),
        "last_day": _day(known.last_day),
    }


def _judgement_object(one: Judgement) -> dict[str, Any]:
    return {
        "n": one.n,
        "a": one.a,
        "b": one.b,
        "verdict": str(one.verdict),
        "by": one.by,
        "is_person": one.is_person,
        "at": time_text(one.at),
        "because": one.because,
        "score": one.score,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
