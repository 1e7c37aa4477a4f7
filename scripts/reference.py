"""Write what the docs take from the code: the pages of docs/reference, and the flow in the README.

    python scripts/reference.py            writes
    python scripts/reference.py --check    changes nothing; ends with 1 where a page is out of date

To add a page: a function that returns it as Markdown, and a line in `PAGES`.
"""

import argparse
import dataclasses
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

from fastapi import FastAPI
from typer.models import ArgumentInfo, CommandInfo, OptionInfo, ParameterInfo

from onrecord.flow import draw_flow
from onrecord.model import (
    Act,
    Block,
    BlockKind,
    ChainLink,
    ChainRole,
    CrossReference,
    Footnote,
    Identity,
    IdentityRef,
    IdentityType,
    Mention,
    MentionForm,
    Metadata,
    Name,
    Reading,
    Report,
    Span,
    Speaker,
    Statement,
    StatementKind,
    statement_id,
)
from onrecord.serve.api.router import describe, make_router
from onrecord.serve.cli import app
from onrecord.serve.cli.statuses import draw_statuses
from onrecord.serve.formats.api_listing import draw_markdown, list_api
from onrecord.serve.formats.identity_list.describing import draw_reference as draw_identity_lists
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.objects import report_object
from onrecord.serve.formats.sheet import COLUMNS
from onrecord.settings import draw_settings
from onrecord.text.outlets import load_outlets

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
README = ROOT / "README.md"
CURE = "run: python scripts/reference.py"

_FLOW = re.compile(r"(<!-- flow[^>]*-->\n```text\n).*?(```\n<!-- /flow -->)", re.DOTALL)

#: Keys of the interchange format that are not called as in the model: where they come from.
_ELSEWHERE: Mapping[tuple[type, str], tuple[type, str]] = {
    (Statement, "report"): (Report, "name"),
    (Statement, "capture"): (Report, "capture"),
    (Statement, "text_sha256"): (Report, "text_sha256"),
    (Statement, "timecode"): (Statement, "time"),
    (Block, "timecode"): (Block, "time"),
    (Metadata, "file"): (Report, "name"),
    (Metadata, "capture"): (Report, "capture"),
    (Metadata, "text_sha256"): (Report, "text_sha256"),
}
#: The model keeps more about these than the format hands on.
_SHAPES: Mapping[str, str] = {
    "capture": "`sha256:` and 64 hexadecimal digits",
    "mentions": "list of spans",
    "names": "list of strings",
    "timecode": "list of two `HH:MM:SS.mmm`, or null",
}
_OBJECTS: Mapping[type, str] = {
    IdentityRef: "object",
    Speaker: "object",
    ChainLink: "object",
    Identity: "object",
    Block: "object",
    Footnote: "object",
    CrossReference: "object",
    Statement: "object",
    Mention: "object",
    Name: "object",
    Metadata: "object",
}


# ---------------------------------------------------------------- docs/reference/format.md


def draw_format() -> str:
    """Return the page of the interchange format, from the model and from what is really printed."""
    whole = report_object(_example())
    line = whole["statements"][0]
    parts = [
        "# The interchange format\n",
        "`onrecord read FILE --format jsonl` prints one JSON object a statement, one a line, in UTF-8;",
        "`--format json` prints one object a report, with everything found in it. Programs may rely on both:",
        "fields are added at the end, and none is renamed, moved or dropped without a new major version.\n",
        "A **span** is `[start, end]`: code points of the report's canonical text, the end not included. The text",
        "is what `--format text` prints, byte for byte in UTF-8, and the value of `text` in the report object; in",
        'Python `text[start:end]` cuts the words. What is not known is `null` or an empty list, never `""`.\n',
        "## The statement line\n",
        "```json",
        to_line(line).rstrip(),
        "```\n",
        _table(Statement, line),
        "### `speaker`\n",
        _table(Speaker, line["speaker"]),
        "### `addressee` and each of `about`\n",
        _table(IdentityRef, line["addressee"]),
        "### Each of `chain`\n",
        _table(ChainLink, line["chain"][0]),
        "## The report object\n",
        "| field | form | meaning |\n|---|---|---|",
        "| `report` | object | what the report says about itself, see below |",
        f"| `text` | string | {_meaning(Report, 'text')} |",
        f"| `blocks` | list of objects | {_meaning(Report, 'blocks')} |",
        f"| `footnotes` | list of objects | {_meaning(Report, 'footnotes')} |",
        f"| `cross_references` | list of objects | {_meaning(Report, 'cross_references')} |",
        f"| `identities` | list of objects | {_sentence(Identity)} |",
        "| `statements` | list of objects | The lines above, in text order. |\n",
        "### `report`\n",
        _table(Metadata, whole["report"]),
        "### Each of `blocks`\n",
        _sentence(Block) + "\n",
        _table(Block, whole["blocks"][0]),
        "### Each of `footnotes`\n",
        _table(Footnote, whole["footnotes"][0]),
        "### Each of `cross_references`\n",
        _table(CrossReference, whole["cross_references"][0]),
        "### Each of `identities`\n",
        _table(Identity, whole["identities"][0]),
        "## The sheet\n",
        "`--format csv` prints a line a statement with these columns; a cell that a spreadsheet would take for a",
        "formula is led by an apostrophe. For people and quick counts; programs should read the JSON forms.\n",
        ", ".join(f"`{column}`" for column in COLUMNS) + "\n",
    ]
    unknown = set(whole) - {
        "report", "text", "blocks", "footnotes", "cross_references", "identities", "statements",
    }  # fmt: skip
    if unknown:
        raise SystemExit(f"report_object prints {sorted(unknown)}: describe them in draw_format")
    return "\n".join(parts)


