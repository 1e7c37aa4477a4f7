"""How one word of a name looks in plain Latin letters, and which consonants it has."""

import re
import unicodedata
from functools import lru_cache

_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh",
    "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a",
    "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ھ": "h", "ہ": "h",
    "ة": "a", "و": "u", "ؤ": "u", "ي": "i", "ی": "i", "ى": "a", "ئ": "i", "ء": "", "پ": "p", "چ": "ch", "ژ": "zh",
    "گ": "g", "ڤ": "v", "ڭ": "ng", "ێ": "e", "ۆ": "o", "ە": "a", "ڵ": "l", "ڕ": "r", "ۇ": "u", "ۋ": "v", "ې": "e",
    "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ے": "e", "ګ": "g", "ړ": "r", "ښ": "sh", "څ": "ts", "ځ": "dz", "ډ": "d",
    "ټ": "t", "ڼ": "n", "ږ": "g", "ۀ": "a", "ڧ": "q", "ۊ": "u",
}  # fmt: skip
_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "u", "ז": "z", "ח": "h", "ט": "t", "י": "i", "כ": "k",
    "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "f", "צ": "ts",
    "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj",
    "џ": "dz", "қ": "q", "ғ": "gh", "ң": "ng", "ү": "u", "ұ": "u", "ө": "o", "һ": "h", "ә": "a", "ҳ": "h", "ҷ": "j",
    "ӯ": "u", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ҡ": "q", "ҫ": "s", "ҙ": "z",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "ks", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_LATIN = {
    "ı": "i", "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th", "ð": "d",
    "ŋ": "ng", "ħ": "h",
}  # fmt: skip
_LETTERS = str.maketrans({**_ARABIC, **_HEBREW, **_CYRILLIC, **_GREEK, **_LATIN})
_HEBREW_GERESH = (
    ("ג'", "j"),
    ("צ'", "ch"),
    ("ץ'", "ch"),
    ("ז'", "zh"),
    ("ת'", "th"),
    ("ד'", "dh"),
    ("ח'", "kh"),
)
#: Letters of scripts that are not read letter by letter stay as they are.
_OTHER = re.compile(r"[\W_]+")
_TWINS = re.compile(r"(.)\1+")
_FINE = {
    "tch": "C", "sch": "C", "dzh": "j", "sh": "C", "ch": "C", "zh": "j", "dj": "j", "gh": "g", "kh": "k", "ph": "f",
    "th": "t", "dh": "d", "tz": "s", "ts": "s", "ck": "k", "qu": "k", "dz": "s", "x": "ks", "q": "k", "c": "k",
    "z": "s", "w": "v",
}  # fmt: skip
_CLUSTER = re.compile("tch|sch|dzh|sh|ch|zh|dj|[gkptd]h|t[zs]|ck|qu|dz|[xqczw]")
_NO_VOWELS = str.maketrans("", "", "aeiouyh")
_BROAD = str.maketrans("pfvdkgjC", "bbbtkkss")


def plain(word: str) -> str:
    """Return a word in the letters a to z and digits, as nearly as its own letters tell."""
    if not word.isascii():
        if "'" in word:
            for cluster, latin in _HEBREW_GERESH:
                word = word.replace(cluster, latin)
        word = word.translate(_LETTERS)
        if not word.isascii():
            word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
            word = word.translate(_LETTERS)
    return _OTHER.sub("", word)


@lru_cache(maxsize=1 << 16)
def consonants(latin: str) -> str:
    """Return the consonants of a word in plain letters, so that usual spellings of one sound agree."""
    sounds = _CLUSTER.sub(lambda found: _FINE[found[0]], latin)
    return _TWINS.sub(r"\1", sounds.translate(_NO_VOWELS))


def broad(fine: str) -> str:
    """Return consonants in five classes: lips, teeth, throat, hisses, and the rest as they are."""
    return _TWINS.sub(r"\1", fine.translate(_BROAD).replace("v", "b"))
