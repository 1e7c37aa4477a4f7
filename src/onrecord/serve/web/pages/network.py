"""Who speaks about whom: a picture, and the table beside it."""

import threading
from collections import OrderedDict
from enum import StrEnum
from hashlib import blake2b
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord import desk as verbs
from onrecord.desk.desk import Desk
from onrecord.errors import BadRequest, NotFound
from onrecord.ports import Network, StatementsWanted
from onrecord.serve.formats.network_svg import MOST_LINES, describe_network, network_svg
from onrecord.serve.http.asking import Question, narrow_statements, question_of
from onrecord.serve.http.site import site_of
from onrecord.serve.web.drawing import draw
from onrecord.serve.web.pages.report import picture

router = APIRouter()
#: How many nodes a picture may have; more cannot be told apart.
_SIZES = (10, 30, 60, 120, 200, 500, 1000, 2000)
_USUAL = 60
_ROWS = 100
_PICTURES = 32


class Sorted(StrEnum):
    """Return by what the table of lines is sorted."""

    COUNT = "count"
    BY = "by"
    OF = "of"


class Pictures:
    """Return the pictures drawn last, by what is in them: laying out 2,000 nodes takes some two seconds.

    One at a time is laid out, however many ask; whoever asks for one that is there need not wait.
    """

    def __init__(self, most: int = _PICTURES) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, str] = OrderedDict()
        self._keeping = threading.Lock()
        self._drawing = threading.Lock()

    def draw(self, network: Network, around: frozenset[str]) -> str:
        """Return the picture of a network."""
        key = _digest(network, around)
        kept = self._find(key)
        if kept is not None:
            return kept
        with self._drawing:
            kept = self._find(key)
            if kept is None:
                kept = network_svg(network, around=around)
                with self._keeping:
                    self._kept[key] = kept
                    while len(self._kept) > self._most:
                        self._kept.popitem(last=False)
        return kept

    def _find(self, key: bytes) -> str | None:
        with self._keeping:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)


_pictures = Pictures()


@router.get("/network")
def show_network(
    request: Request,
    who: Annotated[str, Query(max_length=300)] = "",
    nodes: Annotated[int, Query(ge=2, le=_SIZES[-1])] = _USUAL,
    by_what: Annotated[Sorted, Query(alias="sort")] = Sorted.COUNT,
) -> Response:
    """Return who speaks about whom.

    Args:
        request: What was asked: a period, words and filters as for a search.
        who: Around whom: an id or a name; empty for everybody.
        nodes: How many at most.
        by_what: How the table is sorted.
    """
    desk = site_of(request).desk
    question = question_of(request.query_params.multi_items())
    around, told = _around(desk, who)
    network = _network(desk, question, around, nodes)
    names = {node.cluster: node.name for node in network.nodes}
    edges = [edge for edge in network.edges if edge.by in names and edge.of in names]
    if by_what is not Sorted.COUNT:
        edges.sort(key=lambda edge: (names[getattr(edge, by_what)].casefold(), -edge.count))
    filters = {**dict(question.pairs), "who": who, "nodes": nodes if nodes != _USUAL else None}
    return draw(
        request,
        "network.html",
        network=network,
        edges=edges[:_ROWS],
        edge_count=len(edges),
        names=names,
        described=describe_network(network),
        question=question,
        filters=filters,
        who=who,
        around=next((node for node in network.nodes if node.cluster in around), None),
        told=told,
        nodes=nodes,
        sizes=_SIZES,
        by_what=by_what,
        sorts=(("count", "Statements"), ("by", "Who speaks"), ("of", "Of whom")),
        most_lines=MOST_LINES,
        since=next(iter(question.of("since")), ""),
        until=next(iter(question.of("until")), ""),
    )


@router.get("/network.svg")
def draw_network(
    request: Request,
    who: Annotated[str, Query(max_length=300)] = "",
    nodes: Annotated[int, Query(ge=2, le=_SIZES[-1])] = _USUAL,
) -> Response:
    """Return the picture of who speaks about whom; parameters as of the page."""
    desk = site_of(request).desk
    question = question_of(request.query_params.multi_items())
    around, _ = _around(desk, who)
    return picture(_pictures.draw(_network(desk, question, around, nodes), around))


def _around(desk: Desk, who: str) -> tuple[frozenset[str], str]:
    """Return the known identities that are meant, and what to tell where nobody is."""
    if not who.strip():
        return frozenset(), ""
    try:
        return verbs.members_of(desk, who), ""
    except (NotFound, BadRequest) as error:
        return frozenset(), error.message


def _network(desk: Desk, question: Question, around: frozenset[str], nodes: int) -> Network:
    """Return the network that is asked for: of kept counts where only a period is, else of the newest statements."""
    wanted = narrow_statements(StatementsWanted(words=question.words or None), question)
    is_period = not question.words and all(name in {"since", "until"} for name, _ in question.filters)
    if is_period:
        return desk.store.finding.network(since=wanted.since, until=wanted.until, around=around, nodes=nodes)
    return desk.store.finding.network_of(wanted, nodes=nodes)


def _digest(network: Network, around: frozenset[str]) -> bytes:
    made = blake2b(digest_size=16)
    for node in network.nodes:
        made.update(f"{node.cluster}\0{node.name}\0{node.type}\0{node.said}\0{node.said_of}\1".encode())
    for edge in network.edges:
        made.update(f"{edge.by}\0{edge.of}\0{edge.count}\1".encode())
    made.update("\0".join(sorted(around)).encode())
    return made.digest()
