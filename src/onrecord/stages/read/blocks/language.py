"""Which language a text is in: by its script, then by its small words."""

import re
from collections import Counter

from onrecord.text.data import load_table
from onrecord.text.scripts import script_of

#: Enough for stable counts; more changes no answer.
_SAMPLE_CHARS = 20_000

#: Fewer letters say nothing.
_SHORTEST = 20

#: Scripts that one language of the news writes.
_BY_SCRIPT = {
    "Hang": "ko",
    "Hira": "ja",
    "Kana": "ja",
    "Grek": "el",
    "Armn": "hy",
    "Geor": "ka",
    "Thai": "th",
    "Deva": "hi",
    "Ethi": "am",
}

#: Japanese mixes about as many kana as Chinese characters; Chinese has none.
_KANA = re.compile("[\u3041-\u30fa]")
_KANA_SHARE = 0.05
_WORD = re.compile(r"[^\W\d_]+")

#: In running text at least one word in thirty is among the commonest of its language.
_SHARE = 1 / 30


def detect_language(text: str) -> tuple[str, float] | None:
    """Return the BCP 47 code of a text's language with a confidence, or None where it is not clear.

    >>> detect_language("The harbour was closed and the ships stayed at sea for the night.")[0]
    'en'
    >>> detect_language("قال الوزير إن السفن بقيت في البحر وأضاف أن الميناء مغلق")[0]
    'ar'
    """
    sample = text[:_SAMPLE_CHARS]
    words = [w.lower() for w in _WORD.findall(sample)]
    letters = "".join(words)
    if len(letters) < _SHORTEST:
        return None
    script = script_of(letters)
    if script == "Hani":
        return ("ja", 0.95) if len(_KANA.findall(letters)) > _KANA_SHARE * len(letters) else ("zh", 0.9)
    if script in _BY_SCRIPT:
        return _BY_SCRIPT[script], 0.95
    table = load_table("stopwords").get(script, {})
    counts = Counter(words)
    scores = sorted(
        ((sum(counts[w] for w in set(small)), code) for code, small in table.items()), reverse=True
    )
    if not scores or scores[0][0] < max(1, _SHARE * len(words)):
        return None
    best, code = scores[0]
    second = scores[1][0] if len(scores) > 1 else 0
    return code, round(min(0.99, 0.5 + (best - second) / (2 * best)), 2)
