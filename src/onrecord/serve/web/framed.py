"""A kept capture as it is shown in its frame: a page without anything that acts or asks elsewhere."""

import re

from lxml import etree, html

#: What acts, asks elsewhere, or leads away by itself.
_ACTS = (
    "script", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "meta", "base",
    "form", "input", "button", "select", "textarea", "video", "audio", "source", "track", "portal", "template",
)  # fmt: skip
#: Addresses that a kept page may load: what it carries within itself.
_OWN = "data:image/"
_HTML = {"text/html", "application/xhtml+xml"}
_SHOWN = {"text/html", "application/xhtml+xml", "text/plain", "image/png", "image/jpeg", "image/gif"}
_ADDRESSES = (
    "src",
    "srcset",
    "href",
    "xlink:href",
    "background",
    "poster",
    "data",
    "action",
    "formaction",
    "ping",
)
#: What a style asks for elsewhere. One that hides it is stopped by the frame's policy; this spares the attempt.
_STYLE_ASKS = re.compile(r"@import[^;]*;?|url\(\s*(?![\"']?data:)[^)]*\)?", re.IGNORECASE)
#: A page with more elements would keep the browser busy for seconds.
_MOST_BYTES = 8_000_000


def draw_body(body: bytes, media_type: str) -> tuple[str, bytes]:
    """Return a capture's type and bytes as a frame shows them: pages without what acts, all else as text or picture.

    Whoever wants the exact bytes saves them: this is for looking alone.

    >>> draw_body(b"<p onclick='x()'>A goat<script>y()</script></p>", "text/html")[1]
    b'<p>A goat</p>'
    """
    plain = media_type.partition(";")[0].strip().lower()
    if plain in _HTML and len(body) <= _MOST_BYTES:
        return "text/html; charset=utf-8", _without_acts(body)
    if plain in _SHOWN and plain not in _HTML:
        return (f"{plain}; charset=utf-8" if plain == "text/plain" else plain), body
    if plain.startswith("text/") or plain in _HTML or plain.endswith(("+xml", "/xml", "/json")):
        return "text/plain; charset=utf-8", body
    told = f"This capture is {plain or 'of no known type'}: save its exact bytes to look at it.\n"
    return "text/plain; charset=utf-8", told.encode()


def _without_acts(body: bytes) -> bytes:
    try:
        page = html.fromstring(body)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, UnicodeDecodeError):
        return b"<p>This page cannot be drawn; save its exact bytes to look at it.</p>"
    for element in list(page.iter()):
        # Comments and processing instructions have no name.
        acts = not isinstance(element.tag, str) or element.tag.rpartition("}")[2].lower() in _ACTS
        if acts and isinstance(element, html.HtmlMixin) and element.getparent() is not None:
            element.drop_tree()
            continue
        if element.tag == "style":
            element.text = _STYLE_ASKS.sub("", element.text or "")
        for name, value in list(element.attrib.items()):
            if not _is_harmless(str(name).lower(), str(value)):
                del element.attrib[name]
            elif name == "style":
                element.attrib[name] = _STYLE_ASKS.sub("", str(value))
    return bytes(html.tostring(page, encoding="utf-8"))


def _is_harmless(name: str, value: str) -> bool:
    if name.startswith("on"):
        return False
    if name in _ADDRESSES or name.endswith("href"):
        return value.strip().lower().startswith(_OWN) or (name == "href" and value.startswith("#"))
    return True
