"""`onrecord search`: reports by their words."""

from typing import Annotated

import typer

from onrecord import app, desk
from onrecord.desk import find
from onrecord.errors import NotFound
from onrecord.serve.cli.console import show
from onrecord.serve.cli.frame import DeskOption, chosen_desk
from onrecord.serve.formats.table import search_list


def search(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS…", help='Words that all stand there; "a phrase", a OR b, -not, field:value.'
        ),
    ],
    *,
    limit: Annotated[int, typer.Option(min=1, help="How many reports at most.")] = 20,
    where: DeskOption = None,
) -> None:
    """Find reports in the desk by their words, best first, and by fields: outlet, since, language, topic.

    Examples: onrecord search rockets · onrecord search '"joint operations" OR ceasefire -gold outlet:courier'
    """
    query = " ".join(words)
    asked = find.parse_query(query)
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        hits = (
            [found.hit for found in find.find_reports(opened, asked, limit=min(limit, find.MOST_SHOWN)).hits]
            if asked.terms
            else desk.search(opened, query, limit=limit)
        )
    if not hits:
        raise NotFound("stands in no report; try fewer words", subject=query)
    show(search_list(hits))
