"""What kind of phrase a source is, and which word of it counts."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from onrecord.model import IdentityType, Span
from onrecord.stages.attribute.cast.evidence import gender_of_noun, is_role, trait_of
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.found import Found
from onrecord.stages.attribute.cast.name_tables import NameTables
from onrecord.text.fold import fold

_WORD = re.compile(r"[^\W_]+(?:[-'’.‑][^\W_]+)*\.?")
#: What may follow a pronoun in its phrase: "he himself", "they all".
_WITH_PRONOUN = frozenset({"himself", "herself", "itself", "themselves", "both", "all", "also"})
_BREAKS = re.compile(r"[,;:(—–]|\s-\s")


class Form(Enum):
    """Return how a source points to its speaker."""

    PRONOUN = "pronoun"
    NAME = "name"
    JOINT = "joint"
    CARRIER = "carrier"
    ORGAN = "organ"
    DESCRIPTION = "description"
    VAGUE = "vague"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Source:
    """Return a source phrase, read.

    Attributes:
        form: How it points to its speaker.
        span: The head noun phrase.
        head: The word that counts: a pronoun, or the head noun in lower case.
        names: The names inside, in order, with their figures.
        bearer: The figure that the head names, possesses or is made by, or None.
        traits: The other telling words.
        definite: True for "the …", False for "a …", None where nothing tells.
        plural: True where several are meant.
        parts: For joint sources, each of them.
    """

    form: Form
    span: Span
    head: str
    names: tuple[tuple[Found, Figure], ...] = ()
    bearer: Figure | None = None
    traits: frozenset[str] = frozenset()
    definite: bool | None = None
    plural: bool = False
    parts: tuple["Source", ...] = ()


class _Token(NamedTuple):
    start: int
    end: int
    low: str
    name: int | None  # index of the name it belongs to


class SourceReader:
    """Reads the source phrases of one report."""

    def __init__(
        self, text: str, pairs: Sequence[tuple[Found, Figure]], tables: NameTables, language: str | None
    ) -> None:
        self._text = text
        self._pairs = pairs
        self._starts = [n.start for n, _ in pairs]
        self._tables = tables
        self._walls = tables.prepositions | tables.relatives
        self._pronouns = tables.pronouns_of(language)

    def names_in(self, span: Span) -> list[tuple[Found, Figure]]:
        """Return the names within a span, in order."""
        at = bisect_left(self._starts, span.start)
        found = []
        while at < len(self._pairs) and self._starts[at] < span.end:
            if self._pairs[at][0].end <= span.end:
                found.append(self._pairs[at])
            at += 1
        return found

    def read(self, spans: Sequence[Span]) -> Source:
        """Return what a source of one or more spans says."""
        span = next((s for s in spans if self.names_in(s)), spans[0])
        return self._read(span)

    def _read(self, span: Span) -> Source:
        names = self.names_in(span)
        tokens = self._tokens(span, names)
        if not tokens:
            return Source(Form.DESCRIPTION, span, self._text[span.start : span.end].casefold())
        pronoun = self._pronoun(tokens)
        if pronoun:
            return pronoun
        segment = self._head_segment(tokens)
        listed = self._listed(tokens, names, span)
        if listed:
            return listed
        joint = self._joint(tokens, names)
        if joint:
            return joint
        return self._single(tokens, segment, names, span)

    def _tokens(self, span: Span, names: Sequence[tuple[Found, Figure]]) -> list[_Token]:
        found = []
        for match in _WORD.finditer(self._text, span.start, span.end):
            inside = next((k for k, (n, _) in enumerate(names) if n.start <= match.start() < n.end), None)
            low = match.group().casefold().replace("’", "'").rstrip(".")
            found.append(_Token(match.start(), match.end(), low, inside))
        return found

    def _pronoun(self, tokens: Sequence[_Token]) -> Source | None:
        first = tokens[0]
        kind = self._pronouns.get(first.low)
        alone = all(t.low in _WITH_PRONOUN for t in tokens[1:])
        if kind and alone and first.name is None:
            return Source(Form.PRONOUN, Span(first.start, first.end), first.low)
        return None

    def _head_segment(self, tokens: Sequence[_Token]) -> list[_Token]:
        """Return the words up to the first comma, preposition or relative clause outside names."""
        segment: list[_Token] = []
        for k, token in enumerate(tokens):
            if segment:
                between = self._text[segment[-1].end : token.start]
                joined = token.name is not None and token.name == segment[-1].name
                if not joined and (
                    _BREAKS.search(between) or (token.name is None and token.low in self._walls)
                ):
                    break
            elif token.name is None and token.low in self._walls and k + 1 < len(tokens):
                continue
            segment.append(token)
        return segment or list(tokens)

    def _joint(self, tokens: Sequence[_Token], names: Sequence[tuple[Found, Figure]]) -> Source | None:
        """Return "A and B", "A, B and C" as one joint source, or None."""
        stop = next(
            (k for k, t in enumerate(tokens) if t.name is None and t.low in self._tables.relatives and k),
            len(tokens),
        )
        cut = next(
            (
                k
                for k in range(1, stop - 1)
                if tokens[k].low in ("and", "&", "und", "et", "y", "и") and tokens[k].name is None
            ),
            None,
        )
        if cut is None:
            return None
        left, right = tokens[:cut], tokens[cut + 1 : stop]
        left_head = self._head_segment(left)
        if left_head[-1].end < left[-1].end and (left[-1].name is None or left_head[-1].name is None):
            return None  # "a senior figure in the establishment and head of the centre"
        left_named = left_head[-1].name is not None and left_head[-1].end == left[-1].end
        several = left_head[-1].low in self._tables.people
        determined = right[0].low in ("the", "his", "her", "their", "its", "other", "others")
        right_head = self._head_segment(right)
        right_named = right_head[-1].name is not None
        if not (
            left_named and (right_named or determined or right_head[-1].low in self._tables.people)
        ) and not (
            (several and (right_named or right_head[-1].low in self._tables.people))
            or (determined and tokens[0].low in ("the", "both"))
        ):
            return None
        if left_named and right_named and len(left_head) > 1 and left_head[0].low in self._tables.demonyms:
            return None
        pieces = [p for p in self._pieces(left) if p] + [list(right)]
        parts = tuple(self._read(Span(p[0].start, p[-1].end)) for p in pieces)
        span = Span(tokens[0].start, right[-1].end)
        return Source(Form.JOINT, span, "and", tuple(names), plural=True, parts=parts)

    def _listed(
        self, tokens: Sequence[_Token], names: Sequence[tuple[Found, Figure]], span: Span
    ) -> Source | None:
        """Return the lists of headings: "Norbank, Sudbank" and "Norbank, Sudbank Leaders"."""
        text = self._text
        commas = [
            k for k in range(1, len(tokens)) if text[tokens[k - 1].end : tokens[k].start].strip() == ","
        ]
        if not commas or any(t.name is None for t in tokens[:-1]):
            return None
        if tokens[-1].low in self._tables.people:
            return Source(Form.DESCRIPTION, span, tokens[-1].low, tuple(names), definite=False, plural=True)
        pieces = [tokens[i:j] for i, j in zip([0, *commas], [*commas, len(tokens)], strict=True)]
        kinds = {names[p[-1].name][1].type for p in pieces if p[-1].name is not None}
        if tokens[-1].name is None or IdentityType.PLACE in kinds or len(names) != len(pieces):
            return None
        parts = tuple(self._read(Span(p[0].start, p[-1].end)) for p in pieces)
        return Source(Form.JOINT, span, "and", tuple(names), plural=True, parts=parts)

    def _pieces(self, tokens: Sequence[_Token]) -> list[list[_Token]]:
        pieces: list[list[_Token]] = [[]]
        for token in tokens:
            if pieces[-1] and "," in self._text[pieces[-1][-1].end : token.start]:
                pieces.append([])
            pieces[-1].append(token)
        # Appositions are no further speakers.
        return [p for k, p in enumerate(pieces) if k == 0 or any(t.name is not None for t in p)]

    def _single(
        self,
        tokens: Sequence[_Token],
        segment: Sequence[_Token],
        names: Sequence[tuple[Found, Figure]],
        span: Span,
    ) -> Source:
        tables = self._tables
        last = segment[-1]
        named = last
        while (
            named.name is None
            and len(segment) > 1
            and named.low in ("himself", "herself", "itself", "jr", "sr", "s")
        ):
            segment = segment[:-1]
            named = segment[-1]
        if named.name is not None:
            if names[named.name][1].type is IdentityType.GROUP and self._is_restricted(tokens, segment):
                return Source(Form.DESCRIPTION, span, named.low, tuple(names), definite=False, plural=True)
            return self._by_name(segment, names, named.name)
        tail = self._trailing_name(tokens, segment, names)
        if tail is not None:
            return self._by_name(tokens, names, tail)
        if last.low.removesuffix("'s") == "general" and len(segment) > 1 and segment[-2].low in tables.roles:
            last, head = segment[-2], f"{segment[-2].low}-general"
        else:
            head = last.low.removesuffix("'s")
        rest = tokens[len(segment) :] if list(tokens[: len(segment)]) == list(segment) else tokens
        bearer = self._bearer(segment, rest, names)
        whole = Span(segment[0].start, self._phrase_end(tokens, segment))
        plain = tables.prepositions | tables.relatives | tables.definite | tables.indefinite
        traits = frozenset(
            trait_of(t.low) for t in tokens if t is not last and t.end <= whole.end and t.low not in plain
        )
        definite = self._definite(segment)
        plural = self._is_plural(head, segment)
        form = self._form(head, segment, bearer)
        pronoun = next(
            (t for t in segment[:-1] if self._pronouns.get(t.low) in ("he", "she", "it", "they", "own")), None
        )
        if pronoun is not None and (form is Form.CARRIER or head in tables.carriers):
            return Source(Form.PRONOUN, Span(segment[0].start, last.end), pronoun.low)
        if (form is Form.VAGUE or plural) and bearer is not None and whole.end < span.end:
            joint = self._named_after_dash(tokens, names, whole)
            if joint:
                return joint
        return Source(form, whole, head, tuple(names), bearer, traits, definite, plural)

    def _phrase_end(self, tokens: Sequence[_Token], segment: Sequence[_Token]) -> int:
        """Return where the noun phrase ends: prepositional phrases included, clauses and commas not."""
        end = segment[-1].end
        for token in tokens:
            if token.start <= end:
                continue
            if _BREAKS.search(self._text[end : token.start]) or (
                token.name is None and token.low in self._tables.relatives
            ):
                break
            end = token.end
        if self._text.count("[", segment[0].start, end) > self._text.count("]", segment[0].start, end):
            closing = self._text.find("]", end, end + 60)
            end = closing + 1 if closing >= 0 else end
        owned = end - 2 > segment[0].start and self._text[end - 2 : end] in ("'s", "’s")
        return end - 2 if owned else end

    def _named_after_dash(
        self, tokens: Sequence[_Token], names: Sequence[tuple[Found, Figure]], whole: Span
    ) -> Source | None:
        """Return "two of the officials – A and B" as those two."""
        rest = [t for t in tokens if t.start > whole.end]
        people = [n for n, f in names if n.start > whole.end and f.is_person]
        if len(people) < 2 or not rest:  # noqa: PLR2004 - at least two
            return None
        joint = self._joint(rest, names)
        if joint is None:
            return None
        return Source(Form.JOINT, whole, "and", tuple(names), plural=True, parts=joint.parts)

    def _is_restricted(self, tokens: Sequence[_Token], segment: Sequence[_Token]) -> bool:
        """Return whether only some of a people are meant: "many Norlanders", "Norlanders in the north"."""
        before = [t for t in segment[:-1] if t.name is None and t.low not in self._tables.definite]
        after = tokens[len(segment)].low if len(tokens) > len(segment) else ""
        return bool(before) or (after in self._walls)

    def _by_name(
        self, segment: Sequence[_Token], names: Sequence[tuple[Found, Figure]], index: int
    ) -> Source:
        name, figure = names[index]
        return Source(Form.NAME, Span(segment[0].start, name.end), "", tuple(names), figure)

    def _trailing_name(
        self, tokens: Sequence[_Token], segment: Sequence[_Token], names: Sequence[tuple[Found, Figure]]
    ) -> int | None:
        """Return the name that a role before it belongs to: "representative in Iran Karim Haddad"."""
        head = segment[-1].low
        if not is_role(head, self._tables) and head not in self._tables.org_nouns | self._tables.place_nouns:
            return None
        count = len(segment)
        offset = next(k for k, t in enumerate(tokens) if t is segment[-1]) + 1
        following = tokens[offset] if offset < len(tokens) else None
        if following is None:
            return None
        between = self._text[segment[-1].end : following.start]
        if ("," in between and following.name is not None) or (
            "," in between and self._names_after(tokens, offset)
        ):
            return self._names_after(tokens, offset)
        org = segment[-1].low in self._tables.org_nouns or segment[-1].low in self._tables.place_nouns
        if following.low == "of" and org and not is_role(segment[-1].low, self._tables):
            named = self._names_after(tokens, offset + 1) if offset + 1 < len(tokens) else None
            if named is not None and segment[-1].low not in (
                "government",
                "regime",
                "army",
                "ministry",
                "parliament",
                "presidency",
            ):
                return named
        if is_role(segment[-1].low, self._tables) and count:
            for k in range(offset + 1, len(tokens)):
                one, two = tokens[k - 1], tokens[k]
                office = (
                    one.name is not None
                    or self._text[one.start].isupper()
                    or one.low in self._tables.portfolios
                )
                if two.name is not None and office and one.name != two.name:
                    gap = self._text[one.end : two.start]
                    if not gap.strip() and names[two.name][1].is_person:
                        return two.name
                if _BREAKS.search(self._text[one.end : two.start]) and k > offset:
                    break
        return None

    def _names_after(self, tokens: Sequence[_Token], offset: int) -> int | None:
        """Return the name that the phrase starting at token `offset` ends with, titles before it allowed."""
        for token in tokens[offset : offset + 6]:
            if token.name is not None:
                return token.name
            low = token.low
            if (
                low not in self._tables.honorifics
                and not is_role(low, self._tables)
                and low not in self._tables.definite
            ):
                return None
        return None

    def _bearer(
        self, segment: Sequence[_Token], rest: Sequence[_Token], names: Sequence[tuple[Found, Figure]]
    ) -> Figure | None:
        """Return whose thing the head is: "X's letter", "the X campaign", "a video by X"."""
        inside = [t.name for t in segment if t.name is not None]
        if inside:
            return names[inside[-1]][1]
        for k, token in enumerate(rest[:-1]):
            if token.low in ("by", "from", "of"):
                named = next((t.name for t in rest[k + 1 : k + 6] if t.name is not None), None)
                if named is not None:
                    return names[named][1]
        return None

    def _definite(self, segment: Sequence[_Token]) -> bool | None:
        first = segment[0].low
        if first in self._tables.definite or first.endswith("'s"):
            return True
        if first in self._tables.indefinite:
            return False
        owner = next(
            (t for t in segment if t.name is None or self._text[t.end : t.end + 1] in "'’"), segment[0]
        )
        if owner.name is not None and self._text[owner.end : owner.end + 1] in "'’":
            return True
        return None

    def _is_plural(self, head: str, segment: Sequence[_Token]) -> bool:
        singular = head.removesuffix("s")
        return (
            head in self._tables.people
            or (head.endswith("men") and f"{head[:-3]}man" in self._tables.roles)
            or (singular != head and singular in self._tables.roles)
            or fold(head) in self._tables.peoples
            or segment[0].low
            in (
                "some",
                "several",
                "many",
                "most",
                "few",
                "two",
                "three",
                "four",
                "five",
                "dozens",
                "hundreds",
                "these",
                "those",
                "all",
                "both",
            )
        )

    def _form(self, head: str, segment: Sequence[_Token], bearer: Figure | None) -> Form:
        tables = self._tables
        if head in tables.organs and bearer is not None and bearer.is_person:
            return Form.ORGAN
        if is_role(head, tables) or head in tables.people or gender_of_noun(head):
            return Form.DESCRIPTION
        if head in tables.org_nouns or head in tables.place_nouns:
            is_made = bearer is not None and head in tables.carriers and head not in tables.outlet_nouns
            return Form.CARRIER if is_made else Form.DESCRIPTION
        if head in tables.carriers:
            return Form.CARRIER
        if head in tables.vague or segment[0].low in ("all", "some", "others", "most", "many"):
            return Form.VAGUE
        return Form.CARRIER if bearer is not None and self._owns(segment) else Form.DESCRIPTION

    def _owns(self, segment: Sequence[_Token]) -> bool:
        return any("'s" in t.low or self._text[t.end : t.end + 2] in ("'s", "’s") for t in segment[:-1])
