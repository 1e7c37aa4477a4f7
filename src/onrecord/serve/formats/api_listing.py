"""The addresses of the API as people read them, from its own description."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Field:
    """Return one thing that an address is asked with.

    Attributes:
        name: As it is sent.
        place: "path", "query", or "body".
        kind: What values it takes, in words.
        is_needed: Whether it must be there.
        told: What it means; "" where the name says it.
    """

    name: str
    place: str
    kind: str
    is_needed: bool
    told: str


@dataclass(frozen=True, slots=True)
class Address:
    """Return one address of the API.

    Attributes:
        method: As "GET".
        path: With parts in braces that one fills in.
        summary: What it does, in a line.
        told: What else there is to know; "" for nothing.
        fields: What it is asked with, without the filters of a search.
        filters: Whether the filters of a search may stand beside them.
        has_lines: Whether it gives lines of JSON to whoever accepts them.
        is_open: Whether it answers without signing in.
        status: Of its usual answer.
    """

    method: str
    path: str
    summary: str
    told: str
    fields: tuple[Field, ...]
    filters: bool
    has_lines: bool
    is_open: bool
    status: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Return the whole API.

    Attributes:
        about: What holds of all addresses, in paragraphs.
        subjects: Addresses by what they are about.
        filters: The filters of a search, which several addresses take.
    """

    about: tuple[str, ...]
    subjects: tuple[tuple[str, tuple[Address, ...]], ...]
    filters: tuple[Field, ...]


def list_api(description: Mapping[str, Any]) -> Listing:
    """Return what an OpenAPI description tells of."""
    schemas = description.get("components", {}).get("schemas", {})
    subjects: dict[str, list[Address]] = {}
    filters: dict[str, Field] = {}
    for path, methods in description["paths"].items():
        for method in _METHODS:
            if method not in methods:
                continue
            operation = methods[method]
            asked = [(one, _field(one, schemas)) for one in operation.get("parameters", ())]
            filters |= {field.name: field for one, field in asked if one.get("x-filter")}
            fields = [field for one, field in asked if not one.get("x-filter")]
            subject = (operation.get("tags") or ["more"])[0]
            address = _address(path, method, operation, [*fields, *_body(operation, schemas)])
            subjects.setdefault(subject, []).append(address)
    about = tuple(" ".join(part.split()) for part in description["info"].get("description", "").split("\n\n"))
    return Listing(
        about, tuple((name, tuple(held)) for name, held in subjects.items()), tuple(filters.values())
    )


def draw_markdown(listing: Listing) -> str:
    """Return the reference page of the API."""
    parts = ["# API\n", *(f"{part}\n" for part in listing.about)]
    for subject, addresses in listing.subjects:
        parts.append(f"## {subject.capitalize()}\n")
        for one in addresses:
            parts += [f"### {one.method} {one.path}\n", f"{one.summary}\n"]
            notes = [one.told, *notes_of(one)]
            parts += [f"{note}\n" for note in notes if note]
            if one.fields:
                parts += _table(one.fields)
    parts += [
        "## Filters of a search\n",
        "The same as in the address of the search page; of any that may be given more than once, any value holds.\n",
        *_table(listing.filters),
    ]
    return "\n".join(parts)


def notes_of(address: Address) -> list[str]:
    """Return in sentences what an address takes and gives beside its fields."""
    notes = []
    if address.filters:
        notes.append("Takes the filters of a search besides.")
    if address.has_lines:
        notes.append("Gives lines of JSON to whoever accepts `application/jsonl`.")
    if address.status != 200:  # noqa: PLR2004 -- HTTP's own number
        notes.append(f"Answers with status {address.status}.")
    if address.is_open:
        notes.append("Answers without signing in.")
    return notes


def _table(fields: Sequence[Field]) -> list[str]:
    rows = [
        f"| `{one.name}` | {one.place}{', needed' if one.is_needed else ''} | {_cell(one.kind)} | {_cell(one.told)} |"
        for one in fields
    ]
    return ["| | where | values | |", "|---|---|---|---|", *rows, ""]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _address(path: str, method: str, operation: Mapping[str, Any], fields: Sequence[Field]) -> Address:
    summary, _, told = str(operation.get("description", "")).partition("\n\n")
    answers = operation["responses"]
    status = min(int(code) for code in answers if code.startswith("2"))
    content = answers[str(status)].get("content", {})
    return Address(
        method=method.upper(),
        path=path,
        summary=" ".join(summary.split()),
        told=" ".join(told.split()),
        fields=tuple(fields),
        filters=any(one.get("x-filter") for one in operation.get("parameters", ())),
        has_lines="application/jsonl" in content,
        is_open=operation.get("security") == [],
        status=status,
    )


def _field(parameter: Mapping[str, Any], schemas: Mapping[str, Any]) -> Field:
    schema = parameter.get("schema", {})
    return Field(
        parameter["name"],
        parameter["in"],
        _kind(schema, schemas),
        bool(parameter.get("required")),
        str(parameter.get("description") or schema.get("description") or ""),
    )


def _body(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[Field]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = _followed(content.get("schema", {}), schemas)
    needed = schema.get("required", ())
    return [
        Field(name, "body", _kind(one, schemas), name in needed, str(one.get("description", "")))
        for name, one in schema.get("properties", {}).items()
    ]


def _kind(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """Return in words what values a schema allows."""
    schema = _followed(schema, schemas)
    if "anyOf" in schema:
        kinds = [_kind(one, schemas) for one in schema["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            return f"[{', '.join(_kind(one, schemas) for one in schema['prefixItems'])}]"
        return f"any of: {_kind(schema.get('items', {}), schemas)}"
    kind = str(schema.get("format") or schema.get("type") or "anything")
    words = {"string": "text", "integer": "number", "boolean": "true or false", "date": "day, as 2021-05-28"}
    told = words.get(kind, kind)
    bounds = [str(schema[name]) for name in ("minimum", "maximum") if name in schema]
    if kind == "integer" and bounds:
        told += f", {' to '.join(bounds)}" if len(bounds) > 1 else f" from {bounds[0]}"
    default = schema.get("default")
    return f"{told}; else {default}" if default not in (None, "") else told


def _followed(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema, or the one that it points to."""
    name = str(schema.get("$ref", "")).removeprefix("#/components/schemas/")
    found: Mapping[str, Any] = schemas.get(name, schema)
    return found
