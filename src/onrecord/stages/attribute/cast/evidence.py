"""What the words around a name tell about its bearer: offices, countries, gender."""

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.model import IdentityType
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.found import Found
from onrecord.stages.attribute.cast.likeness import skeleton
from onrecord.stages.attribute.cast.name_tables import NameTables, load_name_tables
from onrecord.text.fold import fold

#: Words before or after a name that are looked at: an apposition is rarely longer.
_BEFORE_CHARS = 110
_AFTER_CHARS = 130
_BEFORE_WORDS = 7
#: A pronoun this near after a name tells its gender, when no other person is named between.
_PRONOUN_CHARS = 140
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_APPOSITION_END = re.compile(r"[,;:.!?()\[\]—–\n“”\"]|\b(?:who|which|whose|that|said|says|told)\b")
_COPULA = re.compile(
    r",?\s+(?:who\s+)?(?:is|was|became|has been|serves? as|served as|works as|worked as)\s+"
    r"(?:also\s+|now\s+)?(?:an?|the|one of the)\s+"
)
_AGE = re.compile(r",\s+(?:aged?\s+)?(\d{2})\b")
_HE_OR_SHE = re.compile(r"\b(he|she|his|her|him|himself|herself)\b", re.IGNORECASE)
#: A lawmaker's party and state: "(D-Fla.)", ", R-Texas,".
_PARTY = re.compile(r",?\s\(?(?P<party>[RDI])-(?P<state>[A-Z][A-Za-z. ]{0,20})[,)]")
_PARTIES = {"R": "republican", "D": "democratic", "I": "independent"}
#: What only an organisation has: "Norbank CEO", "Norbank's shareholders".
_COMPANY_OF = re.compile(
    r"(?:['’]s)? (?:CEO|CFO|COO|chief executive|executives|employees"
    r"|shareholders|investors|customers|headquarters|shares)\b"
)
_IN_PLACE = re.compile(r"\b(?:in|near)\s$")
#: Titles before a title that make it another office.
_RANKS = frozenset({"vice", "deputy"})
_MALE = frozenset({"he", "his", "him", "himself"})


def weigh_evidence(text: str, pairs: Sequence[tuple[Found, Figure]]) -> None:
    """Add to each figure what titles, appositions, ages and pronouns near its names tell."""
    tables = load_name_tables()
    for i, (name, figure) in enumerate(pairs):
        if name.kind is IdentityType.PLACE or name.kind is IdentityType.GROUP:
            continue
        _read_titles(name, figure, tables)
        if i and _shares_title(text, pairs[i - 1][0], name, tables):
            figure.heads.add(pairs[i - 1][0].titles[-1][:-1])
            figure.vote(IdentityType.PERSON)
        if (
            name.kind is IdentityType.UNKNOWN
            and len(name.key) == 1
            and _IN_PLACE.search(text, max(0, name.outer - 6), name.outer)
        ):
            figure.vote(IdentityType.PLACE)
        if name.kind is IdentityType.UNKNOWN and _COMPANY_OF.match(text, name.end):
            figure.vote(IdentityType.ORGANIZATION)
        _read_before(text, name, figure, tables)
        _read_party(text, name, figure, tables)
        following = pairs[i + 1][0] if i + 1 < len(pairs) else None
        _read_after(text, name, figure, following, tables)
        if figure.is_person and not name.possessive:
            stop = following.outer if following and pairs[i + 1][1] is not figure else len(text)
            _read_pronoun(text, name, figure, stop)


def _read_titles(name: Found, figure: Figure, tables: NameTables) -> None:
    for title in join_offices(name.titles, tables):
        if is_role(title, tables):
            figure.heads.add(tables.short_roles.get(title, title))
        elif title.endswith("s") and title[:-1] in tables.roles:
            figure.heads.add(title[:-1])
        elif title not in tables.honorifics or title in _RANKS:
            figure.traits.add(trait_of(title))
    if name.titles and name.titles[-1].endswith("s") and name.titles[-1][:-1] in tables.roles:
        figure.vote(IdentityType.PERSON)
    held = figure.heads.intersection(tables.short_roles.get(t, t) for t in name.titles)
    if name.kind is not IdentityType.ORGANIZATION and any(
        "either" not in tables.roles.get(h, ("either",)) for h in held
    ):
        figure.vote(IdentityType.PERSON)


def _read_party(text: str, name: Found, figure: Figure, tables: NameTables) -> None:
    """Read "NAME (D-Fla.)" and "NAME, R-Texas,": a Democrat of Florida, a Republican of Texas."""
    if text[name.end : name.end + 1] not in (" ", ","):
        return
    found = _PARTY.match(text, name.end)
    state = (
        tables.states.get(fold(found["state"].replace(".", "").strip()).replace(" ", "")) if found else None
    )
    if found is None or state is None:
        return
    figure.vote(IdentityType.PERSON)
    figure.traits.add(trait_of(_PARTIES[found["party"]]))
    figure.traits.update(trait_of(word) for word in state)


def _shares_title(text: str, before: Found, name: Found, tables: NameTables) -> bool:
    """Return whether "Presidents A and B" names two presidents."""
    if not before.titles or name.titles:
        return False
    title = before.titles[-1]
    plural = title.endswith("s") and title[:-1] in tables.roles
    return plural and text[before.end : name.outer].strip(" ,") == "and"


