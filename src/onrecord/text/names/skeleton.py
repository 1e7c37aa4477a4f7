"""Consonant skeletons: short forms under which the spellings of one name meet, whatever the script.

Vowels, doubled consonants, apostrophes, articles and endings are left out, and consonants that one spelling
swaps for another fall together. A strict skeleton keeps apart what most scripts keep apart (p and b, t and d,
s and sh); a coarse one merges what any of them merges. Latin letters are read differently from language to
language ("c", "j", "w", "ch"), and Arabic and Hebrew write some consonants and vowels alike, so that a word has
several coarse skeletons: two spellings meet where any of theirs is the same.
"""

from functools import cache, lru_cache

from onrecord.text.data import load_table
from onrecord.text.names.romanize import Letter, letters
from onrecord.text.names.sounds import VOWEL, Readings, sounds_of

_MANY = 4096 * 8
#: A word's coarse skeletons, at most; the likeliest come first.
MOST_SKELETONS = 6
#: How many are followed while a word is read.
_FOLLOWED = 12
#: A joined article leaves at least so many letters: "Elias" and "Alan" have none.
_LEFT_OF_ARTICLE = 4
#: "Servant (of)", the first half of many names, whose article stands inside the word or is left out.
_SERVANT = "abd"
_LEFT_IN_COMPOUND = 2
_ARABIC_ARTICLES = frozenset(("ال", "ٱل"))
_LATIN_ARTICLES = frozenset(("al", "el", "ul"))
#: What Arabic script opens a word with that begins with two consonants elsewhere, and what is none of these.
_ALEFS, _VOWELS = frozenset("اإأ"), frozenset("aiuy")
#: Before these the article's l is often written as they are: ash-Shami, Ennahda.
_SUN_LETTERS = ("sh", "th", "dh", "d", "n", "r", "s", "t", "z")

_STRICT = str.maketrans("xHTDJcCS", "hhtdjscx")
_COARSE = str.maketrans("bfvdzSCJcgTDxH", "ppptsssssktthh")


@lru_cache(maxsize=_MANY)
def skeleton(token: str) -> str:
    """Return the strict consonant skeleton of one word of a name, "" where it has no letter that is known.

    The letters are lower-case ASCII: h also for kh, k also for q, v also for w, j also for zh, s also for ts,
    c for ch, x for sh, and a for a vowel at the start. An article is left out.

    >>> skeleton("Qassem"), skeleton("Qasim"), skeleton("قاسم"), skeleton("Касем")
    ('ksm', 'ksm', 'ksm', 'ksm')
    >>> skeleton("al-Hariri"), skeleton("الحريري"), skeleton("Hezbollah"), skeleton("Хезболла")
    ('hrr', 'hrr', 'hzbl', 'hzbl')
    """
    word = _without_article(letters(token))
    spoken = "".join(readings[0] for readings in sounds_of(word)).translate(_STRICT)
    bare = _bare(spoken)
    return bare[:-1] if len(bare) > 1 and spoken.rstrip(VOWEL).endswith("h") else bare


def coarse_skeleton(token: str) -> str:
    """Return the likeliest coarse skeleton of one word, "" where it has no letter that is known.

    >>> coarse_skeleton("Geagea"), coarse_skeleton("جعجع")
    ('ss', 'ss')
    """
    found = skeletons(token)
    return found[0] if found else ""


@lru_cache(maxsize=_MANY)
def skeletons(token: str) -> tuple[str, ...]:
    """Return the coarse skeletons of one word, the likeliest first, at most `MOST_SKELETONS`.

    Two words may be spellings of one name where they share one. p stands for all of p b f v, t for t d th dh,
    s for s z sh ch j ts, k for k g q gh, h for h and kh at the start, a for a vowel there.

    >>> skeletons("Walid")[0], skeletons("וליד")[0], skeletons("Jumblatt")[0], skeletons("جنبلاط")[0]
    ('plt', 'plt', 'smplt', 'smplt')
    >>> set(skeletons("Hüseynov")) & set(skeletons("Гусейнов"))
    {'hsmp'}
    """
    word = letters(token)
    bare = _without_article(word)
    words = [bare]
    if len(bare) == len(word):
        words += _without_opening(word)
    elif len(word) - len(bare) == len("ال"):  # it may be no article: "Elliott", "Eldar"
        words.append(word)
    ranked = [
        (cost + 2 * i, form) for i, one in enumerate(words) for cost, form in _forms(sounds_of(one), word)
    ]
    best = dict.fromkeys(form for _, form in sorted(ranked, key=lambda found: found[0]) if form)
    return tuple(best)[:MOST_SKELETONS]


