"""Whom a description means: "the Hezbollah official", "the bank", "the 50-year-old senator"."""

from collections.abc import Sequence
from functools import cache

from onrecord.model import IdentityType
from onrecord.stages.attribute.cast.evidence import gender_of_noun, is_role, trait_of
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.name_tables import NameTables, load_name_tables
from onrecord.stages.attribute.cast.sources import Source

#: What speaks for a candidate: the very noun, a noun of the same class, each
#: shared word, and being in mind. Found by hand on the reports and articles measured.
_SAME_HEAD = 4.0
_SAME_OFFICE = 3.4
_GENERIC = 2.6
_SAME_CLASS = 1.6
_SHARED = 1.3
_SAME_GENDER = 0.8
_MISSED = -0.35
#: Of somebody of whom the report tells nothing, it is no wonder that a word is missing.
_MISSED_UNTOLD = -0.1
_MISSED_THING = -0.8
#: "Lane's firm" need not be the firm in mind.
_OTHERS_THING = -1.6
_KNOWN_ROLE_DIFFERS = -0.8
_SHARED_NAME = 2.5
_WRONG_SIDE = -2.5
_OTHER_RANK = -4.0
_OTHER_PLACE = -1.5
_OTHER_HOUSE = -0.9
_PROMINENCE = 1.4
_MOST_PROMINENCE = 2.2
_FREQUENT = 0.8
#: Nobody else in mind comes near: whoever is told of is meant, whatever the noun.
_ALONE = 0.6
_NEAR = 0.5
#: Below this, what is known of somebody speaks against a description.
_AGAINST = -1.0
#: Whoever is named in the same sentence before a description is seldom meant by it.
_ASIDE = -1.0
#: Whoever spoke last is the one told of next.
_SPOKE = 0.7
_UNTOLD_TYPE = -0.6
#: A thing that nobody has in mind must be known by its name.
_BY_NAME = 2.0
_UNTOLD_THING = -2.0
#: Below this nobody named is meant.
_FLOOR = 1.5
#: Classes that tell nothing of an office: anyone may be a man, a source, an actor.
_LOOSE_CLASSES = frozenset({"person", "kin", "artist", "worker", "activist", "doctor"})
_NO_OFFICE = frozenset({"partisan", "either", "candidate"})
_BODIES = frozenset({IdentityType.ORGANIZATION, IdentityType.OUTLET})
#: Words that describe nobody in particular.
_EMPTY = frozenset(
    {"former", "current", "new", "own", "senior", "top", "late", "then", "same", "other", "leading", "chief"}
)
_EMPTY_TRAITS = frozenset(trait_of(word) for word in _EMPTY)
_FORMER = trait_of("former")
#: Words before a noun that make it another office: a vice president is no president.
_RANKS = frozenset(trait_of(word) for word in ("vice", "deputy"))


def find_described(
    source: Source,
    candidates: Sequence[tuple[float, Figure]],
    tables: NameTables,
    *,
    floor: float = _FLOOR,
    aside: frozenset[int] = frozenset(),
    spoke: Figure | None = None,
) -> Figure | None:
    """Return the figure that a description fits best, or None where none fits.

    Args:
        source: The description, read.
        candidates: Figures with how much each is in mind.
        tables: Classes of nouns.
        floor: The least score that counts.
        aside: Ids of figures that its own sentence names before it.
        spoke: Whose statement stands right before.
    """
    best, best_score = None, floor
    most = max((p for p, _ in candidates), default=0.0) or 1.0
    alone = _who_is_alone(candidates)
    often = max((len(f.mentions) for _, f in candidates), default=1) or 1
    for prominence, figure in candidates:
        score = score_described(source, figure, tables)
        if score is None or (prominence <= 0 and not figure.is_person and score < _BY_NAME):
            continue
        if figure is alone and score > _AGAINST:
            score += _ALONE
        if figure is spoke and figure.is_person and score > _AGAINST:
            score += _SPOKE
        if id(figure) in aside and figure.is_person and source.head not in figure.heads:
            score += _ASIDE
        score += _FREQUENT * len(figure.mentions) / often
        score += _MOST_PROMINENCE * min(1.0, prominence / most) * min(1.0, prominence * _PROMINENCE)
        if score > best_score:
            best, best_score = figure, score
    return best


