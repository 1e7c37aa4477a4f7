"""Where a report names someone, in scripts that have capitals.

A run of capitalised words is cut into titles, names of persons, organisations
and places by the words it is made of; what the words do not tell is left to
the cast, which sees the whole report.
"""

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from onrecord.model import Block, BlockKind, IdentityType, Report
from onrecord.stages.attribute.name_tables import NameTables, load_name_tables
from onrecord.text.fold import fold as fold_words

#: Scripts with capitals end here (Latin, Greek, Cyrillic, Armenian and the extensions between).
_LAST_CASED = 0x0590
_LATIN_MORE = (0x1E00, 0x1FFF)
#: A heading is in title case when this share of its longer words has a capital
#: (sentence case lies below .4, title case above .9 in the headings looked at).
_TITLE_CASE_SHARE = 0.7
_LONG_WORD = 4
_ACRONYM_LETTERS = 6
#: Words of organisations that are family names as well.
_FAMILY_NAMES_TOO = frozenset({"house", "post", "guard", "press", "bank", "banks", "french", "service", "day", "force"})


@dataclass(frozen=True, slots=True)
class Found:
    """Return one place where something is named.

    Attributes:
        start: First code point of the name, titles left out.
        end: One past its last, possessive left out.
        outer: First code point with its titles.
        words: The words of the name as written.
        key: The same, for comparing: folded, without articles and particles.
        titles: Words of the titles before it, in lower case.
        kind: What the words themselves tell.
        block: Index of its block.
        initial: True at the start of a sentence, where a capital tells nothing.
        possessive: True where "'s" follows.
        common: True where a single word stands in lower case elsewhere in the report.
    """

    start: int
    end: int
    outer: int
    words: tuple[str, ...]
    key: tuple[str, ...]
    titles: tuple[str, ...]
    kind: IdentityType
    block: int
    initial: bool
    possessive: bool
    common: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    low: str


def find_names(report: Report) -> list[Found]:
    """Return what the report names outside boilerplate, in text order.

    Headings in title case are left out: every word has a capital there, so
    `match_known` finds only names known from elsewhere in them.
    """
    tables = load_name_tables()
    lower = frozenset(_lower_words().findall(report.text))
    found: list[Found] = []
    for index, block in enumerate(report.blocks):
        if block.kind in (BlockKind.BOILERPLATE, BlockKind.METADATA) or is_title_case(report.text, block):
            continue
        for run in _run_pattern().finditer(report.text, block.span.start, block.span.end):
            words = _words_of(report.text, run.start(), run.end())
            initial = _opens_sentence(report.text, run.start(), block.span.start)
            reader = _Run(report.text, tables, index, lower, initial=initial)
            found += reader.read(words)
    return found


def match_known(report: Report, known: frozenset[tuple[str, ...]]) -> list[Found]:
    """Return where `known` keys stand in headings in title case, the longest first at each place."""
    tables = load_name_tables()
    longest = max((len(k) for k in known), default=0)
    found: list[Found] = []
    for index, block in enumerate(report.blocks):
        if block.kind is BlockKind.BOILERPLATE or not is_title_case(report.text, block):
            continue
        for run in _run_pattern().finditer(report.text, block.span.start, block.span.end):
            words = _words_of(report.text, run.start(), run.end())
            at = 0
            while at < len(words):
                part = _longest_known(words[at : at + longest + 2], known, tables)
                if part:
                    kind = _kind_of(part, tables)
                    found.append(_make(report.text, part, (), kind, index, words[:at]))
                at += len(part) or 1
    return found


def _longest_known(
    words: Sequence[_Word], known: frozenset[tuple[str, ...]], tables: NameTables
) -> Sequence[_Word]:
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


def _kind_of(words: Sequence[_Word], tables: NameTables) -> IdentityType:
    """Return what the words of a name that is known from elsewhere tell by themselves."""
    kind = _table_kind(words, tables)
    if kind is not None:
        return kind
    if len(words) > 1 and fold(words[0].text) in tables.given:
        return IdentityType.PERSON
    is_org = len(words) > 1 and any(w.low in tables.org_words for w in words)
    return IdentityType.ORGANIZATION if is_org else IdentityType.UNKNOWN


def _table_kind(words: Sequence[_Word], tables: NameTables) -> IdentityType | None:
    """Return what a whole name is by the tables; UNKNOWN for adjectives, which name nobody."""
    name = fold(" ".join(w.text for w in words))
    if name in tables.organizations:
        return IdentityType.ORGANIZATION
    if name in tables.outlets:
        return IdentityType.OUTLET
    if name in tables.places:
        return IdentityType.PLACE
    if name in tables.peoples:
        return IdentityType.GROUP
    return IdentityType.UNKNOWN if name in tables.demonyms else None


