"""What may be typed into a search box: words as `ports.Store.search_reports` knows them, and `field:value`.

A query is taken apart here and put together again; what its fields mean is told in `wanted`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.errors import BadRequest

#: What fields there are, and what they ask for, in the order in which messages list them.
FIELDS = {
    "speaker": "part of a name of who speaks, or an id of somebody known",
    "about": "part of a name that the words mention, or an id",
    "outlet": "part of the outlet's name",
    "since": "that day, month or year, or later",
    "until": "the same, or earlier",
    "date": "that day, month or year",
    "kind": "form: direct, indirect, mixed, transcript, letter, heading",
    "act": "what the speaker does: say, ask, deny …; any for thoughts too",
    "language": "of the report, as a code: en, ar, ru",
    "type": "what the speaker is: person, organization, group, outlet, place, unknown",
    "topic": "part of what the report is filed under",
    "series": "part of the name of the report's series",
    "number": "the report's number in its series",
    "venue": "part of where it was said",
    "origins": "so many independent origins at least, as >=2",
    "carried": "how a report's words stand to others: original, copied, shared, alone",
    "report": "one report: its name, address or id",
    "editions": "all, for what only earlier editions say too",
}
#: Other names that people try first.
ALIASES = {
    "by": "speaker",
    "from": "since",
    "to": "until",
    "lang": "language",
    "source": "outlet",
    "is": "carried",
}
#: A query as long as a page is a mistake.
MOST_CHARS = 4_000

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_TERM = re.compile(
    # A field, where nothing like an address follows; its value in quotation marks or up to the next space.
    r'(?P<minus>-?)(?P<field>[A-Za-z_]+):(?!//)(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]*))'
    r'|(?P<words>-?"[^"]*"?|[^\s"]+)'
)
_PLAIN = re.compile(r"[^\s\"]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Return one `field:value` of a query.

    Attributes:
        field: One of FIELDS.
        value: As given, without its quotation marks.
        is_not: Whether it began with "-".
    """

    field: str
    value: str
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Return a query, taken apart.

    Attributes:
        words: Words, phrases, OR and -not, single-spaced; "" for none.
        terms: Its fields, in their order.
    """

    words: str = ""
    terms: tuple[Term, ...] = ()

    def values(self, field: str, *, is_not: bool = False) -> tuple[str, ...]:
        """Return what a field asks for, each once."""
        found = (term.value for term in self.terms if term.field == field and term.is_not == is_not)
        return tuple(dict.fromkeys(found))


def parse_query(text: str) -> Query:
    """Return what a query asks for.

    Raises:
        BadRequest: It is too long, a field is unknown or has no value, or OR stands beside a field.

    >>> parse_query('speaker:"Ada Lind" harbour OR port -drill since:2024-03')
    Query(words='harbour OR port -drill', terms=(Term(field='speaker', value='Ada Lind', is_not=False), \
Term(field='since', value='2024-03', is_not=False)))
    """
    if len(text) > MOST_CHARS:
        raise BadRequest(f"the query has more than {MOST_CHARS:,} characters; shorten it")
    words: list[str] = []
    terms: list[Term] = []
    last_was_field = joins_field = False
    for found in _TERM.finditer(text.translate(_QUOTES)):
        if found["field"] is None or _is_prose(found):
            plain = found["words"] or found[0].replace('"', "")
            joins_field = last_was_field and plain == "OR"
            last_was_field = False
            words.append(plain if not plain.lstrip("-").startswith('"') else _closed(plain))
            continue
        if joins_field or (words and words[-1] == "OR"):
            raise BadRequest(
                "OR joins words; to ask for any of several values, give the field several times",
                subject=found[0],
            )
        terms.append(_term(found))
        last_was_field = True
    return Query(" ".join(words), tuple(terms))


def render_query(query: Query) -> str:
    """Return a query as text that `parse_query` takes apart into the same.

    >>> render_query(Query("harbour", (Term("speaker", "Ada Lind"), Term("outlet", "Post", is_not=True))))
    'harbour speaker:"Ada Lind" -outlet:Post'
    """
    parts = [query.words] if query.words else []
    for term in query.terms:
        value = term.value if _PLAIN.fullmatch(term.value) else f'"{term.value}"'
        parts.append(f"{'-' if term.is_not else ''}{term.field}:{value}")
    return " ".join(parts)


def to_parameters(query: Query) -> list[tuple[str, str]]:
    """Return a query as parameters of an address: `q` for its words, and each field by its name, or "not-" and that.

    >>> to_parameters(Query("harbour", (Term("outlet", "Post", is_not=True),)))
    [('q', 'harbour'), ('not-outlet', 'Post')]
    """
    found = [("q", query.words)] if query.words else []
    found += [(f"not-{term.field}" if term.is_not else term.field, term.value) for term in query.terms]
    return found


def from_parameters(parameters: Iterable[tuple[str, str]]) -> Query:
    """Return the query of an address's parameters; those of another name, and empty ones, are left alone.

    What is typed into `q` may hold fields of its own.

    Raises:
        BadRequest: As `parse_query`.
    """
    typed: list[str] = []
    terms: list[Term] = []
    for name, value in parameters:
        told = " ".join(value.translate(_QUOTES).replace('"', " ").split())
        if name == "q":
            typed.append(value)
        elif told and name.removeprefix("not-") in FIELDS:
            terms.append(Term(name.removeprefix("not-"), told, is_not=name.startswith("not-")))
    query = parse_query(" ".join(typed))
    return Query(query.words, (*query.terms, *terms))


def with_term(query: Query, field: str, value: str) -> Query:
    """Return the same query with one more value asked for, as a facet adds it."""
    term = Term(field, " ".join(value.translate(_QUOTES).replace('"', " ").split()))
    return query if term in query.terms or not term.value else Query(query.words, (*query.terms, term))


def without_term(query: Query, term: Term) -> Query:
    """Return the same query without one of its terms."""
    return Query(query.words, tuple(one for one in query.terms if one != term))


def check_fields(query: Query, allowed: Sequence[str], of: str) -> None:
    """Check that all fields of a query can be asked of what is looked for.

    Raises:
        BadRequest: One cannot.
    """
    for term in query.terms:
        if term.field not in allowed:
            raise BadRequest(
                f"{of} have no field {term.field}; there are: {', '.join(allowed)}", subject=term.field
            )


def _term(found: "re.Match[str]") -> Term:
    name = found["field"].casefold()
    field = ALIASES.get(name, name)
    if field not in FIELDS:
        raise BadRequest(
            f"there is no field {name}; there are: {', '.join(FIELDS)}. To look for the words themselves, put "
            f"them in quotation marks",
            subject=found[0],
        )
    value = " ".join((found["quoted"] if found["quoted"] is not None else found["plain"] or "").split())
    if not value:
        raise BadRequest(f"{field}: has no value; it asks for {FIELDS[field]}", subject=found[0])
    return Term(field, value, is_not=bool(found["minus"]))


def _is_prose(found: "re.Match[str]") -> bool:
    """Return whether a colon ends a word, as in prose: nothing follows it, and no field is called so."""
    name = found["field"].casefold()
    return not (found["quoted"] or found["plain"]) and ALIASES.get(name, name) not in FIELDS


def _closed(phrase: str) -> str:
    """Return a phrase single-spaced and with its second quotation mark, should that be missing."""
    minus = "-" if phrase.startswith("-") else ""
    return f'{minus}"{" ".join(phrase.strip("-").strip(chr(34)).split())}"'
