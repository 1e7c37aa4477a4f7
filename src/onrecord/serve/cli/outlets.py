"""`onrecord outlets`: which outlets the desk watches, and what they would give."""

from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import Annotated, Any

import typer

from onrecord import app
from onrecord.desk import Desk
from onrecord.desk.outlets import Offer, check_outlet, discover_outlet, is_here, match_known, read_lead
from onrecord.errors import BadRequest, NotFound, OnRecordError
from onrecord.model import Lead
from onrecord.serve.cli.console import emit, show, show_line, tell
from onrecord.serve.cli.files import read_file, write_file
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.cli.outcome import Outcome
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.formats.outlet_list import draw_outlet_list, read_outlet_list
from onrecord.serve.formats.outlet_table import article_card, outlet_card, outlets_table, source_card
from onrecord.serve.formats.visible import counted, visible
from onrecord.text.fold import fold
from onrecord.text.outlet_rows import KINDS, draw_row, object_of, read_row, row_of

#: A list of 20,000 feeds has some 5 MB.
_MOST_IMPORT_BYTES = 20_000_000

outlets = typer.Typer(
    name="outlets",
    help="The outlets that the desk knows and watches.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


class ListFormat(StrEnum):
    """Return a form in which outlets are listed."""

    TABLE = "table"
    JSON = "json"


class ExportFormat(StrEnum):
    """Return a form in which outlets are exported."""

    OPML = "opml"
    JSON = "json"


Name = Annotated[str, typer.Argument(metavar="NAME", help="The outlet's name, or another spelling of it.")]
Texts = list[str] | None


def _many(metavar: str, help_text: str) -> Any:
    return typer.Option(metavar=metavar, help=f"{help_text} May be given several times.")


@outlets.command()
def add(
    context: typer.Context,
    outlet: Annotated[
        str, typer.Argument(metavar="NAME|ADDRESS", help="The outlet's name, or the address of its site.")
    ],
    *,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Its name, where an address is given.")
    ] = None,
    feed: Annotated[Texts, _many("ADDRESS", "A feed of its: RSS, Atom or JSON Feed.")] = None,
    sitemap: Annotated[Texts, _many("ADDRESS", "A sitemap of its, best a news sitemap.")] = None,
    listing: Annotated[Texts, _many("ADDRESS", "A page of its that lists articles.")] = None,
    domain: Annotated[Texts, _many("DOMAIN", "A domain of its, without www.")] = None,
    spelling: Annotated[Texts, _many("NAME", "Another spelling of its name.")] = None,
    language: Annotated[Texts, _many("CODE", "A language it publishes in, such as en.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Its country, such as NO.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help=f"One of {', '.join(KINDS)}.")] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would be written; write nothing.")
    ] = False,
    where: DeskOption = None,
) -> None:
    """Add an outlet to those the desk watches, or add sources to one it has.

    Given the address of a site alone, its front page is searched for feeds, its robots.txt for sitemaps; what can be
    read is written down.

    Examples: onrecord outlets add https://news.example · onrecord outlets add Reuters --feed https://news.example/rss
    """
    given = {
        "feeds": feed, "sitemaps": sitemap, "listings": listing, "domains": domain, "names": spelling,
        "languages": language, "country": country, "kind": kind,
    }  # fmt: skip
    row: dict[str, Any] = {key: value for key, value in given.items() if value}
    is_address = outlet.casefold().startswith(("http://", "https://"))
    sources = any((feed, sitemap, listing))
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        if is_address and not sources:
            offer = discover_outlet(opened, outlet, name=name)
            _tell_offer(offer)
            found = row_of(offer.outlet)
            row = {**found, **row, "domains": [*found.get("domains", []), *row.get("domains", [])]}
        elif is_address and not name:
            raise BadRequest(
                "give the outlet's name, not its address, or its name with --name", subject=outlet
            )
        else:
            row["name"] = name or outlet
        made = read_row(row, subject=str(row["name"]))
        if preview:
            emit(draw_row(made))
            return
        (file,) = opened.outlets.add([made])
    show_line(
        f"{made.name} is in {app.OUTLETS_FOLDER}/{file}; "
        f"see what it gives: onrecord outlets check {quote(made.name)}"
    )


def _tell_offer(offer: Offer) -> None:
    """Tell what a site offers.

    Raises:
        NotFound: Nothing that can be read.
    """
    for problem in offer.problems:
        tell(problem)
    for address, found in offer.found.items():
        holds = counted(len(found.further), "sitemap") if found.further else counted(len(found.leads), "lead")
        show_line(f"found {address} · {holds}")
    if not offer.found:
        raise NotFound(
            "names no feed or sitemap that can be read; name a page that lists articles: "
            "onrecord outlets add NAME --listing ADDRESS",
            subject=offer.outlet.name,
        )


