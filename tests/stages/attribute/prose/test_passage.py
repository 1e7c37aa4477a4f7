from onrecord.model import Span
from onrecord.stages.attribute.prose.cue_lexicon import load_cue_lexicon
from onrecord.stages.attribute.prose.passage import Passage, bare_quotation, clause


def passage(text: str) -> Passage:
    return Passage.read(text, Span(0, len(text)), load_cue_lexicon())


def test_a_sentence_that_is_one_quotation_is_bare() -> None:
    p = passage('"The sea is open." It was.')
    low, high = p.sentences[0]
    found = bare_quotation(p, low, high)
    assert found is not None
    assert found.cut(p.text) == "The sea is open."


def test_a_clause_ends_before_its_full_stop_and_note() -> None:
    p = passage("the sea is open.[3]")
    found = clause(p, 0, len(p.tokens), None)
    assert found is not None
    assert found.cut(p.text) == "the sea is open"
