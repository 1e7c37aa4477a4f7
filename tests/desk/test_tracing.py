"""Reports traced as they are added, and later; what goes with a report that goes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from onrecord.desk import Desk, add, plan_leads, plan_removal, remove, reread
from onrecord.desk.keep import keep
from onrecord.desk.tracing import Carried, trace_untraced
from onrecord.model import FeedCredit, Reprint
from tests.factory import NOON, make_capture

STORY = (
    "The harbour of Selm will stay open through the winter, the port authority decided on Tuesday after a week of "
    "talks with the dockers.\n\n“The harbour belongs to everybody who works in it,” Mayor Ada Lindqvist told Radio "
    "Selm. “We shall not sell a single crane, whatever the company in Karsund offers us.”\n\nThe company had offered "
    "forty million crowns for the northern quay, where the grain ships lie in autumn and the fishing fleet in spring."
)
OTHER = (
    "Beekeepers in the hills above Karsund count their losses after the coldest April in forty years.\n\n"
    "Half of the hives stood empty when they were opened, the guild told reporters at its spring fair on Sunday."
)


def put(place: Path, **texts: str) -> list[str]:
    files = []
    for name, text in texts.items():
        file = place / f"{name}.txt"
        file.write_text(text + "\n", encoding="utf-8")
        files.append(str(file))
    return files


def take(desk: Desk, files: Iterable[str]) -> None:
    for _, result in add(desk, plan_leads(desk.fetcher, files)):
        assert not isinstance(result, Exception), result


def found(desk: Desk, name: str) -> list[Reprint]:
    return desk.store.traces.of([desk.store.find_report(name)])


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    return put(
        tmp_path,
        wire=f"Harbour stays open\n\n3 March 2026\n\n{STORY}",
        copy=f"Winter in the harbour\n\n4 March 2026\n\n{STORY}\n\nSource: Coast News Agency",
        bees=f"Silent hives\n\n4 March 2026\n\n{OTHER}",
    )


def test_report_is_traced_against_the_whole_desk_as_it_is_added(desk: Desk, files: list[str]) -> None:
    take(desk, files[:1])
    assert found(desk, "wire.txt") == []
    take(desk, files[1:])
    (one,) = found(desk, "wire.txt")
    assert {one.a, one.b} == {desk.store.find_report(name) for name in ("wire.txt", "copy.txt")}
    assert one.origin == desk.store.find_report("wire.txt")
    assert min(one.share_a, one.share_b) > 0.8
    assert found(desk, "bees.txt") == []
    assert list(trace_untraced(desk)) == []


def test_passages_cut_the_same_words_from_both_texts(desk: Desk, files: list[str]) -> None:
    take(desk, files)
    (one,) = found(desk, "copy.txt")
    a, b = desk.store.report(one.a).text, desk.store.report(one.b).text
    assert one.passages
    assert all(passage.a.cut(a) == passage.b.cut(b) for passage in one.passages)


def test_desk_kept_before_reports_were_traced_is_brought_up_to_date(desk: Desk, files: list[str]) -> None:
    take(desk, files)
    before = found(desk, "wire.txt")
    with desk.store.writing():
        for line in desk.store.reports():
            desk.store.traces.forget(line.id)
    assert found(desk, "wire.txt") == []
    traced = dict(trace_untraced(desk))
    assert {name.rpartition("/")[2] for name in traced} == {"wire.txt", "copy.txt", "bees.txt"}
    assert sorted(t.reprints for t in traced.values() if isinstance(t, Carried)) == [0, 0, 1]
    assert found(desk, "wire.txt") == before


def test_removed_report_is_no_reprint_of_anything_any_longer(desk: Desk, files: list[str]) -> None:
    take(desk, files)
    remove(desk, plan_removal(desk, "wire.txt"), by="ada", reason="asked for")
    assert found(desk, "copy.txt") == []
    take(desk, files[2:])
    assert list(trace_untraced(desk)) == []


def test_report_read_again_is_traced_again(desk: Desk, files: list[str]) -> None:
    take(desk, files)
    before = found(desk, "wire.txt")
    reading = desk.store.reading(desk.store.find_report("wire.txt"))
    with desk.store.writing():
        # As an older reader left it: without its statements, and never traced.
        known = desk.store.registry.unfile(reading.report.id)
        desk.store.registry.forget(known)
        desk.store.replace(type(reading)(reading.report, reading.identities, ()))
    assert found(desk, "wire.txt") == []
    for _, result in reread(desk):
        assert not isinstance(result, Exception), result
    assert found(desk, "wire.txt") == before


def test_editions_of_one_place_are_no_reprints_of_each_other(desk: Desk, tmp_path: Path) -> None:
    take(desk, put(tmp_path, wire=f"Harbour stays open\n\n{STORY}"))
    take(desk, put(tmp_path, wire=f"Harbour stays open\n\n{STORY}\n\nCorrected on Friday."))
    first, second = desk.store.editions.of(desk.store.find_report("wire.txt"))
    assert desk.store.traces.of([first.report, second.report]) == []
    take(desk, put(tmp_path, copy=f"Winter in the harbour\n\n{STORY}"))
    assert len(desk.store.traces.of([desk.store.find_report("copy.txt")])) == 2


def put_page(desk: Desk, address: str, text: str, at: datetime, *, credit: FeedCredit | None = None) -> str:
    capture = make_capture(text, address=address, fetched_at=at)
    keep(desk, capture, text.encode(), name=address, credit=credit)
    return desk.store.find_report(address)


def test_undated_pages_are_told_apart_by_when_the_desk_first_saw_them(desk: Desk) -> None:
    second = put_page(desk, "https://b.example/2", f"Winter in the harbour\n\n{STORY}\n", NOON)
    first = put_page(
        desk, "https://a.example/1", f"Harbour stays open\n\n{STORY}\n", NOON - timedelta(days=3)
    )
    (one,) = desk.store.traces.of([first])
    assert {one.a, one.b} == {first, second}
    assert one.origin == first
    assert "nothing else tells, but it was first seen 2024-03-02 12:00 UTC" in one.because


def test_undated_pages_seen_in_one_round_and_files_are_not(desk: Desk, tmp_path: Path) -> None:
    page = put_page(desk, "https://b.example/2", f"Winter in the harbour\n\n{STORY}\n", NOON)
    put_page(desk, "https://a.example/1", f"Harbour stays open\n\n{STORY}\n", NOON + timedelta(hours=3))
    take(desk, put(tmp_path, copy=f"Open in winter\n\n{STORY}"))
    found = desk.store.traces.of([page])
    assert [one.origin for one in found] == [None, None]


LANTERN = FeedCredit("Selm Lantern", "https://selmlantern.example/rss", "https://orvamail.example/rss", NOON)


@pytest.mark.parametrize("copy_first", [False, True])
def test_source_that_a_feed_named_tells_which_was_first_whichever_came_first(
    desk: Desk, *, copy_first: bool
) -> None:
    def put_story() -> str:
        return put_page(desk, "https://selmlantern.example/1", f"Harbour stays open\n\n{STORY}\n", NOON)

    def put_copy() -> str:
        text = f"Winter in the harbour\n\n{STORY}\n"
        return put_page(desk, "https://orvamail.example/2", text, NOON, credit=LANTERN)

    ids = [put() for put in ((put_copy, put_story) if copy_first else (put_story, put_copy))]
    (one,) = desk.store.traces.of(ids)
    assert one.origin == desk.store.find_report("https://selmlantern.example/1")
    assert (
        "the feed that led to the other names Selm Lantern, where this is from, as its source" in one.because
    )
    # Traced anew, later, from what is kept alone.
    with desk.store.writing():
        for id_ in ids:
            desk.store.traces.forget(id_)
    list(trace_untraced(desk))
    assert desk.store.traces.of(ids) == [one]


def test_feed_that_names_who_published_the_page_itself_tells_nothing(desk: Desk) -> None:
    page = put_page(
        desk, "https://www.selmlantern.example/1", f"Harbour stays open\n\n{STORY}\n", NOON, credit=LANTERN
    )
    put_page(desk, "https://orvamail.example/2", f"Winter in the harbour\n\n{STORY}\n", NOON)
    (one,) = desk.store.traces.of([page])
    assert one.origin is None
    assert "feed" not in one.because
