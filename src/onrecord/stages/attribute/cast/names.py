"""Where a report names someone, in scripts that have capitals.

A run of capitalised words is cut into titles, names of persons, organisations
and places by the words it is made of; what the words do not tell is left to
`gathering`, which sees the whole report.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.model import Block, BlockKind, IdentityType, Report, Span
from onrecord.stages.attribute.cast.capitals import lower_words, run_pattern, words_of
from onrecord.stages.attribute.cast.datelines import Dateline, find_dateline
from onrecord.stages.attribute.cast.found import Found, Word, is_possessive, key_of, kind_of, make_found
from onrecord.stages.attribute.cast.name_tables import NameTables, load_name_tables
from onrecord.stages.attribute.cast.runs import Run
from onrecord.stages.attribute.cast.sentences import opens_sentence

#: A heading is in title case when this share of its longer words has a capital
#: (sentence case lies below .4, title case above .9 in the headings looked at).
_TITLE_CASE_SHARE = 0.7
_LONG_WORD = 4
_SILENT = frozenset({BlockKind.BOILERPLATE, BlockKind.METADATA})


def find_names(report: Report, sources: Sequence[Span] = ()) -> list[Found]:
    """Return what the report names outside boilerplate, in text order.

    Every word of a heading in title case has a capital, so only the `sources`
    in it are read; `match_known` finds names known from elsewhere in the rest.
    """
    tables = load_name_tables()
    lower = frozenset(lower_words().findall(report.text))
    ordered = sorted(sources)
    places = [s.start for s in ordered]
    found: list[Found] = []
    memory: dict[tuple[str, bool], list[Found]] = {}
    for index, block in enumerate(report.blocks):
        if block.kind in _SILENT:
            continue
        titled = is_title_case(report.text, block)
        dateline = None if titled else find_dateline(report.text, block.span)
        first = len(found)
        low, high = (bisect_left(places, block.span.start), bisect_left(places, block.span.end))
        for part in ordered[low:high] if titled else [block.span]:
            for run in run_pattern().finditer(report.text, part.start, part.end):
                initial = not titled and opens_sentence(report.text, run.start(), block.span.start)
                known = memory.get((run[0], initial))
                if known is None:
                    words = words_of(report.text, run.start(), run.end())
                    known = Run(report.text, tables, index, lower, initial=initial).read(words)
                    memory[run[0], initial] = [_moved(n, -run.start(), report.text, index) for n in known]
                    found += known
                else:
                    found += [_moved(n, run.start(), report.text, index) for n in known]
        if dateline is not None:
            found[first:] = _beside_dateline(found[first:], dateline, tables)
    return found


def _beside_dateline(names: Sequence[Found], dateline: Dateline, tables: NameTables) -> Iterator[Found]:
    """Yield the names of a paragraph, those of its dateline as what they are there.

    "SELM" is a place, no body by its capitals (unless it is known as one); whose report it is, is not spoken of.
    """
    for name in names:
        span = Span(name.start, name.end)
        if dateline.agency is not None and dateline.agency.covers(span):
            continue
        key = " ".join(name.key)
        is_placed = dateline.place is not None and dateline.place.covers(span)
        if is_placed and key not in tables.organizations and key not in tables.outlets:
            yield name._replace(kind=IdentityType.PLACE, titles=())
        else:
            yield name


def _moved(name: Found, by: int, text: str, block: int) -> Found:
    """Return the same name at another place: names come again and again, and reading a run costs most."""
    end = name.end + by
    return name._replace(
        start=name.start + by,
        end=end,
        outer=name.outer + by,
        block=block,
        possessive=is_possessive(text, end) if by > 0 else False,
    )


def match_known(report: Report, known: frozenset[tuple[str, ...]]) -> list[Found]:
    """Return where `known` keys stand in headings in title case, the longest first at each place."""
    tables = load_name_tables()
    longest = max((len(k) for k in known), default=0)
    found: list[Found] = []
    for index, block in enumerate(report.blocks):
        if block.kind in _SILENT or not is_title_case(report.text, block):
            continue
        for run in run_pattern().finditer(report.text, block.span.start, block.span.end):
            words = words_of(report.text, run.start(), run.end())
            at = 0
            while at < len(words):
                part = _longest_known(words[at : at + longest + 2], known, tables)
                if part:
                    kind = kind_of(part, tables)
                    found.append(make_found(report.text, part, (), kind, index, words[:at]))
                at += len(part) or 1
    return found


def _longest_known(
    words: Sequence[Word], known: frozenset[tuple[str, ...]], tables: NameTables
) -> Sequence[Word]:
    """Return the longest known name that `words` open with; a given name may stand before a known one."""
    if words[0].low in tables.opening:
        return ()
    for size in range(len(words), 0, -1):
        part = words[:size]
        if part[-1].low in tables.joiners:
            continue
        key = key_of(w.text for w in part)
        if key in known or (size == 2 and key[0] in tables.given and key[1:] in known):  # noqa: PLR2004
            return part
    return ()


def is_title_case(text: str, block: Block) -> bool:
    """Return whether a block is a heading whose longer words nearly all have a capital."""
    if block.kind is not BlockKind.HEADING:
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", block.span.cut(text)) if len(w) >= _LONG_WORD]
    return bool(words) and sum(w[0].isupper() for w in words) >= _TITLE_CASE_SHARE * len(words)