def _table(noun: type, printed: Mapping[str, Any]) -> str:
    rows = ["| field | form | meaning |", "|---|---|---|"]
    for key in printed:
        owner, attribute = _ELSEWHERE.get((noun, key), (noun, key))
        form = _SHAPES.get(key) or _form(_hint(owner, attribute))
        rows.append(f"| `{key}` | {form} | {_meaning(owner, attribute)} |")
    return "\n".join(rows) + "\n"


def _hint(owner: type, attribute: str) -> Any:
    found = inspect.getattr_static(owner, attribute)
    if isinstance(found, property):
        return get_type_hints(found.fget)["return"]
    return get_type_hints(owner)[attribute]


def _form(hint: Any) -> str:
    """Return how JSON writes a value of the model: `Span | None` is "span or null"."""
    if get_origin(hint) in (Union, UnionType):
        kinds = [_form(kind) for kind in get_args(hint) if kind is not NoneType]
        return " or ".join([*kinds, "null"] if NoneType in get_args(hint) else kinds)
    if get_origin(hint) is tuple:
        return f"list of {_form(get_args(hint)[0])}s"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " ".join(f"`{value}`" for value in hint)
    simple = {
        str: "string",
        float: "number",
        int: "number",
        date: "`YYYY-MM-DD`",
        Span: "span",
        bool: "boolean",
    }
    return {**simple, **_OBJECTS}[hint]


def _meaning(owner: type, attribute: str) -> str:
    """Return what the class's docstring says of an attribute, or the first line of a property's own."""
    found = inspect.getattr_static(owner, attribute)
    if isinstance(found, property):
        return _first_line(inspect.getdoc(found) or "").removeprefix("Return ")
    text = inspect.getdoc(owner) or ""
    _, _, listed = text.partition("Attributes:\n")
    entry = re.search(rf"^    {attribute}: (.*(?:\n     .*)*)", listed, re.MULTILINE)
    if entry:
        return re.sub(r"\bNone\b", "null", _cell(entry[1]))
    if dataclasses.is_dataclass(owner) and not listed:
        return _SELF_EVIDENT[owner, attribute]
    raise SystemExit(f"the docstring of {owner.__name__} does not tell what {attribute} is")


#: Attributes of classes whose docstring is one line.
_SELF_EVIDENT: Mapping[tuple[type, str], str] = {
    (IdentityRef, "id"): "The identity's id, as in `identities`.",
    (IdentityRef, "name"): "Its name.",
    (CrossReference, "span"): "Where it stands.",
    (CrossReference, "target"): "What it points to, as written.",
}


def _sentence(noun: type) -> str:
    line = _first_line(inspect.getdoc(noun) or "").removeprefix("Return ")
    return line[:1].upper() + line[1:]


def _first_line(text: str) -> str:
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())


