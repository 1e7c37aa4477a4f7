"""The reference page of lists of identities, from the tables that the readers and writers work by."""

from datetime import UTC, date, datetime
from typing import Any

from onrecord.model import IdentityType, Known, KnownFrom, ListedRole, ListEntry, ListJudgement, Name, Verdict
from onrecord.serve.formats.identity_list.drawing import (
    draw_judgement,
    draw_line,
    draw_rows,
    draw_sheet_head,
)
from onrecord.serve.formats.identity_list.gathering import MOST_PROBLEMS
from onrecord.serve.formats.identity_list.reading import MOST_BYTES, MOST_LINE_BYTES, MOST_WHOLE_BYTES
from onrecord.serve.formats.identity_list.rows import COLUMNS
from onrecord.serve.formats.identity_list.values import MOST_OF_ONE, NAME_CHARS
from onrecord.text.data import load_table

_PAGE = """\
# Lists of identities

What `onrecord identities import` reads and `onrecord identities export` writes; how to use them: [Bring lists of
people and organisations](../how-to/lists-of-identities.md). The form of a file is told by what stands in it.

A desk takes in **names** (with language and script), **public roles** and **memberships** with their days and their
source, and **ids that others have**. It does not locate, profile or score people: addresses, days of birth, telephone
numbers, kin and whatever else a list holds is left out, and the command says how much of what was.

## CSV

The first line names the columns, in any order; values are separated by commas, semicolons or tabs. UTF-8.

{columns}

Lines of one `id`, or of one id in Wikidata, add up to one entry; without either, lines of one type and name do. In
`names` and `member_of`, `\\;` is a semicolon that belongs to the value. A colon before a spelling that seems to begin
with a language and does not: `:al: Selm`. A cell that a spreadsheet would compute is led by an apostrophe, which is
taken off again.

```text
{sheet}```

Other words for the types: {words}.

## JSON

An object for each identity: a line each, or in one array.

```json
{line}
```

| key | form |
|---|---|
| `id`, `type`, `name` | as in CSV; `language` is that of `name` |
| `names` | list of spellings: strings, or objects with `text` and `language` |
| `wikidata` | an id in Wikidata, or a list of them |
| `links` | list of pairs: who has it, and its id there |
| `roles` | list of objects with `title`, `organization`, `since`, `until`, `source` |
| `member_of` | the name of an organisation, or a list of them |

`cluster`, `origin`, the numbers and the days are for people; they are not read.

A person's judgement is an object of its own, between two ids of the file, of the desk or of Wikidata:

```json
{judgement}
```

## Labels of Wikidata

```json
{{"id": "Q90000001", "labels": {{"en": "Ilse Brandvold", "ru": "Ильзе Брандволд"}}, "aliases": {{"en": ["I. B."]}}}}
```

also as Wikidata itself writes it, with `{{"language": "en", "value": "…"}}` in place of a name and all entities under
`entities`. The English label is the name, else that for all languages (`mul`), else the first. Who is an instance of
*human* (Q5) is a person; for others give `--type`.

## FollowTheMoney

A line for each entity, as `ftm` and its kin write them.

{schemata}

{relations}

Names are {names}. Of everything else `wikidataId` and `position` are taken; all other properties and schemata are
left out and counted. A relation counts where both its ends stand in the same file.

Written are clusters: the known identities that are one, as one entity, with the ids of the members as `referents`,
the first and last day of its reports as `first_seen` and `last_seen`, roles in known organisations as `Membership`,
others as `position`, or with their days as `Occupancy`. Days on which reports named a role are not given as its
beginning or end. Places are left out. FollowTheMoney has no place for the language of a name.

## Limits

A file has {bytes} bytes at most, {whole} where it is JSON that is not in lines; a line {line_bytes}; a name
{name_chars} characters; an entry {of_one} names, roles or ids each. After {problems} mistakes a file is read no
further.
"""


def draw_reference() -> str:
    """Return the page, as Markdown."""
    table: Any = load_table("lists")
    known, entry = _example()
    said = ListJudgement(
        "", "m1", "m2", Verdict.SAME, "mk", datetime(2026, 3, 1, 12, tzinfo=UTC), "same office, same year"
    )
    money = table["money"]
    return _PAGE.format(
        columns=_table(("column", "what it holds"), COLUMNS.items()),
        sheet=draw_sheet_head() + draw_rows(known, entry),
        words="; ".join(f"{type_}: {', '.join(words)}" for type_, words in table["types"].items()),
        line=draw_line(known, entry).rstrip(),
        judgement=draw_judgement(said).rstrip(),
        schemata=_table(("schema", "type"), money["schemata"].items()),
        relations=_table(
            ("relation", "becomes a role of", "in"),
            ((name, f"its `{whose}`", f"its `{of}`") for name, (whose, of) in money["relations"].items()),
        ),
        names=", ".join(f"`{name}`" for name in money["names"]["properties"]),
        bytes=f"{MOST_BYTES:,}",
        whole=f"{MOST_WHOLE_BYTES:,}",
        line_bytes=f"{MOST_LINE_BYTES:,}",
        name_chars=NAME_CHARS,
        of_one=f"{MOST_OF_ONE:,}",
        problems=f"{MOST_PROBLEMS:,}",
    )


def _example() -> tuple[Known, ListEntry]:
    names = (
        Name("Ilse Brandvold", "Latn", "no"),
        Name("Ильзе Брандволд", "Cyrl", "ru"),
        Name("I. Brandvold", "Latn"),
    )
    roles = (
        ListedRole("harbour master", "Selm", "2019", None, "https://selm.example/council"),
        ListedRole("", "Harbour League"),
    )
    known = Known(
        "1" * 24,
        names[0].text,
        IdentityType.PERSON,
        KnownFrom.LIST,
        "1" * 24,
        reports=12,
        statements=30,
        first_day=date(2026, 1, 4),
        last_day=date(2026, 3, 9),
    )
    links = (("wikidata", "Q90000001"), ("list", "m1"))
    return known, ListEntry("", "m1", known.type, known.name, names, links, roles)


def _table(head: tuple[str, ...], rows: Any) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| `{first}` | {' | '.join(str(cell) for cell in rest)} |" for first, *rest in rows]
    return "\n".join(lines)
