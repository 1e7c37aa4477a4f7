"""Mentions gathered into figures: everyone and everything that one report names.

Full names come first; short names, spelling variants, acronyms and glosses in
brackets then find their figure. Two figures are never joined on a bare family
name.
"""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from onrecord.model import IdentityType, MentionForm, Span
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.found import Found
from onrecord.stages.attribute.cast.likeness import is_same_given, is_same_spelling, skeleton
from onrecord.stages.attribute.cast.name_tables import NameTables, load_name_tables
from onrecord.text.fold import fold, squeeze
from onrecord.text.scripts import script_of

#: What speaks for the bearer of a short name beside the name itself: each doubling
#: of mentions so far, and standing in the title.
_FREQUENT = 0.25
_IN_TITLE = 0.5
#: One-word organisations this long are one when they sound alike: "Hizbullah", "Hezbollah".
_SPELLED_LENGTH = 6
#: How many bearers of one name are weighed: more share one only in directories.
_MOST_ALIKE = 64


def gather(
    text: str, names: Sequence[Found], sources: Sequence[Span] = (), title: Span | None = None
) -> tuple[list[Figure], list[tuple[Found, Figure]]]:
    """Return the figures that `names` make, and which figure each name points to, in text order.

    Args:
        text: The report's text.
        names: Where something is named, in text order.
        sources: Where someone is said to speak: there a capital at the start of a sentence is a name.
        title: The report's title: who is named there bears a short name first.
    """
    return _Gathering(text, _untangle(text, names), sources, title).run()


def _untangle(text: str, names: Sequence[Found]) -> list[Found]:
    """Return the names with words cut off that only stand beside them.

    "Injecting Lane" at the start of a sentence is Lane; "Morning Post Lane
    said" names two: the parts stand alone elsewhere in the report.
    """
    tables = load_name_tables()
    counts = Counter(n.key for n in names)
    inner = {n.key for n in names if not n.initial}
    found: list[Found] = []
    for name in names:
        if len(name.key) < 2 or counts[name.key] > 1 or len(name.words) != len(name.key):  # noqa: PLR2004
            found.append(name)
            continue
        opens = name.initial and name.common and name.key not in inner and name.key[1:] in inner
        # "Crooked Dana Lane" is Dana Lane with a word of abuse.
        decorated = len(name.key) > 2 and name.key[1] in tables.given and counts[name.key[1:]] > 1  # noqa: PLR2004
        if name.key[0] not in tables.given and name.key[0] not in tables.kunya and (opens or decorated):
            found.append(_cut(text, name, 1, len(name.words)))
            continue
        at = next(
            (
                k
                for k in range(1, len(name.key))
                if name.key[k:] in inner
                and " ".join(name.key[:k]) in {**tables.outlets, **dict.fromkeys(tables.organizations)}
            ),
            None,
        )
        found += [name] if at is None else [_cut(text, name, 0, at), _cut(text, name, at, len(name.words))]
    return found


def _cut(text: str, name: Found, first: int, last: int) -> Found:
    start = name.start
    for word in name.words[:first]:
        start = text.index(word, start) + len(word)
    start = text.index(name.words[first], start)
    end = start
    for word in name.words[first:last]:
        end = text.index(word, end) + len(word)
    return name._replace(
        start=start,
        end=end,
        outer=start if first else name.outer,
        words=name.words[first:last],
        key=name.key[first:last],
        titles=() if first else name.titles,
        kind=IdentityType.UNKNOWN,
        initial=False if first else name.initial,
        possessive=name.possessive if last == len(name.words) else False,
    )


