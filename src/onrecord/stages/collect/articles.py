"""Which addresses are those of articles: by the outlet's own patterns, else by what addresses of articles look like."""

import re
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

from onrecord.errors import BadRequest
from onrecord.model import Outlet
from onrecord.stages.collect.times import last_day
from onrecord.text.data import load_table
from onrecord.text.outlets import find_by_domain

#: Words joined by hyphens in the last segment of an address that is made of a title. Names of sections
#: ("middle-east", "arts-and-culture") have up to three.
_SLUG_WORDS = 4
#: Digits of a number that counts articles; years have four.
_ID_DIGITS = 5
_SLUG = re.compile(r"[-_+ ]+")
_NUMBER = re.compile(rf"(?<!\d)\d{{{_ID_DIGITS},}}(?!\d)")
_ALL_DIGITS = re.compile(rf"\d{{{_ID_DIGITS},}}\Z")
#: Numbers in hexadecimal or mixed letters that stand alone: "c0mq8xvj7d2o", "65f0c7e2a1".
_CODE = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{10,40}\Z")
_FILE = re.compile(r"\.([a-z0-9]{2,5})\Z")


@dataclass(frozen=True, slots=True)
class Judge:
    """Return who says whether an address is that of an article.

    Attributes:
        domains: Of the outlet; empty where it is not known.
        articles: Patterns, one of which an address must match; empty: any.
        not_articles: Patterns that no article's address matches.
    """

    domains: tuple[str, ...] = ()
    articles: tuple[re.Pattern[str], ...] = field(default=())
    not_articles: tuple[re.Pattern[str], ...] = field(default=())

    @classmethod
    def of(cls, outlet: Outlet | None) -> "Judge":
        """Return the judge for an outlet, or for one of which nothing is known.

        Raises:
            BadRequest: One of its patterns is no regular expression.
        """
        if outlet is None:
            return cls()
        return cls(outlet.domains, _compiled(outlet, outlet.articles), _compiled(outlet, outlet.not_articles))

    def lets_through(self, address: str) -> bool:
        """Return whether the outlet's own patterns allow an address that it called an article's."""
        if any(pattern.search(address) for pattern in self.not_articles):
            return False
        return not self.articles or any(pattern.search(address) for pattern in self.articles)

    def is_article(self, address: str, *, near: str) -> bool:
        """Return whether a link leads to an article of the outlet.

        Args:
            address: In its normal form.
            near: The page that the link stands on, for an outlet whose domains are not known.
        """
        if not self._is_own(address, near) or not self.lets_through(address):
            return False
        return bool(self.articles) or looks_like_article(address)

    def _is_own(self, address: str, near: str) -> bool:
        host = _host(address)
        if find_by_domain(host, (Outlet("", "", domains=self.domains),)):
            return True
        return host == _host(near)


def looks_like_article(address: str) -> bool:
    """Return whether an address looks like that of one article, at any outlet.

    A date in the path, a title's words, or a number that counts articles say
    so; a segment such as `tag` or `login`, or a picture's suffix, says no.

    >>> looks_like_article("https://news.example/2026/03/05/talks")
    True
    >>> looks_like_article("https://news.example/tag/harbour-talks-resume-in-selm")
    False
    >>> looks_like_article("https://news.example/politics/")
    False
    """
    table = _table()
    parts = urlsplit(address)
    segments = [segment for segment in unquote(parts.path).casefold().split("/") if segment]
    suffix = _FILE.search(segments[-1]) if segments else None
    if (suffix and suffix[1] in table["not_suffixes"]) or any(
        one in table["not_segments"] for one in segments
    ):
        return False
    if any(
        name.casefold() in table["id_parameters"] and any(char.isdigit() for char in value)
        for name, value in parse_qsl(parts.query, max_num_fields=None)
    ):
        return True
    if not segments:
        return False
    last = segments[-1][: suffix.start()] if suffix else segments[-1]
    words = [word for word in _SLUG.split(last) if word]
    if len(words) >= _SLUG_WORDS or _NUMBER.search(last) or _CODE.match(last):
        return True
    if any(_ALL_DIGITS.match(segment) for segment in segments[:-1]):  # "/news/4711023/talks"
        return True
    day = last_day(parts.path + "/")
    return day is not None and bool(re.search(r"[^\W\d_]", last))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # brackets that enclose no address
        return ""


def _compiled(outlet: Outlet, patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(pattern) for pattern in patterns)
    except re.error as error:
        raise BadRequest(
            "has a pattern that is no regular expression; mend it", subject=outlet.name
        ) from error


@cache
def _table() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load_table("articles").items()}
