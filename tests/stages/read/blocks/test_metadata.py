from datetime import date

from tests.stages.read.reading import PROSE, read


def test_numbered_report_tells_its_series_number_day_topics_and_outlet() -> None:
    body = f"Fees In Selm\n\nMay 28, 2021\nCoast, Fees | Special Dispatch No. 12\n\n{PROSE}"
    metadata = read(body).metadata
    assert (metadata.series, metadata.number, metadata.topics) == (
        "Special Dispatch",
        "12",
        ("Coast", "Fees"),
    )
    assert (metadata.published, metadata.outlet) == (date(2021, 5, 28), "MEMRI")


def test_every_field_has_its_ground_and_spans_cut_what_was_read() -> None:
    report = read(f"Fees In Selm\n\nMay 28, 2021 | By Ada Quill\n\n{PROSE}\n\nSource: Coast TV")
    grounds = {ground.field: ground for ground in report.metadata.grounds}
    assert {"title", "published", "authors", "language", "reprint_of"} <= grounds.keys()
    assert grounds["published"].span is not None
    assert grounds["published"].span.cut(report.text) == "May 28, 2021"
    assert all(ground.because and 0 < ground.confidence <= 1 for ground in report.metadata.grounds)


def test_bare_clip_number_belongs_to_the_outlets_clip_series() -> None:
    body = f"Receive daily MEMRI emails\n\nOde: We Had No Choice\n\n#120 | 01:10\nSource: Coast TV (Selm)\n\n{PROSE}"
    metadata = read(body).metadata
    assert (metadata.outlet, metadata.series, metadata.number) == ("MEMRI", "MEMRI TV Clip", "120")
    assert (metadata.broadcaster, metadata.reprint_of) == ("Coast TV", None)


def test_clip_number_of_an_unknown_outlet_has_no_series() -> None:
    metadata = read(f"Ode: We Had No Choice\n\n#120 | 01:10\n\n{PROSE}").metadata
    assert (metadata.outlet, metadata.series, metadata.number) == (None, None, "120")


def test_reprint_that_does_not_name_its_site_has_no_outlet() -> None:
    metadata = read(f"Fees in Selm\n\n{PROSE}\n\nSource: Press TV\n\nLeave a Reply").metadata
    assert (metadata.outlet, metadata.reprint_of) == (None, "Press TV")


def test_agency_behind_the_last_paragraph_is_reprinted() -> None:
    assert read(f"Fees in Selm\n\n{PROSE}\n\n{PROSE} (Source: AFP)").metadata.reprint_of == "AFP"


def test_dateline_names_the_agency_and_the_day() -> None:
    metadata = read(f"SELM, May 3, 2021 (AFP) — {PROSE}").metadata
    assert (metadata.outlet, metadata.published, metadata.title) == ("AFP", date(2021, 5, 3), None)


def test_address_tells_the_outlet_before_the_dateline_does() -> None:
    report = read(f"SELM (AFP) — {PROSE}", address="https://www.presstv.ir/detail/1")
    assert (report.metadata.outlet, report.metadata.reprint_of) == ("Press TV", "AFP")


def test_day_of_a_change_is_not_that_of_publication() -> None:
    body = f"Fees in Selm\n\nUpdated: May 5, 2021\nPublished: May 3, 2021\n\n{PROSE}"
    assert read(body).metadata.published == date(2021, 5, 3)


def test_day_of_a_change_stands_in_where_no_other_is_given() -> None:
    report = read(f"Fees in Selm\n\nUpdated: May 5, 2021\n\n{PROSE}")
    assert report.metadata.published == date(2021, 5, 5)
    (ground,) = [ground for ground in report.metadata.grounds if ground.field == "published"]
    assert ground.confidence <= 0.5


def test_what_nothing_tells_stays_absent() -> None:
    metadata = read("Xqz").metadata
    assert metadata.title is None
    assert metadata.outlet is None
    assert metadata.published is None
    assert metadata.authors == ()
    assert metadata.grounds == ()


def page(head: str = "", body: str = "") -> str:
    """Return a page of one report."""
    article = f"<article><h1>Fees rise</h1>{body}<p>{PROSE}</p><p>{PROSE}</p></article>"
    return f"<html><head>{head}</head><body>{article}</body></html>"


def test_markup_is_believed_before_lines_that_only_look_like_facts() -> None:
    head = '<meta name="author" content="Ada Quill"><meta property="article:published_time" content="2021-05-28">'
    report = read(page(head, "<p>By Jon Marsh | May 3, 2020</p>"), media_type="text/html")
    assert (report.metadata.authors, report.metadata.published) == (("Ada Quill",), date(2021, 5, 28))
    grounds = {ground.field: ground.because for ground in report.metadata.grounds}
    assert grounds["authors"] == "the author in the page's markup"
    assert grounds["published"] == "the time of publication in the page's head"


def test_byline_of_the_text_is_believed_before_a_site_that_names_itself() -> None:
    head = '<meta property="og:site_name" content="Selm Today"><meta name="author" content="Selm Today">'
    report = read(page(head, "<p>By Jon Marsh | May 3, 2020</p>"), media_type="text/html")
    assert report.metadata.authors == ("Jon Marsh",)


def test_agency_that_signs_a_page_is_what_it_reprints() -> None:
    for author in ("AFP", "Selm Today avec AFP", "AFP/dpa"):
        head = f'<meta property="og:site_name" content="Selm Today"><meta name="author" content="{author}">'
        assert read(page(head), media_type="text/html").metadata.reprint_of == "AFP", author


def test_page_that_calls_another_outlets_address_its_own_reprints_it() -> None:
    head = '<link rel="canonical" href="https://www.presstv.ir/detail/1">'
    report = read(page(head), media_type="text/html", address="https://selm.example/fees")
    assert report.metadata.reprint_of == "Press TV"
    (ground,) = [ground for ground in report.metadata.grounds if ground.field == "reprint_of"]
    assert ground.because == "the page calls another site's address its own"


def test_title_that_the_page_declares_is_kept_where_its_heading_says_less() -> None:
    head = '<meta property="og:title" content="Harbour of Selm: Fees rise">'
    metadata = read(page(head), media_type="text/html").metadata
    assert metadata.title == "Harbour of Selm: Fees rise"
