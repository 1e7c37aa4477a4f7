"""One place where a report names something, and how names are compared."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.model import IdentityType
from onrecord.stages.attribute.cast.name_tables import NameTables, load_name_tables
from onrecord.text.fold import fold as fold_words


class Found(NamedTuple):
    """Return one place where something is named.

    A tuple, since thousands are made for one report and a frozen dataclass takes thrice the time.

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
        common: True where its first word opens a sentence and stands in lower case elsewhere in
            the report, or ends as names rarely do.
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


class Word(NamedTuple):
    """Return one word of a run: where it stands, as written, and in lower case."""

    start: int
    end: int
    text: str
    low: str


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


def kind_of(words: Sequence[Word], tables: NameTables) -> IdentityType:
    """Return what the words of a name that is known from elsewhere tell by themselves."""
    kind = table_kind(words, tables)
    if kind is not None:
        return kind
    if len(words) > 1 and fold(words[0].text) in tables.given:
        return IdentityType.PERSON
    is_org = len(words) > 1 and any(w.low in tables.org_words for w in words)
    return IdentityType.ORGANIZATION if is_org else IdentityType.UNKNOWN


def table_kind(words: Sequence[Word], tables: NameTables) -> IdentityType | None:
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


def make_found(
    text: str,
    words: Sequence[Word],
    titles: Sequence[Word],
    kind: IdentityType,
    block: int,
    before: Sequence[Word],
) -> Found:
    """Return the name made of `words`; `before` are the words in front where it has no titles."""
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
        possessive=is_possessive(text, end),
    )


def is_possessive(text: str, end: int) -> bool:
    """Return whether a name that ends at `end` owns what follows.

    >>> is_possessive("Lane's", 4), is_possessive("Lane said", 4)
    (True, False)
    """
    return text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] in ("s", "S", " ")


def is_small(word: Word) -> bool:
    """Return whether a word stands without a capital."""
    return not word.text[0].isupper() and "-" not in word.text
