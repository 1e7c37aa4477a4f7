import shutil
from pathlib import Path

import pytest

from onrecord.adapters.onnx import load_tagger
from onrecord.errors import BadRequest
from onrecord.model import Span
from onrecord.ports import Tagged, Tagging
from tests.adapters.onnx.small import FOLDER, tagger

TEXT = """\
Harbour fees will rise by a tenth in spring, Port Minister Ilse Varga said on Tuesday.

“We have waited long enough,” she told reporters. “The quay must be rebuilt.”

According to the Dockers’ Union, the rise will cost its members nothing.

The quay was built in 1911."""


def passages(text: str) -> list[Span]:
    out, at = [], 0
    for part in text.split("\n\n"):
        out.append(Span(at, at + len(part)))
        at += len(part) + 2
    return out


def words(text: str, found: Tagged) -> tuple[str, str, list[str]]:
    source, cue = (" ".join(s.cut(text) for s in spans) for spans in (found.source, found.cue))
    return source, cue, [s.cut(text) for s in found.content]


def test_who_said_what_is_found_in_plain_news_prose() -> None:
    found = tagger().tag(TEXT, passages(TEXT)).attributions
    assert [[words(TEXT, t) for t in each] for each in found] == [
        [("Port Minister Ilse Varga", "said", ["Harbour fees will rise by a tenth in spring"])],
        [("she", "told", ["We have waited long enough", "The quay must be rebuilt."])],
        [("the Dockers’ Union", "According to", ["the rise will cost its members nothing"])],
        [],
    ]


def test_spans_lie_in_their_passage_and_confidence_between_nought_and_one() -> None:
    for passage, found in zip(passages(TEXT), tagger().tag(TEXT, passages(TEXT)).attributions, strict=True):
        for t in found:
            assert all(passage.covers(s) for s in (*t.source, *t.cue, *t.content))
            assert 0 < t.confidence < 1
            assert t.cue[0].cut(TEXT) in t.because


def test_same_text_gives_the_same_answer_whatever_was_read_between() -> None:
    first = tagger().tag(TEXT, passages(TEXT))
    tagger().tag("Other words, he said.", [Span(0, 21)])
    assert tagger().tag(TEXT, passages(TEXT)) == first


def test_no_passages_give_no_answers() -> None:
    assert tagger().tag("", []) == Tagging([])
    assert tagger().tag("   ", [Span(0, 3)]) == Tagging([[]])


def test_version_and_languages_are_those_of_the_card() -> None:
    assert tagger().version.startswith("attribution-en ")
    assert tagger().languages == frozenset({"en"})


def test_folder_without_a_model_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"holds no attribution model.*training/export\.py"):
        load_tagger(tmp_path)


def test_folder_that_lacks_a_file_says_which(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "model.toml", tmp_path)
    with pytest.raises(BadRequest, match=r"lacks model\.onnx, tokenizer\.json"):
        load_tagger(tmp_path)
