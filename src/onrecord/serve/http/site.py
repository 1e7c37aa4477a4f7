"""The site: one desk as it is served, and what every request may need of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request

from onrecord.desk.desk import Desk
from onrecord.model.access import VoucherRules
from onrecord.ports import Provider


@dataclass(frozen=True, slots=True)
class Site:
    """Return one desk as it is served.

    Attributes:
        desk: The desk; its store is shared by the threads that answer.
        name: What its pages call it.
        is_https: Whether visitors reach it by https, here or through a proxy in front.
        is_public: Whether collections marked public are shown without signing in.
        provider: Whom people sign in with besides; None for nobody.
        voucher_rules: What becomes of those that sign in so.
        draw_body: Returns what a kept capture looked like, for a frame without script and network: type and bytes.
    """

    desk: Desk
    name: str = ""
    is_https: bool = False
    is_public: bool = False
    provider: Provider | None = None
    voucher_rules: VoucherRules = field(default_factory=VoucherRules)
    draw_body: Callable[[bytes, str], tuple[str, bytes]] | None = None


def site_of(request: Request) -> Site:
    """Return the site that a request was made to."""
    found: Site = request.app.state.site
    return found
