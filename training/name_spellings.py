"""Spellings of names in orthographies of which no pairs are at hand, made from those in others by letter."""

import random
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from name_scores import script_of_letters

_TABLES = tomllib.loads(Path(__file__).with_name("name_spellings.toml").read_text(encoding="utf-8"))
#: How often a spelling is made from a pair, by its script and what is made.
SHARES = {
    "Cyrillic": {"greek": 0.22, "ukrainian": 0.14, "serbian": 0.06, "kurdish": 0.1},
    "Arabic": {"persian": 0.6},
}
SEED = 9


def replace(word: str, letters: Mapping[str, list[str]], draw: random.Random) -> str:
    """Return a word with letters replaced in the table's order, one draw for all places of a letter.

    >>> replace("адам", {"а": ["α"], "д": ["δ"], "м": ["μ"]}, random.Random(1))
    'αδαμ'
    """
    for letter, others in letters.items():
        if letter in word:
            word = word.replace(letter, draw.choice(others))
    return word


def persian(latin: str, arabic: str, draw: random.Random) -> str:
    """Return an Arabic spelling in the letters of Persian, Kurdish or Urdu, as the Latin counterpart asks for them.

    >>> persian("peri", "بيري", random.Random(1))
    'پيري'
    """
    for rule in _TABLES["persian"]:
        if all(x in latin for x in rule["where"]) and not any(x in latin for x in rule.get("without", ())):
            arabic = replace(arabic, rule["letters"], draw)
    return arabic


def greek(latin: str, cyrillic: str, draw: random.Random) -> str:
    """Return a Cyrillic spelling in Greek letters; "th" and "ph" of the Latin counterpart are heard.

    >>> greek("martha", "марта", random.Random(1))
    'μαρθα'
    """
    word = replace(cyrillic, _TABLES["greek"], draw)
    if "th" in latin:
        word = word.replace("τ", "θ", 1)
    return word.replace("π", "φ", 1) if "ph" in latin and "φ" not in word else word


def make_spellings(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield for some pairs the Latin token with its counterpart in another orthography, the same in each run."""
    draw = random.Random(SEED)
    for latin, other in pairs:
        for what, share in SHARES.get(script_of_letters(other), {}).items():
            if draw.random() >= share:
                continue
            if what == "persian":
                made = persian(latin, other, draw)
            elif what == "greek":
                made = greek(latin, other, draw)
            else:
                made = replace(other, _TABLES[what], draw)
            if made != other:
                yield latin, made
