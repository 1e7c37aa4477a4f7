"""What a report calls somebody beside the name: titles before it, appositions after it, descriptions."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.model import Block, BlockKind, Identity, MentionForm, Report, Span, ToldRole
from onrecord.stages.identify.role_words import RoleWords, load_role_words
from onrecord.text.fold import fold
from onrecord.text.scripts import script_of

#: Code points looked at on each side of a name, and mentions looked at of one identity: no title is longer, and
#: whoever is named a thousand times is introduced early.
_REACH = 200
_MENTIONS = 16
#: Roles kept of one identity in one report.
_MOST = 8
#: Words of a title before a name in scripts without capitals.
_CASELESS_WORDS = 8
#: Letters of a title that is shortened with a full stop: "Gen.", "Mrs.".
_SHORT = 5

_WORD = re.compile(r"[^\W_]+(?:['’‘`\-‐‑.׳״\"](?=[^\W_])[^\W_]+)*['’]?")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_OPENS = re.compile(r"\s*[,(–—-]\s+|\s*\(")
_OF = frozenset({"of", "for", "de", "du", "des", "del", "von", "der", "at"})
_TO = frozenset({"to", "in", "on", "with"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "le", "la", "der", "die", "el"})
_HEADS_FIRST = frozenset({"Arab", "Hebr", "Cyrl"})


class _Word(NamedTuple):
    text: str
    low: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def is_possessive(self) -> bool:
        return _POSSESSIVE.search(self.text) is not None and self.is_capital


def find_roles(report: Report, identity: Identity) -> tuple[tuple[ToldRole, ...], str]:
    """Return what a report calls one of its persons, in text order, and the gender its titles tell.

    Headings, in which every word may carry a capital, count only where nothing else says anything.
    """
    words = load_role_words()
    found: dict[Span, ToldRole] = {}
    aside: dict[Span, ToldRole] = {}
    genders: set[str] = set()
    for mention in identity.mentions[:_MENTIONS]:
        block = _block_at(report.blocks, mention.span.start)
        if block is None or mention.form not in (
            MentionForm.NAME,
            MentionForm.SHORT,
            MentionForm.DESCRIPTION,
        ):
            continue
        kept = aside if block.kind is BlockKind.HEADING else found
        for role in _roles_at(report.text, block, mention.span, mention.form, words, genders):
            if role.span is not None:
                kept.setdefault(role.span, role)
    roles = sorted((found or aside).values(), key=lambda role: role.span.start if role.span else 0)
    genders |= {sign for role in roles if (sign := _gender(role.title, words))}
    return tuple(roles[:_MOST]), genders.pop() if len(genders) == 1 else ""


def _roles_at(
    text: str, block: Block, span: Span, form: MentionForm, words: RoleWords, genders: set[str]
) -> Iterator[ToldRole]:
    if form is MentionForm.DESCRIPTION:
        role = _phrase(text, _words(text, span.start, span.end), words)
        if role:
            yield role
        return
    if script_of(span.cut(text)) in _HEADS_FIRST:
        role = _heads_first(text, block.span.start, span.start, words, genders)
        if role:
            yield role
        return
    apposed = text.startswith(",", span.end)
    yield from _before(text, block.span.start, span.start, words, genders, apposed=apposed)
    role = _after(text, span.end, block.span.end, words)
    if role:
        yield role


def _before(
    text: str, start: int, end: int, words: RoleWords, genders: set[str], *, apposed: bool
) -> Iterator[ToldRole]:
    """Yield the titles before a name: "Hizbullah deputy secretary-general Sheikh …".

    A comma stands between where another follows the name: "the mayor, Tomas Okoro, said".
    """
    row = _adjoining(text, _words(text, max(start, end - _REACH), end), end, words, apposed=apposed)
    at = len(row)
    while at and row[at - 1].low in words.honorifics:
        at -= 1
        if sign := words.honorifics[row[at].low]:
            genders.add(sign)
    while at:
        role, at = _title_ending(text, row, at, words)
        if role is None:
            return
        yield role
        # "Lebanese journalist and Hizbullah spokesman …" are two.
        if not at or row[at - 1].low != "and":
            return
        at -= 1


def _title_ending(text: str, row: Sequence[_Word], at: int, words: RoleWords) -> tuple[ToldRole | None, int]:
    """Return the role whose words end before index `at`, and where it begins."""
    stop = at
    tail = _complement(row, at, words)
    first = tail[0] if tail else at
    low = first
    while low and (_is_role(row[low - 1], words) or _joins(row, low - 1, words)):
        low -= 1
    if not any(_is_noun(word, words) for word in row[low:first]):
        return None, at
    while low < first and row[low].low in _OF:
        low += 1
    org = low
    while org and _is_of_name(row, org - 1, words):
        org -= 1
    while org < low and (row[org].low in _ARTICLES | words.passing | words.joiners | words.openings):
        org += 1
    owner = _cut(text, row[org:low])
    title_end = first
    if tail and row[tail[0]].low in _TO:
        title_end = stop
    elif tail and not owner:
        owner = _cut(text, row[tail[0] + 1 : stop])
    return _role(text, row[low:title_end], owner), org


def _complement(row: Sequence[_Word], at: int, words: RoleWords) -> tuple[int] | None:
    """Return where "to Lebanon", "of the Dockers' Union" begins that ends before `at`, if a role stands before it."""
    low = at
    while low and row[low - 1].is_capital and not _is_role(row[low - 1], words):
        low -= 1
    if low == at or not low:
        return None
    if low > 1 and row[low - 1].low in _ARTICLES:
        low -= 1
    if row[low - 1].low in _OF | _TO and low > 1 and _is_role(row[low - 2], words):
        return (low - 1,)
    return None


def _after(text: str, start: int, end: int, words: RoleWords) -> ToldRole | None:
    """Return the role in an apposition: ", the deputy secretary-general of Hizbullah,"."""
    opened = _OPENS.match(text, start, end)
    if not opened:
        return None
    row: list[_Word] = []
    for word in _words(text, opened.end(), min(end, opened.end() + _REACH)):
        before = row[-1].end if row else opened.end()
        if text[before : word.start].strip() or word.low in {"who", "which", "that", "whom", "whose"}:
            break
        row.append(word)
    return _phrase(text, row, words)


def _phrase(text: str, row: Sequence[_Word], words: RoleWords) -> ToldRole | None:
    """Return the role in a phrase: what it is of stands before its noun, or behind "of"."""
    first = next((i for i, word in enumerate(row) if _is_role(word, words)), None)
    if first is None:
        return None
    before = row[:first]
    if any(not word.is_capital and word.low not in _ARTICLES | _OF | words.passing for word in before):
        return None
    stop = first
    while stop < len(row) and (
        _is_role(row[stop], words)
        or (row[stop].low in _OF and stop + 1 < len(row) and _is_role(row[stop + 1], words))
    ):
        stop += 1
    # The noun ends the title: "security forces" behind it would be another's.
    while stop > first and not _is_noun(row[stop - 1], words):
        stop -= 1
    if stop == first:
        return None
    owner = _cut(text, [word for word in before if word.low not in _ARTICLES | words.passing])
    rest = row[stop:]
    if rest and rest[0].low in _OF:
        owner = owner or _cut(text, _owner(rest[1:]))
    elif rest and rest[0].low in _TO:
        place = _owner(rest[1:])
        stop += 1 + (rest.index(place[-1]) if place else -1)
    elif rest and rest[0].is_capital:
        return None  # another's title: "…, Qods Force commander Qaani"
    return _role(text, row[first:stop], owner)


def _owner(row: Sequence[_Word]) -> Sequence[_Word]:
    """Return the words of the name that a phrase opens with, with what belongs to it: "Hamas's military wing"."""
    at = 1 if row and row[0].low in _ARTICLES else 0
    start = at
    while at < len(row) and (
        row[at].is_capital
        or (at > start and row[at - 1].is_possessive)
        or (at > start and row[at].low in _OF and at + 1 < len(row) and row[at + 1].is_capital)
        or (at > start and row[start].is_possessive and not row[at].is_capital and at - start < 3)  # noqa: PLR2004 -- "military wing"
    ):
        at += 1
    return row[start:at]


def _heads_first(text: str, start: int, end: int, words: RoleWords, genders: set[str]) -> ToldRole | None:
    """Return the title before a name in scripts in which the office comes first and then what it is of."""
    row = _adjoining(text, _words(text, max(start, end - _REACH), end), end, words)[-_CASELESS_WORDS:]
    for at in range(len(row) - 1, -1, -1):
        if row[at].low in words.stops:
            row = row[at + 1 :]
            break
    for word in row:
        if sign := words.honorifics.get(word.low):
            genders.add(sign)
    first = next((i for i, word in enumerate(row) if _is_noun(word, words)), None)
    if first is None:
        return None
    stop = first + 1
    while stop < len(row) and (row[stop].low in words.nouns or row[stop].low in words.modifiers):
        stop += 1
    # "وزير الخارجية", "ראש הממשלה": what follows makes the office.
    for size in range(len(row) - first, stop - first, -1):
        if fold(_cut(text, row[first : first + size])) in words.offices:
            stop = first + size
            break
    title = row[first:stop]
    while (
        len(title) > 1 and title[-1].low in words.honorifics and fold(_cut(text, title)) not in words.offices
    ):
        title = title[:-1]
    owner = _cut(text, [word for word in row[stop:] if word.low not in words.honorifics])
    return _role(text, title, _unprefixed(owner))


def _unprefixed(owner: str) -> str:
    """Return an owner without the Arabic "of" that is written joined to it.

    >>> _unprefixed("لحزب الله"), _unprefixed("للاتحاد")
    ('حزب الله', 'الاتحاد')
    """
    if owner.startswith("لل"):
        return "ال" + owner[2:]
    return owner[1:] if owner.startswith("ل") and len(owner.split(maxsplit=1)[0]) > 3 else owner  # noqa: PLR2004 -- a word of the name must be left


def _adjoining(
    text: str, row: list[_Word], end: int, words: RoleWords, *, apposed: bool = False
) -> list[_Word]:
    """Return the last words of `row` that lead up to `end` with nothing but spaces between them.

    A comma may stand before an honorific: "Deputy Secretary-General, Sheikh …".
    """
    at = len(row)
    follows = end
    while at:
        between = text[row[at - 1].end : follows].strip()
        is_title = row[at].low in words.honorifics if at < len(row) else apposed
        is_short = len(row[at - 1].low) <= _SHORT and (
            row[at - 1].low in words.honorifics or row[at - 1].low in words.nouns
        )
        if between and not (between == "," and is_title) and not (between == "." and is_short):
            break
        if between == "" and "\n" in text[row[at - 1].end : follows]:
            break
        follows = row[at - 1].start
        at -= 1
    return row[at:]


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [
        _Word(
            match[0], _POSSESSIVE.sub("", match[0].casefold().replace("’", "'")), match.start(), match.end()
        )
        for match in _WORD.finditer(text, start, end)
    ]


def _is_role(word: _Word, words: RoleWords) -> bool:
    if word.is_possessive:
        return False
    return _is_noun(word, words) or word.low in words.modifiers


def _is_noun(word: _Word, words: RoleWords) -> bool:
    return word.low in words.nouns or _last(word.low) in words.nouns


def _joins(row: Sequence[_Word], at: int, words: RoleWords) -> bool:
    """Return whether a small word stands inside a title: "Minister of Foreign Affairs"."""
    return row[at].low in {"of", "for"} and at > 0 and _is_role(row[at - 1], words)


def _is_of_name(row: Sequence[_Word], at: int, words: RoleWords) -> bool:
    word = row[at]
    if word.is_capital and word.low not in _ARTICLES:
        return True
    return (
        word.low in words.joiners
        and word.low != "and"
        and at > 0
        and row[at - 1].is_capital
        and not row[at - 1].is_possessive
    )


def _last(low: str) -> str:
    """Return the last part of a hyphenated word: "vice-president"."""
    return low.rpartition("-")[2]


def _cut(text: str, row: Sequence[_Word]) -> str:
    return _POSSESSIVE.sub("", " ".join(text[row[0].start : row[-1].end].split())) if row else ""


def _role(text: str, row: Sequence[_Word], owner: str) -> ToldRole | None:
    if not row:
        return None
    span = Span(row[0].start, row[-1].end)
    return ToldRole(" ".join(span.cut(text).split()), owner, span)


def _gender(title: str, words: RoleWords) -> str:
    for word in title.casefold().split():
        if sign := words.gender.get(word):
            return sign
    return ""


def _block_at(blocks: Sequence[Block], at: int) -> Block | None:
    low, high = 0, len(blocks)
    while low < high:
        middle = (low + high) // 2
        if blocks[middle].span.end <= at:
            low = middle + 1
        else:
            high = middle
    return blocks[low] if low < len(blocks) and blocks[low].span.start <= at else None
