from tests.stages.read.reading import PROSE, kind_of, read


def test_masthead_above_the_title_names_the_outlet() -> None:
    report = read(f"The Guardian\n\nFees in Selm\n\nBy Ada Quill\n\n{PROSE}")
    assert (report.metadata.outlet, report.metadata.title) == ("The Guardian", "Fees in Selm")
    assert kind_of(report, "The Guardian") == "metadata"


def test_masthead_is_known_by_the_pages_own_furniture_too() -> None:
    report = read(f"Selm Today\n\nFees in Selm\n\n{PROSE}\n\n© 2022 Selm Today")
    assert (report.metadata.outlet, report.metadata.title) == ("Selm Today", "Fees in Selm")


def test_name_that_touches_the_date_under_the_title_is_the_author() -> None:
    report = read(f"Fees in Selm\nAda Quill\n4 June 2021\n\n{PROSE}")
    assert report.metadata.authors == ("Ada Quill",)
    assert kind_of(report, "Ada Quill") == "metadata"


def test_date_between_paragraphs_is_no_line_about_the_report() -> None:
    report = read(f"Fees in Selm\n\n{PROSE}\n\nMay 3, 2021\n\n{PROSE}")
    assert report.metadata.published is None
    assert kind_of(report, "May 3, 2021") == "heading"


def test_section_above_the_title_is_not_the_title() -> None:
    report = read(f"Politics\n\nOpposition warns of dark days\n\nBy Ada Quill, Selm\n\n{PROSE}")
    assert (report.metadata.section, report.metadata.title) == ("Politics", "Opposition warns of dark days")
    assert report.metadata.authors == ("Ada Quill",)


def test_initials_under_an_agency_report_only_tell_who_sent_it() -> None:
    assert kind_of(read(f"Fees in Selm\n\n{PROSE}\n\ntm/aq/sel"), "tm/aq") == "metadata"