def is_title_case(text: str, block: Block) -> bool:
    """Return whether a block is a heading whose longer words nearly all have a capital."""
    if block.kind is not BlockKind.HEADING:
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", block.span.cut(text)) if len(w) >= _LONG_WORD]
    return bool(words) and sum(w[0].isupper() for w in words) >= _TITLE_CASE_SHARE * len(words)


def key_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return a name for comparing: folded, articles and small particles left out.

    >>> key_of(["Ibrahim", "Al-Amine"]), key_of(["Mohammed", "bin", "Salman"])
    (('ibrahim', 'amine'), ('mohammed', 'salman'))
    """
    return _key(tuple(words))


@lru_cache(maxsize=1 << 15)
def fold(words: str) -> str:
    """Return `onrecord.text.fold.fold` of words that come again and again."""
    return fold_words(words)


@lru_cache(maxsize=1 << 15)
def _key_of_word(word: str) -> tuple[str, ...]:
    tables = load_name_tables()
    parts = [p for p in fold(word.replace("-", " ").replace("‑", " ").replace(".", "")).split() if p]
    if len(parts) > 1 and parts[0] in tables.articles:
        parts = parts[1:]
    if len(parts) == 1 and "-" not in word and word[:1].islower() and parts[0] in tables.inside:
        return ()
    return tuple(parts)


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    tables = load_name_tables()
    parts = tuple(p for w in words for p in _key_of_word(w))
    trimmed = tuple(p for p in parts if p not in tables.articles or len(parts) == 1)
    return trimmed or parts


class _Run:
    """One run of capitalised words, read into names."""

    def __init__(
        self, text: str, tables: NameTables, block: int, lower: frozenset[str], *, initial: bool
    ) -> None:
        self.text, self.tables, self.block, self.lower, self.initial = text, tables, block, lower, initial

    def read(self, words: Sequence[_Word]) -> list[Found]:
        found: list[Found] = []
        for part in self._split(words):
            for name in self._classify(part):
                if self.initial and name.outer == words[0].start:
                    common = len(name.words) == 1 and name.words[0].casefold() in self.lower
                    found.append(replace(name, initial=True, common=common))
                else:
                    found.append(name)
        return found

    def _split(self, words: Sequence[_Word]) -> Iterator[list[_Word]]:
        """Yield the stretches of a run that each may be a name with its titles."""
        tables = self.tables
        part: list[_Word] = []
        for k, word in enumerate(words):
            plain = word.low in tables.opening and word.low not in tables.joiners and word.low not in tables.inside
            if word.low in tables.calendar or (plain and not self._is_inside_name(words, k)):
                yield from self._at_joiners(part)
                part = []
            else:
                part.append(word)
        yield from self._at_joiners(part)

    def _is_inside_name(self, words: Sequence[_Word], k: int) -> bool:
        """Return whether a plain word belongs to a name after all: "Fox News", "Human Rights Watch"."""
        word = words[k]
        return (
            k > 0
            and word.low in self.tables.org_words
            and words[k - 1].low not in self.tables.opening
            and word.text[0].isupper()
        ) or (
            # "Alliance to Reclaim Our Schools"
            word.text[0].isupper()
            and any(w.low == "to" for w in words[1:k])
            and any(w.low in self.tables.org_words for w in words[:k])
        )

    def _at_joiners(self, part: list[_Word]) -> Iterator[list[_Word]]:
        tables = self.tables
        while part and (not part[0].text[0].isupper() and part[0].low not in tables.starts and "-" not in part[0].low):
            part = part[1:]
        while part and part[0].low in tables.opening and part[0].low not in tables.org_words:
            part = part[1:]
        while part and (_is_small(part[-1]) or part[-1].low in tables.joiners):
            part = part[:-1]
        if not part:
            return
        k = 1
        while k < len(part):
            if _is_small(part[k]) and (part[k].low in tables.joiners or part[k].text == "&"):
                stop = next(j for j in range(k, len(part)) if not _is_small(part[j]))
                if not self._joins(part[:k], [w.low for w in part[k:stop]], part[stop:]):
                    yield from self._at_joiners(part[:k])
                    yield from self._at_joiners(part[stop:])
                    return
                k = stop
            k += 1
        yield part

    def _joins(self, left: Sequence[_Word], small: Sequence[str], right: Sequence[_Word]) -> bool:
        """Return whether "of", "and", "for" inside a run are part of one name."""
        tables = self.tables
        lows = [w.low for w in left]
        if small[0] in tables.inside and small[0] not in ("y", "e", "la", "de", "des", "du", "del"):
            return True
        if " ".join(fold(w.text) for w in (*left, *right[:1])) in tables.places:
            return True
        is_org = any(w in tables.org_words for w in lows) and lows[-1] not in tables.demonyms
        if small[0] in ("and", "&", "und", "et", "y"):
            after = [w.low for w in right]
            whole = f"{fold(left[-1].text)} and {fold(right[0].text)}"
            if whole in tables.organizations or whole in tables.outlets:
                return True
            return (
                (is_org and len(left) > 1 and not self._is_org_whole(right) and _of_inside(left))
                or (
                    len(left) == 1
                    and len(right) > 1
                    and any(w in tables.org_words for w in after[:3])
                    and not self._is_known(left)
                    and not any(w in tables.org_words for w in lows)
                )
                or (small[0] == "&" and len(right) < 3)  # noqa: PLR2004 - "Smith & Wesson Holding"
            )
        if small[0] in ("of", "for", "on", "to", "de", "des", "du", "del", "für", "pour", "по"):
            if lows[-1] in tables.roles or lows[-1] in tables.honorifics:
                return small[0] in ("of", "for", "de", "du")
            return is_org or lows[-1] in ("bank", "house", "church", "ministry", "sons", "daughters", "party")
        return small[0] in ("the", "la") and is_org

    def _is_known(self, words: Sequence[_Word]) -> bool:
        name = " ".join(fold(w.text) for w in words)
        tables = self.tables
        return (
            name in tables.places or name in tables.demonyms or name in tables.organizations or name in tables.outlets
        )

    def _is_org_whole(self, words: Sequence[_Word]) -> bool:
        return self._is_known(words) or any(w.low in self.tables.org_words for w in words)

    def _classify(self, words: list[_Word]) -> Iterator[Found]:
        tables = self.tables
        if not words:
            return
        whole = self._known_kind(words)
        if whole is not None:
            if whole is not IdentityType.UNKNOWN:
                yield self._named(words, (), whole)
            return
        last = self._last_title(words)
        if last is not None:
            yield from self._titled(words, last)
            return
        yield from self._untitled(words, ())

    def _known_kind(self, words: Sequence[_Word]) -> IdentityType | None:
        return _table_kind(words, self.tables)

    def _last_title(self, words: Sequence[_Word]) -> int | None:
        """Return the index of the last title or role before a name, or None."""
        tables = self.tables
        for k in range(len(words) - 1, -1, -1):
            if not self._is_title(words[k]):
                continue
            if k == len(words) - 1 and k > 0 and self._is_given(words[0]) and len(words) == 2:  # noqa: PLR2004
                return None  # "Stephen King", "Kate Bishop": a family name that is a title
            if k > 0 and self._is_given(words[k - 1]) and k == len(words) - 1:
                return None
            after = words[k + 1 :]
            if after and not _is_small(after[0]) and any(w.low in tables.org_words for w in after) and not self._is_given(after[0]):
                return None  # "Republican National Committee": the whole is an organisation
            return k
        return None

    def _is_title(self, word: _Word) -> bool:
        low, tables = word.low.rstrip("."), self.tables
        return (
            low in tables.roles
            or low in tables.honorifics
            or (low.endswith("s") and (low[:-1] in tables.roles or low[:-1] in tables.honorifics))
        )

    def _titled(self, words: list[_Word], last: int) -> Iterator[Found]:
        tables = self.tables
        after, before = words[last + 1 :], words[:last]
        if after and _is_small(after[0]):
            # "Secretary of State John Kerry": the name starts where the office ends.
            after, before = self._past_office(words, last)
        while before and self._is_title(before[-1]):
            before = before[:-1]
        while before and (_is_small(before[0]) or before[0].low in tables.opening):
            before = before[1:]
        if before:
            for name in self._classify(before):
                # "Defense" of "Defense Minister" names nobody; "Lane" of "Lane Spokesman" may.
                unsure = name.kind is IdentityType.UNKNOWN and len(name.words) == 1
                yield replace(name, initial=True, common=True) if unsure else name
        if after:
            titles = words[: words.index(after[0])]
            if self._known_kind(after) is IdentityType.PLACE:
                yield self._named(after, (), IdentityType.PLACE)
            else:
                yield from self._untitled(after, tuple(titles))

    def _past_office(self, words: list[_Word], last: int) -> tuple[list[_Word], list[_Word]]:
        tables = self.tables
        rest = words[last + 2 :]
        for size in range(min(3, len(rest)), 0, -1):
            head = " ".join(w.low for w in rest[:size])
            if head in tables.portfolios or fold(head) in tables.places:
                return rest[size:], [*words[:last], *(rest[:size] if fold(head) in tables.places else ())]
        at = next((k for k, w in enumerate(rest) if self._is_given(w)), None)
        if at is not None and at < len(rest) - 1:
            return rest[at:], [*words[:last], *rest[:at]]
        return [], [*words[:last], *rest] if last == 0 else rest

    def _is_given(self, word: _Word) -> bool:
        return fold(word.text) in self.tables.given or bool(re.fullmatch(r"(?:\w\.)+", word.text))

    def _untitled(self, words: list[_Word], titles: tuple[_Word, ...]) -> Iterator[Found]:
        tables = self.tables
        while words and words[-1].low.rstrip(".") in tables.suffixes:
            words = words[:-1]
        if not words:
            return
        known = self._known_kind(words)
        honored = any(t.low.rstrip(".") in tables.honorifics for t in titles)
        if known is not None and not (honored and known is not IdentityType.ORGANIZATION):
            if known is not IdentityType.UNKNOWN:
                yield self._named(words, titles, known)
            return
        org = max((k for k, w in enumerate(words) if w.low in tables.org_words), default=None)
        if org is not None and not (
            len(words) == 2 and self._is_given(words[0]) and words[1].low in _FAMILY_NAMES_TOO  # noqa: PLR2004
        ):
            tail = words[org + 1 :]
            if tail and self._is_given(tail[0]) and not any(_is_small(w) for w in tail):
                yield from self._untitled(words[: org + 1], ())
                yield from self._untitled(tail, (*titles, *words[: org + 1]))
                return
            if len(words) > 1:
                yield self._named(words, titles, IdentityType.ORGANIZATION)
            return
        yield from self._person_or_unknown(words, titles)

    def _person_or_unknown(self, words: list[_Word], titles: tuple[_Word, ...]) -> Iterator[Found]:
        tables = self.tables
        if words[-1].low in tables.things and len(words) > 1:
            return  # a war, a law, a mosque: named, but no one
        if any(w.low in tables.joiners and w.text[0].isupper() for w in words[1:-1]):
            return  # words of a title: "The Sword And The Scales"
        cut = self._lead(words)
        if cut:
            if len(words) - cut >= 1:
                kind = self._known_kind(words[:cut])
                if kind not in (None, IdentityType.UNKNOWN):
                    assert kind is not None
                    yield self._named(words[:cut], (), kind)
                yield from self._untitled(words[cut:], (*titles, *words[:cut]))
            return
        if len(words) == 1 and not titles:
            yield from self._single(words[0])
            return
        is_person = any(self._is_title(t) for t in titles)
        is_person = is_person or (len(words) > 1 and self._is_given(words[0]))
        is_person = is_person or (len(words) > 1 and words[0].low in tables.kunya)
        yield self._named(words, titles, IdentityType.PERSON if is_person else IdentityType.UNKNOWN)

    def _lead(self, words: Sequence[_Word]) -> int:
        """Return how many words at the front are a country, party or organisation before a name."""
        if self._is_given(words[0]) and len(words) > 1:
            return 0
        for size in range(min(3, len(words) - 1), 0, -1):
            kind = self._known_kind(words[:size])
            rest = words[size:]
            if kind is None:
                continue
            if kind is IdentityType.UNKNOWN or self._is_given(rest[0]) or len(rest) > 1:
                return size
        return 0

    def _single(self, word: _Word) -> Iterator[Found]:
        tables = self.tables
        low = word.low.rstrip(".")
        halves = word.text.split("-")
        sides = (tables.places, tables.demonyms, tables.organizations)
        if len(halves) > 1 and all(any(fold(h) in side for side in sides) for h in halves):
            return  # "the Norland-Sudland border"
        if len(low) < 2 or low in tables.things or low in tables.org_nouns or low in tables.people:  # noqa: PLR2004
            return
        is_acronym = word.text.isupper() and len(fold(word.text).replace(" ", "")) <= _ACRONYM_LETTERS
        kind = IdentityType.ORGANIZATION if is_acronym and len(low) > 1 else IdentityType.UNKNOWN
        yield self._named([word], (), kind)

    def _named(self, words: Sequence[_Word], titles: Sequence[_Word], kind: IdentityType) -> Found:
        return _make(self.text, words, titles, kind, self.block, titles)


def _make(
    text: str,
    words: Sequence[_Word],
    titles: Sequence[_Word],
    kind: IdentityType,
    block: int,
    before: Sequence[_Word],
) -> Found:
    end = words[-1].end
    texts = tuple(w.text for w in words)
    return Found(
        start=words[0].start,
        end=end,
        outer=titles[0].start if titles else words[0].start,
        words=texts,
        key=key_of(texts),
        titles=tuple(t.low.rstrip(".") for t in (titles or before[-3:])),
        kind=kind,
        block=block,
        initial=False,
        possessive=text[end : end + 1] in "'’" and text[end + 1 : end + 2] in "sS " if end < len(text) else False,
    )


def _of_inside(words: Sequence[_Word]) -> bool:
    return any(_is_small(w) for w in words)


def _is_small(word: _Word) -> bool:
    return not word.text[0].isupper() and "-" not in word.text


def _words_of(text: str, start: int, end: int) -> list[_Word]:
    return [
        _Word(m.start(), m.end(), m.group(), m.group().casefold().replace("’", "'"))
        for m in _word_pattern().finditer(text, start, end)
    ]


def _opens_sentence(text: str, start: int, low: int) -> bool:
    before = text[max(low, start - 6) : start]
    if before.rstrip(" \t\u00a0\"“”‘’'«„").endswith(("–", "—", "--", "•", "…", "...")):
        return True
    before = before.rstrip(" \t\n\u00a0\"“”‘’'«„([•*-–—…")
    return start - low <= 3 and not before.strip("\"“‘'«„([•*- ") or not before or before[-1] in ".!?:;؟"  # noqa: PLR2004


@cache
def _upper() -> str:
    codes = [c for c in (*range(0x41, _LAST_CASED), *range(*_LATIN_MORE)) if unicodedata.category(chr(c)) in ("Lu", "Lt")]
    return "".join(re.escape(chr(c)) for c in codes)


@cache
def _parts() -> tuple[str, str]:
    tables = load_name_tables()
    upper = f"[{_upper()}]"
    letters = r"[^\W\d_]"
    articles = "|".join(sorted(tables.articles, key=len, reverse=True))
    short = sorted({t for t in tables.honorifics if t.isascii() and t.isalpha() and len(t) <= 5} | {"jr", "sr", "maj", "brig"})  # noqa: PLR2004
    capitals = "|".join(sorted({t.capitalize() for t in short} | {t.upper() for t in short if len(t) < 3}, key=len, reverse=True))  # noqa: PLR2004
    word = (
        rf"(?:(?:{capitals})\.(?=\s)"
        rf"|(?:{upper}\.){{2,}}(?:{upper}(?!{letters}))?"
        rf"|{upper}\.(?=\s*{upper})"
        rf"|(?:(?:{articles}|{articles.title()})[-‑])?{upper}{letters}*(?:['’ʿʾʻ`‘](?!s\b|S\b){letters}+|[-‑](?:(?:al|el|ul|ol)[-‑])?{upper}{letters}*|&{letters}+)*(?!-\d))"
    )
    small = "|".join(sorted((re.escape(j) for j in tables.joiners | tables.inside), key=len, reverse=True))
    return word, rf"(?:{small}|&)"


@cache
def _run_pattern() -> re.Pattern[str]:
    word, small = _parts()
    gap = r"[ \t\u00a0]*\n?[ \t\u00a0]*(?<=\s)"
    starts = "|".join(sorted(load_name_tables().starts))
    return re.compile(rf"(?<![\w'’.])(?<!\w-)(?:(?:{starts}){gap})?{word}(?:{gap}(?:{small}{gap}){{0,3}}{word})*")


@cache
def _word_pattern() -> re.Pattern[str]:
    word, small = _parts()
    return re.compile(rf"(?<!\w)(?:{word}|{small})(?!\w)")


@cache
def _lower_words() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])[a-zà-öø-ÿа-яё]{3,}")


def find_sentence_starts(report: Report) -> list[int]:
    """Return where sentences start: at each block, and after an end mark and white space."""
    text = report.text
    starts: list[int] = []
    for block in report.blocks:
        starts.append(block.span.start)
        for match in _sentence_end().finditer(text, block.span.start, block.span.end):
            word = match["word"]
            if word and (len(word) == 1 or word.casefold() in load_name_tables().honorifics):
                continue  # an initial or a title with a full stop
            starts.append(match.end())
    return starts


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)(?P<word>\w{{1,5}}))?[.!?…؟]+[\"”’'»)\]\d]*\s+(?=[\"“‘'«(\[•*–-]*(?:[{_upper()}\d]|[\u0590-\u08ff]))")


def sentence_at(starts: Sequence[int], at: int) -> int:
    """Return the index of the sentence in which `at` lies."""
    return bisect_right(starts, at) - 1


#: Names are few and come again in every report of a desk: one string each.
intern_word = sys.intern
