"""Why reports are one origin, or may be: each reason as an edge between accounts and carriers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Evidence, JoinKind, Outlet, Reprint, StatementKind
from onrecord.stages.trace.origins.accounts import Account, Told
from onrecord.stages.trace.origins.carriers import Carrier, CarrierNames, Key, is_author
from onrecord.text.fold import fold

#: A report of which so much stands in another carries its words, whatever they are.
_WHOLE = 0.5
#: Characters of equal words outside what the speaker said: two reporters at one speech have his words in common.
_BESIDE_CHARS = 160
#: Fewer are a speaker's name and a verb around a quotation.
_WORDS_CHARS = 40
#: Below this confidence two reports are only said to be copied perhaps.
_SURE = 0.5
#: Words of indirect speech that are hardly worded alike twice.
_ALIKE_WORDS = 9
#: Of the long words of two statements, those of the shorter one that both have where they are one and the same.
_SAID_ALIKE, _LONG_WORD = 0.5, 4
#: How sure it is that a byline means the same person in two reports.
_AUTHOR = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """Return what one report has by one way: its statements with the same carriers.

    Attributes:
        id: Its own.
        account: The report.
        told: Those of its statements.
        carriers: Through whom they came, nearest to the speaker first.
        publisher: What tells the report's outlet from others; None where nothing does.
    """

    id: str
    account: Account
    told: tuple[Told, ...]
    carriers: tuple[Carrier, ...]
    publisher: Key | None

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return the carriers that are named."""
        return tuple(one.key for one in self.carriers if one.key is not None)


@dataclass(frozen=True, slots=True)
class Edge:
    """Return a reason why two are one origin, or may be.

    Attributes:
        kind: What it is.
        child: The id of the one that depends on the other.
        parent: The other's.
        because: For a person to read.
        confidence: 0 to 1.
        is_certain: Whether they are counted once.
        is_directed: Whether it is known which depends on which.
        evidence: Where the words stand that say so.
    """

    kind: JoinKind
    child: str
    parent: str
    because: str
    confidence: float
    is_certain: bool = True
    is_directed: bool = True
    evidence: tuple[Evidence, ...] = ()


def split_accounts(
    accounts: Iterable[Account], outlets: tuple[Outlet, ...]
) -> tuple[list[Part], CarrierNames]:
    """Return the parts of each report, the earliest first, and the names of carriers in all of them."""
    ordered = sorted(accounts, key=lambda one: one.place)
    links = (link.name for one in ordered for told in one.told for link in told.statement.chain if link.name)
    names = CarrierNames([*links, *(one.outlet for one in ordered if one.outlet)], outlets)
    parts: list[Part] = []
    for one in ordered:
        ways: dict[tuple[Key | None, ...], tuple[tuple[Carrier, ...], list[Told]]] = {}
        for told in one.told:
            carriers = names.carriers_of(told, one.outlet)
            ways.setdefault(tuple(way.key for way in carriers), (carriers, []))[1].append(told)
        for number, (carriers, some) in enumerate(ways.values()):
            id_ = f"{one.report}/{number}" if number else one.report
            parts.append(Part(id_, one, tuple(some), carriers, _publisher(one, some, names)))
    return parts, names


def node_of(key: Key) -> str:
    """Return the id that a carrier has as a node."""
    return f"{key[0]}:{key[1]}"


def find_edges(parts: Sequence[Part], reprints: Iterable[Reprint]) -> list[Edge]:
    """Return every reason that joins parts with each other or with carriers, the firmest first."""
    edges = [*_reprints(parts, reprints), *_carried(parts), *_same(parts), *_worded_alike(parts)]
    return sorted(edges, key=lambda one: (not one.is_certain, not one.is_directed))


def _publisher(account: Account, told: Sequence[Told], names: CarrierNames) -> Key | None:
    if account.outlet:
        for one in told:
            if one.speaker and names.is_own(account.outlet, one):
                return ("own", one.speaker)
        return names.key_of(account.outlet) or ("outlet", fold(account.outlet))
    return ("site", account.site) if account.site else None


def _reprints(parts: Sequence[Part], reprints: Iterable[Reprint]) -> Iterator[Edge]:
    of_report: dict[str, list[Part]] = {}
    for part in parts:
        of_report.setdefault(part.account.report, []).append(part)
    for one in reprints:
        pairs = [(a, b) for a in of_report.get(one.a, ()) for b in of_report.get(one.b, ())]
        # Copies name the same carriers; where none does, whatever the reports have is taken together.
        alike = [(a, b) for a, b in pairs if a.keys == b.keys] or pairs
        for a, b in alike:
            is_whole = max(one.share_a, one.share_b) >= _WHOLE
            beside = _beside(one, a)
            if not is_whole and one.passages and beside < _WORDS_CHARS:
                continue  # both quote the same speech, and nothing else is the same
            child, parent = (a, b) if one.origin == one.b else (b, a)
            if one.origin is None and child.account.place < parent.account.place:
                child, parent = parent, child
            yield Edge(
                JoinKind.REPRINT,
                child.id,
                parent.id,
                one.because,
                one.confidence,
                is_certain=(is_whole or beside >= _BESIDE_CHARS) and one.confidence >= _SURE,
                is_directed=one.origin is not None,
                evidence=_passages(one),
            )


def _beside(reprint: Reprint, a: Part) -> int:
    """Return how many characters the two share outside the statements that are counted and whatever is quoted."""
    said = sorted((*(span for told in a.told for span in told.statement.content), *a.account.quoted))
    total = 0
    for passage in (pair.a for pair in reprint.passages):
        at = passage.start
        for span in said:
            total += max(0, min(span.start, passage.end) - at)
            at = max(at, span.end)
        total += max(0, passage.end - at)
    return total


