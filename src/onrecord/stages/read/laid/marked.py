"""What a format says about the report, beside the text that it shows."""

from dataclasses import dataclass

from onrecord.model import Ground


@dataclass(frozen=True, slots=True)
class Marked:
    """Return what a page's markup says about it; all absent for plain text.

    Attributes:
        title: Its title.
        site: The site's name.
        authors: Names, in order.
        published: ISO 8601 date, with or without time.
        section: The first of its categories.
        topics: Tags and further categories.
        address: The address it names as its own.
        language: The language it declares.
        origin: The name or host of the outlet that it takes its report from, as a page hints at it.
        credit: The channel or outlet that it says it was forwarded from.
        grounds: Why it has its title, authors, day, section, topics, address and origin (as "reprint_of").
    """

    title: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    section: str | None = None
    topics: tuple[str, ...] = ()
    address: str | None = None
    language: str | None = None
    origin: str | None = None
    credit: str | None = None
    grounds: tuple[Ground, ...] = ()

    def ground(self, field: str) -> Ground:
        """Return why a field has its value."""
        given = next((ground for ground in self.grounds if ground.field == field), None)
        return given or Ground(field, "the page's markup", 0.8)