class _Gathering:
    """The work of `gather`, step by step."""

    def __init__(
        self, text: str, names: Sequence[Found], sources: Sequence[Span], title: Span | None
    ) -> None:
        self.text = text
        self.speaking = frozenset(s.start for s in sources)
        self.title = title
        self.names = names
        self.tables: NameTables = load_name_tables()
        self.figures: list[Figure] = []
        self.by_key: dict[tuple[str, ...], Figure] = {}
        self.by_family: defaultdict[str, list[Figure]] = defaultdict(list)
        self.by_given: defaultdict[str, list[Figure]] = defaultdict(list)
        self.by_end: defaultdict[str, list[Figure]] = defaultdict(list)
        self.by_sound: defaultdict[str, list[Figure]] = defaultdict(list)
        self.placed: dict[int, Figure] = {}
        self.last_at: dict[int, int] = {}
        self.seen: Counter[int] = Counter()
        self.titled: set[int] = set()
        self.glossed: set[int] = set()

    def run(self) -> tuple[list[Figure], list[tuple[Found, Figure]]]:
        self._bracketed()
        for i, name in enumerate(self.names):
            if i not in self.placed and len(name.key) > 1:
                self._place(i, self._full(name))
        self._acronyms()
        self._single_names()
        self._renamed()
        pairs = [(n, self.placed[i]) for i, n in enumerate(self.names) if i in self.placed]
        for name, figure in pairs:
            self._note(name, figure)
        used = {id(f) for _, f in pairs}
        return [f for f in self.figures if id(f) in used], pairs

    def _place(self, index: int, figure: Figure) -> None:
        self.placed[index] = figure

    def _new(self, name: Found, key: tuple[str, ...]) -> Figure:
        figure = Figure(key=key)
        self.figures.append(figure)
        self.by_key[key] = figure
        self.by_end[key[-1]].append(figure)
        if name.kind is IdentityType.ORGANIZATION and len(key) == 1:
            self.by_sound[skeleton(key[0])].append(figure)
        if name.kind in (IdentityType.PERSON, IdentityType.UNKNOWN):
            for part in key[1:] or key:
                self.by_family[skeleton(part)].append(figure)
            if len(key) > 1:
                self.by_given[key[0]].append(figure)
        return figure

    def _full(self, name: Found) -> Figure:
        figure = self.by_key.get(name.key)
        if figure is not None:
            return figure
        if name.kind in (IdentityType.PERSON, IdentityType.UNKNOWN):
            for other in self.by_family.get(skeleton(name.key[-1]), ())[-_MOST_ALIKE:]:
                if is_same_person(name.key, other.key):
                    self._widen(other, name.key)
                    return other
        elif name.kind is IdentityType.ORGANIZATION:
            for other in self.by_end[name.key[-1]][-_MOST_ALIKE:]:
                if _is_shorter(name.key, other.key) or _is_shorter(other.key, name.key):
                    self._widen(other, name.key)
                    return other
        return self._new(name, name.key)

    def _widen(self, figure: Figure, key: tuple[str, ...]) -> None:
        self.by_key[key] = figure
        for part in key[1:] if figure.is_person else ():
            others = self.by_family[skeleton(part)]
            if figure not in others:
                others.append(figure)
        if len(key) > len(figure.key):
            figure.key = key

    def _bracketed(self) -> None:
        """Place names that a gloss completes: "Hajj Qassem [Soleimani]", "[Mohsen] Fakhrizadeh"."""
        for i in range(len(self.names) - 1):
            first, second = self.names[i], self.names[i + 1]
            between = self.text[first.end : second.start]
            after = self.text[second.end : second.end + 1]
            joined = (between.strip() == "[" and after == "]") or (
                between.strip() == "]" and "[" in self.text[max(0, first.outer - 40) : first.start]
            )
            if not joined or len(between) > 3 or not _may_be_person(first) or not _may_be_person(second):  # noqa: PLR2004
                continue
            if len(first.key) == 1 and len(second.key) == 1:
                key = (*first.key, *second.key)
                figure = self.by_key.get(key) or self._new(first, key)
                self.placed[i] = self.placed[i + 1] = figure
                figure.vote(IdentityType.PERSON)
                figure.spellings[f"{' '.join(first.words)} {' '.join(second.words)}"] += 0

    def _renamed(self) -> None:
        """Give a name its gloss's figure: "Northern Front [Norbank]"."""
        organized = (IdentityType.ORGANIZATION, IdentityType.OUTLET, IdentityType.GROUP)
        for i in range(len(self.names) - 1):
            first, second = self.names[i], self.names[i + 1]
            if first.kind not in organized or second.kind not in organized or i not in self.placed:
                continue
            between = self.text[first.end : second.start]
            if (
                between.strip() == "["
                and self.text[second.end : second.end + 1] == "]"
                and i + 1 in self.placed
            ):
                self.placed[i] = self.placed[i + 1]
                self.glossed.add(id(first))

    def _acronyms(self) -> None:
        """Place "PIJ" with "Palestinian Islamic Jihad (PIJ)", in brackets or by its initials alone."""
        initials: dict[str, Figure] = {}
        for i, name in enumerate(self.names):
            if len(name.key) > 1 and i in self.placed and name.kind is not IdentityType.PERSON:
                initials.setdefault("".join(k[0] for k in name.key), self.placed[i])
                small = [w for w in name.words if w[0].isupper()]
                initials.setdefault("".join(w[0] for w in small).casefold(), self.placed[i])
        for i, name in enumerate(self.names):
            if i in self.placed or len(name.key) != 1 or not name.words[0].replace(".", "").isupper():
                continue
            letters = fold(name.words[0].replace(".", "")).replace(" ", "")
            before = self.names[i - 1] if i else None
            figure = self._introduced(i, before, letters) or (
                initials.get(letters) if len(letters) > 1 else None
            )
            if figure is not None:
                self.by_key[name.key] = figure
                figure.vote(IdentityType.ORGANIZATION)
                self._place(i, figure)

    def _introduced(self, i: int, before: Found | None, letters: str) -> Figure | None:
        if before is None or (i - 1) not in self.placed or len(before.key) < 2:  # noqa: PLR2004
            return None
        between = self.text[before.end : self.names[i].start]
        if between.strip(" \n") != "(":
            return None
        first = "".join(k[0] for k in before.key)
        return self.placed[i - 1] if letters[0] == first[0] or letters in first else None

    def _single_names(self) -> None:
        counts = Counter(n.key for n in self.names if not n.initial)
        for i, name in enumerate(self.names):
            if i in self.placed:
                self._see(self.placed[i], i)
                continue
            figure = self._short(name, i, counts)
            if figure is not None:
                self._place(i, figure)
                self._see(figure, i)

    def _see(self, figure: Figure, index: int) -> None:
        name = self.names[index]
        self.last_at[id(figure)] = index
        self.seen[id(figure)] += 1
        if self.title is not None and self.title.start <= name.start < self.title.end:
            self.titled.add(id(figure))

    def _short(self, name: Found, index: int, counts: Counter[tuple[str, ...]]) -> Figure | None:
        if not name.key:
            return None
        person_like = name.kind in (IdentityType.PERSON, IdentityType.UNKNOWN) or (
            name.kind is IdentityType.ORGANIZATION
            and name.words[0].isupper()
            and fold(name.words[0]) not in self.tables.organizations
        )
        if person_like:
            figure = self._bearer(name, index)
            if figure is not None:
                return figure
        known = self.by_key.get(name.key)
        if known is None and name.kind is IdentityType.ORGANIZATION and len(name.key[0]) >= _SPELLED_LENGTH:
            sounds = self.by_sound[skeleton(name.key[0])]
            known = next((f for f in sounds if is_same_spelling(f.key[0], name.key[0])), None)
        if known is not None:
            return known
        tells = name.kind is not IdentityType.UNKNOWN or name.titles
        lonely = (
            name.initial
            and not tells
            and counts[name.key] == 0
            and (name.common or name.outer not in self.speaking)
        )
        if lonely and name.key[0] not in self.tables.given:
            return None
        return self._new(name, name.key)

    def _bearer(self, name: Found, index: int) -> Figure | None:
        """Return who bears a short name: by family name before given name, by nearness and weight."""
        part = name.key[-1]
        sign = skeleton(part)
        best, best_score = None, 0.0
        candidates = [*self.by_family.get(sign, ())[:_MOST_ALIKE], *self.by_given.get(part, ())[:_MOST_ALIKE]]
        for figure in dict.fromkeys(candidates):
            if len(figure.key) == 1 and figure.key != name.key and not is_same_spelling(part, figure.key[0]):
                continue
            score = self._fit(name, part, figure, index)
            if score > best_score:
                best, best_score = figure, score
        return best

    def _fit(self, name: Found, part: str, figure: Figure, index: int) -> float:
        keys = figure.key
        if keys[-1] == part:
            score = 3.0
        elif part in keys[1:]:
            score = 1.6
        elif keys[0] == part:
            score = 1.2
        elif any(is_same_spelling(part, k) for k in keys[1:]):
            score = 2.2
        else:
            return 0.0
        gender = _gender_of_titles(name.titles, self.tables)
        own = self._gender_of_key(keys)
        if gender and own:
            score += 1.0 if gender == own else -4.0
        last = self.last_at.get(id(figure))
        if last is not None:
            score += 1.0 / (1 + (index - last) / 8)
        else:
            score -= 0.4
        score += _FREQUENT * math.log2(1 + self.seen[id(figure)])
        return score + (_IN_TITLE if id(figure) in self.titled else 0.0)

    def _gender_of_key(self, key: tuple[str, ...]) -> str:
        return self.tables.given.get(key[0], (0, ""))[1] if len(key) > 1 else ""

    def _note(self, name: Found, figure: Figure) -> None:
        """Add what one mention tells to its figure."""
        spelling = " ".join(self.text[name.start : name.end].split())
        full = len(name.key) >= len(figure.key)
        if id(name) in self.glossed:
            figure.by_gloss.add(spelling)
        else:
            figure.spellings[spelling] += 1
        figure.mention(name.start, name.end, MentionForm.NAME if full else MentionForm.SHORT)
        if name.kind is not IdentityType.UNKNOWN:
            figure.vote(name.kind)
        gender = _gender_of_titles(name.titles, self.tables)
        if gender:
            figure.genders[gender] += 3
        if len(name.key) > 1 and name.kind in (IdentityType.PERSON, IdentityType.UNKNOWN):
            given = self.tables.given.get(name.key[0])
            if given and given[1]:
                figure.genders[given[1]] += 2


