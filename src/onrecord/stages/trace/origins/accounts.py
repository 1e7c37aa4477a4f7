"""What counting origins starts from: the reports that carry the words."""

from dataclasses import dataclass
from datetime import date

from onrecord.model import Span, Statement
from onrecord.text.hosts import HERE, host_of


@dataclass(frozen=True, slots=True)
class Told:
    """Return one statement as a report carries it.

    Attributes:
        statement: The statement.
        words: Its content, cut from the text.
        speaker: What tells its speaker from others in all reports (a cluster's id, or the folded name); None where
            nobody is named.
    """

    statement: Statement
    words: tuple[str, ...]
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """Return one report with the statements that are counted.

    Attributes:
        report: The report's id.
        name: What it is called: a file name, or an address.
        outlet: Its outlet, or None.
        authors: Its authors, as written.
        day: Its day of publication, or None.
        told: The statements, in text order; at least one.
        address: The address that its page gives as its own, or None.
        quoted: Where quotations stand in its text, marks included, in order: two reporters at one speech have its words
            in common. Not needed of reports that share nothing, or most of their words.
    """

    report: str
    name: str
    outlet: str | None
    authors: tuple[str, ...]
    day: date | None
    told: tuple[Told, ...]
    address: str | None = None
    quoted: tuple[Span, ...] = ()

    @property
    def site(self) -> str | None:
        """Return the host that it was published on, None where it came as a file."""
        hosts = (host_of(address) for address in (self.address, self.name) if address)
        return next((host for host in hosts if host and host != HERE), None)

    @property
    def place(self) -> tuple[bool, date, str, str]:
        """Return what reports are put in order by: the earliest first, those without a day last."""
        return (self.day is None, self.day or date.max, self.name, self.report)
