"""Who is known: a list of all, an answer to a name in any script, and one of them whole."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord import desk as verbs
from onrecord.desk.card import show_identity
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.model import IdentityType, Judgement
from onrecord.ports import StatementHit, StatementsWanted
from onrecord.serve.http.site import site_of
from onrecord.serve.web.drawing import draw

router = APIRouter()
#: Of a list's page.
_LINES = 50
#: Whom a name may mean, at most: the next are hardly ever meant.
_MEANT = 20
#: Newest statements on the first page of somebody.
_NEWEST = 5
#: Others beside somebody in its network.
_BESIDE = 12
#: Reports of one name that are looked at for who writes so and for roles, the newest.
_LOOKED_AT = 200
#: Reports that a naming lens reads where no period is given: some 0.7 ms each.
_LENS_REPORTS = 300
#: Entries of the history that a page has.
_REMEMBERED = 50
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,12}")
#: What tabs call each kind.
KINDS = {
    IdentityType.PERSON: "People",
    IdentityType.ORGANIZATION: "Organisations",
    IdentityType.GROUP: "Groups",
    IdentityType.OUTLET: "Outlets",
    IdentityType.PLACE: "Places",
    IdentityType.UNKNOWN: "Not known",
}
#: Scripts in words, by ISO 15924 code.
SCRIPTS = {
    "Latn": "Latin", "Arab": "Arabic", "Cyrl": "Cyrillic", "Hebr": "Hebrew", "Grek": "Greek", "Hani": "Chinese",
    "Hira": "Hiragana", "Kana": "Katakana", "Hang": "Korean", "Deva": "Devanagari", "Armn": "Armenian",
    "Geor": "Georgian", "Ethi": "Ethiopic", "Thai": "Thai", "Zzzz": "another script", "Zyyy": "no letters",
}  # fmt: skip


@router.get("/who")
def list_known(
    request: Request,
    name: str = "",
    kind: Annotated[IdentityType | None, Query(alias="type")] = None,
    after: str | None = None,
) -> Response:
    """Return those who are known, or everybody whom a name may mean.

    Args:
        request: What was asked.
        name: In any script, or a part of one; empty for a list of all.
        kind: What they are; None for all.
        after: The cursor of a later page.
    """
    desk = site_of(request).desk
    shared = {"kinds_known": KINDS, "kind": kind, "name": name, "scripts": SCRIPTS}
    if name.strip():
        found, told = _meant(desk, name)
        if kind is not None:
            found = [one for one in found if one.type is kind]
        return draw(request, "who_named.html", found=found, told=told, **shared)
    page = desk.store.finding.known(types=(kind,) if kind else (), after=after, limit=_LINES)
    return draw(request, "who.html", page=page, after=after, **shared)


@router.get("/who/{key}")
def show_known(request: Request, key: str) -> Response:
    """Return somebody's first page: names, roles, what they said last and what was said of them."""
    desk = site_of(request).desk
    moved = _elsewhere(request, key)
    if moved is not None:
        return moved
    one = verbs.tell_of(desk, key)
    ids = frozenset(one.members)
    said = desk.store.finding.statements(StatementsWanted(said_by=ids), limit=_NEWEST)
    said_of = desk.store.finding.statements(StatementsWanted(said_of=ids), limit=_NEWEST)
    beside = desk.store.finding.network(around=ids, nodes=_BESIDE + 1)
    names = {node.cluster: node.name for node in beside.nodes}
    return draw(
        request,
        "known.html",
        tab="known",
        one=one,
        said=said,
        said_of=said_of,
        clusters=clusters_of(desk, (*said.hits, *said_of.hits)),
        speaks_of=[(edge.of, names[edge.of], edge.count) for edge in beside.edges if edge.by == one.id],
        spoken_of_by=[(edge.by, names[edge.by], edge.count) for edge in beside.edges if edge.of == one.id],
        addressed=verbs.whom_addressed(desk, ids),
        scripts=SCRIPTS,
        outlet=_outlet_of(desk, one),
        elsewhere=[_link(scheme, value) for scheme, value in one.links],
    )


@router.get("/who/{key}/names")
def show_names(request: Request, key: str) -> Response:
    """Return every spelling with the outlets that write so, and every role with the words that give it."""
    desk = site_of(request).desk
    moved = _elsewhere(request, key, "/names")
    if moved is not None:
        return moved
    one = verbs.tell_of(desk, key)
    registry = desk.store.registry
    counts = {each.text: each.reports for some in one.spellings.values() for each in some}
    by_script: dict[str, list[Any]] = {}
    written = registry.spellings(one.members, newest=_LOOKED_AT)
    for spelling in sorted(written, key=lambda each: -counts.get(each.name.text, each.reports)):
        by_script.setdefault(spelling.name.script, []).append(spelling)
    return draw(
        request,
        "known_names.html",
        tab="names",
        one=one,
        by_script=by_script,
        counts=counts,
        looked_at=_LOOKED_AT if one.reports > _LOOKED_AT else None,
        roles=registry.roles(one.members, newest=_LOOKED_AT),
        scripts=SCRIPTS,
    )