def _passages(reprint: Reprint) -> tuple[Evidence, ...]:
    """Return where the longest words that both have stand in each."""
    longest = max(reprint.passages, key=lambda pair: len(pair.a), default=None)
    return (Evidence(reprint.a, longest.a), Evidence(reprint.b, longest.b)) if longest else ()


def _carried(parts: Sequence[Part]) -> Iterator[Edge]:
    """Yield what chains say: who took the words from whom."""
    published = _first_hand(parts)
    for part in parts:
        named = [one for one in part.carriers if one.key is not None]
        if part.publisher and part.publisher[0] == "own":
            because = f"{part.account.outlet} is the speaker's own"
            yield Edge(JoinKind.SPEAKER, part.id, node_of(part.publisher), because, _AUTHOR)
        for nearer, farther in pairwise(named):
            yield from _edge(part, farther, nearer, published, told_by=part.account.name)
        if named:
            yield from _edge(part, None, named[-1], published)


def _edge(
    part: Part,
    farther: Carrier | None,
    nearer: Carrier,
    published: Mapping[Key, Part],
    *,
    told_by: str | None = None,
) -> Iterator[Edge]:
    """Yield that a part, or the carrier next to it, has the words from `nearer`."""
    if nearer.key is None:
        return
    child, who = part.id, part.account.name
    if farther is not None and farther.key is not None:
        child, who = _place(farther.key, published, part), farther.name
    parent = _place(nearer.key, published, part)
    if child == parent:
        return
    evidence = (Evidence(part.account.report, nearer.link.span),) if nearer.link.span else ()
    because = f"{who} has the words from {nearer.name}"
    if told_by:
        because += f", as {told_by} says"
    kind = JoinKind.SPEAKER if nearer.key[0] == "own" else JoinKind.CARRIER
    if parent != node_of(nearer.key):
        kind, because = JoinKind.CREDIT, f"{because}, whose report is here"
    confidence = min(told.statement.confidence for told in part.told)
    yield Edge(kind, child, parent, because, confidence, evidence=evidence)


def _first_hand(parts: Sequence[Part]) -> dict[Key, Part]:
    """Return for each outlet its own report: one without carriers where there is one, else its earliest."""
    found: dict[Key, Part] = {}
    for part in sorted(parts, key=lambda one: bool(one.keys)):
        if part.publisher is not None and part.publisher[0] != "own":
            found.setdefault(part.publisher, part)
    return found


def _place(key: Key, published: Mapping[Key, Part], part: Part) -> str:
    """Return the node of a carrier: its report, where it has one here that gives the same or has it at first hand."""
    report = published.get(key)
    if report is None or report.account.report == part.account.report or part.publisher in report.keys:
        return node_of(key)
    if report.keys and not set(report.keys) <= set(part.keys) and not _say_alike(part, report):
        return node_of(key)
    return report.id


def _say_alike(one: Part, other: Part) -> bool:
    """Return whether some words of the one are about those of the other."""
    theirs = [_long_words(told) for told in other.told]
    return any(
        len(ours & some) >= _SAID_ALIKE * min(len(ours), len(some))
        for ours in map(_long_words, one.told)
        for some in theirs
        if ours and some
    )


def _long_words(told: Told) -> frozenset[str]:
    return frozenset(word for word in fold(" ".join(told.words)).split() if len(word) >= _LONG_WORD)


def _same(parts: Sequence[Part]) -> Iterator[Edge]:
    """Yield what one outlet or one author has in several reports by the same way."""
    for kind, confidence in ((JoinKind.OUTLET, 1.0), (JoinKind.AUTHOR, _AUTHOR)):
        first: dict[tuple[object, ...], Part] = {}
        for part in parts:
            for key, because in _self_keys(part, kind):
                known = first.setdefault((key, part.keys), part)
                if known is not part and known.account.report != part.account.report:
                    yield Edge(kind, part.id, known.id, because, confidence, is_directed=False)


def _self_keys(part: Part, kind: JoinKind) -> Iterator[tuple[object, str]]:
    if kind is JoinKind.OUTLET:
        if part.publisher is not None:
            yield part.publisher, f"one outlet: {part.account.outlet or part.account.site}"
        return
    for author in part.account.authors:
        if is_author(author):
            yield fold(author), f"one author: {author}"


def _worded_alike(parts: Sequence[Part]) -> Iterator[Edge]:
    """Yield reports that put a speaker's words into the same indirect ones, which may come from one hand."""
    first: dict[tuple[str, ...], tuple[Part, Told]] = {}
    seen: set[tuple[str, str]] = set()
    for part in parts:
        for told in part.told:
            if told.statement.kind is not StatementKind.INDIRECT:
                continue
            words = fold(" ".join(told.words)).split()
            for start in range(len(words) - _ALIKE_WORDS + 1):
                before, other = first.setdefault(tuple(words[start : start + _ALIKE_WORDS]), (part, told))
                pair = (part.id, before.id)
                if before.account.report == part.account.report or pair in seen:
                    continue
                seen.add(pair)
                evidence = (
                    Evidence(part.account.report, told.statement.content[0]),
                    Evidence(before.account.report, other.statement.content[0]),
                )
                because = f"{part.account.name} and {before.account.name} word indirect speech alike"
                yield Edge(
                    JoinKind.WORDING,
                    *pair,
                    because,
                    _SURE,
                    is_certain=False,
                    is_directed=False,
                    evidence=evidence,
                )