def _example() -> Reading:
    """Return a small reading in which every field has a value."""
    text = (
        "The Lantern, March 29\n\n"
        "In a speech on the quay, Mayor Ilse Brandvold told the fishers: “Karimi has kept his word.”[1]\n\n"
        "See clip no. 12.\n\n[1] Channel Two, March 28, 2026.\n"
    )

    def at(words: str, start: int = 0) -> Span:
        begin = text.index(words, start)
        return Span(begin, begin + len(words))

    report, capture = "8d6f2c0b4c1f0f6a3f0f9d11", "0" * 64
    mayor, fishers, karimi = (f"{digit}" * 24 for digit in "123")
    source, cue, content = at("Mayor Ilse Brandvold"), at("told"), at("Karimi has kept his word.")
    name = at("Ilse Brandvold")
    said = Statement(
        id=statement_id(
            report, StatementKind.DIRECT, source=[source], cue=[cue], content=[content], text=text
        ),
        report=report,
        speaker=Speaker(id=mayor, name="Ilse Brandvold", type=IdentityType.PERSON, mention=name),
        source=(source,),
        cue=(cue,),
        content=(content,),
        kind=StatementKind.DIRECT,
        act=Act.SAY,
        addressee=IdentityRef(fishers, "the fishers"),
        about=(IdentityRef(karimi, "Karimi"),),
        said_on=date(2026, 3, 28),
        said_on_basis="text",
        venue="a speech on the quay",
        chain=(
            ChainLink("Channel Two", ChainRole.BROADCASTER),
            ChainLink("The Lantern", ChainRole.PUBLISHER),
        ),
        confidence=0.97,
        made_by="rules-en 1",
    )
    paragraph = at(text[text.index("In a speech") : text.index("[1]") + 3])
    return Reading(
        report=Report(
            id=report,
            name="lantern.txt",
            capture=capture,
            text=text,
            encoding="utf-8",
            metadata=Metadata(outlet="The Lantern", published=date(2026, 3, 29), language="en"),
            blocks=(
                Block(BlockKind.METADATA, at("The Lantern, March 29")),
                Block(BlockKind.PARAGRAPH, paragraph),
            ),
            footnotes=(Footnote("[1]", (at("[1]"),), at("[1] Channel Two, March 28, 2026.")),),
            cross_references=(CrossReference(at("See clip no. 12"), "clip no. 12"),),
        ),
        identities=(
            Identity(
                id=mayor,
                name="Ilse Brandvold",
                type=IdentityType.PERSON,
                named=True,
                names=(Name("Ilse Brandvold", "Latn"),),
                mentions=(Mention(name, MentionForm.NAME),),
            ),
        ),
        statements=(said,),
    )


# ---------------------------------------------------------------- docs/reference/commands.md


def draw_commands() -> str:
    """Return the page of the commands, from the functions behind them."""
    parts = [
        "# Commands\n",
        "`onrecord --help` lists the commands, `onrecord COMMAND --help` tells the same as this page.",
        "`--desk DIR` may stand before or after a command. What a command ends with: [exit statuses](exit-codes.md).\n",
    ]
    for command in app.registered_commands:
        parts += _command(command, "")
    for group in app.registered_groups:
        inner = group.typer_instance
        if inner is None or not inner.info.name:
            continue
        parts += [f"## {inner.info.name}\n", f"{_cell(inner.info.help)}\n"]
        for command in inner.registered_commands:
            parts += _command(command, f"{inner.info.name} ")
    return "\n".join(parts)


def _command(command: CommandInfo, group: str) -> list[str]:
    """Return the part of one command; those of a group stand a level lower, under the group's name."""
    if command.callback is None:
        return []
    taken = list(_parameters(command.callback))
    arguments = [one for one in taken if isinstance(one.info, ArgumentInfo)]
    options = [one for one in taken if isinstance(one.info, OptionInfo)]
    name = group + (command.name or command.callback.__name__)
    usage = " ".join(["onrecord", name, *(_argument(one) for one in arguments)])
    summary, *rest = inspect.cleandoc(command.help or command.callback.__doc__ or "").split("\n\n")
    return [
        f"{'###' if group else '##'} {name}\n",
        " ".join(summary.split()) + "\n",
        f"```text\n{usage}{' [OPTIONS]' if options else ''}\n```\n",
        *(_paragraph(text) + "\n" for text in rest),
        "| | meaning | default |",
        "|---|---|---|",
        *(f"| {_code(_argument(one))} | {_cell(one.info.help)} | |" for one in arguments),
        *(f"| {_option(one)} | {_cell(one.info.help)} | {_default(one)} |" for one in options),
        "",
    ]


@dataclasses.dataclass(frozen=True, slots=True)
class Parameter:
    """Return one argument or option of a command: its name, its plain type, its default and what Typer knows."""

    name: str
    kind: type
    default: Any
    info: ParameterInfo


def _parameters(function: Callable[..., Any]) -> Iterator[Parameter]:
    hints = get_type_hints(function, include_extras=True)
    for name, parameter in inspect.signature(function).parameters.items():
        extras = get_args(hints[name])[1:] if get_origin(hints[name]) is Annotated else ()
        for info in extras:
            if isinstance(info, ParameterInfo):
                yield Parameter(name, _plain(get_args(hints[name])[0]), parameter.default, info)


