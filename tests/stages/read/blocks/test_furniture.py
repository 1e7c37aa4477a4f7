import pytest

from onrecord.stages.read.blocks.furniture import match_furniture
from tests.stages.read.reading import PROSE, kind_of, piece, read


@pytest.mark.parametrize(
    "line",
    [
        "Donate Now",
        "Gifts and donations from our readers keep this site going.",
        "Subscribe",
        "Sign up for our weekly newsletter and get it in your inbox",
        "Share this article on Facebook",
        "Share this Dispatch:",
        "Facebook Twitter WhatsApp Email",
        "Request a Transcript",
        "To watch this interview on Coast TV, click here",
        "Click here to read more.",
        "Leave a Comment",
        "Your e-mail address will not be published.",
        "Email *",
        "This website uses cookies to improve your visit.",
        "Skip to content",
        "All rights reserved.",
        "© 2022 The Selm Courier",
        "Partager cet article",
        "Votre adresse e-mail ne sera pas publiée.",
        "Jetzt abonnieren",
        "Compartir en Facebook",
        "Подписаться на рассылку",
        "جميع الحقوق محفوظة",
        "כל הזכויות שמורות",
        "اشتراک گذاری",
    ],
)
def test_lines_of_the_site_are_furniture(line: str) -> None:
    assert match_furniture(piece(line)) is not None


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Follow The Money: How The Fees Were Raised",
        "Mayor Calls For Donations After Storm",
        "The minister said that he would share the report with the council.",
        "Donations to the fishermen’s union rose to a million last year, its head said on Monday.",
        "Print is dead, says Ode",
    ],
)
def test_lines_of_the_report_are_not_furniture(line: str) -> None:
    assert match_furniture(piece(line)) is None


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Selm TV’s website can also be accessed at the following alternate addresses:", "Selm TV"),
        ("Subscribe to receive daily or weekly SELMWATCH emails on the topics you like.", "SELMWATCH"),
        ("Journalists can request a Coast Desk clip at any time.", "Coast Desk"),
        ("© 2022 The Selm Courier. All rights reserved.", "The Selm Courier"),
        ("This dispatch is now a complimentary offering from Coast Desk's Storm Monitor.", "Coast Desk"),
        ("© 2022 all the authors", None),
    ],
)
def test_furniture_names_its_outlet_where_it_does(line: str, outlet: str | None) -> None:
    found = match_furniture(piece(line))
    assert found is not None
    assert found.outlet == outlet


def test_line_that_announces_addresses_announces_the_lines_below() -> None:
    found = match_furniture(piece("Related stories:"))
    assert found is not None
    assert found.lists


def test_whom_one_may_follow_is_not_the_outlet() -> None:
    report = read(f"Selm Fees Stay\n\n{PROSE}\n\n{PROSE}\n\nFollow Lena Ode on Twitter: @lenaode.\n")
    assert kind_of(report, "Follow Lena") == "boilerplate"
    assert report.metadata.outlet is None
