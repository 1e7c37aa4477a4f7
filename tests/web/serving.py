"""Serving the invented web: one event loop, a port for each host, and a log of every request with its time."""

import asyncio
import gzip
import json
import sys
import threading
import time
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import IO

import brotli

from tests.web.pages import feed_of, page_of, robots_of
from tests.web.plan import HOPELESS, PASSING, Article, Fault, Feed, Host, Plan

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_HEAD_SECONDS = 20.0
_BOMB_BYTES = 1 << 26

_PACKED: dict[Fault, Callable[[bytes], bytes]] = {
    Fault.GZIP: gzip.compress,
    Fault.DEFLATE: zlib.compress,
    Fault.BROTLI: brotli.compress,
    Fault.ZSTD: zstd.compress,
}
_MOVED = frozenset({Fault.MOVED, Fault.CHAIN})
#: Answers without a page, or none at all.
_SHORT = frozenset(
    {Fault.MOVED, Fault.CHAIN, Fault.LOOP, Fault.PRIVATE, Fault.BUSY, Fault.DOWN, Fault.BROKEN}
    | {Fault.GONE, Fault.ABSENT, Fault.RESET}
)


@dataclass
class Site:
    """Return a host that is being served: its root address, and what it was asked."""

    host: Host
    root: str = ""
    asked: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Answer:
    """Return what is sent: its head's status and fields, its bytes, and how they are sent.

    Attributes:
        status: The status code.
        body: The bytes, as sent.
        fields: Of the head, beside the length.
        length: What the head says of it; None for chunks, as many as `chunks` says.
        pause: Seconds between pieces.
        ends: Whether chunks are ended as they should be.
    """

    status: int
    body: bytes = b""
    fields: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    chunked: bool = False
    pause: float = 0.0
    ends: bool = True


