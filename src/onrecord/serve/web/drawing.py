"""Drawing pages: templates that escape whatever a report says, and the few words that all of them share."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from http import HTTPStatus
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

import onrecord
from onrecord.model import Act, IdentityType, Report, StatementKind
from onrecord.model.access import Asker, Role, Via
from onrecord.serve.formats.visible import counted, joined, shorten, visible_lines
from onrecord.serve.http.csrf import form_token
from onrecord.serve.http.etags import unless_known
from onrecord.serve.http.site import site_of
from onrecord.serve.web.marking import CONTROLS, mark_words
from onrecord.text.timecodes import format_timecode

_STATIC = "static"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: How acts read between a speaker and the words.
ACT_WORDS = {
    Act.SAY: "says", Act.WRITE: "writes", Act.ASK: "asks", Act.ANSWER: "answers", Act.DENY: "denies",
    Act.PROMISE: "promises", Act.THREATEN: "threatens", Act.CALL_FOR: "calls for", Act.PRAISE: "praises",
    Act.CONDEMN: "condemns", Act.THANK: "thanks", Act.THINK: "thinks", Act.WANT: "wants", Act.FEEL: "feels",
    Act.KNOW: "knows",
}  # fmt: skip
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "yi", "ckb", "sd", "ug", "dv"}


@cache
def _environment() -> Environment:
    found = Environment(
        loader=PackageLoader("onrecord.serve.web"),
        autoescape=True,
        finalize=_printable,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(
        day=day_words,
        iso=_iso,
        counted=counted,
        joined=joined,
        shorten=shorten,
        act=lambda act: ACT_WORDS[Act(act)],
        percent=lambda share: f"{round(share * 100)} %",
        quoted=lambda text: quote(str(text), safe=""),
        query=address_query,
        direction=direction_of,
        timecode=format_timecode,
        thousands=lambda number: f"{number:,}".replace(",", "\u202f"),
    )
    found.globals.update(
        static=static_address,
        version=onrecord.__version__,
        kinds=list(StatementKind),
        acts=list(Act),
        types=list(IdentityType),
        cross_reference=cross_reference,
        is_persons=is_persons,
        mark_words=mark_words,
    )
    return found


def draw(request: Request, template: str, status: int = 200, /, **values: Any) -> Response:
    """Return a page.

    Args:
        request: What was asked: the page knows the desk, the address and who asks.
        template: Its file in `templates/`.
        status: Of the answer.
        values: What the template names.
    """
    site = site_of(request)
    asker: Asker = getattr(request.state, "asker", None) or Asker("", Via.BROWSER)
    shared = {
        "desk_name": site.name,
        "path": request.url.path,
        "address": str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
        "asker": asker if asker.is_known else None,
        "is_editor": asker.may(Role.EDITOR),
        "is_administrator": asker.may(Role.ADMINISTRATOR),
        "csrf": form_token(request) if asker.session else "",
        "asked": request.query_params.get("q", "") if request.url.path == "/search" else "",
    }
    body = _environment().get_template(template).render(**shared, **values)
    return unless_known(request, HTMLResponse(body, status_code=status))


def draw_fault(request: Request, status: HTTPStatus, told: str) -> Response:
    """Return the page that tells of a failure, or the way to sign in where that is missing; see `http.faults`."""
    if status is HTTPStatus.UNAUTHORIZED and request.method in {"GET", "HEAD"}:
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in{address_query({'next': wanted if wanted != '/' else None})}", 303)
    return draw(request, "fault.html", status.value, status=status, told=told)


def static_address(name: str) -> str:
    """Return the address of one of our own files, which changes when any of them does, so that it can be kept for good.

    A script finds those that it imports beside it, under the same version.
    """
    return f"/static/{static_version()}/{name}"


@cache
def static_version() -> str:
    """Return a digest of all our own files."""
    digest = blake2b(digest_size=6)
    for file in sorted(files("onrecord.serve.web").joinpath(_STATIC).iterdir(), key=lambda one: one.name):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _printable(value: object) -> object:
    """Return a value as it is printed: characters that steer what stands around them, by their numbers."""
    if isinstance(value, str) and not isinstance(value, Markup) and CONTROLS.search(value):
        return visible_lines(value)
    return value


def cross_reference(report: Report, href: str) -> str:
    """Return where a reference to another report leads: a search for what it points to, in the same outlet."""
    target = report.cross_references[int(href.removeprefix("cross:"))].target
    words = " ".join(f'"{word}"' for word in [target.replace('"', " ")] if word.strip())
    outlet = report.metadata.outlet
    where = f' outlet:"{outlet}"' if outlet and '"' not in outlet else ""
    return f"/search{address_query({'q': words + where, 'in': 'reports'})}"


def is_persons(made_by: str) -> bool:
    """Return whether a person made it, and no machine."""
    return made_by.startswith("person:")


def day_words(day: date | datetime | None) -> str:
    """Return a day as people write it, and "no date" for None.

    >>> day_words(date(2021, 5, 8))
    '8 May 2021'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "no date"


def _iso(day: date | datetime) -> str:
    return day.isoformat()


def direction_of(language: str | None) -> str:
    """Return which way a language runs: "rtl", "ltr", or "auto" where it is not known.

    >>> direction_of("ar-LB"), direction_of(None)
    ('rtl', 'auto')
    """
    if not language:
        return "auto"
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def address_query(values: Mapping[str, Any], /, **changed: Any) -> str:
    """Return the query part of an address: `values` with some of them changed, or left out where None or "".

    >>> address_query({"q": "goat ferry", "after": "x"}, after=None, outlet="The Ledger")
    '?q=goat+ferry&outlet=The+Ledger'
    """
    pairs: list[tuple[str, str]] = []
    for name, value in {**values, **changed}.items():
        many = value if isinstance(value, (list, tuple)) else [value]
        pairs += [(name, str(one)) for one in many if one not in (None, "")]
    return f"?{urlencode(pairs)}" if pairs else ""
