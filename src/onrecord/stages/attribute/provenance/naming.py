"""What a sentence calls the occasion on which words were given."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from onrecord.stages.attribute.provenance.surroundings import Scan, Sentence, either, phrases, words_for
from onrecord.text.fold import squeeze
from onrecord.text.phrases import Phrases

#: Longer than the full name of any ceremony; bounds run-on sentences.
_VENUE_CHARS = 160
#: Kinds whose nouns, with a capital, belong to the name of an outlet: "told The Kesh Post".
_PLAIN_KINDS = frozenset({"writing", "broadcast"})
_SEGMENT = re.compile(r"[,;:()–—]+")
_WORD = re.compile(r"\w[\w'’-]*")


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
        opened: True where the sentence tells that it was held or given: "gave an interview", "made the remarks".
    """

    kind: str
    noun: str
    weak: bool
    points_back: bool
    start: int
    end: int
    noun_end: int
    plain: bool
    opened: bool = False


def find_name(scan: Scan) -> OccasionName | None:
    """Return the occasion that a sentence names, or None: an interview before mere remarks, else the first.

    It counts only where the sentence opens it ("in an interview with …", "gave a
    speech at …", "a clip … was posted"), not where it tells of something
    else ("after the meeting", "who attended the rally").
    """
    found = [
        named
        for pattern, needs in _openings(scan.language)
        if all(listed.may_stand_in(scan.vocabulary) for listed in needs)
        for match in pattern.finditer(scan.words)
        if not begins_elsewhere(scan, match.start("noun"), but="that") and (named := _named(scan, match))
    ]
    opened = any(n.opened for n in found)
    # "Made many statements" and "in their remarks" name words, and no occasion.
    found = [n for n in found if not (n.weak and n.plain)]
    best = min(found, key=lambda n: (n.weak, n.points_back, n.start), default=None)
    return replace(best, opened=opened) if best else None


@dataclass(frozen=True, slots=True)
class Pointing:
    """Return how a sentence speaks of an occasion already told.

    Attributes:
        kind: The occasion's kind, or None for "in it".
        noun: Its noun where the sentence begins with it ("The clip shows …"), else None:
            "the debate" in passing may be any.
    """

    kind: str | None
    noun: str | None


def points_back(scan: Scan) -> Pointing | None:
    """Return how a sentence speaks of an occasion already told ("the interview", "in it"), or None."""
    noun, _ = _pointing(scan.language)
    named = _noun_phrases(scan.language).may_stand_in(scan.vocabulary)
    match = noun.search(scan.words) if named else None
    if match:
        found = match["noun"].casefold()
        first = not scan.words[: match.start()].strip()
        return Pointing(_kinds(scan.language)[found], _singular(found) if first else None)
    return Pointing(None, None) if opens_with_pronoun(scan.words, scan.language) else None


def opens_with_pronoun(words: str, language: str | None) -> bool:
    """Return whether a sentence begins with "in it" or the like."""
    return _pointing(language)[1].match(words) is not None


def looks_back(scan: Scan) -> bool:
    """Return whether a sentence places the words before it: "He made the remarks in …"."""
    told = _remark_phrases(scan.language).may_stand_in(scan.vocabulary)
    return told and bool(_remarks(scan.language).search(scan.words))


def announces(sentence: Sentence, language: str | None) -> bool:
    """Return whether a sentence announces words below it: "The following are …", or a closing colon."""
    if sentence.words.rstrip("[]0123456789 \n").endswith(":"):
        return True
    pattern, listed = _announcing(language)
    return listed.may_stand_in(sentence.vocabulary) and bool(pattern.search(sentence.words))


def segment_start(words: str, at: int) -> int:
    """Return where the segment between commas, colons, brackets or dashes starts in which `at` lies."""
    return max((m.end() for m in _SEGMENT.finditer(words, 0, at)), default=0)


def begins_elsewhere(scan: Scan, at: int, *, but: str = "") -> bool:
    """Return whether a clause about something else leads up to `at`: "who …", "after …".

    Args:
        scan: The sentence.
        at: A position in it.
        but: A word that does not count here.
    """
    table = scan.table
    lead = [w.group().casefold() for w in _WORD.finditer(scan.words, segment_start(scan.words, at), at)]
    return bool(
        (lead and lead[0] in table["elsewhere"] and lead[0] != but)
        or any(w in table["relatives"] and w != but for w in lead)
    )


def _named(scan: Scan, match: re.Match[str]) -> OccasionName | None:
    """Return the occasion of a match, or None where the noun stands bare ("in Congress") or in a compound."""
    table = scan.table
    noun = match["noun"].casefold()
    bare = not (match["det"] or match["pre"] or noun != _singular(noun))
    if (bare and noun not in table["bare"]) or _is_compound(scan, match.end("noun")):
        return None
    kind = _kinds(scan.language)[noun]
    if match["noun"][0].isupper() and kind in _PLAIN_KINDS:
        return None
    start = match.start("pre") if match["pre"] else match.start("noun")
    days = re.compile(rf"(?:(?:9+|{either(tuple(table['day_leads']))})\s+)*").match(
        scan.words, start, match.start("noun")
    )
    start = days.end() if days else start
    end = _name_end(scan, match.end("noun"))
    alone = end == match.end("noun") and not match["pre"].strip("9 ")
    points = alone and squeeze(match["det"] or "").casefold() in table["pointing"]
    weak = bool({noun, _singular(noun)} & set(table["nouns"]["weak"]))
    opener = scan.words[match.start() :].split(maxsplit=1)[0].casefold()
    return OccasionName(
        kind=kind,
        noun=_singular(noun),
        weak=weak,
        points_back=points,
        start=start,
        end=end,
        noun_end=match.end("noun"),
        plain=points or opener in table["making"],
        opened=opener not in _first_words(table["prepositions"]),
    )