@router.get("/who/{key}/lens")
def show_lens(
    request: Request,
    key: str,
    also: Annotated[str, Query(max_length=300)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Return what each outlet calls somebody: every report that names them is read, for some time back.

    Args:
        request: What was asked.
        key: Whom it is about.
        also: Further words to look for, with commas between.
        since: From this day on; where nothing is said and very many reports name them, a day not long ago.
        until: To this day.
    """
    desk = site_of(request).desk
    moved = _elsewhere(request, key, "/lens")
    if moved is not None:
        return moved
    one = verbs.tell_of(desk, key)
    words = [part.strip() for part in also.split(",") if part.strip()]
    first, last = read_day("since", since), read_day("until", until)
    if not since and not until:
        first = lens_start(one)
    try:
        found = verbs.lens(desk, one.id, also=words, since=first, until=last)
    except NotFound:
        found = None
    by_outlet: dict[str | None, list[verbs.Naming]] = {}
    for naming in found.namings if found else ():
        by_outlet.setdefault(naming.outlet, []).append(naming)
    return draw(
        request,
        "known_lens.html",
        tab="lens",
        one=one,
        lens=found,
        by_outlet=by_outlet,
        also=also,
        since=first,
        until=last,
    )


@router.get("/who/{key}/same")
def show_same(request: Request, key: str, name: str = "", done: int | None = None) -> Response:
    """Return who may be the same as somebody and why, what was judged, and a way to compare with anybody else.

    Args:
        request: What was asked.
        key: Whom it is about.
        name: Somebody to compare with, in any script.
        done: The number of the judgement that was made or taken back just now.
    """
    desk = site_of(request).desk
    moved = _elsewhere(request, key, "/same")
    if moved is not None:
        return moved
    whole = show_identity(desk, key)
    one = verbs.tell_of(desk, key)
    open_ones = [(judgement, other) for judgement, other, _ in whole.different if _is_question(judgement)]
    others = desk.store.registry.get(other for _, other in open_ones)
    named, told = _meant(desk, name) if name.strip() else ([], "")
    return draw(
        request,
        "known_same.html",
        tab="same",
        one=one,
        head=whole.card.members[0],
        members={known.id: known for known in whole.card.members},
        open_ones=[(judgement, others[other]) for judgement, other in open_ones if other in others],
        apart=[one for one in whole.different if not _is_question(one[0])],
        same=whole.same,
        named=[each for each in named if each.id != one.id],
        name=name,
        told=told,
        history=list(verbs.history(desk, one.id, limit=_REMEMBERED)),
        done=judged(desk, done),
        scripts=SCRIPTS,
    )


def lens_start(one: verbs.Somebody) -> date | None:
    """Return the day from which on a lens looks by itself, so that it reads some hundred reports; None for all."""
    if one.reports <= _LENS_REPORTS or one.first_day is None or one.last_day is None:
        return None
    return one.last_day - (one.last_day - one.first_day) * _LENS_REPORTS / one.reports


def read_day(name: str, given: str) -> date | None:
    """Return the day that an address gives; None where it gives none.

    Raises:
        BadRequest: It is no day.
    """
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise BadRequest(f"{given!r} is no day; give one as 2021-05-28", subject=name) from error


def judged(desk: Desk, n: int | None) -> dict[str, Any] | None:
    """Return a judgement with the names of both, for the page that follows it; None where there is none of it."""
    if n is None:
        return None
    try:
        found = desk.store.judgements.get(n)
    except NotFound:
        return None
    known = desk.store.registry.get((found.a, found.b))
    return {"judgement": found, "names": [known[id_].name for id_ in (found.a, found.b) if id_ in known]}


def clusters_of(desk: Desk, hits: Iterable[StatementHit]) -> Mapping[str, str]:
    """Return the clusters of those who speak in statements, by the ids that their reports give them."""
    return desk.store.registry.clusters_of(hit.statement.speaker.id for hit in hits if hit.statement.speaker)


def _is_question(judgement: Judgement) -> bool:
    return not judgement.is_person and judgement.verdict == "unsure"


def _meant(desk: Desk, name: str) -> tuple[list[verbs.Somebody], str]:
    """Return whom a name may mean, and what to tell where it means nobody."""
    try:
        return verbs.who(desk, name, people=_MEANT, statements=1), ""
    except NotFound:
        return [], "Nobody known is called that: try a part of the name, or another spelling."
    except BadRequest as error:
        return [], error.message


def _elsewhere(request: Request, key: str, tab: str = "") -> Response | None:
    """Return the way to where somebody's page is; None where `key` is its very address."""
    desk = site_of(request).desk
    known = desk.store.registry.get([key]).get(key)
    if known is None:
        try:
            known = verbs.find_known(desk, key)
        except (NotFound, BadRequest):
            return RedirectResponse(f"/who?name={quote(key, safe='')}", status_code=302)
    if known.cluster == key:
        return None
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/who/{known.cluster}{tab}{query}", status_code=302)


def _outlet_of(desk: Desk, one: verbs.Somebody) -> str | None:
    """Return the outlet that bears one of the names of an outlet or a body; None where none does."""
    if one.type not in {IdentityType.OUTLET, IdentityType.ORGANIZATION}:
        return None
    names = {each.text for some in one.spellings.values() for each in some}
    return next((each.name for each in desk.store.finding.outlets() if each.name in names), None)


def _link(scheme: str, value: str) -> tuple[str, str, str]:
    """Return an id elsewhere: its scheme, itself, and its address where we know one."""
    is_known = scheme == "wikidata" and _WIKIDATA.fullmatch(value)
    return scheme, value, f"https://www.wikidata.org/wiki/{value}" if is_known else ""
