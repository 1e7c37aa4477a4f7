import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outlet_site import OutletSite, running_site
from tests.serve.conftest import Run


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, desk: Path) -> Iterator[OutletSite]:
    monkeypatch.setenv("ONRECORD_ALLOW_NETWORKS", "127.0.0.0/8")
    assert desk.is_dir()
    with running_site() as running:
        yield running


def test_outlet_is_added_by_name_listed_shown_and_removed(run: Run, desk: Path) -> None:
    ended = run(
        "outlets", "add", "Selm Courier", "--feed", "https://selmcourier.example/rss?utm_source=x", "--domain",
        "selmcourier.example", "--country", "NO", "--kind", "newspaper", "--language", "no", "--spelling", "Courier",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    assert ended.out == (
        "Selm Courier is in outlets/selm-courier.toml; see what it gives: onrecord outlets check 'Selm Courier'\n"
    )
    assert "https://selmcourier.example/rss" in (desk / "outlets" / "selm-courier.toml").read_text(
        encoding="utf-8"
    )
    listed = run("outlets", "list").out
    assert "Selm Courier" in listed
    assert "Reuters" not in listed
    assert "1 outlet of the desk's own, " in listed
    assert "Reuters" in run("outlets", "list", "--all").out
    (row,) = [json.loads(line) for line in run("outlets", "list", "-f", "json").out.splitlines()]
    assert (row["name"], row["kind"], row["country"]) == ("Selm Courier", "newspaper", "NO")
    assert "the desk's own" in run("outlets", "show", "courier").out
    assert json.loads(run("outlets", "show", "courier", "-f", "json").out) == row
    assert run("outlets", "remove", "Courier").out == "removed Courier from outlets/selm-courier.toml\n"
    assert not list((desk / "outlets").iterdir())


def test_outlet_of_the_package_is_shown_as_such(run: Run, desk: Path) -> None:
    assert desk.is_dir()
    assert "of the package; the desk does not watch it" in run("outlets", "show", "AFP").out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("add", "A", "--kind", "blog"), 2, "A: kind: 'blog' is not one of"),
        (("add", "A", "--feed", "selm"), 2, "A: feeds: 'selm' is not a whole web address"),
        (
            ("add", "https://a.example", "--feed", "https://a.example/f"),
            2,
            "give the outlet's name, not its address",
        ),
        (("show", "Reutres"), 4, "Reutres: no outlet goes by this name; did you mean Reuters?"),
        (("remove", "Reuters"), 4, "is one of the package's outlets"),
        (("check", "AFP"), 2, "AFP: has no feeds, sitemaps or listings"),
        (("import", "gone.opml"), 4, "gone.opml: no such file; check the path"),
        (("import", "a.txt"), 2, "a.txt: is not well-formed XML"),
        (("export", "-o", "no/such/file"), 8, "no/such/file: cannot be written"),
    ],
)
def test_failures_say_what_to_do_and_end_with_their_status(
    run: Run, desk: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    ended = run("outlets", *words)
    assert (ended.code, message in ended.err) == (code, True), ended.err
    assert not (desk / "outlets").exists()


def test_site_is_searched_and_what_can_be_read_is_written(run: Run, desk: Path, site: OutletSite) -> None:
    ended = run("outlets", "add", site.root)
    assert ended.code == 0, ended.err
    assert ended.out.splitlines()[:2] == [
        f"found {site.root}/feed · 2 leads",
        f"found {site.root}/map.xml · 1 sitemap",
    ]
    row = json.loads(run("outlets", "show", "Selm Courier", "-f", "json").out)
    assert row == {
        "name": "Selm Courier", "kind": "site", "languages": ["en"],
        "feeds": [f"{site.root}/feed"], "sitemaps": [f"{site.root}/map.xml"],
    }  # fmt: skip
    assert "/comments/feed" not in site.seen
    assert desk.is_dir()


def test_preview_writes_nothing(run: Run, desk: Path, site: OutletSite) -> None:
    ended = run("outlets", "add", site.root, "--preview", "--name", "Courier", "--language", "no")
    assert '[[outlet]]\nname = "Courier"\nlanguages = ["no"]\n' in ended.out
    assert not (desk / "outlets").exists()


def test_site_without_anything_to_watch_is_told(run: Run, desk: Path, site: OutletSite) -> None:
    site.pages = {
        "/": ("text/html", '<html><head><link rel="alternate" type="application/atom+xml" href="/gone">')
    }
    ended = run("outlets", "add", site.root)
    assert ended.code == 4
    assert "/gone: answers 404 Not Found" in ended.err
    assert "names no feed or sitemap that can be read" in ended.err
    assert not (desk / "outlets").exists()


def test_check_shows_leads_and_the_first_article_and_keeps_nothing(
    run: Run, desk: Path, site: OutletSite
) -> None:
    run("add", f"{site.root}/2024/03/05/ferry")
    run("outlets", "add", site.root)
    before = run("reports").out
    ended = run("outlets", "check", "Selm Courier")
    assert ended.code == 0, ended.err
    lines = [line.split() for line in ended.out.splitlines()]
    assert ["2024-03-05", "10:00", "new", "Harbour", "\\u202etalks", "resume"] in lines
    assert ["–", "here", "Ferry", "late"] in lines
    assert f"{site.root}/2024/03/05/talks" in ended.out
    assert "the-fishers-ask-for-a-quay" in ended.out
    assert "asks to be left alone for 30 minutes" in ended.out
    assert ["authors", "Ilse", "Brandvold"] in lines
    assert ["found", "2", "statements"] in lines
    assert ended.out.endswith("3 leads in 3 sources; nothing was kept\n")
    assert run("reports").out == before
    assert desk.is_dir()


def test_check_carries_on_past_sources_that_fail(run: Run, desk: Path, site: OutletSite) -> None:
    run(
        "outlets",
        "add",
        "A",
        "--feed",
        f"{site.root}/gone",
        "--feed",
        f"{site.root}/feed",
        "--listing",
        site.root,
    )
    ended = run("outlets", "check", "A", "--limit", "1")
    assert ended.code == 1
    assert "/gone: answers 404 Not Found" in ended.err
    assert "and 1 lead more" in ended.out
    assert desk.is_dir()


def test_check_goes_through_the_guard(run: Run, desk: Path) -> None:
    run("outlets", "add", "A", "--feed", "http://127.0.0.1:9/feed")
    ended = run("outlets", "check", "A")
    assert ended.code == 5
    assert "not a public address" in ended.err
    assert desk.is_dir()


def test_desk_without_outlets_reads_as_before_and_one_of_its_own_is_recognised(run: Run, desk: Path) -> None:
    (desk / "b.txt").write_text("Talks\n\nSource: The Selm Lantern, May 3, 2020\n", encoding="utf-8")
    run("outlets", "add", "The Lantern of Selm", "--spelling", "The Selm Lantern")
    read = json.loads(run("read", "b.txt", "-f", "json").out)
    assert read["report"]["reprint_of"] == "The Lantern of Selm"


def test_wrong_table_is_told_with_its_place(run: Run, desk: Path) -> None:
    (desk / "outlets").mkdir()
    (desk / "outlets" / "own.toml").write_text("[[outlet]]\nname = 'A'\nfeds = []\n", encoding="utf-8")
    for words in (("outlets", "list"), ("read", "a.txt"), ("outlets", "add", "B")):
        ended = run(*words)
        assert ended.code == 2
        assert "own.toml, row 1: unknown key 'feds'; did you mean feeds?" in ended.err


def test_export_and_import_carry_outlets_from_desk_to_desk(run: Run, desk: Path) -> None:
    run(
        "outlets",
        "add",
        "Selm Courier",
        "--feed",
        "https://selmcourier.example/rss",
        "--domain",
        "selmcourier.example",
    )
    run("outlets", "add", "Lantern", "--listing", "https://lantern.example/news", "--kind", "monitor")
    before = run("outlets", "list", "-f", "json").out
    assert run("outlets", "export", "-o", "all.json").code == 0
    told = run("outlets", "export", "-f", "opml", "-o", "feeds.opml")
    assert told.err == "onrecord: 1 outlet without feeds cannot stand in OPML; json holds them all\n"
    run("init", "two")
    ended = run("--desk", "two", "outlets", "import", "all.json")
    assert ended.out.endswith("2 added, 0 already here\n")
    assert run("--desk", "two", "outlets", "list", "-f", "json").out == before
    again = run("--desk", "two", "outlets", "import", "feeds.opml")
    assert again.out == "kept Selm Courier · 1 feed\n0 added, 1 already here\n"
    assert run("--desk", "two", "outlets", "list", "-f", "json").out == before
    assert desk.is_dir()


def test_export_goes_to_standard_output_as_it_is(run: Run, desk: Path) -> None:
    run("outlets", "add", "قناة", "--feed", "https://a.example/rss")
    assert 'text="قناة"' in run("outlets", "export", "-f", "opml").out
    assert json.loads(run("outlets", "export", "--all").out)["version"] == 1
    assert desk.is_dir()
