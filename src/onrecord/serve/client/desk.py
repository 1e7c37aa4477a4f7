"""A desk's verbs for programs."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from onrecord.errors import (
    BadRequest,
    EvidenceBroken,
    NotAllowed,
    NotFound,
    OnRecordError,
    OutletRefused,
    OutletUnreachable,
    PageUnreadable,
    SignInRefused,
    StoreError,
    TryLater,
)
from onrecord.serve.api import PREFIX
from onrecord.serve.client.ways import HttpWay, LocalWay, Way

Thing = dict[str, Any]
_WEB = ("http://", "https://")
#: As the API names them; see `/api#problems` of any desk.
_KINDS: dict[str, type[OnRecordError]] = {
    "/api#bad-request": BadRequest,
    "/api#evidence-broken": EvidenceBroken,
    "/api#not-allowed": NotAllowed,
    "/api#not-found": NotFound,
    "/api#outlet-refused": OutletRefused,
    "/api#outlet-unreachable": OutletUnreachable,
    "/api#page-unreadable": PageUnreadable,
    "/api#sign-in-refused": SignInRefused,
    "/api#store-error": StoreError,
}
#: For answers that name none: a proxy's, or of another version.
_ERRORS: dict[int, type[OnRecordError]] = {
    HTTPStatus.BAD_REQUEST: BadRequest,
    HTTPStatus.UNPROCESSABLE_ENTITY: BadRequest,
    HTTPStatus.UNAUTHORIZED: SignInRefused,
    HTTPStatus.FORBIDDEN: NotAllowed,
    HTTPStatus.NOT_FOUND: NotFound,
    HTTPStatus.SERVICE_UNAVAILABLE: StoreError,
}
_PAGE = 200


class Desk:
    """Return a desk to ask: one whose folder lies here, or one that is served somewhere.

    Answers are the API's objects as dictionaries (`/api/v1/openapi.json` describes them); filters are those of the
    search page: `speaker=`, `about=`, `outlet=`, `since=`, `until=`, `kind=`, `act=`, `language=`, `origins=` and so
    on, a list for any of several. Use it in a `with` block, or close it.

    Args:
        where: The desk's folder, or its address (`https://…`); None for the desk that commands would mean.
        token: For a served desk: what `onrecord tokens add` gave.
        timeout_seconds: For one answer.
        read_only: Whether nothing will be written; a desk here may then lie on a read-only disk.

    Raises:
        NotFound: There is no desk in that folder.
        StoreError: It cannot be opened.

    Example:
        with Desk("~/desk") as desk:
            for statement in desk.statements("harbour", speaker="Lindqvist"):
                print(statement["speaker"]["name"], statement["words"])
    """

    def __init__(
        self,
        where: str | Path | None = None,
        *,
        token: str | None = None,
        timeout_seconds: float = 60.0,
        read_only: bool = False,
    ) -> None:
        self._way: Way
        if isinstance(where, str) and where.startswith(_WEB):
            self._way = HttpWay(where.rstrip("/"), token=token, timeout_seconds=timeout_seconds)
        else:
            folder = Path(where).expanduser() if where is not None else None
            self._way = LocalWay(folder, timeout_seconds=timeout_seconds, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the desk."""
        self._way.close()

    def statements(self, words: str = "", *, limit: int | None = None, **filters: Any) -> Iterator[Thing]:
        """Yield the statements found, newest first (`order="best"`: best first), page by page.

        Raises:
            BadRequest: The question cannot be asked so.
        """
        yield from self._pages("/statements", {"q": words, **filters}, limit)

    def reports(self, words: str = "", *, limit: int | None = None, **filters: Any) -> Iterator[Thing]:
        """Yield the reports found, page by page; see `statements`."""
        yield from self._pages("/reports", {"q": words, **filters}, limit)

    def statement(self, key: str) -> Thing:
        """Return one statement, by its id or the start of one.

        Raises:
            NotFound: There is none.
        """
        return self._thing("GET", f"/statements/{_part(key)}")

    def evidence(self, key: str) -> Thing:
        """Return what proves a statement: words, spans, hashes, the passage, checked anew against the kept bytes.

        Raises:
            NotFound: There is none.
            EvidenceBroken: The evidence is not what it was.
        """
        return self._thing("GET", f"/statements/{_part(key)}/evidence")

    def variants(self, key: str, *, limit: int = 20) -> Thing:
        """Return where else a statement stands, word by word."""
        return self._thing("GET", f"/statements/{_part(key)}/variants", {"limit": limit})

    def origins(self, key: str) -> Thing:
        """Return how many independent origins a statement has, and why."""
        return self._thing("GET", f"/statements/{_part(key)}/origins")

    def trace(self, key: str) -> Thing:
        """Return the way by which a statement came to us."""
        return self._thing("GET", f"/statements/{_part(key)}/trace")

    def report(self, key: str, *, edition: int | None = None) -> Thing:
        """Return a report with everything found in it, by its id, the start of one, its name, or its address."""
        return self._thing("GET", f"/reports/{self._named(key)}", {"edition": edition})

    def text(self, key: str) -> str:
        """Return a report's canonical text, which spans index in code points."""
        return self._answer("GET", f"/reports/{self._named(key)}/text").content.decode(
            "utf-8", "surrogatepass"
        )

    def body(self, key: str) -> bytes:
        """Return the exact bytes that a report was read from."""
        return self._answer("GET", f"/reports/{self._named(key)}/bytes").content

    def editions(self, key: str) -> list[Thing]:
        """Return the editions of a report, first seen first."""
        return self._things("GET", f"/reports/{self._named(key)}/editions")

    def reprints(self, key: str) -> list[Thing]:
        """Return the reports that carry the same words, in pairs, the surest first."""
        return self._things("GET", f"/reports/{self._named(key)}/reprints")

    def add(self, *addresses: str) -> list[Thing]:
        """Return what became of addresses of the web that were fetched, kept and read."""
        return self._things("POST", "/reports", body={"addresses": list(addresses)})

    def who(self, name: str, *, people: int = 10) -> list[Thing]:
        """Return everyone whom a name may mean, in any script, best first.

        Raises:
            NotFound: Nobody is called so.
        """
        return self._things("GET", "/who", {"name": name, "people": people})

    def identity(self, key: str) -> Thing:
        """Return everything that is known of one identity."""
        return self._thing("GET", f"/identities/{self._named(key, 'identity')}")

    def identities(self, part: str = "", *, limit: int | None = None, **filters: Any) -> Iterator[Thing]:
        """Yield those who are known, the most talkative first; `type=` for one kind."""
        yield from self._pages("/identities", {"part": part, **filters}, limit)

    def lens(self, name: str) -> Thing:
        """Return what each outlet calls somebody, and how often."""
        return self._thing("GET", "/lens", {"name": name})

    def review(self, *, limit: int = 20) -> list[Thing]:
        """Return the pairs that nobody is sure of."""
        return self._things("GET", "/review", {"limit": limit})

    def judge(self, a: str, b: str, verdict: str, *, because: str = "") -> Thing:
        """Record that two known identities are "same", "different", or that it is "unsure"."""
        return self._thing(
            "POST", "/judgements", body={"a": a, "b": b, "verdict": verdict, "because": because}
        )

    def undo(self, number: int, *, because: str = "") -> Thing:
        """Take a judgement back."""
        return self._thing("DELETE", f"/judgements/{number}", {"because": because})

    def correct(self, statement: str, *, because: str = "", **values: Any) -> Thing:
        """Record what is right about a statement: `speaker=`, `content=`, `kind=`, `said_on=` and so on.

        `not_a_statement=True` strikes it out, `right=True` says that all of it is right; None is nothing. Spans are
        lists of `[start, end]` in code points of the text, or of the words themselves.

        Raises:
            BadRequest: A value does not fit, or nothing differs.
        """
        return self._correct(values, because, statement=statement)

    def correct_report(self, report: str, *, because: str = "", **values: Any) -> Thing:
        """Record what a report should say of itself: `title=`, `outlet=`, `authors=`, `published=` and so on."""
        return self._correct(values, because, report=report)

    def add_statement(self, report: str, *, because: str = "", **values: Any) -> Thing:
        """Record a statement that was missed; `content=` at least."""
        return self._correct(values, because, report=report, missing=True)

    def undo_correction(self, number: int, *, because: str = "") -> Thing:
        """Take a correction back."""
        return self._thing("DELETE", f"/corrections/{number}", {"because": because})

    def corrections(
        self,
        report: str | None = None,
        *,
        statement: str | None = None,
        unfit: bool = False,
        limit: int | None = None,
    ) -> Iterator[Thing]:
        """Yield what was corrected and taken back, newest first: of a report, a statement, or all."""
        asked = {"report": report, "statement": statement, "unfit": unfit or None}
        yield from self._pages("/corrections", asked, limit)

    def searches(self) -> list[Thing]:
        """Return one's own saved searches."""
        return self._things("GET", "/searches")

    def today(self, **filters: Any) -> Thing:
        """Return what came in: `day=` a day, `days=` how many."""
        return self._thing("GET", "/today", filters)

    def facets(self, words: str = "", **filters: Any) -> Thing:
        """Return what found statements have in common."""
        return self._thing("GET", "/facets", {"q": words, **filters})

    def timeline(self, words: str = "", *, step: str = "month", **filters: Any) -> Thing:
        """Return how much was said over time; `who=` for one identity."""
        return self._thing("GET", "/timeline", {"q": words, "step": step, **filters})

    def network(self, words: str = "", *, nodes: int = 200, **filters: Any) -> Thing:
        """Return who speaks about whom; `who=` for one identity."""
        return self._thing("GET", "/network", {"q": words, "nodes": nodes, **filters})

    def compare(self, words: str = "", **filters: Any) -> Thing:
        """Return how outlets differ on a subject."""
        return self._thing("GET", "/compare", {"q": words, **filters})

    def outlets(self) -> list[Thing]:
        """Return the outlets, with how many reports of each."""
        return self._things("GET", "/outlets")

    def _correct(self, values: Thing, because: str, **of: Any) -> Thing:
        return self._thing("POST", "/corrections", body={**of, "values": values, "because": because})

    def _named(self, key: str, kind: str = "report") -> str:
        """Return a key as a part of a path; a name or an address that no path can hold as the id it stands for."""
        if "/" not in key and key not in {".", ".."}:
            return _part(key)
        return str(self._thing("GET", "/resolve", {"key": key, "kind": kind})["id"])

    def _pages(self, path: str, parameters: Thing, limit: int | None) -> Iterator[Thing]:
        after: str | None = None
        left = limit
        while left is None or left > 0:
            most = _PAGE if left is None else min(_PAGE, left)
            page = self._thing("GET", path, {**parameters, "after": after, "limit": most})
            yield from page["items"]
            after = page["next"]
            left = None if left is None else left - len(page["items"])
            if after is None:
                return

    def _thing(
        self, method: str, path: str, parameters: Thing | None = None, body: object | None = None
    ) -> Thing:
        found: Thing = self._answer(method, path, parameters, body).json()
        return found

    def _things(
        self, method: str, path: str, parameters: Thing | None = None, body: object | None = None
    ) -> list[Thing]:
        found: list[Thing] = self._answer(method, path, parameters, body).json()
        return found

    def _answer(
        self, method: str, path: str, parameters: Thing | None = None, body: object | None = None
    ) -> httpx.Response:
        asked = {name: value for name, value in (parameters or {}).items() if value not in (None, "", [])}
        answer = self._way.ask(method, PREFIX + path, asked, body)
        if answer.is_error:
            raise _error(answer)
        return answer


def _error(answer: httpx.Response) -> OnRecordError:
    """Return what an answer says is wrong, as the error that the verbs themselves raise."""
    kind = ""
    try:
        problem = answer.json()
        told, kind = str(problem["detail"]), str(problem["type"])
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError):
        told = f"answered {answer.status_code} {answer.reason_phrase}; is this the address of a desk?"
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return TryLater(told, seconds=float(answer.headers.get("retry-after", "1")))
    return (_KINDS.get(kind) or _ERRORS.get(answer.status_code, OnRecordError))(told)


def _part(key: str) -> str:
    """Return one part of a path: an address of the web may be a key, too."""
    return str(httpx.QueryParams({"k": key})).removeprefix("k=").replace("+", "%20")
