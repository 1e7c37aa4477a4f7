"""The family of a report: those that carry its words, and the way by which its words came to us."""

from dataclasses import replace

from onrecord.desk.desk import Desk
from onrecord.errors import NotFound
from onrecord.model import Reading, Reprint, Trace
from onrecord.ports import Carrying
from onrecord.stages.trace import trace_report_chains, trace_statement_chain

#: Pairs in which one report is to such a part in the other carry one story; others share a passage.
STORY_SHARE = 0.5
#: Less sure pairs make no family: it would grow from guess to guess.
_SURE = 0.5
#: Reports of one family that a picture can hold.
_MOST_SHOWN = 60


def trace(desk: Desk, key: str) -> Trace:
    """Return the way by which the words of a report, or of one statement, came to us.

    Args:
        desk: The desk.
        key: What names a report (see `ports.Store.find_report`), or a statement's id or the start of one.

    Raises:
        NotFound: Neither a report nor a statement is called that.
        BadRequest: Several are.
    """
    said = None
    try:
        report = desk.store.find_report(key)
    except NotFound as error:
        try:
            report, said = desk.store.find_statement(key)
        except NotFound:
            raise error from None
    reading = desk.store.reading(report)
    if said is not None:
        return trace_statement(desk, reading, said)
    family, reprints, left_out = find_family(desk, report)
    return replace(trace_report_chains(reading, family, reprints), left_out=left_out)


def trace_statement(desk: Desk, reading: Reading, said: str) -> Trace:
    """Return the way by which the words of a statement of a report came to us.

    Args:
        desk: The desk.
        reading: The report, as the desk has it.
        said: The statement's whole id.
    """
    family, reprints, left_out = find_family(desk, reading.report.id)
    statement = next(one for one in reading.statements if one.id == said)
    found = trace_statement_chain(reading, statement, family, reprints, desk.store.reading)
    return replace(found, left_out=left_out)


def find_family(desk: Desk, report: str) -> tuple[dict[str, Carrying], list[Reprint], int]:
    """Return the reports that carry words of a report, what is known of their pairs, and how many are left out.

    Those of the same story are found through each other; those that share a passage
    alone, only where they share it with this report. Of editions of one report the latest stands for all.
    """
    traces = desk.store.traces
    held = traces.reports([report])
    members, edge = set(held), set(held)
    left_out = 0
    while edge:
        found: dict[str, float] = {}
        for one in traces.of(edge):
            if one.confidence < _SURE or not (is_story(one) or report in (one.a, one.b)):
                continue
            for id_ in (one.a, one.b):
                if id_ not in members:
                    found[id_] = max(found.get(id_, 0.0), one.confidence)
        members |= set(found)
        told = {id_: one for id_, one in traces.reports(found).items() if _is_shown(one, held[report])}
        ranked = sorted(told, key=lambda id_: (-found[id_], id_))
        kept = ranked[: max(0, _MOST_SHOWN - len(held))]
        left_out += len(ranked) - len(kept)
        held |= {id_: told[id_] for id_ in kept}
        edge = set(kept)
    pairs = [one for one in traces.of(held) if one.confidence >= _SURE and one.a in held and one.b in held]
    return held, pairs, left_out


def is_story(one: Reprint) -> bool:
    """Return whether two reports carry one story, rather than a passage of it."""
    return max(one.share_a, one.share_b) >= STORY_SHARE


def _is_shown(one: Carrying, asked: Carrying) -> bool:
    return one.is_latest and one.place != asked.place
