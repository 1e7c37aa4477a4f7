"""What is in the invented web: hosts, feeds, articles, and what goes wrong with each."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

#: Feeds of one host.
_FEEDS_EACH = 2


class FeedKind(StrEnum):
    """Return the form in which a host lists its articles."""

    RSS = "rss"
    ATOM = "atom"
    SITEMAP = "sitemap"
    JSON = "json"


class Fault(StrEnum):
    """Return what goes wrong with an article, the first time or two that it is asked for, or each time."""

    # Nothing is wrong with these; the answer only comes in another way.
    NONE = "none"
    SLOW = "slow"  # a few bytes at a time
    GZIP = "gzip"
    DEFLATE = "deflate"
    BROTLI = "br"
    ZSTD = "zstd"
    CHUNKED = "chunked"
    MOVED = "moved"  # one redirect
    CHAIN = "chain"  # three of them
    CHANGING = "changing"  # its text becomes another one
    # These pass.
    CUT = "cut"  # ends in the middle of the body
    CUT_CHUNKED = "cut chunked"  # the same, without a length
    CUT_GZIP = "cut gzip"  # a whole answer, whose gzip is not
    WRONG_LENGTH = "wrong length"  # says that it is longer than it is
    RESET = "reset"  # closes without a word
    BUSY = "429"  # with Retry-After in seconds
    DOWN = "503"  # with Retry-After as a date
    BROKEN = "500"
    # These stay, and nothing can be captured.
    LOOP = "loop"  # redirects in a circle
    BOMB = "bomb"  # a few kilobytes that unpack to more than is taken
    GONE = "410"
    ABSENT = "404"
    PRIVATE = "private"  # redirects to a network of somebody's own
    FORBIDDEN = "robots"  # robots.txt forbids it


#: How often each comes up among 100 articles; the others have nothing wrong.
_SHARES = {
    Fault.SLOW: 2, Fault.GZIP: 12, Fault.DEFLATE: 3, Fault.BROTLI: 6, Fault.ZSTD: 4, Fault.CHUNKED: 5,
    Fault.MOVED: 5, Fault.CHAIN: 2, Fault.CUT: 2, Fault.CUT_CHUNKED: 2, Fault.CUT_GZIP: 2,
    Fault.WRONG_LENGTH: 2, Fault.RESET: 2, Fault.BUSY: 2, Fault.DOWN: 1, Fault.BROKEN: 2,
}  # fmt: skip
HOPELESS = (Fault.LOOP, Fault.BOMB, Fault.GONE, Fault.ABSENT, Fault.PRIVATE, Fault.FORBIDDEN)
PASSING = frozenset(
    {Fault.CUT, Fault.CUT_CHUNKED, Fault.CUT_GZIP, Fault.WRONG_LENGTH, Fault.RESET}
    | {Fault.BUSY, Fault.DOWN, Fault.BROKEN}
)


@dataclass(frozen=True)
class Article:
    """Return one article.

    Attributes:
        number: In the whole web.
        path: Where it is.
        fault: What goes wrong.
        times: How often.
        story: The number of the article whose text it carries; None for its own.
        source: The host, by its place in the plan, that feeds name as its source; None where they name none.
        host: The host that it is at, where another one's feed lists it.
    """

    number: int
    path: str
    fault: Fault = Fault.NONE
    times: int = 1
    story: int | None = None
    source: int | None = None
    host: int | None = None


@dataclass(frozen=True)
class Feed:
    """Return a feed: its path and form, what it lists, and how often it fails before it answers."""

    path: str
    kind: FeedKind
    articles: tuple[Article, ...]
    failures: int = 0


@dataclass(frozen=True)
class Host:
    """Return a host: its outlet's name, its feeds, what its robots.txt answers, and the delay that it asks for."""

    outlet: str
    feeds: tuple[Feed, ...]
    robots_status: int = 200
    crawl_delay: float | None = None
    by_path: dict[str, Article] = field(default_factory=dict)

    @property
    def articles(self) -> Iterator[Article]:
        """Return every article of its feeds."""
        for feed in self.feeds:
            yield from feed.articles


@dataclass(frozen=True)
class Plan:
    """Return the whole web; `closed` is one more host, whose robots.txt cannot be had."""

    hosts: tuple[Host, ...]
    closed: Host

    @property
    def wanted(self) -> int:
        """Return how many articles can be captured."""
        return sum(article.fault not in HOPELESS for host in self.hosts for article in host.articles)


