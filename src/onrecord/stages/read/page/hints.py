"""What the names of a page's elements hint at, as bits: the groups of `data/page.toml`."""

import re
from functools import cache, lru_cache

from onrecord.text.data import load_table

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
#: Longer attributes are state of a program, not names.
_MOST_CHARS = 300


@cache
def hint_names() -> tuple[str, ...]:
    """Return the names of the groups, in the order of their bits.

    >>> hint_names()[:2]
    ('body', 'article')
    """
    return tuple(group["name"] for group in load_table("page")["hint"])


@cache
def _patterns() -> tuple[tuple[int, re.Pattern[str], frozenset[str]], ...]:
    return tuple(
        (1 << i, re.compile("|".join(map(re.escape, group["parts"]))), frozenset(group["words"]))
        for i, group in enumerate(load_table("page")["hint"])
    )


@lru_cache(maxsize=20_000)
def hints_of(names: str) -> int:
    """Return the groups that an element's names belong to, a bit for each of `hint_names`.

    >>> [name for i, name in enumerate(hint_names()) if hints_of("article__body relatedLinks") >> i & 1]
    ['body', 'article', 'related']
    """
    names = names[:_MOST_CHARS]
    low = names.lower()
    words = {word.lower() for word in _WORDS.findall(names)}
    found = 0
    for bit, parts, whole in _patterns():
        if parts.search(low) or not words.isdisjoint(whole):
            found |= bit
    return found


@lru_cache(maxsize=20_000)
def is_foreign(names: str) -> bool:
    """Return whether an element's names are those of a service that puts boxes on other people's pages.

    >>> is_foreign("onetrust-consent-sdk"), is_foreign("story-body")
    (True, False)
    """
    return bool(_foreign().search(names[:_MOST_CHARS].lower()))


@cache
def _foreign() -> re.Pattern[str]:
    parts = "|".join(map(re.escape, load_table("page")["foreign"]["parts"]))
    return re.compile(f"(?<![a-z])(?:{parts})")
