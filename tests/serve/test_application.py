"""The application as a whole."""

from starlette.testclient import TestClient

from onrecord.desk import Desk
from onrecord.serve.application import make_application
from onrecord.serve.http.site import Site
from onrecord.serve.web.drawing import static_version


def test_an_address_that_is_not_there_is_a_page_that_says_so(desk: Desk) -> None:
    with TestClient(make_application(Site(desk, name="harbour"))) as client:
        answer = client.get("/nothing-here")
        assert answer.status_code == 404
        assert "there is nothing at this address" in answer.text
        assert client.get("/search/", follow_redirects=False).status_code == 404
        assert client.get(f"/static/{static_version()}/keys.js").status_code == 200
        assert client.get("/static/keys.js").status_code == 404
        assert client.get(f"/static/{static_version()}/%2e%2e/drawing.py").status_code == 404
        assert client.get("/static/../application.py").status_code == 404
        assert client.get("/static/%2e%2e/drawing.py").status_code == 404
