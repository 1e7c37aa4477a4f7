"""A desk that is served: by this process, or as one of several that share a socket."""

import gc
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread
import uvicorn
from fastapi import FastAPI

from onrecord import app
from onrecord.desk.desk import Desk
from onrecord.serve.application import make_application
from onrecord.serve.http.limits import limits_in
from onrecord.serve.http.site import Site
from onrecord.serve.web.framed import draw_body

#: Pages that one process makes at once. Python makes one at a time, whatever their number: with more of them, all wait
#: for each other. Some may wait for the disk, a provider or another writer meanwhile.
_THREADS = 6


@dataclass(frozen=True, slots=True)
class Serving:
    """Return how a desk is served; it can be handed to another process.

    Attributes:
        folder: The desk's.
        is_https: Whether a proxy in front takes https.
        is_public: Whether collections marked public are shown without signing in.
        limits: The file in which processes count together how often was asked; None for one process.
    """

    folder: Path
    is_https: bool = False
    is_public: bool = False
    limits: Path | None = None


def make_server(serving: Serving, desk: Desk) -> uvicorn.Server:
    """Return what answers requests to an open desk, once it is run with the sockets to listen at."""
    provider, rules = app.provider_of(serving.folder)
    site = Site(
        desk,
        name=Path(desk.name).name,
        is_https=serving.is_https,
        is_public=serving.is_public,
        provider=provider,
        voucher_rules=rules,
        draw_body=draw_body,
    )
    application = make_application(site, limits_in(serving.limits) if serving.limits else None)
    application.router.lifespan_context = _set_up
    return uvicorn.Server(
        uvicorn.Config(
            application,
            log_config=None,
            log_level=logging.WARNING,
            access_log=False,
            server_header=False,
            proxy_headers=serving.is_https,
            forwarded_allow_ips="127.0.0.1" if serving.is_https else None,
            lifespan="on",
        )
    )


def serve_here(serving: Serving, desk: Desk, listening: socket.socket) -> None:
    """Serve an open desk in this process, until it is interrupted."""
    make_server(serving, desk).run(sockets=[listening])


@asynccontextmanager
async def _set_up(application: FastAPI) -> AsyncIterator[None]:
    del application
    # What is there by now stays: to look through it for what is not in use any longer would hold up a page for 0.1 s.
    gc.collect()
    gc.freeze()
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield
