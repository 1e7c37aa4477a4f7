"""Whether two spellings can be one name: transliteration, short forms, slips."""

import re
from functools import lru_cache

from onrecord.stages.attribute.cast.name_tables import load_name_tables

#: How alike two spellings of one sound must be written; "Haniya"/"Haniyeh" .71, "Mahmoud"/"Mohammad" .5.
_ALIKE = 0.6
#: Names this long may differ by one slip of the pen ("Scheiderman", "Schneiderman").
_SLIP_LENGTH = 8
_SAME_SOUND = ((r"[ckq]h?|gh", "k"), (r"ph", "f"), (r"[sz]h?", "s"), (r"[wv]", "v"), (r"dj|j", "j"))
_VOWELS = re.compile(r"[aeiouyäöüéèàâêîôûаеёиоуыэюяіїєوايىةأإآه]")


@lru_cache(maxsize=1 << 15)
def skeleton(part: str) -> str:
    """Return the consonants of a folded name part, sounds that transliterations mix made equal.

    >>> skeleton("haniya") == skeleton("haniyeh"), skeleton("qassem") == skeleton("kassim")
    (True, True)
    """
    sound = part
    for pattern, plain in _SAME_SOUND:
        sound = re.sub(pattern, plain, sound)
    first = "a" if _VOWELS.match(sound) else ""
    bare = _VOWELS.sub("", sound)
    bare = re.sub(r"(.)\1+", r"\1", bare)
    bare = bare[:-1] if bare.endswith("h") and len(bare) > 2 else bare  # noqa: PLR2004 - "Lahoud" keeps what it has
    return first + bare or part


@lru_cache(maxsize=1 << 15)
def is_same_spelling(one: str, other: str) -> bool:
    """Return whether two folded name parts can be one name, spelled or slipped differently.

    >>> is_same_spelling("haniya", "haniyeh"), is_same_spelling("mahmoud", "mohammad")
    (True, False)
    """
    if one == other:
        return True
    given = load_name_tables().given
    if one in given and other in given:
        return given[one][0] == given[other][0]
    longer = max(len(one), len(other))
    distance = _distance(one, other)
    if skeleton(one) == skeleton(other) and len(skeleton(one)) > 1:
        return 1 - distance / longer >= _ALIKE
    return distance <= 1 and longer >= _SLIP_LENGTH


@lru_cache(maxsize=1 << 15)
def is_same_given(one: str, other: str) -> bool:
    """Return whether two folded given names can be one: spelling, short form or initial.

    >>> is_same_given("bill", "william"), is_same_given("e", "edgar"), is_same_given("hamid", "hamad")
    (True, True, False)
    """
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return is_same_spelling(one, other)


def _distance(one: str, other: str) -> int:
    """Return how many letters must be changed, added or left out (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]
