"""Those whom a name may mean, for a person and for programs to read."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.desk import Somebody
from onrecord.model import ListedRole, ToldRole
from onrecord.ports import StatementHit
from onrecord.serve.formats.objects import hit_object
from onrecord.serve.formats.visible import counted, joined, shorten, visible

#: Long enough for one sentence: the statements themselves are shown by `onrecord statements`.
_WORDS_CHARS = 160
#: Spellings and roles told of one.
_TOLD = 8


def people_table(people: Sequence[Somebody], *, whole: bool) -> RenderableType:
    """Return each with spellings, roles and statements, best first."""
    parts: list[RenderableType] = []
    for one in people:
        parts += [_head(one), Padding(_facts(one), (0, 0, 0, 2))]
        for title, hits in (("said", one.said), ("said of it", one.said_of)):
            if hits:
                parts.append(Padding(Text(title, style="dim"), (1, 0, 0, 2)))
                parts.append(Padding(_statements(hits, whole=whole), (0, 0, 0, 2)))
        parts.append(Text())
    if len(people) > 1:
        parts.append(
            Text(
                f"  {len(people)} whom it may mean; `onrecord identities same A B` or `different A B` settles it",
                style="dim",
            )
        )
    return Group(*parts)


def _head(one: Somebody) -> Text:
    head = Text(visible(one.name), style="bold cyan")
    head.append(f"  {one.type}, {one.score:.2f}: {visible(one.because)}", style="not bold default")
    return head


def _facts(one: Somebody) -> RenderableType:
    days = " to ".join(dict.fromkeys(str(day) for day in (one.first_day, one.last_day) if day))
    lines = [
        ", ".join(
            [counted(one.reports, "report"), counted(one.statements, "statement"), *([days] if days else [])]
        )
        + f" · id {one.id[:12]}"
    ]
    for script, spelt in one.spellings.items():
        lines.append(
            f"{script}: "
            + _listing(f"{each.text} ({each.reports})" if each.reports else each.text for each in spelt)
        )
    roles = [*map(_role, one.listed), *map(_role, one.told)]
    if roles:
        lines.append("called: " + _listing(dict.fromkeys(roles)))
    if one.links:
        lines.append("links: " + _listing(f"{scheme} {value}" for scheme, value in one.links))
    return Text("\n".join(map(visible, lines)))


def _listing(things: Iterable[str]) -> str:
    every = list(things)
    more = f", and {len(every) - _TOLD} more" if len(every) > _TOLD else ""
    return ", ".join(every[:_TOLD]) + more


def _role(role: ToldRole | ListedRole) -> str:
    words = (
        f"{role.title} ({role.organization})"
        if role.title and role.organization
        else role.title or role.organization
    )
    if isinstance(role, ListedRole) and (role.since or role.until):
        words += f", {role.since or ''}–{role.until or ''}"
    return words


def _statements(hits: Sequence[StatementHit], *, whole: bool) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False, expand=True)
    table.add_column("day", no_wrap=True)
    table.add_column("who", width=18)
    table.add_column("words", ratio=1)
    table.add_column("where", style="dim", max_width=28, overflow="fold")
    for hit in hits:
        said = visible(joined(hit.words))
        day = hit.statement.said_on or hit.published
        speaker = hit.statement.speaker
        where = " · ".join(part for part in (hit.outlet, hit.report_name) if part)
        table.add_row(
            day.isoformat() if day else "–",
            Text(visible(speaker.name or "not named") if speaker else "not named"),
            Text(said if whole else shorten(said, _WORDS_CHARS)),
            Text(visible(where)),
        )
    return table


def people_object(people: Sequence[Somebody]) -> str:
    """Return them as one JSON list, spellings and statements as each report has them."""
    return json.dumps([_object(one) for one in people], ensure_ascii=False, indent=1) + "\n"


def _object(one: Somebody) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "type": str(one.type),
        "score": round(one.score, 4),
        "because": one.because,
        "names": [
            {"text": each.text, "script": script, "reports": each.reports, "listed": each.listed}
            for script, some in one.spellings.items()
            for each in some
        ],
        "roles": [
            *(
                {
                    "title": role.title,
                    "organization": role.organization,
                    "listed": True,
                    "since": role.since,
                    "until": role.until,
                    "source": role.source,
                }
                for role in one.listed
            ),
            *({"title": role.title, "organization": role.organization, "listed": False} for role in one.told),
        ],
        "links": [{"scheme": scheme, "value": value} for scheme, value in one.links],
        "reports": one.reports,
        "statements": one.statements,
        "first_day": one.first_day.isoformat() if one.first_day else None,
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "members": list(one.members),
        "said": [hit_object(hit) for hit in one.said],
        "said_of": [hit_object(hit) for hit in one.said_of],
    }
