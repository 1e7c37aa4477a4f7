"""`onrecord serve`: the desk in the browser, and its API."""

import socket
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from onrecord import app
from onrecord.desk.access import first_link
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest
from onrecord.serve.cli.console import tell
from onrecord.serve.cli.frame import DeskOption, chosen_desk

#: Connections that wait while all threads answer.
_BACKLOG = 256


def serve(
    context: typer.Context,
    *,
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 for all of the machine’s.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = 8000,
    https: Annotated[
        bool,
        typer.Option(
            "--behind-https", help="A proxy in front takes https: cookies are sent over https alone."
        ),
    ] = False,
    public: Annotated[
        bool,
        typer.Option(
            "--read-only-public", help="Show collections that are marked public without signing in."
        ),
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            min=1,
            max=64,
            help="How many processes answer. More than one is for many people at once: each takes a processor and "
            "some 130 MB of memory.",
        ),
    ] = 1,
    where: DeskOption = None,
) -> None:
    """Serve the desk in the browser, until it is interrupted."""
    from onrecord.serve.serving import Serving, serve_here  # noqa: PLC0415 -- loads what no other command needs
    from onrecord.serve.workers import serve_by_workers  # noqa: PLC0415 -- the same

    with _listen(host, port) as listening:
        with app.open_desk(chosen_desk(context, where)) as opened:
            serving = Serving(Path(opened.name).absolute(), is_https=https, is_public=public)
            shown = f"[{host}]" if ":" in host else host
            _announce(opened, f"http://{shown}:{listening.getsockname()[1]}")
            if workers == 1:
                serve_here(serving, opened, listening)
                return
        # Each of them opens the desk, which is up to date by now.
        serve_by_workers(serving, listening, workers, tell)


def _announce(desk: Desk, address: str) -> None:
    """Tell where the desk is served, and how the first one signs in."""
    tell(f"the desk is served at {address}/; stop it with Ctrl-C")
    first = first_link(desk)
    if first is not None:
        until = f"{first.expires_at:%Y-%m-%d %H:%M} UTC"
        tell(
            f"nobody can sign in yet; set the password of {first.account.name!r} at "
            f"{address}/link/{first.key} (once, until {until})"
        )


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there.

    Raises:
        BadRequest: It cannot.
    """
    try:
        is_v6 = ip_address(host).version == 6  # noqa: PLR2004 -- the version's own number
    except ValueError:
        is_v6 = False
    family = socket.AF_INET6 if is_v6 else socket.AF_INET
    # Said to be TCP: else asyncio leaves Nagle's algorithm on, and each answer waits 40 ms for its second part.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise BadRequest(
            "cannot be listened at: it is taken, or not an address of this machine; choose another --port or --host",
            subject=f"{host}:{port}",
        ) from error
    listening.listen(_BACKLOG)
    return listening
