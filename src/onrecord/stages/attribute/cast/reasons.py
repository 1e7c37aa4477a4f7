"""Why a source means its speaker, in words that a person can read."""

from onrecord.stages.attribute.cast.evidence import join_offices
from onrecord.stages.attribute.cast.figures import Figure
from onrecord.stages.attribute.cast.name_tables import NameTables
from onrecord.stages.attribute.cast.resolving import Resolver
from onrecord.stages.attribute.cast.sources import Form, Source
from onrecord.text.fold import fold, squeeze

GOES_ON = "the same speaker goes on"
LABELLED = "the label gives the name"
ASKED = "the interviewer asks"

_WHO = {"m": "the man", "f": "the woman", "": "the one"}


def why_meant(source: Source, figure: Figure, resolver: Resolver, around: Figure | None = None) -> str:
    """Return why a source means a figure; empty where it is the figure's own full name, or describes nobody named.

    Args:
        source: The phrase, read.
        figure: Whom it was found to mean.
        resolver: Of the report.
        around: Who speaks the words that the source stands in, or None.
    """
    said = squeeze(source.span.cut(resolver.text))
    if source.form is Form.PRONOUN:
        return _why_pronoun(source, figure, resolver, around)
    if source.form is Form.NAME:
        return _why_name(source, figure, resolver.text)
    if not figure.named or source.form in (Form.JOINT, Form.VAGUE) or said == figure.name:
        return ""
    if source.form is Form.CARRIER:
        return f"“{said}” is by {figure.name}"
    if source.form is Form.ORGAN:
        return f"“{said}” stands for {figure.name}"
    called = _called(source.head, figure, resolver)
    if called:
        return f"“{said}” stands for {figure.name}, whom the report calls “{called}”"
    if figure.is_person and source.head in figure.heads:
        return f"“{said}” stands for {figure.name}, known here as {source.head}"
    return f"“{said}” stands for {figure.name}, {_fitting(figure)}"


def why_labelled(label: str, figure: Figure, tables: NameTables) -> str:
    """Return why the label of a turn that names nobody ("Q") means a figure; empty where nobody is named for it."""
    if not figure.named:
        return ""
    asks = fold(label) in tables.interviewers
    return f"“{squeeze(label)}” stands for {figure.name}, who {'asks' if asks else 'answers'} here"


def _why_pronoun(source: Source, figure: Figure, resolver: Resolver, around: Figure | None) -> str:
    said, kind = squeeze(source.span.cut(resolver.text)), resolver.pronouns.get(source.head, "")
    name = figure.name if figure.named else f"“{figure.name}”"
    if kind == "you" or fold(figure.name) == fold(source.head):
        return ""
    if figure is around:
        return f"“{said}” stands for {name}, whose words these are"
    if kind == "own":
        return f"“{said}” stands for {name}, the author"
    if kind == "relative":
        return f"“{said}” follows {name}"
    if figure.plural:
        return f"“{said}” stands for {name}, those last spoken of"
    who = _WHO[figure.gender] if kind in ("he", "she") else _WHO[""]
    return f"“{said}” stands for {name}, {who} last and most spoken of"


def _why_name(source: Source, figure: Figure, text: str) -> str:
    name = next((n for n, f in reversed(source.names) if f is figure), None)
    said = squeeze(text[name.start : name.end]) if name is not None else figure.name
    if fold(said) == fold(figure.name):
        return ""
    words = set(fold(figure.name).split())
    if words.issuperset(fold(said).split()):
        return f"“{said}” is short for {figure.name}"
    return f"“{said}” is another name for {figure.name}"


def _fitting(figure: Figure) -> str:
    if figure.plural:
        return "named together before"
    return (
        "who fits it best of those spoken of" if figure.is_person else "which fits it best of those spoken of"
    )


def _called(head: str, figure: Figure, resolver: Resolver) -> str:
    """Return the name with its titles, where one of them is a description's head: "Foreign Minister Mara Quill"."""
    for mention in figure.mentions:
        for name, bearer in resolver.names_between(mention.span.start, mention.span.start + 1):
            titles = (
                resolver.tables.short_roles.get(t, t) for t in join_offices(name.titles, resolver.tables)
            )
            if bearer is figure and name.outer < name.start and head in titles:
                return squeeze(resolver.text[name.outer : name.end])
    return ""
