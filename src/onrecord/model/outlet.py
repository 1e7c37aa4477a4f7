"""A publisher, with what lets a reader recognise it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outlet:
    """Return one publisher, broadcaster, agency, channel or site.

    Attributes:
        name: The name it goes by, as reports show it.
        kind: agency, broadcaster, newspaper, monitor, site, channel.
        names: Other spellings of its name.
        domains: Its domains and mirrors, without `www.`.
        country: ISO 3166-1 alpha-2, or None.
        languages: BCP 47 codes.
        series: Names of the numbered series it publishes.
        clip_series: The series that a bare clip number (`#123 | 02:10`) belongs to, or None.
    """

    name: str
    kind: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    languages: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    clip_series: str | None = None
