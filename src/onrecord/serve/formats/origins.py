"""How many origins there are, and why: trees for people, an object for programs."""

import json
from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from onrecord.desk import Origins
from onrecord.model import Corroboration, Denial, Doubt, Evidence, Join, Node, NodeKind, Origin
from onrecord.ports import StatementHit
from onrecord.serve.formats.objects import hit_object
from onrecord.serve.formats.visible import counted, joined, shorten, visible

_WORDS_CHARS = 200
_EVIDENCE_CHARS = 120
#: Statements that were asked about, shown above the trees.
_ASKED = 3


def count_line(found: Corroboration) -> str:
    """Return the number of origins in words: the smaller one, and the larger where they differ."""
    if found.at_least == found.at_most:
        return counted(found.at_least, "independent origin")
    return f"at least {counted(found.at_least, 'independent origin')}, at most {found.at_most}"


def origins_tree(found: Origins, *, whole: bool) -> RenderableType:
    """Return what was asked about, the number of its origins, a tree for each, doubts, and what was said later.

    Args:
        found: What was counted.
        whole: Whether words are shown in full.
    """
    corroboration = found.corroboration
    facts = f"{counted(corroboration.reports, 'report')}, {counted(len(found.hits), 'statement')}"
    if found.is_cut:
        facts += "; more fit than were counted, raise --limit"
    head = Text(count_line(corroboration), style="bold")
    head.append(f"  {facts}", style="not bold dim")
    parts: list[RenderableType] = [_asked(hit, whole=whole) for hit in found.asked[:_ASKED]]
    if len(found.asked) > _ASKED:
        parts.append(Text(f"  and {counted(len(found.asked) - _ASKED, 'statement')} more", style="dim"))
    parts += [Text(), head, Text()]
    numbers = {origin.id: number for number, origin in enumerate(corroboration.origins, start=1)}
    parts += [
        Padding(_tree(origin, numbers[origin.id], found.words, whole=whole), (0, 0, 1, 0))
        for origin in corroboration.origins
    ]
    if corroboration.doubts:
        parts.append(Text("What cannot be told", style="bold"))
        parts += [_doubt(one, numbers, found.words) for one in corroboration.doubts]
        parts.append(Text())
    if found.denials:
        parts.append(Text("Said of it later", style="bold"))
        parts += [_denial(one, found, whole=whole) for one in found.denials]
    return Group(*parts)


def origins_object(found: Origins) -> str:
    """Return everything as one JSON object; spans index the canonical text of each report."""
    corroboration = found.corroboration
    thing = {
        "at_least": corroboration.at_least,
        "at_most": corroboration.at_most,
        "reports": corroboration.reports,
        "made_by": corroboration.made_by,
        "is_cut": found.is_cut,
        "asked": [hit.statement.id for hit in found.asked],
        "statements": [hit_object(hit) for hit in found.hits],
        "origins": [
            {"id": one.id, "reports": one.reports, "nodes": [_node(node, found) for node in one.nodes]}
            for one in corroboration.origins
        ],
        "doubts": [
            {
                "kind": str(one.kind),
                "origins": list(one.origins),
                "because": one.because,
                "evidence": [_evidence(each, found) for each in one.evidence],
            }
            for one in corroboration.doubts
        ],
        "denials": [
            {
                "kind": str(one.kind),
                "of": list(one.of),
                "statement": one.statement,
                "report": found.names.get(one.report, one.report),
                "report_id": one.report,
                "day": one.day.isoformat() if one.day else None,
                "because": one.because,
                "confidence": one.confidence,
                "made_by": one.made_by,
                "evidence": [_evidence(each, found) for each in one.evidence],
            }
            for one in found.denials
        ],
    }
    return json.dumps(thing, ensure_ascii=False, indent=1) + "\n"


def _asked(hit: StatementHit, *, whole: bool) -> Text:
    speaker = hit.statement.speaker
    line = Text(visible((speaker.name if speaker else None) or "not named"), style="bold cyan")
    said = visible(joined(hit.words))
    line.append(f"  {said if whole else shorten(said, _WORDS_CHARS)}", style="not bold default")
    return line


