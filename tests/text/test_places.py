import pytest

from onrecord.text.places import place_of

A = "https://courier.example/a"


@pytest.mark.parametrize(
    ("address", "canonical", "place"),
    [
        (A, None, A),
        ("http://courier.example:80/a", None, A),
        ("https://COURIER.example./a", None, A),
        (A + "?utm_source=x&fbclid=y", None, A),
        (A + "?page=2&utm_source=x", None, A + "?page=2"),
        ("https://courier.example", None, "https://courier.example/"),
        ("https://courier.example:8443/a", None, "https://courier.example:8443/a"),
        ("https://m.courier.example/x/1", "https://www.courier.example/a", "https://www.courier.example/a"),
        ("https://www.courier.example/a", A, A),
        (
            "https://news.courier.example/a",
            "https://courier.example/news/a",
            "https://courier.example/news/a",
        ),
        ("https://elsewhere.example/a", A, "https://elsewhere.example/a"),
        ("https://ourcourier.example/a", A, "https://ourcourier.example/a"),
        (A, "https://courier.example/", A),
        (A, "not an address", A),
        (A, "https://courier.example:port/", A),
        (A + "?id=5", A, A + "?id=5"),
        (A + "?utm_medium=rss", A, A),
        ("https://courier.example/%7eada/../b%c3%a9", None, "https://courier.example/b%C3%A9"),
        ("https://[2001:db8::1]:8443/a", None, "https://[2001:db8::1]:8443/a"),
        (
            "https://courier.example/show?id=5",
            "https://courier.example/news/five",
            "https://courier.example/news/five",
        ),
        ("file:///reports/a.txt", None, "file:///reports/a.txt"),
        ("file:///reports/a.html", A, "file:///reports/a.html"),
        ("imaps://desk@mail.example/news;UID=5", None, "imaps://desk@mail.example/news;UID=5"),
        ("stdin:", A, None),
    ],
)
def test_place_is_the_address_a_page_may_call_its_own_else_the_one_fetched(
    address: str, canonical: str | None, place: str | None
) -> None:
    assert place_of(address, canonical=canonical) == place


def test_parts_of_one_container_are_places_of_their_own() -> None:
    mail = "file:///mail.mbox"
    one, other = place_of(mail, part="1"), place_of(mail, part="2")
    assert len({one, other, place_of(mail)}) == 3
    page = A
    assert place_of(page, part="5") == A, "a page out of an archive is an edition of that page"
