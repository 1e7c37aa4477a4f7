"""Tracing a report against all that a desk has: when it is added, read again, or was kept before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.desk.catching_up import catch_up
from onrecord.desk.desk import Desk
from onrecord.desk.family import is_story
from onrecord.errors import OnRecordError
from onrecord.model import Reading, Report
from onrecord.stages.trace import Arrival, Sight, Traced, add_words, find_reprints, prepare_report

#: Reports whose words are remembered: those of a few hours of many outlets, some ten megabytes.
_MOST_RECENT = 2_000
#: Addresses at which reports are published; files and mail come to a desk when somebody sends them.
_PUBLISHED_AT = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Carried:
    """Return what tracing a report came to.

    Attributes:
        reprints: With how many other reports it shares words.
        directed: Of how many of them is known which was first.
    """

    reprints: int
    directed: int


def trace_report(desk: Desk, reading: Reading) -> Carried:
    """Trace a report of which nothing is traced, in the transaction that keeps it.

    Other editions of its place hold the same words without being reprints.
    """
    report, traces = reading.report, desk.store.traces
    number = traces.number(report.id)
    known = _Known(desk)
    known.hold(number, report)
    add_words(traces.index, number, [known[number].words])
    traces.mark(number)
    found = find_reprints(
        traces.index,
        known,
        number,
        stories=known.stories,
        sights=known.sights,
        arrivals=known.arrivals,
    )
    editions = {edition.report for edition in desk.store.editions.of(report.id)} if found else set()
    kept = [one for one in found if not {one.a, one.b} <= editions]
    traces.put(kept)
    return Carried(len(kept), sum(one.origin is not None for one in kept))


def trace_untraced(desk: Desk) -> Iterator[tuple[str, Carried | OnRecordError]]:
    """Yield what tracing came to for each report that was kept before reports were traced, oldest first.

    Stopped at any point, the next run goes on from there; see `catch_up`.

    Raises:
        StoreError: The desk cannot be written.
    """
    return catch_up(desk, desk.store.traces.untraced(), trace_report)


@dataclass(frozen=True, slots=True)
class _Known:
    """Give what tracing needs of the desk's reports, by their numbers."""

    desk: Desk
    #: Those looked at in this transaction: their texts cannot change meanwhile.
    held: dict[int, Traced] = field(default_factory=dict)

    def __getitem__(self, number: int, /) -> Traced:
        if number not in self.held:
            traces = self.desk.store.traces
            digest, traced = self.desk.traced.get(number, ("", None))
            # A number whose report was not kept after all goes to another.
            if traced is None or (traced.name, digest) != traces.known_as(number):
                self.hold(number, traces.report(number))
            else:
                self.held[number] = traced
        return self.held[number]

    def hold(self, number: int, report: Report) -> None:
        """Keep what tracing needs of a report, called by its id; what was looked at first makes room."""
        self.held[number] = replace(prepare_report(report), name=report.id)
        recent = self.desk.traced
        recent.pop(number, None)
        recent[number] = (report.text_sha256, self.held[number])
        if len(recent) > _MOST_RECENT:
            del recent[next(iter(recent))]

    def stories(self, numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Return which of these reports are known to carry one story."""
        ids = {id_: number for number, id_ in self.desk.store.traces.ids(numbers).items()}
        for one in self.desk.store.traces.of(ids):
            if is_story(one) and one.a in ids and one.b in ids:
                yield ids[one.a], ids[one.b]

    def sights(self, numbers: Sequence[int]) -> dict[int, Sight]:
        """Return when these reports were first seen."""
        ids = {id_: number for number, id_ in self.desk.store.traces.ids(numbers).items()}
        return {
            ids[id_]: Sight(one.seen_at, one.address.startswith(_PUBLISHED_AT))
            for id_, one in self.desk.store.traces.reports(ids).items()
        }

    def arrivals(self, numbers: Sequence[int]) -> dict[int, Arrival]:
        """Return how these reports came here; nothing where no feed named a source of any, as is usual."""
        traces = self.desk.store.traces
        if not traces.with_credits(numbers):
            return {}
        ids = {id_: number for number, id_ in traces.ids(numbers).items()}
        return {ids[id_]: Arrival(one.address, one.credit) for id_, one in traces.reports(ids).items()}
