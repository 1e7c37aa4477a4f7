"""What a desk's owner allows the fetcher to do on the web."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebLimits:
    """Return the limits of fetching.

    Attributes:
        timeout_seconds: For one fetch, from the first look-up to the last byte, redirects included.
        user_agent: How we introduce ourselves.
        allow_networks: Networks fetched from although they are not public, such as `10.1.0.0/16`.
        proxy: An HTTP proxy to go through, or None. Variables such as `HTTPS_PROXY` are not read.
        ca_file: A file of certificates to trust in place of the public ones, or None.
        delay_seconds: The least time between two requests of a watcher to one host.
        crawl_delay_seconds: The longest delay that a robots.txt may ask for; a longer one counts as this.
    """

    timeout_seconds: float = 30.0
    user_agent: str = "OnRecord"
    allow_networks: tuple[str, ...] = ()
    proxy: str | None = None
    ca_file: str | None = None
    delay_seconds: float = 2.0
    crawl_delay_seconds: float = 60.0
