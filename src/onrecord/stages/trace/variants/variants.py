"""From a statement and those that may be the same one to its variants, best first."""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Piece, PieceKind, Span, Variant, VariantChange
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
    found = [
        variant
        for other in most_shared(one, others, counts)
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


def most_shared(
    one: Said, others: Iterable[Said], counts: Mapping[str, int], *, most: int = _COMPARED
) -> list[Said]:
    """Return those that share the most weight of words with `one`, as a share of the shorter of both, each once.

    Args:
        one: The statement that is asked about; itself and what lies at its place are left out.
        others: Those that may be the same.
        counts: In how many statements the words of `one` stand.
        most: How many.
    """
    keys = {word.key: word_weight(word.word, counts) for word in one.words}
    whole = sum(keys.values())
    ranked: list[tuple[float, int, Said]] = []
    seen = {one.statement.id}
    for number, other in enumerate(others):
        if other.statement.id in seen or _overlap(one, other):
            continue
        seen.add(other.statement.id)
        theirs = {word.key: word_weight(word.word, counts) for word in other.words}
        shared = sum(weight for key, weight in theirs.items() if key in keys)
        if shared >= _LEAST_SHARED:
            ranked.append((shared / max(min(whole, sum(theirs.values())), _LEAST_SHARED), -number, other))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    return [other for _, _, other in ranked[:most]]


def _is_of_quoted(variant: Variant, quoted: Sequence[Span]) -> bool:
    """Return whether another speaker says what `one` only quotes."""
    if VariantChange.REATTRIBUTED not in variant.changes or not quoted:
        return False
    shared = [piece.a for piece in variant.pieces if piece.kind is PieceKind.SAME and piece.a is not None]
    return all(any(span.covers(own) for span in quoted) for own in shared)


def _aptness(variant: Variant) -> tuple[bool, float]:
    return VariantChange.REATTRIBUTED not in variant.changes, variant.likeness


def _overlap(one: Said, other: Said) -> bool:
    """Return whether two statements share words of one text: the one is quoted in the other, there."""
    if one.statement.report != other.statement.report:
        return False
    return any(a.overlaps(b) for a in one.statement.content for b in other.statement.content)


def _changes(one: Said, other: Said, pieces: Sequence[Piece]) -> Iterable[VariantChange]:
    if speaker_tie(one, other) is SpeakerTie.OTHER:
        yield VariantChange.REATTRIBUTED
    days = {said.statement.said_on for said in (one, other)}
    if None not in days and len(days) > 1:
        yield VariantChange.REDATED
    kinds = {piece.kind for piece in pieces}
    yield from (change for kind, change in _CHANGES.items() if kind in kinds)
