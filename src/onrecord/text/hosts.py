"""Which machine an address belongs to, for taking turns."""

from urllib.parse import urlsplit

#: What files on this machine belong to: nobody is disturbed there.
HERE = "file:"
#: Labels before a country's that are no name: "co.uk", "com.au".
_SECOND_LABELS = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob", "gouv"})
_USUAL_PORTS = frozenset({"80", "443", ""})


def host_of(address: str) -> str:
    """Return the host whose pace holds for an address.

    That of http and https on their usual ports is one: it is one machine, and one operator's bill. A server on a
    port of its own is a host of its own. A name that ends in a dot is the same name.

    >>> host_of("https://News.Example./a"), host_of("http://news.example:80/b")
    ('news.example', 'news.example')
    >>> host_of("http://127.0.0.1:8081/a"), host_of("https://[2001:db8::1]/a")
    ('127.0.0.1:8081', '[2001:db8::1]')
    >>> host_of("file:///srv/in/a.txt"), host_of("imaps://desk@mail.example/INBOX")
    ('file:', 'imaps://mail.example')
    """
    scheme, _, rest = address.partition("://")
    if scheme not in {"http", "https"}:
        if scheme == "file" or not rest:
            return HERE
        authority = rest.partition("/")[0].rpartition("@")[2]
        return f"{scheme}://{authority.casefold()}"
    authority = urlsplit(address).netloc.rpartition("@")[2].casefold()
    name, colon, port = authority.rpartition(":")
    if not colon or not (port.isdecimal() or not port):
        return authority.rstrip(".")
    return name.rstrip(".") if port in _USUAL_PORTS else f"{name.rstrip('.')}:{port}"


def origin_of(address: str) -> str:
    """Return scheme, host and port of an http(s) address: what one robots.txt speaks for (RFC 9309, section 2.3).

    >>> origin_of("https://News.Example:8443/a?b")
    'https://news.example:8443'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].casefold()}"


def is_web(address: str) -> bool:
    """Return whether an address is http(s), where pace and robots.txt matter.

    >>> is_web("https://courier.example/"), is_web("file:///a")
    (True, False)
    """
    return address.startswith(("http://", "https://"))


def bare_host(address: str) -> str:
    """Return an address's host without "www.", or "" where it has none.

    >>> bare_host("https://www.selm.example/a"), bare_host("file:///a.html")
    ('selm.example', '')
    """
    if "//" not in address:
        return ""
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:  # brackets that enclose no address
        return ""
    return host.lower().removeprefix("www.")


def label_of(host: str) -> str:
    """Return the part of a host's name that its owner chose.

    >>> label_of("m.selmpost.co.uk"), label_of("news.selm.example"), label_of("localhost")
    ('selmpost', 'selm', 'localhost')
    """
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LABELS:  # noqa: PLR2004 # name, second label, country
        return labels[-3]
    return labels[-2] if len(labels) > 1 else host
