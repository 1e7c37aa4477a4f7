"""Where a subject begins and where a clause ends, found without a parser.

Everything works on one sentence as a list of tokens, in which a quotation is a
single token. The walls (words that cannot stand in a subject) are data.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.stages.attribute.prose.cue_lexicon import Lexicon
from onrecord.text.tokens import Kind, Token

_ENDS = frozenset((".", "?", "!", "…", "...", ";", ":", "...."))
_DASHES = frozenset(("–", "—", "--"))
#: How far back a subject may begin, in tokens: the 99.9th percentile of source
#: lengths in news prose lies below it, and it bounds the work on run-on text.
_REACH = 60
_NICKNAME_CHARS = 30


@dataclass(frozen=True, slots=True)
class Range:
    """Return a half-open range of token indexes."""

    start: int
    end: int


def is_finite(token: Token, lexicon: Lexicon) -> bool:
    """Return whether a word is a common finite verb; a capital ("May", "Will") is a name or a month."""
    return token.kind is Kind.WORD and not token.is_capital and token.low in lexicon.finite


def skip_back_to_subject(tokens: Sequence[Token], at: int, low: int, lexicon: Lexicon) -> int:
    """Return the index just after the subject: auxiliaries and adverbs before a verb left out."""
    i = at
    while i > low:
        word = tokens[i - 1]
        if word.kind is Kind.WORD and (
            word.low in lexicon.auxiliaries
            or word.low in lexicon.adverbs
            or word.low in lexicon.negations
            or (word.low.endswith("ly") and not word.is_capital and len(word.low) > len("only"))
        ):
            i -= 1
            continue
        break
    return i


def subject_before(tokens: Sequence[Token], verb: int, low: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase that ends right before the verb group at `verb`, or None.

    A parenthesis between commas ("X, the head of Y, said") belongs to it as an
    apposition, except where it is an adverbial ("X, meanwhile, said").

    Args:
        tokens: The paragraph's tokens.
        verb: Index of the first word of the verb group.
        low: Index where the sentence starts.
        lexicon: The walls.
    """
    low = max(low, verb - _REACH)
    end = verb
    if end <= low:
        return None
    last = tokens[end - 1]
    if last.kind is Kind.MARK and last.text in (",", "–", "—", "--", ")"):
        return _with_apposition(tokens, end, low, lexicon)
    if last.kind is Kind.WORD and last.low in ("who", "which"):
        stop = end - 1
        if stop > low and tokens[stop - 1].text == ",":
            stop -= 1
        # "a question about the keeper, who said": the keeper, not the question.
        start = next(
            (k + 1 for k in range(stop - 1, low - 1, -1) if tokens[k].low in lexicon.words("topical")), low
        )
        return phrase_before(tokens, stop, start, lexicon)
    return phrase_before(tokens, end, low, lexicon)


def _with_apposition(tokens: Sequence[Token], end: int, low: int, lexicon: Lexicon) -> Range | None:
    close = tokens[end - 1].text
    opener = "(" if close == ")" else close
    k = end - 2
    while k >= low and tokens[k].text != opener:
        if tokens[k].kind is Kind.QUOTE:
            return None
        k -= 1
    if k < low:
        return None
    head = phrase_before(tokens, k, low, lexicon)
    if head is None:
        return None
    inside = tokens[k + 1]
    if inside.kind is not Kind.WORD:
        return None
    if inside.low in lexicon.subordinators or inside.low in lexicon.openers or inside.low.endswith("ly"):
        return head
    if opener == "," and _is_list_or_clause(tokens, head, k, end, lexicon):
        # "On Monday, the minister, Karim Vale, said": the first comma may close
        # an opening phrase; the head is then no noun phrase that can speak.
        return phrase_before(tokens, end - 1, k + 1, lexicon)
    return Range(head.start, end - 1 if opener != "(" else end)


def _is_list_or_clause(tokens: Sequence[Token], head: Range, k: int, end: int, lexicon: Lexicon) -> bool:
    first = tokens[head.start]
    if first.low in lexicon.openers and first.low not in lexicon.words("determiners"):
        return True
    return any(is_finite(t, lexicon) for t in tokens[k + 1 : end - 1]) and not any(
        t.low in ("who", "which") for t in tokens[k + 1 : end - 1]
    )