def _read_before(text: str, name: Found, figure: Figure, tables: NameTables) -> None:
    """Read "Qods Force commander NAME" and "the movement's deputy leader, NAME,"."""
    window = text[max(0, name.outer - _BEFORE_CHARS) : name.outer]
    if window.endswith("] "):
        window = window[:-2].replace("[", " ")  # "[Prime Minister] Lane"
    apposed = window.rstrip().endswith(",")
    if apposed and text[name.end : name.end + 1] not in (",", ".", ")"):
        return
    window = window.rstrip().rstrip(",")
    window = re.split(r"[.;:!?()\[\]“”\"—–\n]|,", window)[-1]
    words = _WORD.findall(window)
    if not words:
        return
    if apposed:
        if any(is_role(w.casefold(), tables) for w in words):
            read_roles(words, figure, tables)
        return
    if not is_role(words[-1].casefold(), tables):
        return
    phrase: list[str] = []
    for word in reversed(words[-_BEFORE_WORDS:]):
        low = word.casefold()
        if low in tables.bounds or (phrase and low.endswith("ly")):
            break
        phrase.append(word)
    read_roles(phrase[::-1], figure, tables)


def _read_after(text: str, name: Found, figure: Figure, following: Found | None, tables: NameTables) -> None:
    """Read "NAME, a senior figure in …," and "NAME is the head of …"."""
    window = text[name.end : name.end + _AFTER_CHARS]
    if window.startswith(","):
        if _AGE.match(window):
            figure.vote(IdentityType.PERSON)
        rest = window[1:].lstrip()
        found = _APPOSITION_END.search(rest)
        phrase = rest[: found.start()] if found else rest
        if (
            following
            and following.kind is IdentityType.PERSON
            and following.end <= name.end + len(phrase) + 3
        ):
            return  # ", the minister Dana Lane": the next one's office
    else:
        copula = _COPULA.match(window)
        if not copula:
            return
        phrase = _APPOSITION_END.split(window[copula.end() :])[0]
    words = _WORD.findall(phrase)
    if words and _opens_apposition(words, tables):
        read_roles(words, figure, tables)


def _opens_apposition(words: Sequence[str], tables: NameTables) -> bool:
    """Return whether a role stands in the first noun phrase: before any verb or preposition."""
    for word in words[:_BEFORE_WORDS]:
        low = word.casefold()
        if is_role(low, tables) or low in tables.org_nouns or low in tables.place_nouns:
            return True
        if low in (
            "of",
            "in",
            "for",
            "and",
            "but",
            "with",
            "said",
            "was",
            "is",
            "he",
            "she",
            "they",
            "it",
            "who",
        ):
            return False
    return False


def read_roles(words: Sequence[str], figure: Figure, tables: NameTables) -> None:
    """Add the role nouns and the other telling words of a phrase, in text order, to a figure."""
    lows = join_offices([w.casefold().removesuffix("'s").removesuffix("’s") for w in words], tables)
    for k, low in enumerate(lows):
        last = k + 1 == len(lows) or lows[k + 1] in tables.bounds
        if is_role(low, tables):
            figure.heads.add(tables.short_roles.get(low, low))
            if "either" not in tables.roles.get(low, ()):
                figure.vote(IdentityType.PERSON)
            gender = tables.role_gender.get(low) or gender_of_noun(low)
            if gender:
                figure.genders[gender] += 2
        elif last and (low in tables.org_nouns or low in tables.place_nouns):
            figure.heads.add(low)
        elif low not in tables.bounds:
            figure.traits.add(trait_of(low))


def _read_pronoun(text: str, name: Found, figure: Figure, stop: int) -> None:
    match = _HE_OR_SHE.search(text, name.end, min(stop, name.end + _PRONOUN_CHARS))
    if match:
        figure.genders["m" if match[1].casefold() in _MALE else "f"] += 1


def join_offices(words: Sequence[str], tables: NameTables) -> list[str]:
    """Return words in lower case, offices of two words as one: "attorney-general", who is no soldier.

    >>> join_offices(["state", "attorney", "general"], load_name_tables())
    ['state', 'attorney-general']
    """
    joined: list[str] = []
    for word in words:
        if word == "general" and joined and joined[-1] in tables.roles:
            joined[-1] = f"{joined[-1]}-general"
        else:
            joined.append(word)
    return joined


def is_role(low: str, tables: NameTables) -> bool:
    """Return whether a word in lower case is a noun for a person's office or trade."""
    return low in tables.roles or ("-" in low and low.rsplit("-", 1)[-1] in tables.roles)


def gender_of_noun(low: str) -> str:
    """Return the gender that a noun's ending tells: "businesswoman"."""
    if low.endswith(("woman", "women")):
        return "f"
    return "m" if low.endswith(("man", "men")) and low not in ("human", "german", "roman", "ottoman") else ""


@lru_cache(maxsize=1 << 14)
def trait_of(word: str) -> str:
    """Return a word of a description for comparing: a demonym as its country, spellings made equal.

    >>> trait_of("Iranian") == trait_of("Iran"), trait_of("Hizbullah") == trait_of("Hezbollah")
    (True, True)
    """
    tables = load_name_tables()
    plain = fold(word.removesuffix("'s").removesuffix("’s"))
    plain = tables.same.get(plain, plain)
    plain = tables.demonyms.get(plain, tables.places.get(plain, plain))
    return tables.same.get(plain, plain) if len(skeleton(plain)) < 3 else f"~{skeleton(plain)}"  # noqa: PLR2004
