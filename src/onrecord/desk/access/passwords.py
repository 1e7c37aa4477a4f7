"""Which passwords are taken: long ones that are not tried first.

As NIST SP 800-63B asks: length counts, any characters are welcome, none are demanded, and what everybody tries is
refused. No change is asked for after a time.
"""

import re
import unicodedata
from itertools import pairwise

from onrecord.errors import BadRequest
from onrecord.text.data import load_table

#: In code points.
SHORTEST = 12
#: A page of text; a longer one only keeps the machine busy.
LONGEST = 1_000
#: Fewer different characters than this make no password, whatever its length.
_FEWEST_DIFFERENT = 5
#: A name shorter than this may stand in a password by chance.
_LEAST_NAME = 4
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_SIGNS = re.compile(r"[\W_]+")


def normal_form(password: str) -> str:
    """Return a password as it is hashed: in one form, however the keyboard made its characters.

    >>> normal_form("caf\u0065\u0301") == normal_form("caf\u00e9")
    True
    """
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, *, name: str) -> str:
    """Return a password as it is hashed.

    Args:
        password: As it was typed.
        name: Of the account; a password that is little more is refused.

    Raises:
        BadRequest: It is too short, too long, or among the first that anybody tries.
    """
    wanted = normal_form(password)
    if len(wanted) < SHORTEST:
        raise BadRequest(
            f"a password has at least {SHORTEST} characters; several words in a row are easy to remember"
        )
    if len(wanted) > LONGEST:
        raise BadRequest(f"a password has at most {LONGEST:,} characters; choose a shorter one")
    if is_common(wanted, name=name):
        raise BadRequest("is among the passwords that are tried first; choose another, such as several words")
    return wanted


def is_common(password: str, *, name: str = "") -> bool:
    """Return whether a password is one that is tried first.

    >>> [is_common(one) for one in ("P@ssw0rd12345!", "qwertyuiop[]", "aaaaaaaaaaaaa", "harbour at six tides")]
    [True, True, True, False]
    >>> is_common("mila.kern2024", name="Mila Kern")
    True
    """
    plain = password.casefold()
    if len(set(plain)) < _FEWEST_DIFFERENT or _is_walk(plain):
        return True
    bare = _SIGNS.sub("", name.casefold())
    words = {*load_table("passwords")["words"], *([bare] if len(bare) >= _LEAST_NAME else [])}
    forms = {
        plain,
        _ENDS.sub("", plain),
        _read(plain),
        _ENDS.sub("", _read(plain)),
        _read(_ENDS.sub("", plain)),
    }
    return any(_is_made_of(_SIGNS.sub("", form), words) for form in forms)


def _read(password: str) -> str:
    """Return a password with the letters that its signs and digits are written for."""
    written = load_table("passwords")["written"]
    return "".join(written.get(sign, sign) for sign in password)


def _is_made_of(form: str, words: set[str]) -> bool:
    """Return whether a form is a word of the table, again and again, the last time maybe begun, with digits between."""
    letters = re.sub(r"\d+", "", form)
    return any(
        (word * (len(one) // len(word) + 1))[: len(one)] == one
        for one in (form, letters)
        for word in words
        if len(one) >= len(word)
    )


def _is_walk(plain: str) -> bool:
    """Return whether a password only walks along rows of keys or the alphabet: few turns, whatever its length."""
    rows = load_table("passwords")["rows"]
    pairs = {pair for row in rows for one in (row, row[::-1]) for pair in pairwise(one)}
    kept = _SIGNS.sub("", plain)
    steps = [pair in pairs or pair[0] == pair[1] for pair in pairwise(kept)]
    # Three of four steps to a neighbour: words of any language stay far below.
    return bool(steps) and sum(steps) >= len(steps) * 0.75