def _is_compound(scan: Scan, at: int) -> bool:
    """Return whether a noun that ends at `at` only describes the next: "summit officials"."""
    after = re.compile(r"\s+([a-z][\w-]*)").match(scan.words, at)
    if after is None or after.start(1) in scan.walls:
        return False
    table, low = scan.table, after[1].casefold()
    small = {*table["ends"], *table["phrase_ends"], *table["day_leads"], *table["breaks"], *table["airing"]}
    return low not in small and not low.endswith(("ed", "ing", "ly")) and low not in table["followers"]


def _name_end(scan: Scan, at: int) -> int:
    """Return where the name of an occasion ends that has its noun before `at`."""
    words, table = scan.words, scan.table
    limit = min([len(words), at + _VENUE_CHARS, *(w for w in scan.walls if w >= at)])
    end = at
    while end < limit:
        step = _step(scan, end, limit)
        if step is None:
            break
        end = step
    trailing = re.search(rf"(?:\s+(?:{either(tuple(table['trailing']))}))+$", words[at:end], re.IGNORECASE)
    return at + trailing.start() if trailing else end


def _step(scan: Scan, at: int, limit: int) -> int | None:
    """Return where the next word of a name ends, or a title in quotation marks; None where the name is over."""
    words, table = scan.words, scan.table
    gap = re.compile(r"\.?\s+").match(words, at, limit)  # a full stop inside a sentence abbreviates
    word = _WORD.match(words, gap.end(), limit) if gap else None
    if word is None:
        title = re.compile(r"\s+[\"“][^\"“”\x00]{1,80}[\"”]").match(words, at, limit)
        return title.end() if title else None
    low, before = word.group().casefold(), words[:at].split()[-1].casefold()
    ahead = next((w for w in words[at:].split() if w.casefold() not in table["day_leads"]), "")
    if low in table["ends"] or (low in table["day_leads"] and _is_day(ahead)):
        return None
    # "at the May 23 opening of …" is part of the name, "a rally Friday in …" is not.
    if _is_day(low) and before not in table["determiners"]:
        return None
    after = words[word.end() : limit].split()[:1]
    if low in table["purposes"] and after and after[0].islower() and after[0] not in table["hearers"]:
        return None
    return word.end()


def _is_day(word: str) -> bool:
    """Return whether a word is a masked day."""
    return bool(re.match(r"9{3,}(?!\w)", word))


def _first_words(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in entries)


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
def naming_phrases(language: str | None) -> Phrases:
    """Return phrases one of which stands in every sentence that names an occasion, or remarks, by a noun."""
    return Phrases.union([_noun_phrases(language), _remark_phrases(language)])


@cache
def _noun_phrases(language: str | None) -> Phrases:
    return Phrases.of(_kinds(language))


@cache
def _remark_phrases(language: str | None) -> Phrases:
    return Phrases.of(words_for(language)["remarks"])


@cache
def _openings(language: str | None) -> tuple[tuple[re.Pattern[str], tuple[Phrases, ...]], ...]:
    """Return the patterns that open an occasion, each with the phrases of which every match holds one."""
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
    # A verb with a capital may be a name ("The Kesh Post reports"), but for a participle that begins a sentence.
    verbs = (*table["opening"], *(v.capitalize() for v in table["opening"] if v.split()[0].endswith("ing")))
    flags = re.IGNORECASE
    named, public = _noun_phrases(language), phrases((*table["airing"], *table["printing"]))
    return (
        (re.compile(rf"\b(?:{either(tuple(table['prepositions']))})\s+{phrase}", flags), (named,)),
        (re.compile(rf"\b(?-i:{either(verbs)}){aside}\s+{phrase}", flags), (named,)),
        (
            re.compile(
                rf"\b(?=(?:{dets})\s){phrase}(?=[^.;:\x00]{{0,160}}?\b(?:was|were|been)\s+(?:\w+\s+)?(?:{made_public})\b)",
                flags,
            ),
            (named, public),
        ),
    )


@cache
def _pointing(language: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = words_for(language)
    nouns = tuple(n for kind, listed in table["nouns"].items() if kind != "weak" for n in listed)
    pointing, pronouns = either(tuple(table["pointing"])), either(tuple(table["pronouns"]))
    prepositions = either(tuple(table["prepositions"]))
    return (
        re.compile(rf"\b(?:{pointing})\s+(?P<noun>(?:{either(nouns)})s?)(?![\w-])", re.IGNORECASE),
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
def _announcing(language: str | None) -> tuple[re.Pattern[str], Phrases]:
    listed = tuple(words_for(language)["announcing"])
    return re.compile(rf"\b(?:{either(listed)})\b", re.IGNORECASE), phrases(listed)
