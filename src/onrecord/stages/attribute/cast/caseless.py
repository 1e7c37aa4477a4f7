"""Names in scripts without capitals: Arabic, Hebrew and others.

No capital shows a name there, so names are learned where a report gives them
away (the source of a statement, the label of a turn, a title before a given
name) and then looked for in the whole text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import BlockKind, IdentityType, Report, Span
from onrecord.stages.attribute.cast.found import Found, key_of
from onrecord.stages.attribute.cast.name_tables import NameTables, load_name_tables
from onrecord.text.fold import fold

#: Letters of the scripts without capitals that separate words by spaces.
_LETTERS = "\u0590-\u06ff\u0750-\u07ff\u08a0-\u08ff\u0900-\u0dff\u200c"
_ANY = re.compile(f"[{_LETTERS}]")
_WORD = re.compile(rf"[{_LETTERS}][{_LETTERS}'\"׳״-]*")
_MOST_WORDS = 5
_SHORTEST = 3


def find_caseless(report: Report, sources: Sequence[Span]) -> list[Found]:
    """Return the names in scripts without capitals, in text order.

    Args:
        report: The report.
        sources: Where someone is said to speak, and the labels of turns.
    """
    text = report.text
    if _ANY.search(text) is None:
        return []
    tables = load_name_tables()
    learned: dict[tuple[str, ...], IdentityType] = {}
    for span in sources:
        for words, kind in _read_phrase(text, span, tables):
            learned.setdefault(tuple(words), kind)
    for words, kind in _after_titles(text, tables):
        learned.setdefault(tuple(words), kind)
    for name in _known():
        if name[0] in text:
            learned.setdefault(name, IdentityType.ORGANIZATION)
    return _look_for(report, learned, tables) if learned else []


def _read_phrase(text: str, span: Span, tables: NameTables) -> Iterator[tuple[list[str], IdentityType]]:
    """Yield the name that a source phrase ends with, its titles cut off."""
    words = [m.group() for m in _WORD.finditer(text, span.start, span.end)]
    if not words:
        return
    last = max((k for k, w in enumerate(words) if _is_title(w, tables)), default=-1)
    name = words[last + 1 :]
    stop = next((k for k, w in enumerate(name) if w in tables.caseless_stops), len(name))
    name = name[:stop]
    if not 0 < len(name) <= _MOST_WORDS or all(_is_plain(w, tables) for w in name):
        return
    person = last >= 0 or fold(name[0]) in tables.given
    yield name, IdentityType.PERSON if person else IdentityType.UNKNOWN


def _after_titles(text: str, tables: NameTables) -> Iterator[tuple[list[str], IdentityType]]:
    """Yield names of two words whose first is a given name right after a title."""
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    for k in range(len(words) - 2):
        (title, _, end), (given, start, given_end), (family, family_start, _) = words[k : k + 3]
        near = not text[end:start].strip() and not text[given_end:family_start].strip()
        if (
            near
            and title in tables.honorifics
            and fold(given) in tables.given
            and not _is_plain(family, tables)
        ):
            yield [given, family], IdentityType.PERSON


def _is_title(word: str, tables: NameTables) -> bool:
    return word in tables.honorifics or word in tables.roles


def _is_plain(word: str, tables: NameTables) -> bool:
    return (
        word in tables.opening
        or word in tables.people
        or word in tables.caseless_stops
        or _is_title(word, tables)
        or any(word in kinds for kinds in tables.pronouns.values())
        or fold(word) in tables.interviewers
        or fold(word) in tables.interviewees
    )


@cache
def _known() -> tuple[tuple[str, ...], ...]:
    """Return the well-known organisations that are written without capitals."""
    return tuple(tuple(n.split()) for n in load_name_tables().caseless_names)


def _look_for(
    report: Report, learned: dict[tuple[str, ...], IdentityType], tables: NameTables
) -> list[Found]:
    kinds = {}
    for words, kind in learned.items():
        kinds[words] = kind
        if kind is not IdentityType.ORGANIZATION and len(words) > 1 and len(words[-1]) >= _SHORTEST:
            kinds.setdefault((words[-1],), IdentityType.UNKNOWN)
    ranked = sorted(kinds, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, words)) for words in ranked)
    prefixes = "".join(sorted(tables.caseless_prefixes))
    pattern = re.compile(rf"(?<![\w])[{prefixes}]?({either})(?![\w])")
    found = []
    for index, block in enumerate(report.blocks):
        if block.kind is BlockKind.BOILERPLATE:
            continue
        for match in pattern.finditer(report.text, block.span.start, block.span.end):
            words = tuple(match[1].split())
            found.append(_make(report.text, match.start(1), match.end(1), words, kinds[words], index, tables))
    return found


def _make(
    text: str,
    start: int,
    end: int,
    words: tuple[str, ...],
    kind: IdentityType,
    block: int,
    tables: NameTables,
) -> Found:
    before = list(_WORD.finditer(text, max(0, start - 60), start))
    titles: list[str] = []
    outer = start
    for match in reversed(before):
        if text[match.end() : outer].strip() or not _is_title(match.group(), tables):
            break
        titles.insert(0, match.group())
        outer = match.start()
    return Found(
        start=start,
        end=end,
        outer=outer,
        words=words,
        key=key_of(words),
        titles=tuple(titles),
        kind=kind,
        block=block,
        initial=False,
        possessive=False,
    )
