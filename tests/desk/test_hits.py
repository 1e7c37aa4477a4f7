from dataclasses import replace

import pytest

from onrecord.desk import hits_of
from onrecord.errors import EvidenceBroken
from onrecord.model import Span
from tests.factory import make_reading


def test_statements_of_a_reading_are_given_with_their_words_and_their_report() -> None:
    made = make_reading()
    hits = hits_of(made, made.statements)
    assert [hit.statement for hit in hits] == list(made.statements)
    for hit in hits:
        assert hit.words == tuple(span.cut(made.report.text) for span in hit.statement.content)
        assert (hit.report_name, hit.outlet) == (made.report.name, made.report.metadata.outlet)
    assert hits_of(made, []) == []


def test_words_past_the_text_are_not_made_up() -> None:
    made = make_reading()
    said = replace(made.statements[0], content=(Span(0, len(made.report.text) + 1),))
    with pytest.raises(EvidenceBroken, match="outside the report's text"):
        hits_of(made, [said])
