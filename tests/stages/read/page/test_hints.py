import pytest

from onrecord.stages.read.page.hints import hint_names, hints_of, is_foreign


def names(attribute: str) -> set[str]:
    return {name for i, name in enumerate(hint_names()) if hints_of(attribute) >> i & 1}


@pytest.mark.parametrize(
    ("attribute", "hint"),
    [
        ("c-Article__Teaser", "teaser"),
        ("relatedLinks", "related"),
        ("autorenbox", "author"),
        ("newsletter-form", "newsletter"),
        ("article-body", "body"),
        ("wp-caption-text", "caption"),
    ],
)
def test_names_of_elements_hint_at_what_they_hold(attribute: str, hint: str) -> None:
    assert hint in names(attribute)


def test_a_word_hints_only_where_it_stands_alone() -> None:
    assert "advert" in names("top-ad")
    assert "advert" not in names("shadow-headline")


def test_names_that_mean_nothing_hint_at_nothing() -> None:
    assert not names("css-1x9abc")


def test_services_are_known_by_how_a_name_begins() -> None:
    assert is_foreign("taboola-below")
    assert not is_foreign("sticky-container")  # not "cky-", which a consent service uses
