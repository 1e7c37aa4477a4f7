"""What administrators do: accounts and their roles, and the log of who did what."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from onrecord.desk import access
from onrecord.errors import BadRequest
from onrecord.model.access import Asker, Role
from onrecord.ports import AuditQuery
from onrecord.serve.formats.access import audit_object, facts_line
from onrecord.serve.formats.jsonl import to_line
from onrecord.serve.http.site import site_of
from onrecord.serve.http.who import Administrator, require
from onrecord.serve.web.drawing import address_query, draw

router = APIRouter(prefix="/administration", dependencies=[Depends(require(Role.ADMINISTRATOR))])
_Text = Annotated[str, Form()]
_PER_PAGE = 50
_DONE = {
    "role": "The role was changed; whoever was signed in with that account must sign in again.",
    "disabled": "That account may do nothing any longer.",
    "enabled": "That account may sign in again.",
    "ended": "Every session of that account has ended.",
}


@router.get("")
def show_accounts(request: Request, by: Administrator, done: str = "") -> Response:
    """Return the page of all accounts."""
    return _page(request, by, done=_DONE.get(done, ""))


@router.post("/accounts")
def add_account(request: Request, by: Administrator, name: _Text = "", role: _Text = "reader") -> Response:
    """Return the page that shows the one-time link of a new account, once."""
    desk = site_of(request).desk
    try:
        with desk.store.writing():
            account = access.add_account(desk, name, _role(role), by=by)
            link = access.make_link(desk, account.id, by=by)
    except BadRequest as error:
        return _page(request, by, wrong=_told(error))
    return _link_page(request, link)


@router.post("/accounts/{id_}/link")
def make_link(request: Request, by: Administrator, id_: str) -> Response:
    """Return the page that shows a one-time link, once."""
    try:
        link = access.make_link(site_of(request).desk, id_, by=by)
    except BadRequest as error:
        return _page(request, by, wrong=_told(error))
    return _link_page(request, link)


@router.post("/accounts/{id_}/role")
def set_role(request: Request, by: Administrator, id_: str, role: _Text = "") -> Response:
    """Return the page, an account's role changed; or with what is wrong."""
    try:
        access.set_role(site_of(request).desk, id_, _role(role), by=by)
    except BadRequest as error:
        return _page(request, by, wrong=_told(error))
    return _back("role")


@router.post("/accounts/{id_}/disable")
def disable(request: Request, by: Administrator, id_: str) -> Response:
    """Return the page, an account disabled; or with what is wrong."""
    try:
        access.disable_account(site_of(request).desk, id_, by=by)
    except BadRequest as error:
        return _page(request, by, wrong=_told(error))
    return _back("disabled")


@router.post("/accounts/{id_}/enable")
def enable(request: Request, by: Administrator, id_: str) -> Response:
    """Return the page, an account enabled."""
    access.enable_account(site_of(request).desk, id_, by=by)
    return _back("enabled")


@router.post("/accounts/{id_}/end-sessions")
def end_sessions(request: Request, by: Administrator, id_: str) -> Response:
    """Return the page, the sessions of an account ended."""
    access.sign_out_everywhere(site_of(request).desk, id_, by=by)
    return _back("ended")


@router.get("/audit")
def show_audit(
    request: Request,
    by: Administrator,
    name: str = "",
    act: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
    before: int | None = None,
) -> Response:
    """Return the page of what was done, the newest first."""
    desk = site_of(request).desk
    asked = _query(name, act, subject, since, until, before, limit=_PER_PAGE + 1)
    entries = list(access.list_acts(desk, asked, by=by))
    shown = entries[:_PER_PAGE]
    wanted = {"name": name, "act": act, "subject": subject, "since": since, "until": until}
    return draw(
        request,
        "audit.html",
        entries=[(entry, facts_line(entry.facts)) for entry in shown],
        older=address_query(wanted, before=shown[-1].n) if len(entries) > _PER_PAGE else None,
        export=address_query(wanted),
        wanted=wanted,
    )


@router.get("/audit.jsonl")
def export_audit(
    request: Request,
    by: Administrator,
    name: str = "",
    act: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Response:
    """Return all of what was done that fits, a line of JSON each; that it was exported is written down."""
    asked = _query(name, act, subject, since, until, None, limit=None)
    entries = access.export_acts(site_of(request).desk, asked, by=by)

    def lines() -> Iterator[str]:
        for entry in entries:
            yield to_line(audit_object(entry))

    return StreamingResponse(
        lines(),
        media_type="application/jsonl",
        headers={"Content-Disposition": 'attachment; filename="audit.jsonl"'},
    )


def _query(
    name: str,
    act: str,
    subject: str,
    since: date | None,
    until: date | None,
    before: int | None,
    *,
    limit: int | None,
) -> AuditQuery:
    return AuditQuery(
        name=name or None,
        act=act or None,
        subject=subject or None,
        since=_morning(since) if since else None,
        until=_morning(until) + timedelta(days=1) if until else None,
        before=before,
        limit=limit,
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _page(request: Request, by: Asker, *, done: str = "", wrong: str = "") -> Response:
    return draw(
        request,
        "administration.html",
        HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK,
        accounts=access.list_accounts(site_of(request).desk, by=by),
        roles=list(Role),
        done=done,
        wrong=wrong,
    )


def _link_page(request: Request, link: access.OneTimeLink) -> Response:
    site = f"{request.url.scheme}://{request.url.netloc}"
    response = draw(request, "link_made.html", link=link, link_address=f"{site}/link/{link.key}")
    response.headers["Cache-Control"] = "no-store"
    return response


def _back(done: str) -> Response:
    return RedirectResponse(f"/administration?done={done}", HTTPStatus.SEE_OTHER)


def _role(name: str) -> Role:
    """Return the role of that name.

    Raises:
        BadRequest: There is none.
    """
    try:
        return Role(name)
    except ValueError:
        raise BadRequest(f"a role is one of {', '.join(Role)}", subject=name) from None


def _told(error: BadRequest) -> str:
    return f"{error.subject}: {error.message}" if error.subject else error.message
