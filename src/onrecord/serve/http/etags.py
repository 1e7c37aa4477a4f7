"""Answers that are asked for again: "not modified" where nothing changed."""

from collections.abc import Callable
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

_DIGEST_BYTES = 12


def etag_of(body: bytes) -> str:
    """Return the entity tag of a body: a digest of it.

    >>> etag_of(b"same") == etag_of(b"same")
    True
    """
    return f'"{blake2b(body, digest_size=_DIGEST_BYTES).hexdigest()}"'


def unless_known(request: Request, response: Response) -> Response:
    """Return a response with its entity tag, or 304 without a body where the asker has it already.

    Args:
        request: What was asked.
        response: A whole answer of status 200; others are returned as they are.
    """
    if response.status_code != 200 or request.method not in {"GET", "HEAD"}:  # noqa: PLR2004 -- HTTP's own number
        return response
    tag = etag_of(bytes(response.body))
    response.headers["ETag"] = tag
    if _has(request, tag):
        kept = {name: value for name, value in response.headers.items() if name != "content-length"}
        kept.pop("content-type", None)
        return Response(status_code=304, headers=kept)
    return response


def unless_kept(request: Request, digest: str, make: Callable[[], Response]) -> Response:
    """Return what `make` makes with its entity tag, or 304 where the asker has it already; then nothing is made.

    Args:
        request: What was asked.
        digest: Of the body, known beforehand: it is the tag.
        make: Returns the whole answer.
    """
    tag = f'"{digest}"'
    if _has(request, tag):
        return Response(status_code=304, headers={"ETag": tag})
    response = make()
    response.headers["ETag"] = tag
    return response


def _has(request: Request, tag: str) -> bool:
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return tag in known or "*" in known
