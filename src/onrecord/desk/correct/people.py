"""Whom of a report a person means."""

import re
from collections.abc import Sequence

from onrecord.errors import BadRequest
from onrecord.model import (
    Identity,
    IdentityRef,
    IdentityType,
    Mention,
    MentionForm,
    Name,
    Reading,
    Report,
    Span,
    Speaker,
    Whom,
    content_id,
)
from onrecord.text.fold import fold, squeeze
from onrecord.text.scripts import script_of

#: Longer than the names of organisations are.
MOST_CHARS = 300
#: How many the message for a name of several lists.
_LISTED = 10


def whom(reading: Reading, name: str, type_: IdentityType | None = None) -> Whom:
    """Return whom a person means by a name, or by the id of one whom the report names.

    Args:
        reading: Of the report.
        name: An identity's id; one of its names, case, accents and apostrophes folded; or a name that the report's
            reading has for nobody.
        type_: What somebody new is; a person for None. The report's own keep the type they have.

    Raises:
        BadRequest: Several of the report are called that, or there is no letter in the name, or it is too long.
    """
    for one in reading.identities:
        if one.id == name:
            return _as_whom(one)
    shown = squeeze(name)
    if not any(char.isalnum() for char in fold(shown)) or len(shown) > MOST_CHARS:
        raise BadRequest(
            f"is no name; give one with letters, of {MOST_CHARS} characters at most", subject=shown[:80]
        )
    called = [one for one in reading.identities if one.name == shown]
    if not called:
        called = [one for one in reading.identities if fold(shown) in _keys(one)]
    if len(called) > 1:
        listed = ", ".join(f"{one.id} ({one.name}, {one.type})" for one in called[:_LISTED])
        raise BadRequest(
            f"several in this report are called that; give the id of one: {listed}", subject=shown
        )
    if called:
        return _as_whom(called[0])
    return Whom(shown, type_ or IdentityType.PERSON)


def ref_whom(reading: Reading, ref: IdentityRef | Speaker | None) -> Whom | None:
    """Return whom a statement of a reading points to."""
    if ref is None:
        return None
    for one in reading.identities:
        if one.id == ref.id:
            return _as_whom(one)
    return Whom(ref.name or ref.id, IdentityType.UNKNOWN, ref.id, ref.name is not None)


class Cast:
    """Return whom a report names, to which persons may add."""

    def __init__(self, report: Report, identities: Sequence[Identity]) -> None:
        self._report = report
        self._found = {one.id: one for one in identities}

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Return all of them, those that were added last."""
        return tuple(self._found.values())

    def find(self, meant: Whom) -> Identity:
        """Return the identity that is meant: by its id, else by its name, else a new one."""
        if meant.identity in self._found:
            return self._found[meant.identity]
        for one in self._found.values():
            if one.name == meant.name:
                return one
        key = fold(meant.name)
        called = [one for one in self._found.values() if key in _keys(one)]
        if len(called) == 1:
            return called[0]
        new = self._new(meant)
        return self._found.setdefault(new.id, new)

    def named_in(self, spans: Sequence[Span]) -> list[Identity]:
        """Return those whom words name, most often first; pronouns and descriptions name nobody."""
        named = (MentionForm.NAME, MentionForm.SHORT, MentionForm.LABEL)
        times = {
            one.id: sum(
                mention.form in named and any(span.covers(mention.span) for span in spans)
                for mention in one.mentions
            )
            for one in self._found.values()
            if one.named
        }
        return [self._found[id_] for id_ in sorted(times, key=lambda id_: -times[id_]) if times[id_]]

    def _new(self, meant: Whom) -> Identity:
        text = self._report.text
        places = re.finditer(rf"(?<!\w){re.escape(meant.name)}(?!\w)", text) if meant.named else ()
        return Identity(
            id=content_id("identity", self._report.id, meant.name),
            name=meant.name,
            type=meant.type,
            named=meant.named,
            names=(Name(meant.name, script_of(meant.name)),) if meant.named else (),
            mentions=tuple(Mention(Span(*place.span()), MentionForm.NAME) for place in places),
        )


def as_speaker(one: Identity, mention: Span | None) -> Speaker:
    """Return an identity as who speaks."""
    return Speaker(one.id, one.name if one.named else None, one.type, mention)


def _as_whom(one: Identity) -> Whom:
    return Whom(one.name, one.type, one.id, one.named)


def _keys(one: Identity) -> set[str]:
    return {fold(spelling) for spelling in (one.name, *(name.text for name in one.names))} - {""}
