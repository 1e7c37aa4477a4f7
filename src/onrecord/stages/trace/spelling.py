"""One form for words that outlets spell in two ways; only for comparing, never for showing."""

import re
import unicodedata

from onrecord.text.data import load_table

_SHORTEST = 6
#: British endings and what stands for both; each keeps what goes before it.
_ENDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"),
        (r"ys(e|ed|es|ing)$", r"yz\1"),
        (r"our(s|ed|ing|ful|able|ite|ites|er|ers|less|hood|hoods|ly)?$", r"or\1"),
        (r"([bt])re(s|d)?$", r"\1er\2"),
        (r"ogue(s)?$", r"og\1"),
        (r"ence(s)?$", r"ense\1"),
        (r"ll(ed|ing|er|ers|or|ors)$", r"l\1"),
        (r"amme(s)?$", r"am\1"),
    )
)


def normal_spelling(word: str) -> str:
    """Return a word without case, accents and the choice between British and American spelling.

    What it returns need be no word, and two words may share it ("four" and "for" do not, "story" and
    "storey" do not): it only must be the same for the same word.

    >>> [normal_spelling(w) for w in ("Organised", "organized", "HARBOUR", "harbor", "centre", "center")]
    ['organized', 'organized', 'harbor', 'harbor', 'center', 'center']
    >>> normal_spelling("Qāssem"), normal_spelling("twelve")
    ('qassem', '12')
    """
    plain = word.casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)) or plain
    number = load_table("numbers")["en"].get(plain)
    if number is not None:
        return str(number)
    if len(plain) < _SHORTEST or not plain.isascii():
        return plain
    for pattern, to in _ENDINGS:
        changed, count = pattern.subn(to, plain)
        if count:
            return changed
    return plain