def _who_is_alone(candidates: Sequence[tuple[float, Figure]]) -> Figure | None:
    """Return who is in mind where nobody else comes near, or None."""
    ranked = sorted(candidates, key=lambda c: -c[0])[:2]
    if not ranked or ranked[0][0] <= 0:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[1][0] < _NEAR * ranked[0][0] else None


def score_described(source: Source, figure: Figure, tables: NameTables) -> float | None:
    """Return how well a figure fits the words of a description, or None where it cannot be meant."""
    head = source.head
    wants = wanted_types(source, tables)
    if figure.type not in wants or figure.plural or _is_another_body(head, figure):
        return None
    score = 0.0
    if IdentityType.PERSON in wants:
        gender = tables.role_gender.get(head) or gender_of_noun(head)
        if gender and figure.gender:
            if gender != figure.gender:
                return None
            score += _SAME_GENDER
        if figure.type is IdentityType.UNKNOWN:
            score += _UNTOLD_TYPE
        if source.bearer is figure or _is_below(source, figure):
            return None
        classes = tables.roles.get(head, frozenset())
        score += _score_role(source, classes, figure, tables)
        if head in figure.heads and not _RANKS & source.traits and _held_ranks(figure):
            score += _OTHER_RANK
    else:
        score += _score_thing(head, figure, tables)
        if source.bearer is not None and source.bearer.is_person and head not in figure.heads:
            score += _OTHERS_THING
        score += sum(
            _OTHER_HOUSE
            for _, owner in source.names
            if owner.type in (IdentityType.ORGANIZATION, IdentityType.OUTLET)
            and not any(trait_of(k) in figure.traits for k in owner.key)
        )
    if _is_other_side(source, figure):
        score += _WRONG_SIDE
    elif IdentityType.PERSON in wants and _is_elsewhere(source, figure):
        score += _OTHER_PLACE
    own = _own_words(figure)
    known = own | figure.traits | {trait_of(h) for h in figure.heads}
    for trait in source.traits - _EMPTY_TRAITS:
        if IdentityType.PERSON not in wants:
            # Many organisations have a country in their name.
            telling = trait in own and trait not in _place_traits()
            score += _SHARED_NAME if telling else _SHARED if trait in known else _MISSED_THING
        elif trait in known:
            score += _SHARED
        else:
            score += _MISSED if figure.heads or figure.traits else _MISSED_UNTOLD
    return score


def _is_another_body(head: str, figure: Figure) -> bool:
    """Return whether a figure is a body that has no name and was never called so: "the board" is no ministry."""
    return figure.type in _BODIES and not figure.named and head not in figure.heads


def _score_role(source: Source, classes: frozenset[str], figure: Figure, tables: NameTables) -> float:
    head = source.head
    if head in figure.heads:
        return _SAME_HEAD
    if "partisan" in classes and _PARTY_SIGNS.get(head):
        return _SAME_OFFICE if _PARTY_SIGNS[head] in _parties(figure) else -0.2
    office = tables.offices.get(head)
    if office is not None:
        held = {tables.offices[h] for h in figure.heads if h in tables.offices}
        if office in held:
            return _SAME_OFFICE
        # "The former senator" may be governor now.
        return -0.2 if not held else _KNOWN_ROLE_DIFFERS / (2 if _FORMER in source.traits else 1)
    own = [tables.roles.get(h, frozenset()) for h in figure.heads]
    if any(head in c for c in own):
        return _GENERIC
    shared = max((_overlap(classes, c) for c in own), default=0.0)
    if shared:
        return _SAME_CLASS * min(1.0, 2 * shared)
    offices = any(c - _LOOSE_CLASSES - _NO_OFFICE for c in own)
    if classes <= _LOOSE_CLASSES:
        gendered = tables.role_gender.get(head) or gender_of_noun(head) or head.endswith("-old")
        if not gendered or "kin" in classes:
            return 2 * _KNOWN_ROLE_DIFFERS
        return _KNOWN_ROLE_DIFFERS if offices else 0.4  # a minister is rarely called "the woman"
    return _KNOWN_ROLE_DIFFERS if offices else -0.2


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of two nouns' classes they share, those that tell nothing left out."""
    shared = (one & other) - {"person", "kin"}
    return len(shared) / len(one | other) if shared else 0.0


