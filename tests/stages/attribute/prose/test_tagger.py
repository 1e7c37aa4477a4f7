from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.stages.attribute.prose import VERSION, CueRules
from tests.stages.attribute.said import RULES, said


def test_the_rules_name_their_version() -> None:
    assert CueRules().version == VERSION


def test_a_paragraph_without_a_cue_has_no_attribution() -> None:
    assert said("Boats came and went all day. The harbour was full.") == []


def test_each_passage_gets_its_own_list() -> None:
    text = "He said it rained.\n\nIt rained.\n\nShe said it snowed."
    spans = [Span(0, 18), Span(20, 30), Span(32, 51)]
    assert [len(found) for found in RULES.tag(text, spans).attributions] == [1, 0, 1]


PIECES = st.lists(
    st.sampled_from(
        ["he", "said", "that", '"', "“", "”", "«", "»", "'", ",", ".", "?", "according", "to", "Vale", "adding", "and",
         "—", "[3]", "(", ")", "the", "minister", "…", ":", "who", "حزب", "will", "report", "\n", "''"]
    ),
    max_size=40,
)  # fmt: skip


@given(PIECES.map(" ".join) | st.text(max_size=200))
def test_spans_lie_in_the_passage_whatever_the_words(text: str) -> None:
    (found,) = RULES.tag(text, [Span(0, len(text))]).attributions
    for attribution in found:
        assert attribution.content
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)
        assert 0 <= attribution.confidence <= 1
