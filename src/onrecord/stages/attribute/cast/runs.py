"""One run of capitalised words, read into titles and names."""

import re
from collections.abc import Iterator, Sequence

from onrecord.model import IdentityType
from onrecord.stages.attribute.cast.found import Found, Word, fold, is_small, make_found, table_kind
from onrecord.stages.attribute.cast.name_tables import NameTables

_ACRONYM_LETTERS = 6
#: A word that opens a sentence and ends so is rarely a name: "Citing Dana Lane", "Notably".
_NO_NAME_ENDINGS = ("ing", "ly")
#: Words of organisations that are family names as well.
_FAMILY_NAMES_TOO = frozenset(
    {"house", "post", "guard", "press", "bank", "banks", "french", "service", "day", "force"}
)


class Run:
    """One run of capitalised words, read into names."""

    def __init__(
        self, text: str, tables: NameTables, block: int, lower: frozenset[str], *, initial: bool
    ) -> None:
        self.first = 0
        self.text, self.tables, self.block, self.lower, self.initial = text, tables, block, lower, initial

    def read(self, words: Sequence[Word]) -> list[Found]:
        """Return the names in a run, in order."""
        self.first = words[0].start
        found: list[Found] = []
        for part in self._split(words):
            for name in self._classify(part):
                if self.initial and name.start == words[0].start:
                    low = name.words[0].casefold()
                    common = low in self.lower or low.endswith(_NO_NAME_ENDINGS)
                    found.append(name._replace(initial=True, common=common))
                else:
                    found.append(name)
        return found

    def _split(self, words: Sequence[Word]) -> Iterator[list[Word]]:
        """Yield the stretches of a run that each may be a name with its titles."""
        tables = self.tables
        part: list[Word] = []
        for k, word in enumerate(words):
            plain = (
                word.low in tables.opening
                and word.low not in tables.joiners
                and word.low not in tables.inside
            )
            if word.low in tables.calendar or (plain and not self._is_inside_name(words, k)):
                yield from self._at_joiners(part)
                part = []
            else:
                part.append(word)
        yield from self._at_joiners(part)

    def _is_inside_name(self, words: Sequence[Word], k: int) -> bool:
        """Return whether a plain word belongs to a name after all: "Fox News", "Human Rights Watch"."""
        word = words[k]
        return (
            k > 0
            and word.low in self.tables.org_words
            and words[k - 1].low not in self.tables.opening
            and word.text[0].isupper()
        ) or (
            # "Alliance to Reclaim Our Schools"
            word.text[0].isupper()
            and any(w.low == "to" for w in words[1:k])
            and any(w.low in self.tables.org_words for w in words[:k])
        )

    def _at_joiners(self, part: list[Word]) -> Iterator[list[Word]]:
        tables = self.tables
        while part and (
            not part[0].text[0].isupper() and part[0].low not in tables.starts and "-" not in part[0].low
        ):
            part = part[1:]
        while part and part[0].low in tables.opening and part[0].low not in tables.org_words:
            part = part[1:]
        while part and (is_small(part[-1]) or part[-1].low in tables.joiners):
            part = part[:-1]
        if not part:
            return
        k = 1
        while k < len(part):
            if is_small(part[k]) and (part[k].low in tables.joiners or part[k].text == "&"):
                stop = next(j for j in range(k, len(part)) if not is_small(part[j]))
                if not self._joins(part[:k], [w.low for w in part[k:stop]], part[stop:]):
                    yield from self._at_joiners(part[:k])
                    yield from self._at_joiners(part[stop:])
                    return
                k = stop
            k += 1
        yield part

    def _joins(self, left: Sequence[Word], small: Sequence[str], right: Sequence[Word]) -> bool:
        """Return whether "of", "and", "for" inside a run are part of one name."""
        tables = self.tables
        lows = [w.low for w in left]
        if small[0] in tables.inside and small[0] not in ("y", "e", "la", "de", "des", "du", "del"):
            return True
        if " ".join(fold(w.text) for w in (*left, *right[:1])) in tables.places:
            return True
        is_org = any(w in tables.org_words for w in lows) and lows[-1] not in tables.demonyms
        if small[0] in ("and", "&", "und", "et", "y"):
            after = [w.low for w in right]
            whole = f"{fold(left[-1].text)} and {fold(right[0].text)}"
            if whole in tables.organizations or whole in tables.outlets:
                return True
            return (
                (is_org and len(left) > 1 and not self._is_org_whole(right) and _of_inside(left))
                or (
                    len(left) == 1
                    and len(right) > 1
                    and any(w in tables.org_words for w in after[:3])
                    and not self._is_known(left)
                    and not any(w in tables.org_words for w in lows)
                )
                or (small[0] == "&" and len(right) < 3)  # noqa: PLR2004 - "Smith & Wesson Holding"
            )
        if small[0] in ("of", "for", "on", "to", "de", "des", "du", "del", "für", "pour", "по"):
            if lows[-1] in tables.roles or lows[-1] in tables.honorifics:
                return small[0] in ("of", "for", "de", "du")
            return is_org or lows[-1] in ("bank", "house", "church", "ministry", "sons", "daughters", "party")
        return small[0] in ("the", "la") and is_org

    def _is_known(self, words: Sequence[Word]) -> bool:
        name = " ".join(fold(w.text) for w in words)
        tables = self.tables
        return (
            name in tables.places
            or name in tables.demonyms
            or name in tables.organizations
            or name in tables.outlets
        )

    def _is_org_whole(self, words: Sequence[Word]) -> bool:
        return self._is_known(words) or any(w.low in self.tables.org_words for w in words)

    def _classify(self, words: list[Word]) -> Iterator[Found]:
        if not words:
            return
        whole = self._known_kind(words)
        if whole is not None:
            if whole is not IdentityType.UNKNOWN:
                yield self._named(words, (), whole)
            return
        last = self._last_title(words)
        if last is not None:
            yield from self._titled(words, last)
            return
        yield from self._untitled(words, ())

    def _known_kind(self, words: Sequence[Word]) -> IdentityType | None:
        return table_kind(words, self.tables)

    def _last_title(self, words: Sequence[Word]) -> int | None:
        """Return the index of the last title or role before a name, or None."""
        tables = self.tables
        for k in range(len(words) - 1, -1, -1):
            if not self._is_title(words[k]):
                continue
            if k == len(words) - 1 and k > 0 and self._is_given(words[0]) and len(words) == 2:  # noqa: PLR2004
                return None  # "Stephen King", "Kate Bishop": a family name that is a title
            if k > 0 and self._is_given(words[k - 1]) and k == len(words) - 1:
                return None
            after = words[k + 1 :]
            if (
                after
                and not is_small(after[0])
                and any(w.low in tables.org_words for w in after)
                and not self._is_given(after[0])
            ):
                return None  # "Republican National Committee": the whole is an organisation
            return k
        return None

    def _is_title(self, word: Word) -> bool:
        low, tables = word.low.rstrip("."), self.tables
        return (
            low in tables.roles
            or low in tables.honorifics
            or (low.endswith("s") and (low[:-1] in tables.roles or low[:-1] in tables.honorifics))
        )

    def _titled(self, words: list[Word], last: int) -> Iterator[Found]:
        tables = self.tables
        after, before, office = words[last + 1 :], words[:last], list[Word]()
        if after and (is_small(after[0]) or after[0].low in tables.joiners):
            # "Secretary of State John Kerry": the name starts where the office ends.
            after, before, office = self._past_office(words, last)
        while before and self._is_title(before[-1]):
            before = before[:-1]
        while before and (is_small(before[0]) or before[0].low in tables.opening):
            before = before[1:]
        if before:
            for name in self._classify(before):
                # "Defense" of "Defense Minister" names nobody; "Lane" of "Lane Spokesman" may.
                unsure = name.kind is IdentityType.UNKNOWN and len(name.words) == 1
                if unsure and name.words[0].casefold() in tables.portfolios:
                    continue
                yield name._replace(initial=True, common=True) if unsure else name
        yield from self._classify(office)
        if after:
            titles = words[: words.index(after[0])]
            if self._known_kind(after) is IdentityType.PLACE:
                yield self._named(after, (), IdentityType.PLACE)
            else:
                yield from self._untitled(after, tuple(titles))

    def _past_office(self, words: list[Word], last: int) -> tuple[list[Word], list[Word], list[Word]]:
        """Return the name after an office, the words before its title, and a place or body in the office."""
        tables = self.tables
        rest = words[last + 2 :]
        for size in range(min(3, len(rest)), 0, -1):
            head = " ".join(w.low for w in rest[:size])
            if head in tables.portfolios or fold(head) in tables.places:
                return rest[size:], words[:last], rest[:size] if fold(head) in tables.places else []
        at = next((k for k, w in enumerate(rest) if self._is_given(w)), None)
        if at is not None and at < len(rest) - 1:
            # "Minister of Harbours Karim Vale": the office's own words name nobody by themselves.
            return rest[at:], words[:last], rest[:at] if self._known_kind(rest[:at]) is not None else []
        return [], words[:last] if last else [], rest

    def _is_given(self, word: Word) -> bool:
        return fold(word.text) in self.tables.given or bool(re.fullmatch(r"(?:\w\.)+", word.text))

    def _untitled(self, words: list[Word], titles: tuple[Word, ...]) -> Iterator[Found]:
        tables = self.tables
        while words and words[-1].low.rstrip(".") in tables.suffixes:
            words = words[:-1]
        if not words:
            return
        known = self._known_kind(words)
        honored = any(t.low.rstrip(".") in tables.honorifics for t in titles)
        if known is not None and not (honored and known is not IdentityType.ORGANIZATION):
            if known is not IdentityType.UNKNOWN:
                yield self._named(words, titles, known)
            return
        org = max((k for k, w in enumerate(words) if w.low in tables.org_words), default=None)
        if org is not None and not (
            len(words) == 2 and self._is_given(words[0]) and words[1].low in _FAMILY_NAMES_TOO  # noqa: PLR2004
        ):
            tail = words[org + 1 :]
            if tail and self._is_given(tail[0]) and not any(is_small(w) for w in tail):
                yield from self._untitled(words[: org + 1], ())
                yield from self._untitled(tail, (*titles, *words[: org + 1]))
                return
            if len(words) > 1:
                yield self._named(words, titles, IdentityType.ORGANIZATION)
            return
        yield from self._person_or_unknown(words, titles)

    def _person_or_unknown(self, words: list[Word], titles: tuple[Word, ...]) -> Iterator[Found]:
        tables = self.tables
        if words[-1].low in tables.things and len(words) > 1:
            return  # a war, a law, a mosque: named, but no one
        if any(w.low in tables.joiners and w.text[0].isupper() for w in words[1:-1]):
            return  # words of a title: "The Sword And The Scales"
        if self.initial and words[0].start == self.first and self._is_only_beside(words):
            words = words[1:]
        cut = self._lead(words)
        if cut:
            if len(words) - cut >= 1:
                kind = self._known_kind(words[:cut])
                if kind is not None and kind is not IdentityType.UNKNOWN:
                    yield self._named(words[:cut], (), kind)
                yield from self._untitled(words[cut:], (*titles, *words[:cut]))
            return
        if len(words) == 1 and not titles:
            yield from self._single(words[0])
            return
        is_person = any(self._is_title(t) for t in titles)
        is_person = is_person or (len(words) > 1 and self._is_given(words[0]))
        is_person = is_person or (len(words) > 1 and words[0].low in tables.kunya)
        yield self._named(words, titles, IdentityType.PERSON if is_person else IdentityType.UNKNOWN)

    def _is_only_beside(self, words: Sequence[Word]) -> bool:
        """Return whether the first word of a sentence only stands before a full name."""
        first, second = words[0], words[1] if len(words) > 2 else words[0]  # noqa: PLR2004 - a full name is left
        return (
            second is not first
            and not self._is_given(first)
            and self._is_given(second)
            and first.low not in self.tables.kunya
        )

    def _lead(self, words: Sequence[Word]) -> int:
        """Return how many words at the front are a country, party or organisation before a name."""
        if self._is_given(words[0]) and len(words) > 1:
            return 0
        for size in range(min(3, len(words) - 1), 0, -1):
            kind = self._known_kind(words[:size])
            rest = words[size:]
            if kind is None:
                continue
            if kind is IdentityType.UNKNOWN or self._is_given(rest[0]) or len(rest) > 1:
                return size
        return 0

    def _single(self, word: Word) -> Iterator[Found]:
        tables = self.tables
        low = word.low.rstrip(".")
        halves = word.text.split("-")
        sides = (tables.places, tables.demonyms, tables.organizations)
        if len(halves) > 1 and all(any(fold(h) in side for side in sides) for h in halves):
            return  # "the Norland-Sudland border"
        if len(low) < 2 or low in tables.things or low in tables.org_nouns or low in tables.people:  # noqa: PLR2004
            return
        is_acronym = word.text.isupper() and len(fold(word.text).replace(" ", "")) <= _ACRONYM_LETTERS
        kind = IdentityType.ORGANIZATION if is_acronym and len(low) > 1 else IdentityType.UNKNOWN
        yield self._named([word], (), kind)

    def _named(self, words: Sequence[Word], titles: Sequence[Word], kind: IdentityType) -> Found:
        return make_found(self.text, words, titles, kind, self.block, titles)


def _of_inside(words: Sequence[Word]) -> bool:
    return any(is_small(w) for w in words)