@outlets.command("list")
def list_outlets(
    context: typer.Context,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Also those of the package, which are only recognised.")
    ] = False,
    form: Annotated[
        ListFormat, typer.Option("--format", "-f", help="table for people; json: a line an outlet.")
    ] = (ListFormat.TABLE),
    where: DeskOption = None,
) -> None:
    """List the outlets that the desk watches."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        own = opened.outlets.own()
        known = opened.outlets.known()
    shown = known if every else own
    if form is ListFormat.JSON:
        emit("".join(to_line(object_of(one)) for one in shown))
        return
    if shown:
        show(outlets_table(shown, frozenset(one.name for one in own)))
    show_line(f"{counted(len(own), 'outlet')} of the desk's own, {len(known) - len(own)} more are recognised")


@outlets.command("show")
def show_outlet(
    context: typer.Context,
    name: Name,
    *,
    form: Annotated[ListFormat, typer.Option("--format", "-f", help="table for people; json: one line.")] = (
        ListFormat.TABLE
    ),
    where: DeskOption = None,
) -> None:
    """Show everything that the desk knows of an outlet."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        outlet = opened.outlets.get(name)
        own = opened.outlets.own()
    if form is ListFormat.JSON:
        emit(to_line(object_of(outlet)))
    else:
        show(outlet_card(outlet, is_own=outlet in own))


@outlets.command()
def check(
    context: typer.Context,
    name: Name,
    *,
    limit: Annotated[
        int, typer.Option(min=1, max=1000, help="How many leads of each source are shown.")
    ] = 10,
    where: DeskOption = None,
) -> None:
    """Show what would be collected from an outlet now, and its first article as it would be read; nothing is kept."""
    outcome = Outcome()
    first: Lead | None = None
    total = 0
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        outlet = opened.outlets.get(name)
        for source, found in outcome.sift(check_outlet(opened, outlet)):
            total += len(found.leads)
            leads = [(lead, is_here(opened, lead)) for lead in found.leads[:limit]]
            first = first or next((lead for lead, _ in leads), None)
            show(source_card(source, found, leads))
        if first is not None:
            _show_article(opened, first, outcome)
    show_line(f"{counted(total, 'lead')} in {counted(outcome.worked, 'source')}; nothing was kept")
    outcome.finish()


def _show_article(opened: Desk, lead: Lead, outcome: Outcome) -> None:
    try:
        show(article_card(read_lead(opened, lead)))
    except OnRecordError as error:
        outcome.fail(error)


@outlets.command()
def remove(context: typer.Context, name: Name, *, where: DeskOption = None) -> None:
    """Remove one of the desk's own outlets; what was collected from it stays."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        file = opened.outlets.remove(name)
    show_line(f"removed {name} from {app.OUTLETS_FOLDER}/{file}")


@outlets.command("import")
def import_outlets(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="OPML of a feed reader, or JSON of another desk.")
    ],
    *,
    where: DeskOption = None,
) -> None:
    """Add the outlets of a file; those that are here already get what is new of them."""
    from onrecord.serve.formats.opml import read_opml  # noqa: PLC0415 -- libxml2 takes a while

    body = read_file(file, _MOST_IMPORT_BYTES)
    read = read_outlet_list if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) else read_opml
    given = read(body, subject=str(file))
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        before = {fold(one.name) for one in opened.outlets.own()}
        matched = match_known(given, opened.outlets.known())
        opened.outlets.add(matched)
        after = {fold(one.name) for one in opened.outlets.own()}
    for outlet in matched:
        verb = "kept" if fold(outlet.name) in before else "added"
        show_line(f"{verb} {visible(outlet.name)} · {counted(len(outlet.feeds), 'feed')}")
    new = len(after - before)
    show_line(f"{new} added, {len({fold(one.name) for one in matched}) - new} already here")


@outlets.command()
def export(
    context: typer.Context,
    *,
    form: Annotated[
        ExportFormat, typer.Option("--format", "-f", help="opml: feeds, for feed readers; json: everything.")
    ] = ExportFormat.JSON,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; else standard output.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Also those of the package.")] = False,
    where: DeskOption = None,
) -> None:
    """Write the desk's own outlets as OPML or JSON."""
    from onrecord.serve.formats.opml import draw_opml  # noqa: PLC0415 -- libxml2 takes a while

    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        chosen = opened.outlets.known() if every else opened.outlets.own()
    text = draw_opml(chosen) if form is ExportFormat.OPML else draw_outlet_list(chosen)
    if output is None:
        emit(text)
    else:
        write_file(output, [text])
    without = sum(not one.feeds for one in chosen)
    if form is ExportFormat.OPML and without:
        tell(f"{counted(without, 'outlet')} without feeds cannot stand in OPML; json holds them all")
