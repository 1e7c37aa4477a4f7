"""An identity in the making: what a report tells of one person or thing so far."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.model import Identity, IdentityType, Mention, MentionForm, Name, Report, Span, content_id
from onrecord.text.scripts import script_of


@dataclass(slots=True, eq=False)
class Figure:
    """Return one identity in the making.

    Attributes:
        key: The fullest key seen.
        kinds: Votes for what it is, counted by `vote`.
        genders: Votes for "m" and "f".
        spellings: How often each spelling stands in the report.
        by_gloss: Spellings that only an editor's gloss gives to it.
        mentions: Every mention so far.
        heads: Role nouns that the report gives it.
        traits: Other words of those roles: countries, organisations, parties.
        plural: True for groups.
        named: False where only a description is known.
        description: That description.
        statements: How many statements are its own so far.
        type: What most of the votes say it is.
    """

    key: tuple[str, ...]
    kinds: Counter[IdentityType] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)
    by_gloss: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    traits: set[str] = field(default_factory=set)
    plural: bool = False
    named: bool = True
    description: str = ""
    statements: int = 0
    type: IdentityType = IdentityType.UNKNOWN

    def vote(self, kind: IdentityType) -> None:
        """Count one piece of evidence for what it is; persons win a draw."""
        kinds = self.kinds
        kinds[kind] += 1
        person = kinds.get(IdentityType.PERSON, 0)
        organized = max(kinds.get(IdentityType.ORGANIZATION, 0), kinds.get(IdentityType.PLACE, 0))
        is_person = person and person >= organized
        self.type = IdentityType.PERSON if is_person else max(kinds, key=kinds.__getitem__)

    @property
    def gender(self) -> str:
        """Return "m", "f", or "" where nothing tells."""
        male, female = self.genders.get("m", 0), self.genders.get("f", 0)
        return "" if male == female else "m" if male > female else "f"

    @property
    def name(self) -> str:
        """Return the fullest spelling; of equal ones the most frequent, then the first."""
        if not self.spellings:
            return self.description
        return max(self.spellings.items(), key=lambda s: (_fullness(s[0]), s[1]))[0]

    @property
    def is_person(self) -> bool:
        """Return whether it may be a person."""
        return self.type is IdentityType.PERSON or self.type is IdentityType.UNKNOWN

    def mention(self, start: int, end: int, form: MentionForm) -> None:
        """Add a mention."""
        self.mentions.append(Mention(Span(start, end), form))


def to_identity(figure: Figure, report: Report) -> Identity:
    """Return the finished identity of a figure."""
    name = figure.name
    others = [s for s, _ in figure.spellings.most_common() if s != name]
    others += sorted(figure.by_gloss - figure.spellings.keys())
    names = tuple(
        Name(
            text=s,
            script="Latn" if s.isascii() else script_of(s),
            language=report.metadata.language if s == name else None,
        )
        for s in ((name, *others) if figure.spellings else ())
    )
    return Identity(
        id=content_id("identity", report.id, name),
        name=name,
        type=IdentityType.GROUP if figure.plural and not figure.kinds else figure.type,
        named=figure.named,
        names=names,
        mentions=tuple(sorted(set(figure.mentions))),
    )


@lru_cache(maxsize=4096)
def _fullness(spelling: str) -> tuple[int, int, bool]:
    words = [w for w in spelling.split() if len(w.strip(".")) > 1]
    return (len(words), len(spelling.split()), not spelling.isupper())
