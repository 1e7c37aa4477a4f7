"""Browsers that visit a site in this process, with cookies and forms of their own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from argon2.profiles import CHEAPEST
from fastapi import FastAPI
from lxml import html
from starlette.testclient import TestClient

from onrecord.adapters.passwords import Argon2Passwords
from onrecord.desk import Desk
from onrecord.desk.access import add_account, make_link, set_password_by_link
from onrecord.model.access import Account, Asker, Role, Via
from tests.factory import NOON
from tests.serve.web.parsed import strings

WORDS = "six tides over the harbour"
ROOT = Asker("root", Via.COMMAND)
SITE = "http://desk.example"
NAMES = {Role.READER: "Rea Reader", Role.EDITOR: "Edda Editor", Role.ADMINISTRATOR: "Ada Administrator"}


class Turned:
    """Return a clock that is turned by hand."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


@cache
def fast_passwords() -> Argon2Passwords:
    """Return what hashes as fast as it can: what it costs is tested with it."""
    return Argon2Passwords(CHEAPEST)


@dataclass
class Answer:
    """Return what came of a request."""

    status: int
    text: str
    headers: dict[str, str]
    cookies: list[str] = field(default_factory=list)

    @property
    def to(self) -> str:
        """Return where it leads."""
        return self.headers.get("location", "")

    @property
    def told(self) -> str:
        """Return what the page says of what was wrong or done."""
        return " ".join(strings(html.fromstring(self.text), "//*[contains(@class, 'told')]//text()")).strip()


class Visitor:
    """Return one browser: it keeps cookies, fills the forms of pages, and is sent on only where it is asked to go."""

    def __init__(self, app: FastAPI, *, address: str = "192.0.2.7", site: str = SITE) -> None:
        self.client = TestClient(app, base_url=site, follow_redirects=False, client=(address, 50_000))
        self.site = site

    def get(self, address: str, **headers: str) -> Answer:
        return self._asked("GET", address, headers=headers)

    def post(self, address: str, *, page: str | None = None, **fields: object) -> Answer:
        """Send a form as a page of ours has it: with the token of `page`, else of any page with one."""
        values = {name.rstrip("_"): value for name, value in fields.items()}
        token = self.token(page) if page else self.token("/account")
        return self.send(address, {"csrf_token": token, **values}, {"Sec-Fetch-Site": "same-origin"})

    def send(self, address: str, values: dict[str, object], headers: dict[str, str] | None = None) -> Answer:
        """Send a form as it is given."""
        return self._asked("POST", address, data=values, headers=headers or {})

    def token(self, page: str) -> str:
        """Return the form token of a page, "" where it has none."""
        found = strings(html.fromstring(self.get(page).text or "<p>"), "//input[@name='csrf_token']/@value")
        return found[0] if found else ""

    def sign_in(self, name: str, password: str = WORDS, **more: object) -> Answer:
        return self.post("/sign-in", page="/sign-in", name=name, password=password, **more)

    def _asked(self, method: str, address: str, **more: object) -> Answer:
        got = self.client.request(method, address, **more)  # type: ignore[arg-type]
        return Answer(got.status_code, got.text, dict(got.headers), got.headers.get_list("set-cookie"))


#: Gives a browser, signed in with the account of a role where one is named.
Visit = Callable[..., Visitor]


def make_account(desk: Desk, name: str, role: Role = Role.READER) -> Account:
    """Return a new account whose password is `WORDS`."""
    account = add_account(desk, name, role, by=ROOT)
    link = make_link(desk, account.id, by=ROOT)
    return set_password_by_link(desk, link.key, WORDS, address="192.0.2.1").account


def changing_addresses(app: FastAPI) -> list[tuple[str, str]]:
    """Return every path of an application that may change something, with its method."""
    return [
        (route.path, method)
        for included in app.routes
        for route in getattr(included, "effective_route_contexts", list)()
        for method in route.methods
        if method not in {"GET", "HEAD", "OPTIONS"}
    ]
