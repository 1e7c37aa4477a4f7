"""Whom a description means: "the Hezbollah official", "the bank", "the 50-year-old senator"."""

from collections.abc import Sequence

from onrecord.model import IdentityType
from onrecord.stages.attribute.cast.evidence import gender_of_noun, is_role, trait_of
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.name_tables import NameTables
from onrecord.stages.attribute.cast.sources import Source

#: What speaks for a candidate: the very noun, a noun of the same class, each
#: shared word, and being in mind. Found by hand on the reports and articles measured.
_SAME_HEAD = 4.0
_SAME_CLASS = 1.6
_SHARED = 1.3
_SAME_GENDER = 0.8
_MISSED = -0.35
_MISSED_THING = -0.8
_KNOWN_ROLE_DIFFERS = -0.8
_WRONG_SIDE = -2.5
_OTHER_HOUSE = -0.9
_PROMINENCE = 1.4
_MOST_PROMINENCE = 2.2
_FREQUENT = 0.8
#: Below this nobody named is meant.
_FLOOR = 1.5
#: Classes that tell nothing of an office: anyone may be a man, a source, an actor.
_LOOSE_CLASSES = frozenset({"person", "kin", "artist", "worker", "activist", "doctor"})
_NO_OFFICE = frozenset({"partisan", "either", "candidate"})
#: Words that describe nobody in particular.
_EMPTY = frozenset(
    {"former", "current", "new", "own", "senior", "top", "late", "then", "same", "other", "leading", "chief"}
)
#: Sides that exclude each other: a Republican is no Democrat.
_SIDES = ("party", "country")


def find_described(
    source: Source,
    candidates: Sequence[tuple[float, Figure]],
    tables: NameTables,
    *,
    floor: float = _FLOOR,
) -> Figure | None:
    """Return the figure that a description fits best, or None where none fits.

    Args:
        source: The description, read.
        candidates: Figures with how much each is in mind.
        tables: Classes of nouns.
        floor: The least score that counts.
    """
    best, best_score = None, floor
    most = max((p for p, _ in candidates), default=0.0) or 1.0
    often = max((len(f.mentions) for _, f in candidates), default=1) or 1
    for prominence, figure in candidates:
        score = score_described(source, figure, tables)
        if score is None:
            continue
        score += _FREQUENT * len(figure.mentions) / often
        score += _MOST_PROMINENCE * min(1.0, prominence / most) * min(1.0, prominence * _PROMINENCE)
        if score > best_score:
            best, best_score = figure, score
    return best


def score_described(source: Source, figure: Figure, tables: NameTables) -> float | None:
    """Return how well a figure fits the words of a description, or None where it cannot be meant."""
    head = source.head
    wants = wanted_types(source, tables)
    if figure.type not in wants or figure.plural:
        return None
    score = 0.0
    if IdentityType.PERSON in wants:
        gender = tables.role_gender.get(head) or gender_of_noun(head)
        if gender and figure.gender:
            if gender != figure.gender:
                return None
            score += _SAME_GENDER
        if figure.type is IdentityType.UNKNOWN:
            score -= 0.6
        if source.bearer is figure:
            return None
        classes = tables.roles.get(head, frozenset())
        score += _score_role(head, classes, figure, tables)
    else:
        score += _score_thing(head, figure, tables)
        score += sum(
            _OTHER_HOUSE
            for _, owner in source.names
            if owner.type in (IdentityType.ORGANIZATION, IdentityType.OUTLET)
            and not any(trait_of(k) in figure.traits for k in owner.key)
        )
    for trait in source.traits:
        if trait.strip("~") in _EMPTY or trait in _EMPTY:
            continue
        if (
            trait in figure.traits
            or trait in _own_words(figure)
            or any(trait == trait_of(h) for h in figure.heads)
        ):
            score += _SHARED
        elif _is_other_side(trait, figure):
            score += _WRONG_SIDE
        else:
            score += _MISSED if IdentityType.PERSON in wants else _MISSED_THING
    return score


def _score_role(head: str, classes: frozenset[str], figure: Figure, tables: NameTables) -> float:
    if head in figure.heads:
        return _SAME_HEAD
    own = {c for h in figure.heads for c in tables.roles.get(h, ())}
    if head in own or classes & own - {"person", "kin"}:
        generic = head in own or any(head == c for c in own)
        return _SAME_HEAD - 1.4 if generic else _SAME_CLASS
    if classes <= _LOOSE_CLASSES:
        gendered = tables.role_gender.get(head) or gender_of_noun(head) or head.endswith("-old")
        return 0.4 if gendered and "kin" not in classes else 2 * _KNOWN_ROLE_DIFFERS
    offices = any(tables.roles.get(h, frozenset()) - _LOOSE_CLASSES - _NO_OFFICE for h in figure.heads)
    return _KNOWN_ROLE_DIFFERS if offices else -0.2


def _score_thing(head: str, figure: Figure, tables: NameTables) -> float:
    if head in figure.heads or head in figure.name.casefold().split():
        return _SAME_HEAD
    if head in tables.outlet_nouns and figure.type is IdentityType.OUTLET:
        return _SAME_CLASS + 0.6
    if head in tables.place_nouns and figure.type is IdentityType.PLACE:
        return _SAME_CLASS
    return 0.2


def _own_words(figure: Figure) -> frozenset[str]:
    return frozenset(trait_of(k) for k in figure.key)


def _is_other_side(trait: str, figure: Figure) -> bool:
    """Return whether the figure is known to be of another party than the trait says."""
    parties = {"republican", "democratic", "conservative", "labour", "liberal", "libertarian"}
    plain = _PARTY_SIGNS.get(trait)
    return (
        plain is not None
        and any(_PARTY_SIGNS.get(t) not in (None, plain) for t in figure.traits | figure.heads)
        and plain in parties
    )


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
