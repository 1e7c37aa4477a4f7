"""The application that serves a desk: pages, the API, and what both stand on."""

import os
from importlib.resources import files
from typing import Any

from fastapi import Depends, FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

import onrecord
from onrecord.model.access import Role
from onrecord.serve.api.router import describe, make_router
from onrecord.serve.http.bodies import Bodies
from onrecord.serve.http.csrf import check_forgery
from onrecord.serve.http.faults import install_faults
from onrecord.serve.http.headers import Headers
from onrecord.serve.http.limits import Limits, limit_public
from onrecord.serve.http.site import Site
from onrecord.serve.http.who import require
from onrecord.serve.web.drawing import draw_fault, static_version
from onrecord.serve.web.pages import (
    account,
    administration,
    api,
    compare,
    correct,
    exports,
    network,
    outlets,
    provider,
    report,
    review,
    search,
    searches,
    sign_in,
    statement,
    suggest,
    timeline,
    today,
    who,
)

#: Files of ours bear a digest in their address: what is kept once need not be asked for again.
_FOR_GOOD = "public, max-age=31536000, immutable"


#: In any order: no two of them answer at the same address.
_PAGES = (
    api,
    compare,
    correct,
    exports,
    network,
    outlets,
    report,
    review,
    search,
    searches,
    statement,
    suggest,
    timeline,
    today,
    who,
)

#: Each of these says itself what it asks of whoever asks.
_DOORS = (account, administration, provider, sign_in)


def make_application(site: Site, limits: Limits | None = None) -> FastAPI:
    """Return the application that serves `site`.

    Args:
        site: The desk as it is served.
        limits: How much one may ask for; None for the usual, counted in this process.
    """
    app = FastAPI(
        title="OnRecord",
        version=onrecord.__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        # An address has one form: no way is told to one that ends otherwise, least of all to whom it may not concern.
        redirect_slashes=False,
        dependencies=[Depends(check_forgery)],
    )
    app.state.site = site
    app.state.limits = limits or Limits()
    app.add_middleware(Bodies)
    app.add_middleware(Headers, is_https=site.is_https)
    install_faults(app, draw_fault)
    for page in _PAGES:
        app.include_router(page.router, dependencies=[Depends(require(Role.READER))], include_in_schema=False)
    for page in _DOORS:
        app.include_router(page.router, include_in_schema=False)
    app.include_router(make_router())
    app.state.describe = lambda: describe(app)
    # Collections are read without signing in where the site says so.
    app.include_router(
        searches.collections,
        dependencies=[Depends(limit_public if site.is_public else require(Role.READER))],
        include_in_schema=False,
    )
    app.mount("/static", _Files(directory=str(files("onrecord.serve.web") / "static")))
    return app


class _Files(StaticFiles):
    """Return the files of the pages, to be kept by browsers: their addresses begin with the version of them all."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return where a file lies; nothing for an address without the version."""
        version, _, name = path.partition(os.sep)
        return super().lookup_path(name) if version == static_version() else ("", None)

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Return one file."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = _FOR_GOOD
        return response