def _forms(sounds: list[Readings], word: tuple[Letter, ...]) -> list[tuple[int, str]]:
    """Return the coarse forms of the readings, each with how far it is from the likeliest of all."""
    unvoiced = any(letter.script in {"Arab", "Hebr"} for letter in word)
    followed: list[tuple[int, str]] = [(0, "")]
    for readings in sounds:
        choices = _choices(readings)
        longer: dict[str, int] = {}
        for cost, form in followed:
            for more, reading in choices:
                written = form + reading
                longer[written] = min(longer.get(written, cost + more), cost + more)
        followed = sorted(((cost, form) for form, cost in longer.items()), key=lambda found: found[0])[
            :_FOLLOWED
        ]
    found: dict[str, int] = {}
    for cost, spoken in followed:
        merged = spoken.replace("ts", "s")
        found.setdefault(_heard(merged), cost)
        if unvoiced and merged != spoken:  # there may be a vowel between the two
            found.setdefault(_heard(spoken), cost + 1)
    return [(cost, form) for form, cost in found.items()]


def _heard(spoken: str) -> str:
    """Return the consonants that are heard in most languages: h at the start alone, m for n before p."""
    bare = _bare(spoken)
    return (bare[:1] + bare[1:].replace("h", "")).replace("np", "mp")


def _choices(readings: Readings) -> list[tuple[int, str]]:
    """Return the coarse forms of one letter's readings, each with its place; kh is also heard as k."""
    found: dict[str, int] = {}
    for place, reading in enumerate(readings):
        found.setdefault(reading.translate(_COARSE), place)
        if "x" in reading:
            found.setdefault(reading.replace("x", "k").translate(_COARSE), place + 1)
    return [(place, form) for form, place in found.items()]


def _bare(spoken: str) -> str:
    """Return the consonants of `spoken`, and "a" for a vowel at the start."""
    bare = spoken.replace(VOWEL, "")
    return "a" + bare if spoken.startswith(VOWEL) else bare


def _without_article(word: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """Return the word without an Arabic article, or one that a hyphen joins to it."""
    if "".join(letter.sign for letter in word[:2]) in _ARABIC_ARTICLES and len(word) > 3:  # noqa: PLR2004
        return word[2:]
    joint = next((i for i, letter in enumerate(word) if letter.latin == "-"), 0)
    if joint and joint + 1 < len(word) and "".join(letter.latin for letter in word[:joint]) in _articles():
        return word[joint + 1 :]
    return word


def _without_opening(word: tuple[Letter, ...]) -> list[tuple[Letter, ...]]:
    """Return the word without what may be an article that is written as one with it, or a helping vowel, if any."""
    if (
        len(word) > len("ast")
        and word[0].sign in _ALEFS
        and word[1].latin == "s"
        and word[2].latin not in _VOWELS
    ):
        return [
            word[1:]
        ]  # Arabic and Persian open no word with two consonants: "Smith" is written as "Esmith"
    if any(len(letter.latin) != 1 for letter in word[: len("abdal")]):
        return []
    spelled = "".join(letter.latin[:1] for letter in word)
    if spelled.startswith(_SERVANT) and len(word) >= len("abdal") + _LEFT_IN_COMPOUND:
        if spelled[3] in "aeou" and spelled[4] == "l":  # Abdelmajid, عبدالمجید
            return [word[:3] + word[5:]]
        return []
    taken = 2 if spelled[:2] in _LATIN_ARTICLES else 0
    for sun in _SUN_LETTERS:
        if spelled[:1] in {"a", "e"} and spelled[1:].startswith(sun * 2):
            taken = 1 + len(sun)
            break
    return [word[taken:]] if taken and len(word) - taken >= _LEFT_OF_ARTICLE else []


@cache
def _articles() -> frozenset[str]:
    """Return the articles that a hyphen joins to a word, as they are romanised."""
    return frozenset(load_table("names/particles")["articles"])
