"""Whether a few words name, in two wordings, the same place of a sentence: "Israel", "the occupation"."""

from collections.abc import Sequence

from onrecord.stages.trace.variants.said import Word, is_small
from onrecord.text.names.aliases import load_aliases

#: Longer phrases say something; they do not name.
_MOST_WORDS = 6
_DEFINITE = frozenset(
    ["the", "this", "that", "these", "those", "our", "their", "his", "her", "its", "your", "my"]
)


def is_renaming(
    one: Sequence[Word],
    other: Sequence[Word],
    before: Word | None,
    other_before: Word | None,
    *,
    goes_on: bool = False,
) -> bool:
    """Return whether words of two statements that stand in the same place are two names.

    They are where the alias table has both for one, or where one is a name and the other a name or a definite phrase.
    Nothing is said of whether they mean the same.

    Args:
        one: The words of the one.
        other: Of the other.
        before: The word that goes before them in the one, None at its start.
        other_before: The same in the other.
        goes_on: Whether both go on with the same word, no small one and no name: "the former", before "minister",
            may only describe it; "the former minister" does not.
    """
    if not one or not other or max(len(one), len(other)) > _MOST_WORDS:
        return False
    aliases = load_aliases()
    line = aliases.line_of(_phrase(one))
    if line is not None and line is aliases.line_of(_phrase(other)):
        return True
    named, other_named = _has_name(one), _has_name(other)
    if named and other_named:
        return True
    if named:
        return _is_definite(other, None if goes_on else other_before)
    return other_named and _is_definite(one, None if goes_on else before)


def _phrase(words: Sequence[Word]) -> str:
    return " ".join(word.word for word in words if not is_small(word.word))


def _has_name(words: Sequence[Word]) -> bool:
    return any(word.is_name for word in words)


def _is_definite(words: Sequence[Word], before: Word | None) -> bool:
    first = words[0].word
    bare = [word for word in words if not is_small(word.word)]
    return bool(bare) and (first in _DEFINITE or (before is not None and before.word in _DEFINITE))
