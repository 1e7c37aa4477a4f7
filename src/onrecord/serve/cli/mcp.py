"""`onrecord mcp`: the desk for assistants that speak the Model Context Protocol."""

import os
from typing import Annotated

import typer

from onrecord.errors import BadRequest
from onrecord.serve.cli.frame import DeskOption, chosen_desk

#: A token in the command itself would stand in the list of processes.
_TOKEN = "ONRECORD_TOKEN"  # noqa: S105 -- the name of a variable


def mcp(
    context: typer.Context,
    *,
    address: Annotated[
        str | None,
        typer.Option("--url", help=f"A desk that is served elsewhere; its token is taken from {_TOKEN}."),
    ] = None,
    where: DeskOption = None,
) -> None:
    """Let an assistant search the desk and quote it with proof, over standard input and output."""
    try:
        from onrecord.serve.mcp import make_server  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        raise BadRequest("needs the extra `mcp`; install it with: pip install 'onrecord[mcp]'") from error
    from onrecord.serve.client import Desk  # noqa: PLC0415 -- loads what no other command needs

    with Desk(address or chosen_desk(context, where), token=os.environ.get(_TOKEN), read_only=True) as desk:
        make_server(desk).run()
