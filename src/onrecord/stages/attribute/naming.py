"""What a sentence calls the occasion on which words were given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.stages.attribute.surroundings import HIDDEN, Scan, either, words_for
from onrecord.text.fold import squeeze

#: Longer than the full name of any ceremony; bounds run-on sentences.
_VENUE_CHARS = 160
_SEGMENT = re.compile(r"[,;:()–—]+")
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class OccasionName:
    """Return an occasion's name; positions count from the sentence's start.

    Attributes:
        kind: talk, speech, event, writing or broadcast.
        noun: Its noun, lower-case, in the singular.
        weak: True where the noun names words rather than an occasion ("remarks").
        points_back: True for a bare "the interview".
        start: Its first character, article and day left out.
        end: One past its last.
        noun_end: Where its noun ends.
        plain: True where only a verb of making opens it, or a word that points back.
    """

    kind: str
    noun: str
    weak: bool
    points_back: bool
    start: int
    end: int
    noun_end: int
    plain: bool


def find_name(scan: Scan) -> OccasionName | None:
    """Return the occasion that a sentence names, or None: an interview before mere remarks, else the first.

    It counts only where the sentence opens it ("in an interview with …", "gave a
    speech at …", "a clip … was posted"), not where it tells of something
    else ("after the meeting", "who attended the rally").
    """
    found = [
        _named(scan, match)
        for pattern in _openings(scan.language)
        for match in pattern.finditer(scan.words)
        if not begins_elsewhere(scan, match.start("noun"), but="that")
    ]
    # "Made many statements" and "in their remarks" name words, and no occasion.
    found = [n for n in found if not (n.weak and n.plain)]
    return min(found, key=lambda n: (n.weak, n.points_back, n.start), default=None)


def points_back(words: str, language: str | None) -> bool:
    """Return whether a sentence speaks of an occasion already told: "the interview", "in it"."""
    noun, pronoun = _pointing(language)
    return bool(noun.search(words) or pronoun.match(words))


def looks_back(words: str, language: str | None) -> bool:
    """Return whether a sentence places the words before it: "He made the remarks in …"."""
    return bool(_remarks(language).search(words))


def announces(words: str, language: str | None) -> bool:
    """Return whether a sentence announces words below it: "The following are …", or a closing colon."""
    last = words.rstrip().rstrip(HIDDEN + " \"'”’")
    return last.endswith(":") or bool(_announcing(language).search(words))


def segment_start(words: str, at: int) -> int:
    """Return where the segment between commas, colons, brackets or dashes starts in which `at` lies."""
    return max((m.end() for m in _SEGMENT.finditer(words, 0, at)), default=0)


def begins_elsewhere(scan: Scan, at: int, *, but: str = "") -> bool:
    """Return whether the segment up to `at` begins as a clause about something else: "who …", "after …".

    Args:
        scan: The sentence.
        at: A position in it.
        but: A word that does not count here.
    """
    first = _WORD.search(scan.words, segment_start(scan.words, at), at)
    return first is not None and first.group().casefold() in scan.table["elsewhere"] and first.group() != but


def _named(scan: Scan, match: re.Match[str]) -> OccasionName:
    table = scan.table
    noun = match["noun"].casefold()
    start = match.start("pre") if match["pre"] else match.start("noun")
    days = re.compile(r"(?:9+\s+)*").match(scan.words, start, match.start("noun"))
    start = days.end() if days else start
    end = _name_end(scan, match.end("noun"))
    bare = end == match.end("noun") and not match["pre"].strip("9 ")
    points = bare and squeeze(match["det"] or "").casefold() in table["pointing"]
    weak = bool({noun, _singular(noun)} & set(table["nouns"]["weak"]))
    opener = scan.words[match.start() :].split(maxsplit=1)[0].casefold()
    return OccasionName(
        kind=_kinds(scan.language)[noun],
        noun=_singular(noun),
        weak=weak,
        points_back=points,
        start=start,
        end=end,
        noun_end=match.end("noun"),
        plain=points or opener in table["making"],
    )


def _name_end(scan: Scan, at: int) -> int:
    """Return where the name of an occasion ends that has its noun before `at`."""
    words, table = scan.words, scan.table
    limit = min([len(words), at + _VENUE_CHARS, *(w for w in scan.walls if w >= at)])
    end = at
    while end < limit:
        step = _step(words, end, limit, table["ends"], table["day_leads"])
        if step is None:
            break
        end = step
    trailing = re.search(rf"(?:\s+(?:{either(tuple(table['trailing']))}))+$", words[at:end], re.IGNORECASE)
    return at + trailing.start() if trailing else end


def _step(words: str, at: int, limit: int, ends: Sequence[str], day_leads: Sequence[str]) -> int | None:
    """Return where the next word of a name ends, or a title in quotation marks; None where the name is over."""
    gap = re.compile(r"\.?\s+").match(words, at, limit)  # a full stop inside a sentence abbreviates
    word = _WORD.match(words, gap.end(), limit) if gap else None
    if word is None:
        title = re.compile(r"\s+[\"“][^\"“”\x00]{1,80}[\"”]").match(words, at, limit)
        return title.end() if title else None
    low = word.group().casefold()
    ahead = next((w for w in words[at:].split() if w.casefold() not in day_leads), "")
    if low in ends or (low in day_leads and _is_day(ahead)):
        return None
    if _is_day(low) and not re.match(r"\s+[\w-]", words[word.end() : limit]):
        return None
    return word.end()


def _is_day(word: str) -> bool:
    """Return whether a word is a masked day."""
    return bool(re.match(r"9{3,}(?!\w)", word))


def _singular(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@cache
def _kinds(language: str | None) -> dict[str, str]:
    listed = words_for(language)["nouns"]
    kinds: dict[str, str] = {}
    for kind in [k for k in listed if k != "weak"] + ["weak"]:
        for noun in listed[kind]:
            for form in (noun.casefold(), f"{noun.casefold()}s"):
                kinds.setdefault(form, "speech" if kind == "weak" else kind)
    return kinds


@cache
def _openings(language: str | None) -> tuple[re.Pattern[str], ...]:
    table = words_for(language)
    dets, breaks = either(tuple(table["determiners"])), either(tuple(table["breaks"]))
    nouns = either(tuple(_kinds(language)))
    phrase = (
        rf"(?P<det>(?:{dets})\s+)?(?P<pre>(?:(?:(?!(?:{breaks})\b)[^\s,;:()\"“”\x00]+|[\"“][^\"“”\x00]{{1,80}}[\"”])\s+){{0,7}}?)"
        rf"(?P<noun>{nouns})(?![\w-])"
    )
    made_public = either((*table["airing"], *table["printing"]))
    aside = (
        r"(?:\s*,?\s*(?:on\s+)?9+\s*,?)?"
        rf"(?:\s+(?:on|in|via|to|at)(?:\s+[\w'’-]+){{1,3}}?(?=\s+(?:{dets})\s))?"
    )
    flags = re.IGNORECASE
    return (
        re.compile(rf"\b(?:{either(tuple(table['prepositions']))})\s+{phrase}", flags),
        re.compile(rf"\b(?:{either(tuple(table['opening']))}){aside}\s+{phrase}", flags),
        re.compile(
            rf"\b(?=(?:{dets})\s){phrase}(?=[^.;:\x00]{{0,160}}?\b(?:was|were|been|that|which|is)\s+(?:\w+\s+)?(?:{made_public})\b)",
            flags,
        ),
    )


@cache
def _pointing(language: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = words_for(language)
    nouns = tuple(n for kind, listed in table["nouns"].items() if kind != "weak" for n in listed)
    pointing, pronouns = either(tuple(table["pointing"])), either(tuple(table["pronouns"]))
    prepositions = either(tuple(table["prepositions"]))
    return (
        re.compile(rf"\b(?:{pointing})\s+(?:{either(nouns)})s?(?![\w-])", re.IGNORECASE),
        re.compile(rf"\s*(?:{prepositions})\s+(?:{pronouns})\b", re.IGNORECASE),
    )


@cache
def _remarks(language: str | None) -> re.Pattern[str]:
    table = words_for(language)
    verbs, nouns = either(tuple(table["remark_verbs"])), either(tuple(table["remarks"]))
    pointing = either(tuple(table["pointing"]))
    return re.compile(
        rf"\b(?:{verbs})\s+(?:{pointing})\s+(?:{nouns})\b|\b(?:{pointing})\s+(?:{nouns})\s+(?:{verbs})\b",
        re.IGNORECASE,
    )


@cache
def _announcing(language: str | None) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(tuple(words_for(language)['announcing']))})\b", re.IGNORECASE)
