"""Judgements, questions and known identities for people and for programs."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.desk.judging import Cluster, Judged
from onrecord.desk.review import Asked, Remembered
from onrecord.model import Judgement, Known, ListedRole, Undoing
from onrecord.serve.formats.persons_words import persons_words
from onrecord.serve.formats.visible import counted, visible

#: Spellings of one known identity that a card shows.
_NAMES = 6
_STYLES = {"same": "green", "different": "red", "unsure": "yellow"}


def judged_object(judged: Judged) -> dict[str, Any]:
    """Return what came of a judgement as an object."""
    return {
        "judgement": judgement_object(judged.judgement, judged.names),
        "undoing": undoing_object(judged.undoing) if judged.undoing else None,
        "together": judged.together,
        "before": [_cluster_object(one) for one in judged.before],
        "after": [_cluster_object(one) for one in judged.after],
    }


def judgement_object(judgement: Judgement, names: tuple[str, str]) -> dict[str, Any]:
    """Return a judgement as an object."""
    return {
        "n": judgement.n,
        "a": {"id": judgement.a, "name": names[0]},
        "b": {"id": judgement.b, "name": names[1]},
        "verdict": str(judgement.verdict),
        "by": judgement.by,
        "person": judgement.is_person,
        "at": judgement.at.isoformat(),
        "because": judgement.because,
        "score": _rounded(judgement.score),
        "undone": judgement.undone,
    }


def undoing_object(undoing: Undoing) -> dict[str, Any]:
    """Return the taking back of a judgement as an object."""
    return {
        "n": undoing.n,
        "verdict": "undo",
        "undoes": undoing.judgement,
        "by": undoing.by,
        "at": undoing.at.isoformat(),
        "because": undoing.because,
    }


def remembered_object(entry: Remembered) -> dict[str, Any]:
    """Return an entry of the history as an object."""
    return undoing_object(entry.undoing) if entry.undoing else judgement_object(entry.judgement, entry.names)


def question_object(asked: Asked) -> dict[str, Any]:
    """Return a pair to be judged as an object."""
    judgement = asked.question.judgement
    return {
        "judgement": judgement.n,
        "settles": asked.question.settles,
        "score": _rounded(judgement.score),
        "because": judgement.because,
        "by": judgement.by,
        "a": known_object(asked.a, asked.roles[0]),
        "b": known_object(asked.b, asked.roles[1]),
    }


def known_object(known: Known, roles: Sequence[ListedRole] = ()) -> dict[str, Any]:
    """Return a known identity as an object."""
    return {
        "id": known.id,
        "name": known.name,
        "type": str(known.type),
        "cluster": known.cluster,
        "names": [
            {
                "text": one.name.text,
                "script": one.name.script,
                "language": one.name.language,
                "reports": one.reports,
            }
            for one in known.names
        ],
        "reports": known.reports,
        "statements": known.statements,
        "first_day": known.first_day.isoformat() if known.first_day else None,
        "last_day": known.last_day.isoformat() if known.last_day else None,
        "roles": [
            {"title": role.title, "organization": role.organization, "since": role.since, "until": role.until}
            for role in roles
        ],
    }


def questions_list(questions: Iterable[Asked]) -> RenderableType:
    """Return the pairs to be judged, one under the other."""
    return Group(*(question_card(asked) for asked in questions))


def question_card(asked: Asked) -> RenderableType:
    """Return one pair to be judged: what each is called, where it stands, why it is asked, what an answer settles."""
    judgement = asked.question.judgement
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(_known_text(asked.a, asked.roles[0]), _known_text(asked.b, asked.roles[1]))
    score = "" if judgement.score is None else f"{judgement.score:.2f} · "
    settles = counted(asked.question.settles, "statement")
    why = Text(visible(f"{score}{judgement.because} ({judgement.by})"), style="italic")
    return Group(
        Text(f"question {judgement.n} · settles {settles}", style="bold cyan"),
        Padding(Group(table, why), (0, 0, 1, 2)),
    )


def history_table(entries: Iterable[Remembered]) -> RenderableType:
    """Return what was judged and taken back, one under the other."""
    named = ((entry.undoing or entry.judgement, entry) for entry in entries)
    return persons_words((one.n, one.at, one.by, _entry_text(entry)) for one, entry in named)


def judged_lines(judged: Judged) -> list[str]:
    """Return in words what was said, and what was joined or parted by it."""
    judgement = judged.judgement
    one, other = judged.names
    if judged.undoing:
        said = f"took back judgement {judgement.n}: {one} and {other}, {judgement.verdict}, by {judgement.by}"
    else:
        said = f"judgement {judgement.n}: {one} and {other}, {judgement.verdict}"
    return [said, _change(judged)]


def _change(judged: Judged) -> str:
    before, after = _listed(judged.before), _listed(judged.after)
    if not judged.before:
        return f"nothing was joined or parted; the two are {'one' if judged.together else 'apart'}"
    if len(judged.after) < len(judged.before):
        return f"joined {before} into {after}"
    if len(judged.after) > len(judged.before):
        return f"parted {before} into {after}"
    return f"regrouped {before} as {after}"


def _listed(clusters: Sequence[Cluster]) -> str:
    return " and ".join(f"{one.name} ({counted(one.members, 'known name')})" for one in clusters)


def _known_text(known: Known, roles: Sequence[ListedRole]) -> Text:
    text = Text(visible(known.name), style="bold")
    days = "–".join(dict.fromkeys(day.isoformat() for day in (known.first_day, known.last_day) if day))
    facts = [str(known.type), counted(known.reports, "report"), counted(known.statements, "statement"), days]
    text.append("\n" + " · ".join(fact for fact in facts if fact), style="not bold dim")
    others = [one.name for one in known.names if one.name.text != known.name]
    scripts = ", ".join(dict.fromkeys(one.name.script for one in known.names))
    if others or scripts:
        spelled = ", ".join(visible(one.text) for one in others[:_NAMES])
        more = f", {len(others) - _NAMES} more" if len(others) > _NAMES else ""
        text.append("\n" + " · ".join(part for part in (spelled + more, scripts) if part), style="not bold")
    for role in roles:
        of = f"{role.title} of {role.organization}" if role.title and role.organization else ""
        span = "–".join((role.since or "", role.until or "")) if role.since or role.until else ""
        words = " ".join(part for part in (of or role.title or f"of {role.organization}", span) if part)
        text.append("\n" + visible(words), style="not bold")
    text.append(f"\n{known.id[:12]}", style="not bold dim")
    return text


def _entry_text(entry: Remembered) -> Text:
    judgement = entry.judgement
    one, other = (visible(name) for name in entry.names)
    if entry.undoing:
        text = Text(f"took back {judgement.n}: {one} / {other}, {judgement.verdict}")
        because = entry.undoing.because
    else:
        gone = judgement.undone is not None
        text = Text(f"{one} / {other}: ", style="dim" if gone else "")
        text.append(str(judgement.verdict), style="dim" if gone else _STYLES[judgement.verdict])
        if gone:
            text.append(f", taken back by {judgement.undone}")
        because = judgement.because
        if judgement.score is not None:
            because = f"{judgement.score:.2f} · {because}" if because else f"{judgement.score:.2f}"
    if because:
        text.append(f"\n{visible(because)}", style="dim italic")
    return text


def _cluster_object(cluster: Cluster) -> dict[str, Any]:
    return {"id": cluster.id, "name": cluster.name, "members": cluster.members}


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 4)
