"""From a report to its statements: find, ask who speaks, describe what surrounds them."""

from collections.abc import Sequence

from onrecord.model import (
    Identity,
    MentionForm,
    Reading,
    Report,
    Span,
    Speaker,
    Statement,
    statement_id,
)
from onrecord.ports import Tagger
from onrecord.stages.attribute.cast.cast import Cast
from onrecord.stages.attribute.cast.speakers import resolve_cast
from onrecord.stages.attribute.draft import Draft
from onrecord.stages.attribute.prose import CueRules
from onrecord.stages.attribute.provenance.acts import act_of
from onrecord.stages.attribute.provenance.provenance import Provenance, describe_provenance
from onrecord.stages.attribute.provenance.times import time_of
from onrecord.stages.attribute.structure.finder import find_drafts

#: Taken off a statement's confidence where nothing tells who speaks.
_NOBODY = 0.3


def attribute_statements(report: Report, *, tagger: Tagger | None = None) -> Reading:
    """Return the report with everyone named in it and every statement found, in text order.

    Pure and deterministic: the same report and tagger give the same reading.

    Args:
        report: As `read_report` gives it.
        tagger: Who reads running prose in its languages; the rules that ship with the package
            read it in others, and everywhere when None.
    """
    language = (report.metadata.language or "en").partition("-")[0]
    rules = CueRules(language)
    reads = tagger is not None and language in tagger.languages
    drafts, names = find_drafts(report, tagger if tagger is not None and reads else rules, rules)
    cast = resolve_cast(report, drafts, names)
    around = describe_provenance(report, drafts, cast)
    ids = [
        statement_id(report.id, d.kind, source=d.source, cue=d.cue, content=d.content, text=report.text)
        for d in drafts
    ]
    statements = tuple(_statement(report, drafts, k, ids, cast, around[k]) for k in range(len(drafts)))
    return Reading(report, cast.identities, statements)


def _statement(
    report: Report, drafts: Sequence[Draft], k: int, ids: Sequence[str], cast: Cast, around: Provenance
) -> Statement:
    draft = drafts[k]
    text = report.text
    who = cast.speakers[k]
    cue = " ".join(s.cut(text) for s in draft.cue)
    words = " ".join(s.cut(text) for s in draft.content)
    return Statement(
        id=ids[k],
        report=report.id,
        speaker=_speaker(who, cast.mentions[k]),
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        kind=draft.kind,
        act=act_of(cue, words, draft.kind, language=report.metadata.language, told=draft.act),
        addressee=around.addressee,
        about=around.about,
        said_on=around.said_on,
        said_on_basis=around.said_on_basis,
        venue=around.venue,
        chain=around.chain,
        nested_in=None if draft.parent is None else ids[draft.parent],
        confidence=round(draft.confidence - (_NOBODY if who is None else 0.0), 3),
        made_by=draft.made_by,
        because="; ".join(filter(None, (draft.because, cast.reasons[k]))),
        time=time_of(report.times, draft.content),
    )


def _speaker(who: Identity | None, mention: Span | None) -> Speaker | None:
    if who is None:
        return None
    shown = mention
    if not who.named:
        # Nobody is named: the description ("a spokesman") tells more than "he".
        described = next((m.span for m in who.mentions if m.form is not MentionForm.PRONOUN), None)
        shown = described or mention
    return Speaker(who.id, who.name if who.named else None, who.type, shown)
