"""Where a sentence attributes: its cue verbs and phrases, each with its subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.stages.attribute.prose.clauses import (
    Range,
    is_finite,
    main_subject,
    phrase_before,
    skip_back_to_subject,
    subject_after,
    subject_before,
)
from onrecord.stages.attribute.prose.cue_lexicon import Cue, Form, Lexicon
from onrecord.text.tokens import Kind, Token

_GAP_WORDS = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """Return one cue in a sentence, by token indexes.

    Attributes:
        cue: The verb or phrase.
        group: Index where the verb group starts (auxiliaries and adverbs included).
        start: Index of the cue's first word.
        end: Index one past the cue's last word.
        source: The subject's tokens, or None where the sentence has none for it.
        inverted: True where the subject follows the cue ("said Haddad").
        inherited: True for a participle or a coordinated verb that speaks for an earlier subject.
        after_as: True for "as X said": the main clause is then the content.
        passive: True for "it was reported that".
        negated: True for "did not say".
        relative: True where the subject is taken up by "who": its words follow, never precede.
    """

    cue: Cue
    group: int
    start: int
    end: int
    source: Range | None
    inverted: bool = False
    inherited: bool = False
    after_as: bool = False
    passive: bool = False
    negated: bool = False
    relative: bool = False


def find_cues(tokens: Sequence[Token], low: int, high: int, lexicon: Lexicon) -> list[Hit]:
    """Return the cues of one sentence, in order.

    Args:
        tokens: The paragraph's tokens.
        low: Index where the sentence starts.
        high: Index where it ends, exclusive.
        lexicon: The cue words.
    """
    hits: list[Hit] = []
    phrases, verbs = lexicon.phrases, lexicon.verbs
    at = low
    for i in range(low, high):
        word = tokens[i].low
        if i < at or not (word in verbs or word in phrases):
            continue
        found = _cue_at(tokens, i, high, lexicon)
        if found is None:
            continue
        cue, at = found
        hit = _place(tokens, cue, i, at, low, high, hits, lexicon)
        if hit:
            hits.append(hit)
    return hits


def _cue_at(tokens: Sequence[Token], i: int, high: int, lexicon: Lexicon) -> tuple[Cue, int] | None:
    token = tokens[i]
    if token.kind is not Kind.WORD:
        return None
    for phrase in lexicon.phrases.get(token.low, ()):
        end = _match_rest(tokens, i + 1, high, phrase.rest)
        if end is not None:
            return phrase.cue, end
    cues = lexicon.verbs.get(token.low)
    return (cues[0], i + 1) if cues else None


def _match_rest(tokens: Sequence[Token], at: int, high: int, rest: tuple[str | None, ...]) -> int | None:
    i = at
    for k, word in enumerate(rest):
        if word is None:
            following = rest[k + 1]
            stop = min(high, i + _GAP_WORDS)
            j = next((j for j in range(i, stop) if tokens[j].low == following), None)
            if j is None or any(t.kind is not Kind.WORD for t in tokens[i:j]):
                return None
            i = j
        elif i < high and tokens[i].low == word:
            i += 1
        else:
            return None
    return i


def _place(
    tokens: Sequence[Token],
    cue: Cue,
    start: int,
    end: int,
    low: int,
    high: int,
    before: Sequence[Hit],
    lexicon: Lexicon,
) -> Hit | None:
    """Return the cue with its subject, or None where the word is no cue here."""
    group = skip_back_to_subject(tokens, start, low, lexicon)
    helpers = [t.low for t in tokens[group:start]]
    negated = any(w in lexicon.negations for w in helpers)
    if any(w in lexicon.hypothetical for w in helpers):
        return None
    previous = tokens[group - 1] if group > low else None
    if previous is not None and previous.kind is Kind.WORD:
        if previous.low in lexicon.words("articles") and cue.form is not Form.PAST and group == start:
            return None
        if previous.low == "to":
            return _purpose(tokens, cue, group, start, end, low, lexicon)
        if _is_noun_here(previous, cue, lexicon) and group == start:
            return None
    passive = _is_passive(helpers, cue)
    if cue.form is Form.ING and not any(h in ("is", "are", "was", "were", "been", "be") for h in helpers):
        return _participle(tokens, cue, start, end, low, high, before, lexicon)
    if passive:
        return _passive(tokens, cue, group, start, end, low, lexicon, negated=negated)
    if cue.form is Form.BASE and not _can_be_finite(previous, helpers, cue, lexicon):
        return None
    coordinated = _coordinated_with(tokens, group, before)
    if coordinated:
        return Hit(cue, group, start, end, coordinated.source, inherited=True, negated=negated)
    source = subject_before(tokens, group, low, lexicon)
    after = None if helpers else subject_after(tokens, end, high, lexicon)
    if after is not None and _is_inverted(tokens, group, low, source, cue):
        return Hit(cue, start, start, end, after, inverted=True, negated=negated)
    if source is None:
        return None
    if cue.form is Form.PAST and not helpers and tokens[source.end - 1].low.endswith("'s"):
        return None
    as_before = source.start > low and tokens[source.start - 1].low in ("as", "like")
    relative = tokens[group - 1].low in ("who", "which")
    return Hit(cue, group, start, end, source, after_as=as_before, negated=negated, relative=relative)


def _is_noun_here(previous: Token, cue: Cue, lexicon: Lexicon) -> bool:
    """Return whether a word that is also a noun stands as one: after a possessive or a preposition."""
    if cue.form not in (Form.BASE, Form.S):
        return previous.low in ("of", "for", "by", "in", "with", "from") and cue.form is Form.PAST
    return (
        previous.low.endswith(("'s", "s'"))
        or (previous.low in lexicon.prepositions and previous.low != "to")
        or previous.low in ("more", "new", "such", "false", "many", "these", "several", "two", "three")
    )


def _can_be_finite(previous: Token | None, helpers: Sequence[str], cue: Cue, lexicon: Lexicon) -> bool:
    """Return whether a base form can be a finite verb: after a modal, "do", or a plural subject."""
    if helpers:
        return True
    if previous is None or previous.kind is not Kind.WORD:
        return previous is not None and previous.text == "," and "n" not in cue.frames
    if "n" not in cue.frames:
        return previous.low not in lexicon.words("causing")
    return previous.low in ("i", "we", "you", "they", "who", "people") or (
        previous.low.endswith("s") and not previous.low.endswith(("'s", "ss", "us"))
    )


def _is_passive(helpers: Sequence[str], cue: Cue) -> bool:
    be = {"am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m"}
    return cue.form is Form.PAST and not cue.lemma.startswith("be ") and any(h in be for h in helpers[-2:])


def _passive(
    tokens: Sequence[Token],
    cue: Cue,
    group: int,
    start: int,
    end: int,
    low: int,
    lexicon: Lexicon,
    *,
    negated: bool,
) -> Hit | None:
    """Return "it was reported that" as a cue without a source; other passives attribute nothing."""
    subject = tokens[group - 1] if group > low else None
    helpers = [t.low for t in tokens[group:start]]
    if subject is not None and subject.low == "it" and "should" not in helpers and "must" not in helpers:
        return Hit(cue, group, start, end, None, passive=True, negated=negated)
    if "s" in cue.frames and end < len(tokens) and tokens[end].low == "as":
        source = _place_of_words(tokens, low, group, lexicon)
        return Hit(cue, group, start, end, source, passive=True, negated=negated) if source else None
    return None


def _place_of_words(tokens: Sequence[Token], low: int, group: int, lexicon: Lexicon) -> Range | None:
    """Return the outlet named first in "On its website the aims are described as …"."""
    if tokens[low].low not in ("on", "in"):
        return None
    noun = next((k for k in range(low + 1, group) if tokens[k].low in lexicon.words("places_of_words")), None)
    return Range(low + 1, noun + 1) if noun is not None else None


def _purpose(
    tokens: Sequence[Token], cue: Cue, group: int, start: int, end: int, low: int, lexicon: Lexicon
) -> Hit | None:
    """Return a verb of stressing that tells why somebody came or spoke: "joined by video to stress that …"."""
    before = tokens[group - 2] if group - 2 > low else None
    if before is None or not {"t", "o"} <= cue.frames or before.kind is not Kind.WORD:
        return None
    if before.low in lexicon.words("governs_to") or is_finite(before, lexicon) or before.low in lexicon.verbs:
        return None
    source = main_subject(tokens, low, group - 1, lexicon)
    return Hit(cue, start, start, end, source, inherited=True) if source else None


def _participle(
    tokens: Sequence[Token],
    cue: Cue,
    start: int,
    end: int,
    low: int,
    high: int,
    before: Sequence[Hit],
    lexicon: Lexicon,
) -> Hit | None:
    """Return ", adding that …", speaking for the subject before it in the sentence."""
    previous = tokens[start - 1] if start > low else None
    if previous is None or (
        previous.kind is Kind.WORD and previous.low in lexicon.prepositions and previous.low != "as"
    ):
        return None
    if previous.kind is Kind.WORD and (
        previous.low in lexicon.words("articles") or previous.low.endswith("'s")
    ):
        return None
    following = tokens[end] if end < high else None
    if following is None:
        return None
    takes = (
        following.kind is Kind.QUOTE
        or following.low in ("that", ":", ",", "how", "why", "what", "whether")
        or bool(cue.frames & {"c", "o", "a"})
    )
    if not takes:
        return None
    if before:
        return Hit(cue, start, start, end, before[-1].source, inherited=True)
    if previous.low in ("heard", "as", "seen", "shown"):
        source = subject_before(
            tokens,
            skip_back_to_subject(tokens, start - 1 - (previous.low == "as"), low, lexicon),
            low,
            lexicon,
        )
        return Hit(cue, start, start, end, source) if source else None
    source = main_subject(tokens, low, start, lexicon)
    return Hit(cue, start, start, end, source, inherited=True) if source else None


def _coordinated_with(tokens: Sequence[Token], group: int, before: Sequence[Hit]) -> Hit | None:
    """Return the earlier cue whose subject this one shares: "He stressed … and said …"."""
    if not before or group == 0:
        return None
    k = group - 1
    # "and he said" has a subject of its own; "and said" or ", and also said" has none.
    if tokens[k].low in ("and", "but", "then") or (tokens[k].text == "," and before[-1].end < k):
        if tokens[k].text == "," and not _series_follows(tokens, group):
            return None
        return next((h for h in reversed(before) if not h.passive), None)
    return None


def _series_follows(tokens: Sequence[Token], group: int) -> bool:
    """Return whether a verb after a bare comma is one of a series ("thanked X, sent Y, and stressed Z")."""
    return any(t.low == "and" for t in tokens[group : group + 25])


def _is_inverted(tokens: Sequence[Token], group: int, low: int, source: Range | None, cue: Cue) -> bool:
    """Return whether the subject follows: after a quotation or a comma, "said the minister"."""
    if not cue.frames & {"q", "c"}:
        return False
    previous = tokens[group - 1] if group > low else None
    if previous is None:
        return False
    if previous.kind is Kind.QUOTE:
        return True
    if previous.kind is Kind.MARK and previous.text in (",", "–", "—", "--", "?", "!"):
        # "…, said the minister": a clause or quotation stands before the comma.
        return source is None or (group - 2 >= low and tokens[group - 2].kind is Kind.QUOTE)
    return False


def according_to(tokens: Sequence[Token], low: int, high: int, lexicon: Lexicon) -> tuple[int, Range] | None:
    """Return the index of "according" and the source after "according to", or None."""
    for i in range(low, high - 2):
        if tokens[i].low == "according" and tokens[i + 1].low == "to":
            source = _phrase_from(tokens, i + 2, high, lexicon)
            return (i, source) if source else None
    return None


def _phrase_from(tokens: Sequence[Token], at: int, high: int, lexicon: Lexicon) -> Range | None:
    end = at
    while end < high:
        token = tokens[end]
        if token.kind in (Kind.QUOTE, Kind.NOTE):
            break
        if (
            token.kind is Kind.MARK
            and token.text not in "()[]&/-"
            and not (
                token.text == "."
                and end + 1 < high
                and tokens[end + 1].is_capital
                and tokens[end - 1].is_capital
            )
        ):
            break
        if is_finite(token, lexicon) or (token.kind is Kind.WORD and token.low in ("who", "which", "that")):
            break
        end += 1
    return phrase_before(tokens, end, at, lexicon) if end > at else None
