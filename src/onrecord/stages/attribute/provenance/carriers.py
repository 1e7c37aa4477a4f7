"""Outlets in a sentence, and which of them carried the words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model import ChainRole, IdentityType, Span
from onrecord.stages.attribute.provenance.surroundings import Mentioned, Scan, either, phrases, words_for
from onrecord.text.fold import fold
from onrecord.text.outlets import known_names, load_outlets
from onrecord.text.phrases import Phrases

#: One word of a name: "Kesh", "al-Bahr", "O’Brien".
_NAME_WORD = (
    r"(?:[A-Za-z]{2}[-‐‑])?(?!(?:The|A|An|In|On|At|But|And|Its|His|Her|Their)\b)"
    r"[A-Z][\w’&]*(?:-[A-Z0-9]\w*)*(?!-)"
)
_NAME = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}}"
#: Words that may describe an outlet between the word that governs it and its name.
_REACH_WORDS = 9
#: Characters that may stand between a word of speaking and the preposition before the outlet.
_REACH_CHARS = 60
_ROLES = {"broadcaster": ChainRole.BROADCASTER, "channel": ChainRole.BROADCASTER, "agency": ChainRole.AGENCY}
_POSSESSIVE = re.compile(r"^(?:his|her|its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedOutlet:
    """Return an outlet named in a sentence.

    Attributes:
        name: As the report gives it.
        span: The name, in the canonical text.
        end: Where what the report calls it ends: "… news agency".
        role: What such an outlet does to words that it carries.
        owned: True for "his website": the name still needs its owner's.
        platform: True for a site, an account, a place where people post.
    """

    name: str
    span: Span
    end: int
    role: ChainRole
    owned: bool = False
    platform: bool = False


@dataclass(frozen=True, slots=True)
class Carrier:
    """Return an outlet that carried the words, and whether they were said to it."""

    outlet: NamedOutlet
    spoken_to: bool


def find_carriers(scan: Scan, who: Mentioned) -> list[Carrier]:
    """Return the outlets that a sentence names as carriers of words, nearest to the speaker first.

    Those spoken to come before those that published, aired or reported.

    Args:
        scan: The sentence.
        who: The report's mentions.
    """
    found: list[Carrier] = []
    for outlet in find_named_outlets(scan, who):
        spoken_to = _governs(scan, outlet, found)
        if spoken_to is not None:
            found.append(Carrier(outlet, spoken_to))
    return sorted(found, key=lambda c: (not c.spoken_to, c.outlet.span))


def find_named_outlets(scan: Scan, who: Mentioned) -> list[NamedOutlet]:
    """Return the outlets named in a sentence, in text order.

    An outlet is known from the tables, by what the report calls it ("the Al-Foo
    radio station", "the daily Kesh Mail", "the union's website"), or as an identity
    of that type. Where two readings overlap, the longer one counts, names before descriptions.
    """
    words, start = scan.words, scan.start
    found = [*_known_in(scan), *_called_in(scan)]
    for span, identity in who.within(start, start + len(words)):
        if identity.type is IdentityType.OUTLET:
            at = Span(span.start - start, span.end - start)
            called = at.cut(words)
            # "The network" is the one that it points to.
            name = called if _is_name(called) else identity.name
            found.append(NamedOutlet(name, at, at.end, role_of(identity.name, ChainRole.OUTLET)))
    found.sort(key=lambda o: (not _is_name(o.name), -len(o.span), o.span))
    firm: list[NamedOutlet] = []
    for outlet in found:
        if not any(outlet.span.overlaps(f.span) for f in firm):
            firm.append(outlet)
    shifted = (
        replace(o, span=Span(start + o.span.start, start + o.span.end), end=start + o.end) for o in firm
    )
    return sorted(shifted, key=lambda o: o.span)


def role_of(name: str, otherwise: ChainRole) -> ChainRole:
    """Return what an outlet does to words, from the outlet tables.

    Args:
        name: Any of its names.
        otherwise: The answer for an outlet that the tables do not have.
    """
    outlet = known_names().get(fold(name))
    return _ROLES.get(outlet.kind, ChainRole.OUTLET) if outlet else otherwise


def is_same_outlet(one: str | None, other: str | None) -> bool:
    """Return whether two names are one outlet's: by the tables, or one within the other. None is nobody's name.

    >>> is_same_outlet("al-Foo", "Al-Foo TV"), is_same_outlet("Foo Times", "Bar Times")
    (True, False)
    """
    a, b = fold(one or ""), fold(other or "")
    if not a or not b:
        return False
    names = known_names()
    if a in names and b in names:
        return names[a] == names[b]
    return f" {a} " in f" {b} " or f" {b} " in f" {a} "


def _is_name(words: str) -> bool:
    """Return whether an outlet is called by a name rather than described ("the Foo, a station in Bar")."""
    first = words.split(maxsplit=1)[0]
    return "," not in words and (first != first.lower() or "-" in first)


def _known_in(scan: Scan) -> Iterator[NamedOutlet]:
    pattern, names = _known_names()
    for match in pattern.finditer(scan.words) if names.may_stand_in(scan.vocabulary) else ():
        yield NamedOutlet(
            match.group(), Span(*match.span()), match.end(), role_of(match.group(), ChainRole.OUTLET)
        )


def _called_in(scan: Scan) -> Iterator[NamedOutlet]:
    """Yield outlets by what the report calls them; spans count from the start of the sentence."""
    for role in ("broadcaster", "agency", "outlet"):
        for match in _matches(_called(scan.language, role), scan):
            name = match["name"]
            yield NamedOutlet(name, Span(*match.span("name")), match.end(), role_of(name, ChainRole(role)))
    for match in _matches(_owned(scan.language), scan):
        owned = bool(_POSSESSIVE.match(match.group()))
        yield NamedOutlet(
            match.group(), Span(*match.span()), match.end(), ChainRole.OUTLET, owned=owned, platform=True
        )
    for match in _matches(_platforms(scan.language), scan):
        yield NamedOutlet(
            match["name"], Span(*match.span("name")), match.end(), ChainRole.OUTLET, platform=True
        )


def _matches(patterns: Iterable[tuple[re.Pattern[str], Phrases]], scan: Scan) -> Iterator[re.Match[str]]:
    """Yield the matches of each pattern, one after the other; those whose phrases are missing have none."""
    for pattern, needed in patterns:
        if needed.may_stand_in(scan.vocabulary):
            yield from pattern.finditer(scan.words)


def _governs(scan: Scan, outlet: NamedOutlet, found: list[Carrier]) -> bool | None:
    """Return whether the words were said to the outlet (True), carried by it (False), or neither (None)."""
    words, start, table = scan.words, scan.start, scan.table["carrying"]
    begin, end = outlet.span.start - start, outlet.end - start
    before, after = words[:begin], words[end:]
    if _carries(tuple(table["carrying"])).match(after):
        return False
    clause = re.split(r"[,;:()\x00]", before)[-1]
    described = list(re.finditer(r"\S+", clause))[-_REACH_WORDS:]
    for word in reversed(described):
        low = word.group().casefold()
        left = before[: len(before) - len(clause) + word.start()]
        if low in table["telling"]:
            return True
        if low in table["links"]:
            return _linked(left, low, outlet, table)
        if (
            low in ("and", "or", "&")
            and found
            and words[found[-1].outlet.end - start : begin].strip() == word.group()
        ):
            return found[-1].spoken_to
        if low in table["carrying"]:
            # "…, reports Reuters": the verb stands right before the outlet that ends the clause.
            return False if not re.match(r"\s*\w", after) else None
    return None


def _linked(left: str, link: str, outlet: NamedOutlet, table: dict[str, list[str]]) -> bool | None:
    left = re.split(r"[;:\x00]", left)[-1]
    if link == "to" and left.rstrip().casefold().endswith("according"):
        return False
    if outlet.platform and link in ("on", "via"):
        return False
    speaking, carrying = (
        _last_word(left, tuple(table["speaking"])),
        _last_word(left, tuple(table["carrying"])),
    )
    if max(speaking, carrying) < len(left) - _REACH_CHARS:
        return None
    if carrying > speaking:
        return False if link not in ("to", "with", "for") else None
    return None if link == "by" else True


def _last_word(text: str, listed: tuple[str, ...]) -> int:
    """Return where the last of the listed words starts, or -1000 for none."""
    starts = [m.start() for m in _words(listed).finditer(text)]
    return starts[-1] if starts else -1000


@cache
def _words(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(listed)})(?![\w-])", re.IGNORECASE)


@cache
def _carries(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s*\([^)]*\))?,?(?:\s+(?:has|have|had|also|later|earlier|first|itself|then|\w+ly))*,?"
        rf"(?:\s+on\s+9+,?)?\s+(?:{either(listed)})(?![\w-])"
    )


@cache
def _called(language: str | None, role: str) -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    """Return patterns for outlets by nouns of a role, each with the phrases of which every match holds one.

    A noun with a capital is part of the name.
    """
    media = words_for(language)["media"]
    capital = tuple(n for n in media[role] if n[0].isupper())
    small = tuple(n for n in media[role] if n[0].islower())
    plain = rf"(?:{either(small)})(?![\w-])"
    described = (
        rf"(?:(?:{either(tuple(media['descriptors']))}|[\w-]+(?:{either(tuple(media['endings']))}))\s+)"
    )
    patterns = [
        (rf"(?<![\w-])(?P<name>{_NAME})\s+{described}{{0,3}}?{plain}", small),
        (rf"\b(?:[Tt]he|[Aa]n?)\s+(?P<name>{_NAME}),\s+(?:[\w-]+\s+){{0,3}}?{plain}", small),
        (rf"\b{plain}\s+(?P<name>{_NAME})", small),
    ]
    if capital:
        patterns.append((rf"(?<![\w-])(?P<name>{_NAME}\s+(?:{either(capital)}))(?![\w-])", capital))
    if role == "outlet":
        ends = tuple(media["name_words"])
        patterns.append((rf"(?<![\w-])(?P<name>(?:The\s+)?{_NAME}\s+(?:{either(ends)}))(?![\w-])", ends))
    leading = tuple(n for n in media["leading"] if n in capital)
    if leading:
        patterns.append((rf"(?<![\w-])(?P<name>(?:{either(leading)})\s+{_NAME})", leading))
    return tuple((re.compile(pattern), phrases(needed)) for pattern, needed in patterns)


@cache
def _owned(language: str | None) -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    nouns = tuple(words_for(language)["media"]["owned"])
    noun = rf"(?:{either(nouns)})(?![\w-])"
    pattern = re.compile(
        rf"(?<![\w-])(?:{_NAME}(?:['’]s?)?|(?i:his|her|its|their))\s+(?:(?:official|own|personal|new)\s+){{0,2}}{noun}"
        rf"|\b{noun}\s+of\s+(?:the\s+)?{_NAME}(?:\s+{_NAME_WORD})*"
    )
    return ((pattern, phrases(nouns)),)


@cache
def _platforms(language: str | None) -> tuple[tuple[re.Pattern[str], Phrases], ...]:
    names = tuple(words_for(language)["media"]["platforms"])
    return ((re.compile(rf"\b(?:[Oo]n|[Vv]ia)\s+(?P<name>{either(names)})(?![\w-])"), phrases(names)),)


@cache
def naming_phrases(language: str | None) -> Phrases:
    """Return phrases one of which stands in every sentence in which an outlet is known by a table or a noun."""
    called = [p for role in ("broadcaster", "agency", "outlet") for p in _called(language, role)]
    patterns = [*called, *_owned(language), *_platforms(language), _known_names()]
    return Phrases.union(needed for _, needed in patterns)


@cache
def _known_names() -> tuple[re.Pattern[str], Phrases]:
    names = tuple(name for outlet in load_outlets() for name in (outlet.name, *outlet.names))
    pattern = re.compile(rf"(?<![\w-])(?:{either(names)})(?:\s+(?:TV|Radio|Television)\b)?(?![\w-])")
    return pattern, phrases(names)
