"""A small outlet on a real web server of this machine: front page, robots.txt, feed, sitemaps, articles."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARTICLE = """<!doctype html><html lang="en"><head><title>Harbour talks resume</title>
<meta name="author" content="Ilse Brandvold"></head><body><article><h1>Harbour talks resume</h1>
<p>Mayor Ada Lindqvist said: “The harbour belongs to everybody.” The council met on the quay on Friday and heard the
fishers for two hours.</p><p>“We will answer in June,” Tomas Okoro of the Dockers’ Union told Radio Selm after the
meeting at the old customs house.</p></article></body></html>"""

FRONT = """<!doctype html><html lang="en-GB"><head><title>Home</title>
<meta property="og:site_name" content="Selm Courier">
<link rel="alternate" type="application/rss+xml" href="/feed">
<link rel="alternate" type="application/rss+xml" href="/comments/feed">
<link rel="alternate" hreflang="no" href="/no/"></head><body><a href="/2026/03/05/talks">Talks</a></body></html>"""

FEED = """<rss version="2.0"><channel><title>Selm Courier</title><ttl>30</ttl>
<item><title>Harbour \u202etalks &lt;b>resume&lt;/b></title><link>{root}/2024/03/05/talks?utm_source=rss</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate></item>
<item><title>Ferry late</title><link>{root}/2024/03/05/ferry</link></item></channel></rss>"""


@dataclass
class OutletSite:
    """Return a running site: its root, its pages as (media type, text) by path, and the paths asked for."""

    root: str
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)


@contextmanager
def running_site() -> Iterator[OutletSite]:
    """Return the site, which ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.seen.append(self.path)
            if self.path not in site.pages:
                self.send_error(404)
                return
            media_type, text = site.pages[self.path]
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class names it
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        site = OutletSite(f"http://127.0.0.1:{server.server_address[1]}")
        root = site.root
        index = f"<sitemapindex><sitemap><loc>{root}/map-1.xml</loc></sitemap></sitemapindex>"
        urls = f"<urlset><url><loc>{root}/a/the-fishers-ask-for-a-quay</loc></url></urlset>"
        site.pages |= {
            "/": ("text/html", FRONT),
            "/robots.txt": ("text/plain", "User-agent: *\nDisallow: /x\nSitemap: /map.xml\n"),
            "/feed": ("application/rss+xml", FEED.format(root=root)),
            "/map.xml": ("application/xml", index),
            "/map-1.xml": ("application/xml", urls),
            "/2024/03/05/talks": ("text/html", ARTICLE),
            "/2024/03/05/ferry": ("text/html", ARTICLE.replace("June", "July")),
        }
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
