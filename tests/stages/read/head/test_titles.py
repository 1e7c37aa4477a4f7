from onrecord.stages.read.head.sites import Site
from onrecord.stages.read.head.titles import Candidates, choose_title, strip_tail

SITE = Site("Selm Post", frozenset({"selm post", "selmpost", "selmpost example"}))


def title(**said: object) -> str | None:
    """Return the title chosen among these candidates."""
    chosen = choose_title(Candidates(**said), SITE)  # type: ignore[arg-type] # each test names its own fields
    return chosen.value if chosen else None


def test_name_of_the_site_and_its_sections_are_no_part_of_a_title() -> None:
    for words in (
        "Fees rise | Selm Post",
        "Fees rise - selmpost.example",
        "Fees rise | Coast | Selm Post",
        "Fees rise：Selm Post",
        "Fees rise - Coast | Selm Post",
    ):
        assert title(shared=words, headings=["Fees rise"]) == "Fees rise", words
    assert title(shared="Fees rise - Coast News", headline="Fees rise") == "Fees rise"
    assert title(window="Selm Post | Fees rise", headings=["Fees rise"]) == "Fees rise"


def test_dash_inside_a_title_stays() -> None:
    assert strip_tail("The harbour - a life’s work", SITE) == "The harbour - a life’s work"
    assert title(shared="Ode: I shall pay - and how | Selm Post") == "Ode: I shall pay - and how"


def test_fuller_of_two_forms_of_a_title_is_taken() -> None:
    assert (
        title(shared="Fees rise again", headings=["Harbour: Fees rise again"]) == "Harbour: Fees rise again"
    )
    assert title(shared="Harbour: Fees rise again", headline="Fees rise again") == "Harbour: Fees rise again"
    cut, whole = (
        "The harbour of Selm asks for more and the sh…",
        "The harbour of Selm asks for more and the ships pay",
    )
    assert title(headline=cut, headings=[whole]) == whole


def test_of_two_declared_titles_the_witnesses_decide() -> None:
    shared, headline = "What ships must pay from now on", "Harbour of Selm doubles its fees"
    # The shown heading is the JSON-LD's; og:title only repeats the <title>.
    assert title(shared=shared, headline=headline, headings=[headline], window=shared) == headline
    # All the page says is the JSON-LD's: og:title was written on purpose.
    assert title(shared=shared, headline=headline, headings=[headline], window=headline) == shared
    window = f"{headline} | Selm Post"
    assert title(shared=shared, headline=headline, headings=[shared], window=window) == headline
    # The address was made from what everything but the JSON-LD says.
    address = "what-ships-must-pay-from-now-on-4711"
    assert (
        title(shared=shared, headline=headline, headings=[shared], window=shared, address=address) == shared
    )
    assert title(shared=shared, headline=headline, window=headline) == headline
    assert title(shared=shared, headline=headline) == shared
    assert title(shared=shared, card=shared, headline=headline, headings=[headline], window="Ships") == shared


def test_heading_that_the_markup_bears_out_is_taken_of_several() -> None:
    headings = ["Your town", "Harbour of Selm doubles its fees", "More news"]
    assert title(headings=headings, window="Harbour of Selm doubles its fees - Selm Post") == headings[1]
    assert title(headings=["Selm Post", "Fees rise"]) == "Fees rise"


def test_page_without_headings_has_the_title_of_its_window_or_head() -> None:
    assert title(window="Fees rise | Selm Post") == "Fees rise"
    assert title(others=["Fees rise"]) == "Fees rise"
    assert title(shared="Selm Post", window="Selm Post") is None


def test_titles_in_scripts_without_spaces_are_compared_too() -> None:
    heading = "港の料金が来月から上がる見通し"
    assert title(shared=f"{heading}｜Selm Post", headings=[heading]) == heading
    assert title(shared="【速報】" + heading, headings=[heading]) == "【速報】" + heading


def test_a_window_without_the_sites_name_is_written_for_search() -> None:
    shown, searched = "Quarrel over the ferry goes on", "Ferry 2026: what to know about tickets"
    both = {"shared": shown, "headings": [shown], "headline": searched}
    assert title(**both, window=searched) == shown
    assert title(**both, window=f"{searched} | Selm Post") == searched