def is_same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two full names can be one person's, by their parts alone.

    The family names must agree in spelling or transliteration; given names
    must be the same name, its short form or its initial; middle names may lack.

    >>> is_same_person(("charles", "e", "grassley"), ("charles", "grassley"))
    True
    >>> is_same_person(("naim", "qassem"), ("muhammad", "qassem"))
    False
    """
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or not is_same_spelling(short[-1], long[-1]):  # noqa: PLR2004
        return False
    if not is_same_given(short[0], long[0]):
        return len(short) < len(long) and short == long[-len(short) :] and len(short) >= 2  # noqa: PLR2004
    middle = iter(long[1:-1])
    return all(any(is_same_given(part, other) for other in middle) for part in short[1:-1])


def _is_shorter(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Return whether one organisation's name is the end of another's: "Supreme Court"."""
    return 1 < len(short) < len(long) and (long[-len(short) :] == short)


def _may_be_person(name: Found) -> bool:
    return name.kind in (IdentityType.PERSON, IdentityType.UNKNOWN)


def _gender_of_titles(titles: Iterable[str], tables: NameTables) -> str:
    for title in titles:
        sign = tables.honorifics.get(title) or tables.role_gender.get(title)
        if sign:
            return sign
    return ""


#: A name in another script, in brackets right after a name.
#: The gloss may name its language first: "(Arabic: …)".
_OTHER_SCRIPT = re.compile(r"\s*\(\s*(?:[^\W\d_]{2,20}:\s*)?(?P<name>[^\W\d_][^():\d]{1,60}?)\s*\)")


