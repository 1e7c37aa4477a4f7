"""Pages whose markup is the attack."""

from onrecord.errors import PageUnreadable
from tests.attacks.kind import Attack
from tests.attacks.server import RawSite, http

_GROUP = "Pages"
_STORY = b"<p>The quay of Selm is open again, the mayor said.</p>"
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10))
    + b']><html xmlns="http://www.w3.org/1999/xhtml"><body>'
    + _STORY
    + b"<p>&k;</p></body></html>"
)
_OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<html xmlns="http://www.w3.org/1999/xhtml"><body>' + _STORY + b"<p>&x;</p></body></html>"
)


def _page(what: str, markup: bytes, forbidden: str = "", kind: bytes = b"text/html") -> Attack:
    def lay(site: RawSite) -> str:
        return site.give("/", http(markup, kind=kind))

    return Attack(_GROUP, what, lay, None, forbidden)


def _fetches_back(site: RawSite) -> str:
    """Lay a page that names things to load, and a DTD, from the same site: none of them may be asked for."""
    at = site.root.encode()
    return site.give(
        "/",
        http(
            b'<!DOCTYPE html SYSTEM "' + at + b'/evil.dtd"><html><head>'
            b'<link rel="stylesheet" href="' + at + b'/evil.css"><meta http-equiv="refresh" content="0;url=' + at
            + b'/evil"></head><body>' + _STORY + b'<img src="' + at + b'/evil.png"><iframe src="' + at
            + b'/evil.html"></iframe><script src="' + at + b'/evil.js"></script></body></html>'
        ),
    )  # fmt: skip


ATTACKS: tuple[Attack, ...] = (
    _page("script, style and template among the words", _STORY + b"<script>stolen()</script><style>stolen</style>"
          b"<template>stolen</template><noscript>stolen</noscript>", "stolen"),
    _page("entities that multiply (a billion laughs)", _LAUGHS, "ha" * 1_000, b"application/xhtml+xml"),
    _page("an entity from a file", _OUTSIDE, "root:", b"application/xhtml+xml"),
    Attack(_GROUP, "things to load, a refresh and a DTD from outside", _fetches_back, None, ""),
    _page("a hundred thousand elements in each other", b"<div>" * 100_000 + _STORY),
    _page("three hundred thousand elements side by side", _STORY + b"<b></b>" * 250_000),
    _page("an element with a hundred thousand attributes", b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000))
          + b">The quay of Selm is open.</p>"),
    _page("an attribute of a megabyte", b'<p title="' + b"x" * 1_000_000 + b'">The quay of Selm is open.</p>'),
    _page("open comments and sections without end", _STORY + b"<!--" * 10_000 + b"<![CDATA[" * 10_000),
    _page("ten thousand numbers that are no characters", _STORY + b"<p>" + b"&#x110000;&#0;" * 10_000 + b"</p>"),
    _page("JSON-LD in each other ten thousand times", b'<script type="application/ld+json">' + b'{"@graph":[' * 10_000
          + b"]}" * 10_000 + b"</script>" + _STORY),
    _page("characters that steer a terminal", b"<h1>The quay \x1b[2J\x1b]0;owned\x07 of Selm</h1>" + _STORY),
    Attack(_GROUP, "nothing but script", lambda site: site.give("/", http(b"<script>while(1){}</script>")),
           PageUnreadable, "no text that a reader would see"),
)  # fmt: skip