def make_plan(
    *,
    feeds: int,
    articles: int,
    seed: int,
    hopeless: int = 0,
    changing: int = 0,
    crawl_delay: float | None = None,
    calm: bool = False,
) -> Plan:
    """Return a web of `feeds` feeds that list `articles` good articles together, the same for the same seed.

    Args:
        feeds: How many; two on each host.
        articles: How many that can be captured, in the end.
        seed: Of the faults.
        hopeless: How many more that cannot.
        changing: How many of the good ones change.
        crawl_delay: What the first host asks for.
        calm: Whether nothing goes wrong at all.
    """
    dice = random.Random(seed)
    faults = [fault for fault, share in _SHARES.items() for _ in range(share)]
    faults += [Fault.NONE] * (100 - len(faults))
    all_: list[Article] = []
    for number in range(articles):
        fault = Fault.CHANGING if number < changing else Fault.NONE if calm else dice.choice(faults)
        all_.append(Article(number, _path(number, dice), fault, dice.choice((1, 1, 2))))
    for number in range(articles, articles + hopeless):
        fault = HOPELESS[number % len(HOPELESS)]
        path = _path(number, dice)
        all_.append(Article(number, f"/private{path}" if fault is Fault.FORBIDDEN else path, fault))
    dice.shuffle(all_)
    kinds = tuple(FeedKind)
    made = [
        Feed(f"/feeds/{n}.{'xml' if kinds[n % 4] is not FeedKind.JSON else 'json'}", kinds[n % 4],
             tuple(all_[n::feeds]), failures=0 if calm else dice.choice((0, 0, 0, 1)))
        for n in range(feeds)
    ]  # fmt: skip
    hosts = []
    for n, start in enumerate(range(0, feeds, _FEEDS_EACH)):
        own = tuple(made[start : start + _FEEDS_EACH])
        status = (200, 200, 404, 403)[n % 4] if not _forbids(own) else 200
        hosts.append(_host(f"Outlet {n}", own, status, crawl_delay if n == 0 else None))
    closed = Article(articles + hopeless, _path(articles + hopeless, dice))
    return Plan(
        tuple(hosts), _host("Closed Outlet", (Feed("/feeds/c.xml", FeedKind.RSS, (closed,)),), 500, None)
    )


def make_reprints() -> Plan:
    """Return a web in which nothing but feeds tells who copied whom.

    The first host publishes a story. The second carries it, and its feed names the first as the source. The third
    collects links, and names for each whoever published it: the fourth, which has no feed of its own.
    """
    story = Article(1, "/news/ferry-story-1001.html")
    copy = Article(2, "/news/winter-ferry-1002.html", story=1, source=0)
    linked = Article(3, "/news/ferry-again-1003.html", story=1, source=3, host=3)
    hosts = (
        _host("Selm Lantern", (Feed("/feeds/0.xml", FeedKind.RSS, (story,)),), 200, None),
        _host("Orva Mail", (Feed("/feeds/1.xml", FeedKind.ATOM, (copy,)),), 200, None),
        _host("Links of the Day", (Feed("/feeds/2.xml", FeedKind.RSS, (linked,)),), 200, None),
        _host("Tandre Post", (), 200, None),
    )
    hosts[3].by_path[linked.path] = linked
    return Plan(hosts, _host("Closed Outlet", (), 500, None))


def _host(outlet: str, feeds: tuple[Feed, ...], status: int, delay: float | None) -> Host:
    host = Host(outlet, feeds, 200 if delay else status, delay)
    host.by_path.update({article.path: article for article in host.articles})
    return host


def _forbids(feeds: tuple[Feed, ...]) -> bool:
    return any(article.fault is Fault.FORBIDDEN for feed in feeds for article in feed.articles)


def _path(number: int, dice: random.Random) -> str:
    words = "-".join(dice.sample(_WORDS, 5))
    return f"/news/{words}-{100_000 + number}.html"


_WORDS = (
    "harbour", "talks", "ferry", "council", "bridge", "strike", "school", "budget", "storm", "vote", "rail",
    "market", "river", "garden", "museum", "library", "clinic", "island", "mayor", "dockers", "fishers", "tram",
    "orchard", "lighthouse", "quarry", "mill", "theatre", "square",
)  # fmt: skip