def _plain(hint: Any) -> type:
    """Return what a hint holds in the end: `list[Act] | None` is `Act`."""
    while get_args(hint):
        hint = next(kind for kind in get_args(hint) if kind is not NoneType)
    return cast("type", hint)


def _paragraph(text: str) -> str:
    """Return a paragraph of a help text, examples as a block of commands."""
    line = " ".join(text.split())
    if not line.startswith("Examples: "):
        return line
    return "```sh\n" + "\n".join(line.removeprefix("Examples: ").split(" · ")) + "\n```"


def _argument(one: Parameter) -> str:
    name = one.info.metavar or one.name.upper()
    return name if one.default is inspect.Parameter.empty else f"[{name}]"


def _option(one: Parameter) -> str:
    # Within Annotated, Typer keeps the first declaration where the default would stand.
    declared = [name for name in (one.info.default, *(one.info.param_decls or ())) if _is_flag(name)]
    names = ", ".join(f"`{name}`" for name in declared or [f"--{one.name.replace('_', '-')}"])
    if one.kind is bool:
        return names
    if issubclass(one.kind, StrEnum):
        return f"{names} " + " ".join(f"`{choice}`" for choice in one.kind)
    return f"{names} `{one.info.metavar or ('N' if one.kind is int else 'TEXT')}`"


def _is_flag(name: object) -> bool:
    return isinstance(name, str) and name.startswith("-")


def _default(one: Parameter) -> str:
    return "" if one.kind is bool or one.default in (None, inspect.Parameter.empty) else f"`{one.default}`"


def _code(text: str) -> str:
    """Return code for a table's cell; a bar in backticks would end the cell in one renderer or another."""
    return f"<code>{text.replace('|', '&#124;')}</code>" if "|" in text else f"`{text}`"


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


# ---------------------------------------------------------------- docs/reference/outlets.md


def draw_outlets() -> str:
    """Return the table of the outlets that the package knows."""
    outlets = sorted(load_outlets(), key=lambda outlet: (outlet.country or "", outlet.name.casefold()))
    rows = [
        f"| {outlet.country or ''} | {outlet.name} | {outlet.kind} | {', '.join(outlet.languages)} "
        f"| {', '.join(outlet.domains)} | {_cell(', '.join(outlet.names))} | {', '.join(outlet.series)} "
        f"| {_cell(' '.join(outlet.feeds))} |"
        for outlet in outlets
    ]
    return (
        "# Outlets\n\n"
        f"The {len(outlets)} outlets that the reader recognises by name or domain, from `src/onrecord/data/outlets`.\n"
        "A report of any other outlet is read just as well; its outlet is then what the report itself says.\n"
        "None of them is watched until the desk has a row of it: [how to add one](../how-to/add-an-outlet.md).\n\n"
        "| country | outlet | kind | languages | domains | other names | series | feeds |\n"
        "|---|---|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )


# ---------------------------------------------------------------- docs/reference/api.md


def draw_api() -> str:
    """Return the page of the API, from its own description."""
    served = FastAPI(version="1")
    served.include_router(make_router())
    return draw_markdown(list_api(describe(served)))


# ---------------------------------------------------------------- all of them

PAGES: Mapping[str, Callable[[], str]] = {
    "api.md": draw_api,
    "commands.md": draw_commands,
    "exit-codes.md": draw_statuses,
    "format.md": draw_format,
    "identity-lists.md": draw_identity_lists,
    "outlets.md": draw_outlets,
    "settings.md": draw_settings,
}


def drawn_pages() -> dict[Path, str]:
    """Return every file that is drawn from the code, as it should be."""
    readme = README.read_text(encoding="utf-8")
    if not _FLOW.search(readme):
        raise SystemExit("README.md: the markers of the flow picture are gone; put them back")
    flow = _FLOW.sub(lambda marks: f"{marks[1]}{draw_flow()}\n{marks[2]}", readme)
    return {README: flow, **{REFERENCE / name: draw() for name, draw in PAGES.items()}}


def stale_pages() -> list[Path]:
    """Return the files that are not as they should be."""
    return [
        path
        for path, drawn in drawn_pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != drawn
    ]


def main() -> None:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description="Write the pages that are drawn from the code.")
    parser.add_argument("--check", action="store_true", help="change nothing, end with 1 where one is stale")
    if parser.parse_args().check:
        stale = [str(path.relative_to(ROOT)) for path in stale_pages()]
        if stale:
            sys.exit(f"out of date: {', '.join(stale)}; {CURE}")
        return
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path, drawn in drawn_pages().items():
        path.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