def _is_below(source: Source, figure: Figure) -> bool:
    """Return whether a description is of a deputy, and the figure holds the very office: "the vice president"."""
    return source.head in figure.heads and bool(_RANKS & source.traits) and not _held_ranks(figure)


def _held_ranks(figure: Figure) -> frozenset[str]:
    return _RANKS & (figure.traits | {trait_of(h) for h in figure.heads})


def _score_thing(head: str, figure: Figure, tables: NameTables) -> float:
    words = figure.name.casefold().split()
    if head in figure.heads or head in words:
        return _SAME_HEAD
    if head in tables.outlet_nouns and figure.type is IdentityType.OUTLET:
        return _SAME_CLASS + 0.6 if head not in tables.org_kinds else _SAME_CLASS
    if not tables.org_kinds.get(head, frozenset()).isdisjoint(words):
        return _SAME_CLASS
    if head in tables.place_nouns and figure.type is IdentityType.PLACE:
        return _SAME_CLASS
    return 0.2 if figure.type is not IdentityType.UNKNOWN else 0.2 + _UNTOLD_THING


def _own_words(figure: Figure) -> frozenset[str]:
    return frozenset(trait_of(k) for k in figure.key)


def _is_other_side(source: Source, figure: Figure) -> bool:
    """Return whether the figure is known to be of another party than the description says."""
    said = {_PARTY_SIGNS[t] for t in (*source.traits, source.head) if t in _PARTY_SIGNS}
    known = _parties(figure)
    return bool(said and known) and said.isdisjoint(known)


def _is_elsewhere(source: Source, figure: Figure) -> bool:
    """Return whether the figure is known to be of another country or state than the description says."""
    places = _place_traits()
    said, known = source.traits & places, figure.traits & places
    return bool(said and known) and said.isdisjoint(known)


@cache
def _place_traits() -> frozenset[str]:
    tables = load_name_tables()
    names = (*tables.places, *tables.places.values(), *(n for words in tables.states.values() for n in words))
    sides = ("new", "north", "east", "south", "west")  # they stand in other names as well
    return frozenset(map(trait_of, (n for n in names if " " not in n))) - frozenset(map(trait_of, sides))


def _parties(figure: Figure) -> set[str]:
    return {_PARTY_SIGNS[t] for t in (*figure.traits, *figure.heads) if t in _PARTY_SIGNS}


def wanted_types(source: Source, tables: NameTables) -> frozenset[IdentityType]:
    """Return what kinds of identity a description can mean."""
    head = source.head
    if head in tables.org_nouns and not is_role(head, tables):
        extra = {IdentityType.OUTLET} if head in tables.outlet_nouns else set()
        return frozenset({IdentityType.ORGANIZATION, IdentityType.OUTLET, IdentityType.UNKNOWN, *extra})
    if head in tables.place_nouns:
        return frozenset({IdentityType.PLACE, IdentityType.UNKNOWN})
    if not (is_role(head, tables) or gender_of_noun(head) or head.endswith("-old")):
        return frozenset()
    return frozenset({IdentityType.PERSON, IdentityType.UNKNOWN})


def _party_signs() -> dict[str, str]:
    names = (
        "republican",
        "democratic",
        "democrat",
        "conservative",
        "labour",
        "liberal",
        "libertarian",
        "gop",
    )
    canon = {"democrat": "democratic", "gop": "republican"}
    signs = {trait_of(n): canon.get(n, n) for n in names}
    signs.update({n: canon.get(n, n) for n in names})
    return signs


_PARTY_SIGNS = _party_signs()
