"""Who is named where."""

from onrecord.model import Span
from tests.stages.attribute.spoken import cast_of


def test_named_in_counts_names_within_the_spans_most_mentioned_first() -> None:
    text = "Karim Haddad met Dana Orlov. Orlov smiled at Haddad, and Orlov left. Piet Brandt slept."
    cast = cast_of(text)
    end = text.index("Piet")
    assert [i.name for i in cast.named_in([Span(0, end)])] == ["Dana Orlov", "Karim Haddad"]
    assert [i.name for i in cast.named_in([Span(end, len(text)), Span(0, 12)])] == [
        "Karim Haddad",
        "Piet Brandt",
    ]


def test_named_in_leaves_out_names_that_a_span_cuts() -> None:
    cast = cast_of("Karim Haddad met Dana Orlov.")
    assert cast.named_in([Span(0, 8)]) == ()


def test_identities_stand_in_text_order_with_ids_of_their_own() -> None:
    cast = cast_of("Karim Haddad met Dana Orlov in Beirut.")
    assert [i.name for i in cast.identities] == ["Karim Haddad", "Dana Orlov", "Beirut"]
    assert len({i.id for i in cast.identities}) == 3
