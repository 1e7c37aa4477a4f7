"""Bylines: the names that a line or a field gives, without what its bearers are and where they write from."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.stages.read.head.metas import as_shown
from onrecord.text.data import load_table
from onrecord.text.fold import fold
from onrecord.text.outlets import known_names

#: A declared list of authors; more is no list of authors.
_LONGEST = 600
_MOST_NAMES = 30
#: A visible byline with more names than this is a list of something else.
_MOST_SHOWN = 8
_NAME_WORDS = 6
_NAME_CHARS = 60
#: Given name and family name, where a joining word may also stand inside one name.
_FULL = 2

#: A dot between letters belongs to a name in scripts without spaces.
_HARD = re.compile(r"\s*[;|•\n、،؛，；]\s*|\s+[·/]\s+")
_BRACKETED = re.compile(r"\s*[(\[（【][^()\[\]（）【】]{0,80}[)\]）】]\s*")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S", re.IGNORECASE)
_WEB_NAME = re.compile(r"[\w-]{2,30}\.[a-z]{2,6}", re.IGNORECASE)
_HANDLE = re.compile(r"[@#]\S+")
_DATE_TAIL = re.compile(r"\s*[,|–—-]?\s*\b\d{1,4}[./ :-].*$|\s*\b(?:1[89]|20)\d\d\b.*$")
#: "Ada Quill | May 3, 2020", "Ada Quill · 4 min read": a part of its own that holds a number is no name.
_PARTED_TAIL = re.compile(r"\s[|·•–—]\s[^|·•–—]*\d.*$")
_LETTER = re.compile(r"[^\W\d_]")


def split_names(words: str) -> list[str]:
    """Return the names that a field of authors gives, as written, in order.

    A joining word joins two names only where each side could be one by itself:
    "Ortega y Gasset" stays whole. What follows a comma is a name only if it
    looks like one; else it tells what somebody is, or where.

    >>> split_names("By Ada Quill and Jon Marsh, political editor, in Selm")
    ['Ada Quill', 'Jon Marsh']
    >>> split_names("Lena Ode og Per Strand"), split_names("José Ortega y Gasset"), split_names("Ode, Lena; Per Strand")
    (['Lena Ode', 'Per Strand'], ['José Ortega y Gasset'], ['Ode', 'Per Strand'])
    >>> split_names("https://selm.example/author/7"), split_names("Coast News and AFP")
    ([], ['Coast News and AFP'])
    """
    words = as_shown(words[:_LONGEST])
    if _ADDRESS.search(words):
        words = " ".join(word for word in words.split() if not _ADDRESS.search(word))
    words = _HANDLE.sub("", _BRACKETED.sub(" ", words))
    names: dict[str, str] = {}
    for part in _HARD.split(_without_opener(words.strip())):
        for name in _names_in(_without_opener(part.strip())):
            names.setdefault(fold(name), name)
            if len(names) >= _MOST_NAMES:
                return list(names.values())
    return list(names.values())


def read_shown_byline(words: str) -> list[str]:
    """Return the names in a line of the page that stands where bylines stand, or none if it is no byline.

    Stricter than `split_names`, as nothing declares what the line is: every
    part of it must be a full name.

    >>> read_shown_byline("By Ada Quill, 3 May 2021"), read_shown_byline("By Ada Quill · May 3 · 4 min read")
    (['Ada Quill'], ['Ada Quill'])
    >>> read_shown_byline("Share this report")
    []
    """
    plain = _tail().sub("", _DATE_TAIL.sub("", _PARTED_TAIL.sub("", " ".join(words.split()))))
    rest = _without_opener(plain)
    opened = rest != plain
    names = split_names(rest)
    if not names or len(names) > _MOST_SHOWN:
        return []
    fits = (looks_like_name(n, opened=opened) or (opened and fold(n) in known_names()) for n in names)
    return names if all(fits) else []


def read_pieces(pieces: Iterable[str]) -> list[str]:
    """Return the names in the pieces of a byline that stand each in an element of its own, or none.

    What somebody is stands in such pieces too.

    >>> read_pieces(["Ada Quill", "Reporter", "and", "Jon Marsh"]), read_pieces(["By", "Ada Quill", "Follow"])
    (['Ada Quill', 'Jon Marsh'], [])
    """
    links = _of("opens", "") | _of("joins", "")
    plain = [piece.strip(" \t,:;|·•/") for piece in pieces]
    names = [p for p in plain if _LETTER.search(p) and p.lower() not in links and not _has_role(p)]
    if not _FULL <= len(names) <= _MOST_SHOWN or not all(map(looks_like_name, names)):
        return []
    return list(dict.fromkeys(names))


def _has_role(words: str) -> bool:
    return any(fold(word) in _roles() for word in words.split())


def opens_byline(words: str) -> bool:
    """Return whether words begin as a byline does: "By Ada Quill".

    >>> opens_byline("Von Ada Quill"), opens_byline("Ada Quill")
    (True, False)
    """
    return bool(_opener().match(words))


def looks_like_name(words: str, *, opened: bool = False) -> bool:
    """Return whether words could be a person's full name, by their form.

    Args:
        words: The words.
        opened: Whether "by" or the like stands before them, so that less is asked.

    >>> looks_like_name("Ada van der Quill"), looks_like_name("Read more"), looks_like_name("岳 弘彬", opened=True)
    (True, False, True)
    """
    parts = words.split()
    if not parts or len(parts) > _NAME_WORDS or len(words) > _NAME_CHARS or re.search(r"\d|[!?:]", words):
        return False
    if is_nobody(words) or _has_role(words):
        return False
    cased = [part for part in parts if part[0].lower() != part[0].upper()]
    if not cased:
        return opened and len(words) <= _NAME_CHARS // 2
    if len(parts) < _FULL:
        return False
    capitals = sum(part[0] != part[0].lower() for part in cased)
    small = sum(part.lower() in _particles() for part in cased if part[0] == part[0].lower())
    most = _NAME_WORDS if opened else _FULL * 2
    return _FULL <= capitals <= most and capitals + small == len(cased)


def is_nobody(words: str) -> bool:
    """Return whether words are the name of an account that stands for nobody.

    >>> is_nobody("Admin"), is_nobody("4711"), is_nobody("dpa")
    (True, True, False)
    """
    return not _LETTER.search(words) or fold(words) in set(load_table("bylines")["generic"]["nobody"])


def _names_in(words: str) -> Iterator[str]:
    """Yield the names of a part without hard separators."""
    pieces = [piece.strip() for piece in words.split(",")]
    given: list[str] = []
    for place, piece in enumerate(pieces):
        for name in _split_joined(piece, last=place == len(pieces) - 1 and place > 0):
            tidy = _tidy(name)
            if not tidy:
                continue
            if given and fold(tidy) in _of("generic", "suffixes"):
                given[-1] = f"{given[-1]}, {tidy}"
            elif not given or fold(tidy) in known_names() or (_is_full(tidy) and fold(tidy) not in _towns()):
                given.append(tidy)
    yield from given


def _split_joined(words: str, *, last: bool) -> list[str]:
    """Return what joining words join; in the last piece of a list one may also stand before a name."""
    if last:
        words = _leading_join().sub("", words)
    parts = _join().split(words)
    full = all(len(part.split()) >= _FULL for part in parts)
    agencies = all(" " not in part and fold(part) in known_names() for part in parts)
    # "A B and C D", "dpa und AFP"; but not "Ortega y Gasset", "Marsh & Ode", nor "Coast News and AFP".
    return parts if full or agencies else [words]


def _tidy(name: str) -> str:
    """Return a name without roles and places before and after it, or "" where nothing else is left."""
    name = name.strip(' \t.,:-–—|*"“”„/')
    if _WEB_NAME.fullmatch(name):
        return name
    words = name.split()
    roles, qualities = _roles(), _of("qualities", "")
    at = next((i for i, w in enumerate(words) if fold(w) in roles), None)
    if at is not None and len(words) > 1:
        end = at
        while end and fold(words[end - 1]) in qualities:
            end -= 1
        words = (
            words[:end]
            if end >= _FULL
            else words[at + 1 :]
            if end == 0 and len(words) - at > _FULL
            else []
            if end == 0
            else words
        )
    if len(words) > _FULL and words[: len(words) // 2] == words[len(words) // 2 :]:
        words = words[: len(words) // 2]  # once for the eye and once for the ear
    for i in range(_FULL, len(words)):
        if fold(" ".join(words[i:])) in known_names() and words[i - 1].lower() not in _of("joins", ""):
            words = words[:i]
            break
        if words[i] in _of("places", "before") and words[i] not in _particles():
            # "Coast News avec AFP" is how the outlet signs, and names whose the report is.
            words = words if fold(" ".join(words[i + 1 :])) in known_names() else words[:i]
            break
    name = " ".join(words)
    return name if name and _LETTER.search(name) and len(name) <= _NAME_CHARS * 2 else ""


def _is_full(name: str) -> bool:
    """Return whether a piece behind a comma is a name of its own: two to five words, capitalised as names are."""
    cased = [c for c in name if c.lower() != c.upper()]
    return looks_like_name(name, opened=True) if cased else bool(name)


def _without_opener(words: str) -> str:
    found = _opener().match(words)
    return words[found.end() :].strip() if found else words


@cache
def _of(table: str, key: str) -> frozenset[str]:
    """Return a list of `data/bylines.toml`, or all lists of a table, as a set."""
    lists = load_table("bylines")[table]
    return frozenset(lists[key] if key else (word for words in lists.values() for word in words))


@cache
def _roles() -> frozenset[str]:
    return frozenset(map(fold, _of("roles", "")))


@cache
def _particles() -> frozenset[str]:
    table = load_table("names/particles")
    return frozenset(table["inside"]) | frozenset(table["opening"]) | frozenset(table["articles"])


@cache
def _tail() -> re.Pattern[str]:
    """Match what follows the names in a byline: "Updated …"."""
    return re.compile(rf"(?<=\S)\s+(?:{'|'.join(map(re.escape, _of('tails', 'words')))})\b.*$", re.IGNORECASE)


@cache
def _towns() -> frozenset[str]:
    """Return the countries and capitals that are written after a name as a person's would be: "Buenos Aires"."""
    rows = load_table("names/places")["countries"]
    return frozenset(fold(form) for row in rows for words in row for form in words.split("/"))


@cache
def _opener() -> re.Pattern[str]:
    """Match "By ", "Von:", "記者：": a word that opens a byline, with what parts it from the names."""
    words = sorted(_of("opens", ""), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE)


@cache
def _joins() -> str:
    """Return the joining words as a pattern: in small letters or all in capitals, as "A" alone is an initial."""
    words = _of("joins", "")
    return "|".join(
        re.escape(w) for w in sorted({*words, *(w.upper() for w in words if len(w) > 1)}, key=len)[::-1]
    )


@cache
def _join() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_joins()})\s+")


@cache
def _leading_join() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_joins()})\s+")
