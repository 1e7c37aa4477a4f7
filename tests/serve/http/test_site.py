"""The site of a request."""

from fastapi import FastAPI
from starlette.requests import Request

from onrecord.desk import Desk
from onrecord.serve.http.site import Site, site_of


def test_a_request_knows_its_site(desk: Desk) -> None:
    app = FastAPI()
    app.state.site = Site(desk, name="harbour")
    assert site_of(Request({"type": "http", "app": app})).name == "harbour"