def _tree(origin: Origin, number: int, words: Mapping[Evidence, str], *, whole: bool) -> Tree:
    """Return an origin as a tree: nodes come behind the one they hang on."""
    drawn: dict[str, Tree] = {}
    for node in origin.nodes:
        label = _label(node, words, whole=whole)
        if node.parent is None or node.parent not in drawn:
            label = Text.assemble((f"{number}  ", "bold"), label)
            drawn[node.id] = Tree(label, guide_style="dim")
        else:
            drawn[node.id] = drawn[node.parent].add(label)
    return drawn[origin.id]


def _label(node: Node, words: Mapping[Evidence, str], *, whole: bool) -> Text:
    label = Text(visible(node.name), style="cyan" if node.kind is NodeKind.REPORT else "italic")
    facts = [node.outlet, node.day.isoformat() if node.day else None]
    if node.kind is NodeKind.CARRIER:
        facts = ["no report of this here"]
    told = " · ".join(visible(fact) for fact in facts if fact)
    if told:
        label.append(f"  {told}", style="not italic default")
    if node.join is not None:
        label.append("\n" + visible(_reason(node.join)), style="not italic dim")
        label.append(_shown(node.join.evidence, words, whole=whole), style="not italic dim")
    return label


def _reason(join: Join) -> str:
    reason = f"{join.kind}: {join.because}"
    if not join.is_directed and join.evidence:
        reason += "; which was first is not known"
    return f"{reason} ({join.confidence:.2f})"


def _shown(evidence: tuple[Evidence, ...], words: Mapping[Evidence, str], *, whole: bool) -> str:
    """Return the words of the first piece of evidence, with where they stand."""
    if not evidence:
        return ""
    cut = visible(words[evidence[0]])
    return f"\n“{cut if whole else shorten(cut, _EVIDENCE_CHARS)}” {evidence[0].span.start}–{evidence[0].span.end}"


def _doubt(one: Doubt, numbers: Mapping[str, int], words: Mapping[Evidence, str]) -> RenderableType:
    which = sorted(numbers[id_] for id_ in one.origins)
    listed = ", ".join(map(str, which[:-1])) + f" and {which[-1]}" if len(which) > 1 else str(which[0])
    line = f"{listed} may be one" if len(which) > 1 else f"{listed} may depend on any of the others"
    text = Text(visible(f"{line}: {one.because}") + _shown(one.evidence, words, whole=False))
    return Padding(text, (0, 0, 0, 2))


def _denial(one: Denial, found: Origins, *, whole: bool) -> RenderableType:
    day = one.day.isoformat() if one.day else "–"
    line = Text(f"{day}  ")
    line.append(str(one.kind), style="bold")
    parts = dict.fromkeys(visible(found.words[each]) for each in one.evidence)
    cut = " … ".join(part if whole else shorten(part, _EVIDENCE_CHARS) for part in parts)
    line.append(f"  “{cut}”")
    where = f"{found.names.get(one.report, one.report)} · {one.because} ({one.confidence:.2f})"
    line.append(f"\n{visible(where)}", style="dim")
    return Padding(line, (0, 0, 0, 2))


def _node(node: Node, found: Origins) -> dict[str, Any]:
    join = node.join
    return {
        "id": node.id,
        "kind": str(node.kind),
        "name": node.name,
        "outlet": node.outlet,
        "day": node.day.isoformat() if node.day else None,
        "report_id": node.report,
        "statements": list(node.statements),
        "parent": node.parent,
        "join": None
        if join is None
        else {
            "kind": str(join.kind),
            "because": join.because,
            "confidence": round(join.confidence, 4),
            "is_directed": join.is_directed,
            "evidence": [_evidence(one, found) for one in join.evidence],
        },
    }


def _evidence(one: Evidence, found: Origins) -> dict[str, Any]:
    return {"report_id": one.report, "span": [one.span.start, one.span.end], "words": found.words[one]}