def add_other_scripts(
    text: str, figures: Sequence[Figure], pairs: Sequence[tuple[Found, Figure]]
) -> tuple[list[Figure], list[tuple[Found, Figure]]]:
    """Return the figures and names with spellings in another script given to those they gloss.

    "Karim Haddad (كريم حداد)" is one person; where the name in brackets was
    found by itself as well, all that was found of it becomes his.
    """
    same: dict[int, Figure] = {}
    starts = [name.start for name, _ in pairs]
    for name, figure in pairs:
        if text[name.end : name.end + 1] not in (" ", "("):
            continue
        match = _OTHER_SCRIPT.match(text, name.end)
        if match is None or script_of(match["name"]) in (script_of(" ".join(name.words)), "Zyyy"):
            continue
        figure.by_gloss.add(squeeze(match["name"]))
        figure.mention(match.start("name"), match.end("name"), MentionForm.NAME)
        inside = pairs[bisect_left(starts, match.start("name")) : bisect_left(starts, match.end("name"))]
        for _, other in inside:
            if other is not figure and id(other) not in same:
                same[id(other)] = figure
                figure.by_gloss.update(other.spellings)
                figure.mentions.extend(other.mentions)
    kept = [f for f in figures if id(f) not in same]
    return kept, [(name, same.get(id(figure), figure)) for name, figure in pairs]
