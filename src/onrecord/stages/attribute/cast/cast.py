"""Everyone in a report, and who speaks in each of its statements."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Identity, MentionForm, Span


@dataclass(frozen=True, slots=True)
class Cast:
    """Return everyone in a report, and who speaks in each draft.

    Attributes:
        identities: Everyone and everything named, and speakers whom nobody names.
        speakers: For each draft who speaks, or None where the report gives nobody.
        mentions: For each draft the span of its source that points to the speaker, or None.
        reasons: For each draft why that is the speaker; empty where its source is the speaker's full name.
    """

    identities: tuple[Identity, ...]
    speakers: tuple[Identity | None, ...]
    mentions: tuple[Span | None, ...]
    reasons: tuple[str, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _places: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places = sorted(
            (m.span.start, m.span.end, i)
            for i, identity in enumerate(self.identities)
            if identity.named
            for m in identity.mentions
            if m.form in (MentionForm.NAME, MentionForm.SHORT, MentionForm.LABEL)
        )
        object.__setattr__(self, "_starts", tuple(p[0] for p in places))
        object.__setattr__(self, "_places", tuple((p[1], p[2]) for p in places))

    def named_in(self, spans: Sequence[Span]) -> tuple[Identity, ...]:
        """Return the identities named within `spans`, most mentioned first, then in text order."""
        counts: Counter[int] = Counter()
        for span in spans:
            for k in range(bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)):
                end, index = self._places[k]
                if end <= span.end:
                    counts[index] += 1
        ranked = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
        return tuple(self.identities[i] for i, _ in ranked)