class Web:
    """Return the running web.

    Attributes:
        sites: The hosts, in the plan's order, the closed one last.
        log: Where each request is noted: a file, a line of JSON each.
        is_changed: Whether the articles that change have done so.
    """

    def __init__(self, plan: Plan, log: IO[str]) -> None:
        self.plan = plan
        self.sites = [Site(host) for host in (*plan.hosts, plan.closed)]
        self.log = log
        self.is_changed = False
        self._servers: list[asyncio.Server] = []
        self._bomb = b""

    async def start(self) -> None:
        """Open a port for each host."""
        for site in self.sites:
            server = await asyncio.start_server(self._handler(site), "127.0.0.1", 0)
            site.root = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            self._servers.append(server)

    def stop(self) -> None:
        """Close the ports."""
        for server in self._servers:
            server.close()

    def outlets(self) -> str:
        """Return the hosts as a desk's table of outlets, in TOML."""
        tables = []
        for site in self.sites:
            kinds: dict[str, list[str]] = {"feeds": [], "sitemaps": []}
            for feed in site.host.feeds:
                kinds["sitemaps" if feed.kind == "sitemap" else "feeds"].append(site.root + feed.path)
            tables.append(
                f'[[outlet]]\nname = "{site.host.outlet}"\nkind = "site"\n'
                + "".join(f"{key} = {json.dumps(value)}\n" for key, value in kinds.items() if value)
            )
        return "\n".join(tables)

    def wanted(self) -> list[str]:
        """Return the address, after redirects, of every article that can be captured, sorted."""
        return sorted(
            site.root + article.path + ("?there" if article.fault in _MOVED else "")
            for site in self.sites
            if site.host is not self.plan.closed
            for article in site.host.articles
            if article.fault not in HOPELESS
        )

    def _handler(self, site: Site) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _HEAD_SECONDS)
                await self._serve(site, head.decode("latin-1"), writer)
            with suppress(OSError):
                writer.close()

        return handle

    async def _serve(self, site: Site, head: str, writer: asyncio.StreamWriter) -> None:
        at = time.time()
        path = head.split(" ", 2)[1]
        fields = {
            name.casefold(): value.strip()
            for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:])
        }
        answer = self._answer(site, path, fields.get("if-none-match"))
        note = {
            "at": at, "host": site.root, "path": path, "status": answer.status if answer else 0,
            "agent": fields.get("user-agent"), "known": fields.get("if-none-match"),
        }  # fmt: skip
        self.log.write(json.dumps(note) + "\n")
        self.log.flush()
        if answer is not None:
            await _send(writer, answer)

    def _answer(self, site: Site, path: str, known: str | None) -> Answer | None:
        site.asked[path] += 1
        if path == "/robots.txt":
            return Answer(
                site.host.robots_status, robots_of(site.host) if site.host.robots_status == 200 else b""
            )
        for feed in site.host.feeds:
            if feed.path == path:
                return _feed(feed, site, known, [(one.host.outlet, one.root) for one in self.sites])
        if path.startswith("/step/"):
            _, _, left, rest = path.split("/", 3)
            target = f"/{rest}" if left == "1" else f"/step/{int(left) - 1}/{rest}"
            return Answer(302, fields=(("Location", target),))
        article = site.host.by_path.get(path.removesuffix("?there"))
        if article is None:
            return Answer(404, b"nothing here")
        return self._article(article, site, path, known)

    def _article(self, article: Article, site: Site, path: str, known: str | None) -> Answer | None:
        fault = article.fault
        if (fault in PASSING and site.asked[article.path] > article.times) or path.endswith("?there"):
            fault = Fault.NONE
        version = 2 if fault is Fault.CHANGING and self.is_changed else 1
        tag = f'"{article.number}-{version}"'
        if known == tag:
            return Answer(304, fields=(("ETag", tag),))
        if fault in _SHORT:
            return _short(fault, article)
        page = page_of(article, site.host, version=version)
        fields = (("ETag", tag), ("Content-Type", "text/html; charset=utf-8"))
        if fault in _PACKED:
            return Answer(200, _PACKED[fault](page), (*fields, ("Content-Encoding", fault.value)))
        half = page[: len(page) // 2]
        whole = {
            Fault.SLOW: Answer(200, page, fields, pause=0.02),
            Fault.CHUNKED: Answer(200, page, fields, chunked=True),
            Fault.CUT_CHUNKED: Answer(200, half, fields, chunked=True, ends=False),
            Fault.CUT: Answer(200, half, fields, length=len(page)),
            Fault.WRONG_LENGTH: Answer(200, page, fields, length=len(page) + 100),
            Fault.CUT_GZIP: Answer(200, gzip.compress(page)[:-20], (*fields, ("Content-Encoding", "gzip"))),
        }
        if fault is Fault.BOMB:
            return Answer(200, self._packed_bomb(), (*fields, ("Content-Encoding", "gzip")))
        return whole.get(fault, Answer(200, page, fields))

    def _packed_bomb(self) -> bytes:
        if not self._bomb:
            engine = zlib.compressobj(9, zlib.DEFLATED, 31)
            block = bytes(1 << 20)
            self._bomb = b"".join(engine.compress(block) for _ in range(_BOMB_BYTES >> 20)) + engine.flush()
        return self._bomb


def _short(fault: Fault, article: Article) -> Answer | None:
    """Return an answer without a page."""
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    answers = {
        Fault.MOVED: Answer(301, fields=(("Location", f"/step/1{article.path}?there"),)),
        Fault.CHAIN: Answer(302, fields=(("Location", f"/step/3{article.path}?there"),)),
        Fault.LOOP: Answer(302, fields=(("Location", article.path),)),
        Fault.PRIVATE: Answer(302, fields=(("Location", "http://10.0.0.1/secret"),)),
        Fault.BUSY: Answer(429, b"busy", (("Retry-After", "1"),)),
        Fault.DOWN: Answer(503, b"down", (("Retry-After", soon),)),
        Fault.BROKEN: Answer(500, b"broken"),
        Fault.GONE: Answer(410, b"gone"),
        Fault.ABSENT: Answer(404, b"no such page"),
    }
    return answers.get(fault)


def _feed(feed: Feed, site: Site, known: str | None, hosts: list[tuple[str, str]]) -> Answer:
    if site.asked[feed.path] <= feed.failures:
        return Answer(503, b"down", (("Retry-After", "1"),))
    tag = f'"feed-{len(feed.articles)}"'
    if known == tag:
        return Answer(304, fields=(("ETag", tag),))
    body, kind = feed_of(feed, site.root, now=datetime.now(UTC), hosts=hosts)
    return Answer(200, body, (("ETag", tag), ("Content-Type", kind)))


async def _send(writer: asyncio.StreamWriter, answer: Answer) -> None:
    fields = list(answer.fields)
    if answer.chunked:
        fields.append(("Transfer-Encoding", "chunked"))
    elif answer.status != 304:
        fields.append(("Content-Length", str(len(answer.body) if answer.length is None else answer.length)))
    head = "".join(f"{name}: {value}\r\n" for name, value in (*fields, ("Connection", "close")))
    writer.write(f"HTTP/1.1 {answer.status} As said\r\n{head}\r\n".encode("latin-1"))
    size = max(len(answer.body) // 20, 1) if answer.pause or answer.chunked else max(len(answer.body), 1)
    for start in range(0, len(answer.body), size):
        piece = answer.body[start : start + size]
        writer.write(b"%x\r\n%s\r\n" % (len(piece), piece) if answer.chunked else piece)
        await writer.drain()
        if answer.pause:
            await asyncio.sleep(answer.pause)
    if answer.chunked and answer.ends:
        writer.write(b"0\r\n\r\n")
    await writer.drain()


@contextmanager
def serving(plan: Plan, log: Path) -> Iterator[Web]:
    """Serve a web in a thread of this process until the end of the block."""
    loop = asyncio.new_event_loop()
    with log.open("a", encoding="utf-8") as file:
        web = Web(plan, file)
        loop.run_until_complete(web.start())
        thread = threading.Thread(target=loop.run_forever, name="web")
        thread.start()
        try:
            yield web
        finally:
            loop.call_soon_threadsafe(web.stop)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            for task in asyncio.all_tasks(loop):
                task.cancel()
            loop.run_until_complete(asyncio.sleep(0.05))
            loop.close()


def read_log(log: Path) -> list[dict[str, object]]:
    """Return every request that the log notes, in order."""
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
