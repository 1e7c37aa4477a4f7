import pytest

from onrecord.stages.attribute.prose.cue_lexicon import Form, inflect, load_cue_lexicon
from onrecord.text.data import load_table


def test_irregular_forms_stand_beside_regular_ones() -> None:
    verbs = load_cue_lexicon().verbs
    assert verbs["said"][0].lemma == "say"
    assert verbs["denies"][0].form is Form.S
    assert verbs["signalling"][0].form is Form.ING


@pytest.mark.parametrize("language", ["en"])
def test_every_verb_uses_known_frame_letters_only(language: str) -> None:
    table = load_table(f"cues/{language}")
    for words, frames in (*table["verbs"].items(), *table["phrases"].items()):
        assert set(frames) <= set("ctwoiqasnr"), words


def test_the_longest_phrase_is_tried_first() -> None:
    lengths = [len(p.rest) for p in load_cue_lexicon().phrases["went"]]
    assert lengths == sorted(lengths, reverse=True)


def test_verbs_in_y_and_s_are_inflected() -> None:
    assert set(inflect("deny")) == {"deny", "denies", "denied", "denying"}
    assert set(inflect("discuss")) == {"discuss", "discusses", "discussed", "discussing"}
