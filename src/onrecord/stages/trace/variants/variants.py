"""From a statement and those that may be the same one to its variants, best first."""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Piece, PieceKind, Span, Statement, Variant, VariantChange
from onrecord.stages.trace.variants.alignment import align_words
from onrecord.stages.trace.variants.likeness import (
    SpeakerTie,
    are_question_and_answer,
    reason,
    relation_of,
    score,
    speaker_tie,
    weigh_pair,
)
from onrecord.stages.trace.variants.pieces import make_pieces
from onrecord.stages.trace.variants.said import Said
from onrecord.stages.trace.variants.weights import weights_of, word_weight

#: Name and version of what finds variants.
MADE_BY = "variants 1"
#: Likeness from which on two statements are taken for one: best F1 on the tuning half of bench/variants.py.
FLOOR = 0.6
#: Candidates that are compared word by word: those that share the most.
_COMPARED = 150
#: Weight of shared words below which there is nothing to compare.
_LEAST_SHARED = 1.2

_CHANGES = {
    PieceKind.LEFT_OUT: VariantChange.LEFT_OUT,
    PieceKind.ADDED: VariantChange.ADDED,
    PieceKind.INSERTED: VariantChange.INSERTED,
    PieceKind.RENAMED: VariantChange.RENAMED,
    PieceKind.REWORDED: VariantChange.REWORDED,
}


def find_variants(
    one: Said,
    others: Iterable[Said],
    counts: Mapping[str, int],
    *,
    quoted: Sequence[Span] = (),
    floor: float = FLOOR,
    limit: int = 50,
) -> list[Variant]:
    """Return those of `others` that are the same statement as `one`, the likest first.

    What stands at the same place of the same report is no variant. Of a statement and one quoted in it, the one is
    meant that the same speaker says, else the likest.

    Args:
        one: The statement that is asked about.
        others: Those that may be the same.
        counts: In how many statements of the desk their words stand; a word that is missing is taken for rare.
        quoted: Where `one` quotes somebody else: whoever else shares those words alone is a variant of that.
        floor: Likeness from which on they are one.
        limit: How many at most.
    """
    every = list(others)
    near = most_shared(one, ((other.statement, words_of(other)) for other in every), counts)
    found = [
        variant
        for other in (every[number] for number in near)
        if (variant := compare_statements(one, other, counts)).likeness >= floor
        and not _is_of_quoted(variant, quoted)
    ]
    found.sort(key=lambda variant: (-variant.likeness, variant.b.report, variant.b.content))
    by_id = {variant.b.id: variant for variant in found}
    dropped: set[str] = set()
    for variant in found:
        around = by_id.get(variant.b.nested_in or "")
        if around is not None:
            dropped.add(min(variant, around, key=_aptness).b.id)
    return [variant for variant in found if variant.b.id not in dropped][:limit]


def compare_statements(one: Said, other: Said, counts: Mapping[str, int]) -> Variant:
    """Return two statements word by word, with the likeness that they are one, however small.

    Args:
        one: The one.
        other: The other.
        counts: In how many statements their words stand.
    """
    weights, other_weights = weights_of(one.words, counts), weights_of(other.words, counts)
    pairs = align_words(one.words, other.words, weights, other_weights)
    evidence = weigh_pair(one, other, pairs, weights, other_weights)
    relation = relation_of(evidence)
    pieces = make_pieces(one, other, pairs, weights, other_weights)
    likeness = 0.0 if are_question_and_answer(one, other) else round(score(evidence), 4)
    return Variant(
        one.statement,
        other.statement,
        likeness,
        relation,
        pieces,
        tuple(_changes(one, other, pieces)),
        reason(evidence, relation),
        MADE_BY,
    )


def words_of(said: Said) -> dict[str, str]:
    """Return the folded words of a statement by how they are compared (`said.words_by_key`)."""
    return {word.key: word.word for word in said.words}


def most_shared(
    one: Said,
    others: Iterable[tuple[Statement, Mapping[str, str]]],
    counts: Mapping[str, int],
    *,
    most: int = _COMPARED,
) -> list[int]:
    """Return the places of those that share the most weight of words with `one`, the most first, each once.

    Of two, the weight is taken as a share of the shorter one's.

    Args:
        one: The statement that is asked about; itself and what lies at its place are left out.
        others: Those that may be the same, with their folded words by how they are compared (`said.words_by_key`).
        counts: In how many statements the words of `one` stand.
        most: How many.
    """
    weights: dict[str, float] = {}

    def weight(word: str) -> float:
        known = weights.get(word)
        if known is None:
            known = weights[word] = word_weight(word, counts)
        return known

    keys = words_of(one)
    whole = sum(map(weight, keys.values()))
    ranked: list[tuple[float, int]] = []
    seen = {one.statement.id}
    for number, (statement, words) in enumerate(others):
        if statement.id in seen or _overlap(one.statement, statement):
            continue
        seen.add(statement.id)
        shared = sum(weight(word) for key, word in words.items() if key in keys)
        if shared >= _LEAST_SHARED:
            theirs = sum(map(weight, words.values()))
            ranked.append((shared / max(min(whole, theirs), _LEAST_SHARED), -number))
    return [-number for _, number in sorted(ranked, reverse=True)[:most]]


def _is_of_quoted(variant: Variant, quoted: Sequence[Span]) -> bool:
    """Return whether another speaker says what `one` only quotes."""
    if VariantChange.REATTRIBUTED not in variant.changes or not quoted:
        return False
    shared = [piece.a for piece in variant.pieces if piece.kind is PieceKind.SAME and piece.a is not None]
    return all(any(span.covers(own) for span in quoted) for own in shared)


def _aptness(variant: Variant) -> tuple[bool, float]:
    return VariantChange.REATTRIBUTED not in variant.changes, variant.likeness


def _overlap(one: Statement, other: Statement) -> bool:
    """Return whether two statements share words of one text: the one is quoted in the other, there."""
    if one.report != other.report:
        return False
    return any(a.overlaps(b) for a in one.content for b in other.content)


def _changes(one: Said, other: Said, pieces: Sequence[Piece]) -> Iterable[VariantChange]:
    if speaker_tie(one, other) is SpeakerTie.OTHER:
        yield VariantChange.REATTRIBUTED
    days = {said.statement.said_on for said in (one, other)}
    if None not in days and len(days) > 1:
        yield VariantChange.REDATED
    kinds = {piece.kind for piece in pieces}
    yield from (change for kind, change in _CHANGES.items() if kind in kinds)