def phrase_before(tokens: Sequence[Token], end: int, low: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase that ends at token index `end` (exclusive), or None."""
    if end <= low:
        return None
    last = tokens[end - 1]
    if last.kind is Kind.WORD and last.low in lexicon.pronouns:
        return Range(end - 1, end)
    if last.low in ("himself", "herself", "themselves", "itself", "alone"):
        return phrase_before(tokens, end - 1, low, lexicon)
    start = end
    i = end - 1
    depth = 0
    while i >= low:
        token = tokens[i]
        if token.kind is Kind.QUOTE:
            if start == end or token.quote is None or not _is_nickname(token, tokens[i + 1]):
                break
        elif token.kind is Kind.NOTE:
            break
        elif token.kind is Kind.MARK:
            if token.text in ")]":
                depth += 1
            elif token.text in "([" and depth:
                depth -= 1
            elif (
                depth == 0
                and not (token.text == "." and _is_initial(tokens, i))
                and token.text not in ("&", "/", "-", "‐", "‑")
            ):
                break
        elif depth == 0 and _is_wall(tokens, i, low, end, lexicon):
            break
        start = i
        i -= 1
    start = _trim_left(tokens, start, end, lexicon)
    return Range(start, end) if start < end and _is_noun_phrase(tokens, start, end, lexicon) else None


def _is_nickname(token: Token, following: Token) -> bool:
    """Return whether a quotation inside a subject is a nickname or a scare-quoted word: short, no comma in it."""
    return (
        0 < len(token.text) <= _NICKNAME_CHARS
        and token.text[-1] not in ",.?!…"
        and following.kind is Kind.WORD
    )


def _is_initial(tokens: Sequence[Token], i: int) -> bool:
    """Return whether the full stop at `i` closes an initial or a title (A., Gen.)."""
    before = tokens[i - 1] if i else None
    return (
        before is not None
        and before.kind is Kind.WORD
        and before.end == tokens[i].start
        and before.is_capital
    )


def _is_wall(tokens: Sequence[Token], i: int, low: int, end: int, lexicon: Lexicon) -> bool:
    word = tokens[i]
    if word.low in lexicon.subordinators and not (word.low == "that" and i + 1 < end and word.is_capital):
        return True
    if word.low in lexicon.pronouns:
        return True
    if word.low in lexicon.conjunctions:
        return _joins_clauses(tokens, i, low, lexicon)
    if is_finite(word, lexicon):
        return True
    return (
        any(c.form.value in ("past", "s") for c in lexicon.verbs.get(word.low, ()))
        and not word.is_capital
        and not _is_nominal(tokens, i, low, lexicon)
    )


def _joins_clauses(tokens: Sequence[Token], i: int, low: int, lexicon: Lexicon) -> bool:
    """Return whether the "and" at `i` joins clauses, not names: a finite verb stands before it."""
    if tokens[i].low in ("but", "yet", "nor"):
        return True
    if i == low:
        return True
    for k in range(i - 1, low - 1, -1):
        token = tokens[k]
        if token.kind is Kind.QUOTE:
            return True
        if token.kind is Kind.MARK and token.text in (",", ";", ":", "–", "—"):
            return k == i - 1
        if is_finite(token, lexicon) or (
            token.kind is Kind.WORD and not token.is_capital and token.low in lexicon.verbs
        ):
            return True
    return False


def _is_nominal(tokens: Sequence[Token], i: int, low: int, lexicon: Lexicon) -> bool:
    """Return whether a verb-like word at `i` stands as a noun or an adjective ("the reported attack")."""
    if i == low:
        return False
    before = tokens[i - 1]
    return before.kind is Kind.WORD and (
        before.low in lexicon.words("determiners")
        or before.low in lexicon.prepositions
        or before.low.endswith("'s")
        or before.low.endswith("s'")
    )


def _trim_left(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    while start < end:
        token = tokens[start]
        if (token.kind is Kind.MARK and token.text not in "[(") or (
            token.kind is Kind.WORD
            and (
                token.low in lexicon.words("leading")
                or (token.low in lexicon.adverbs and token.low not in ("all", "both"))
            )
        ):
            start += 1
        elif token.kind is Kind.WORD and token.low in lexicon.prepositions:
            # "In Kesh the minister said": the subject starts at the next determiner or name after the phrase.
            cut = next(
                (
                    k
                    for k in range(start + 2, end)
                    if tokens[k].low in lexicon.words("determiners") or tokens[k].low in lexicon.pronouns
                ),
                None,
            )
            if cut is None:
                return end
            start = cut
        else:
            break
    return start


def _is_noun_phrase(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    words = [t for t in tokens[start:end] if t.kind is Kind.WORD]
    if not words:
        return False
    if len(words) == 1 and (
        words[0].low
        in lexicon.words("determiners")
        - {"all", "some", "both", "each", "another", "these", "those", "this", "that"}
        or words[0].low in lexicon.prepositions
        or words[0].low == "to"
    ):
        return False
    return words[-1].low not in lexicon.prepositions and words[-1].low != "to"


def subject_after(tokens: Sequence[Token], at: int, high: int, lexicon: Lexicon) -> Range | None:
    """Return the noun phrase that starts at token index `at`: (`"…," said the minister, X, on Monday`)."""
    i = at
    if i >= high or tokens[i].kind is not Kind.WORD:
        return None
    if tokens[i].low in lexicon.pronouns:
        return Range(i, i + 1)
    if tokens[i].low in lexicon.prepositions or tokens[i].low in lexicon.subordinators:
        return None
    end = i
    while end < high:
        token = tokens[end]
        if token.kind in (Kind.QUOTE, Kind.NOTE):
            break
        if token.kind is Kind.MARK:
            if (
                token.text == "."
                and _is_initial(tokens, end)
                and end + 1 < high
                and tokens[end + 1].is_capital
            ):
                end += 1
                continue
            if token.text == "," and _is_apposition_after(tokens, end, high, lexicon):
                end += 1
                continue
            if token.text in "([" or (token.text in ")]" and end > i):
                end += 1
                continue
            break
        if token.low in lexicon.subordinators and token.low != "than":
            break
        if is_finite(token, lexicon) or (token.low in lexicon.pronouns and end > i):
            break
        if token.low in (
            "in",
            "on",
            "at",
            "during",
            "after",
            "before",
            "as",
            "while",
            "when",
            "to",
            "by",
            "following",
            "from",
            "about",
        ) and (end > i and _heads_adverbial(tokens, end, high)):
            break
        end += 1
    while end > i and tokens[end - 1].kind is Kind.MARK and tokens[end - 1].text not in ")]":
        end -= 1
    return Range(i, end) if end > i and _is_noun_phrase(tokens, i, end, lexicon) else None


def _heads_adverbial(tokens: Sequence[Token], i: int, high: int) -> bool:
    """Return whether a preposition starts a time or occasion, not a part of a title ("minister for X")."""
    if tokens[i].low in ("of", "for"):
        return False
    after = tokens[i + 1] if i + 1 < high else None
    return after is not None and after.kind is Kind.WORD


def _is_apposition_after(tokens: Sequence[Token], comma: int, high: int, lexicon: Lexicon) -> bool:
    """Return whether the words after a comma rename the subject: `said X, the head of Y,`."""
    i = comma + 1
    if i >= high or tokens[i].kind is not Kind.WORD:
        return False
    word = tokens[i]
    if word.low in lexicon.subordinators or word.low in lexicon.openers or word.low in lexicon.pronouns:
        return False
    if word.low in lexicon.verbs or word.low.endswith("ing"):
        return False
    for k in range(i, high):
        token = tokens[k]
        if token.kind is Kind.QUOTE:
            return False
        if token.kind is Kind.MARK and token.text in (",", ".", ";"):
            return True
        if is_finite(token, lexicon):
            return False
    return True


def main_subject(tokens: Sequence[Token], low: int, high: int, lexicon: Lexicon) -> Range | None:
    """Return the subject of the sentence's first finite verb before `high`, or None."""
    for i in range(low, high):
        token = tokens[i]
        if token.kind is not Kind.WORD or token.is_capital:
            continue
        if is_finite(token, lexicon) or any(
            c.form.value in ("past", "s") for c in lexicon.verbs.get(token.low, ())
        ):
            found = subject_before(tokens, skip_back_to_subject(tokens, i, low, lexicon), low, lexicon)
            if found:
                return found
    return None


def strip_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return `end` moved left over end marks, commas and footnote markers."""
    while end > start and (
        tokens[end - 1].kind is Kind.NOTE
        or (
            tokens[end - 1].kind is Kind.MARK
            and (tokens[end - 1].text in _ENDS or tokens[end - 1].text in (",", *_DASHES))
        )
    ):
        end -= 1
    return end
