"""Addresses that lead where nobody outside may look."""

from onrecord.errors import BadRequest, OutletRefused, OutletUnreachable
from tests.attacks.kind import Attack
from tests.attacks.server import RawSite, http, redirect

_GROUP = "Addresses"
_NOT_PUBLIC = "not a public address"
_SECRET = http(b"<p>the secret of the machine</p>")


def _own(host: str) -> Attack:
    """Return the attack on this machine under the name or number `host`."""

    def lay(site: RawSite) -> str:
        site.give("/secret", _SECRET)
        return f"http://{host}:{site.port}/secret"

    return Attack(
        _GROUP, f"this machine as `{host}`", lay, OutletRefused, _NOT_PUBLIC, from_own_network=False
    )


def _plain(what: str, address: str) -> Attack:
    return Attack(
        _GROUP, f"{what}, `{address}`", lambda _: address, OutletRefused, _NOT_PUBLIC, from_own_network=False
    )


def _wrong(what: str, address: str, words: str) -> Attack:
    return Attack(_GROUP, f"{what}, `{address}`", lambda _: address, BadRequest, words)


def _sent_on(what: str, target: str, error: type[OutletRefused | OutletUnreachable], words: str) -> Attack:
    def lay(site: RawSite) -> str:
        return site.give("/go", redirect(target.encode("latin-1")))

    return Attack("Redirects", f"{what}, `{target}`", lay, error, words)


def _loop(site: RawSite) -> str:
    site.give("/a", redirect(b"/b"))
    return site.give("/b", redirect(b"/a"))


def _long_chain(site: RawSite) -> str:
    for n in range(50):
        site.give(f"/{n}", redirect(b"/%d" % (n + 1)))
    return f"{site.root}/0"


ATTACKS: tuple[Attack, ...] = (
    *(
        _own(host)
        for host in (
            "127.0.0.1",
            "localhost",
            "127.1",
            "0",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::1]",
            "[::]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
        )
    ),
    _plain("a cloud's metadata", "http://169.254.169.254/latest/meta-data/"),
    _plain("the same by one number", "http://2852039166/latest/meta-data/"),
    _plain("the same over IPv6", "http://[fd00:ec2::254]/latest/meta-data/"),
    _plain("the same, mapped", "http://[::ffff:a9fe:a9fe]/latest/meta-data/"),
    _plain("a private network", "http://10.0.0.1/"),
    _plain("a private network", "http://172.16.0.1/"),
    _plain("a private network", "http://192.168.1.1/"),
    _plain("a carrier's network", "http://100.64.0.1/"),
    _plain("a neighbour on the link", "http://[fe80::1]/"),
    _plain("a private network", "http://[fc00::1]/"),
    _plain("many at once", "http://224.0.0.1/"),
    _plain("many at once", "http://[ff02::1]/"),
    _plain("everybody on the link", "http://255.255.255.255/"),
    _wrong("a file", "file:///etc/passwd", "only http and https"),
    _wrong("another protocol", "ftp://127.0.0.1/a", "only http and https"),
    _wrong("another protocol", "gopher://127.0.0.1:6379/_INFO", "only http and https"),
    _wrong("a password, which would be kept", "http://reader:pw@news.example/", "user name or password"),
    _wrong("this machine in octal", "http://0177.0.0.1/", "is not a whole web address"),
    _wrong("no host", "http:///etc/passwd", "names no host"),
    _sent_on("to a private network", "http://10.0.0.1/", OutletRefused, _NOT_PUBLIC),
    _sent_on("to a cloud's metadata", "http://169.254.169.254/", OutletRefused, _NOT_PUBLIC),
    _sent_on("to the same in hexadecimal", "http://0xa9fea9fe/", OutletRefused, _NOT_PUBLIC),
    _sent_on("to this machine over IPv6", "http://[::1]/", OutletRefused, _NOT_PUBLIC),
    _sent_on("to a file", "file:///etc/passwd", OutletRefused, "redirects to an address that is not fetched"),
    _sent_on(
        "to a script", "javascript:alert(1)", OutletRefused, "redirects to an address that is not fetched"
    ),
    _sent_on(
        "with a password", "http://a:b@news.example/", OutletRefused, "redirects to an address that is not"
    ),
    Attack("Redirects", "in a circle", _loop, OutletUnreachable, "redirects more than 5 times"),
    Attack("Redirects", "fifty times", _long_chain, OutletUnreachable, "redirects more than 5 times"),
)
