import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.adapters.onnx import engine
from onrecord.adapters.onnx.engine import OUTPUTS, OnnxEngine
from onrecord.adapters.onnx.tagger import MODEL_FILE
from onrecord.errors import BadRequest
from tests.adapters.onnx.small import FOLDER, window

ENGINE = OnnxEngine(FOLDER / MODEL_FILE)


def test_each_piece_has_scores_for_every_state_and_every_other_piece() -> None:
    (scores,) = ENGINE.score([window(4, 3)])
    assert scores.roles.shape == (10, 7)
    assert scores.to_cue.shape == scores.to_source.shape == (10, 10)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 120), min_size=1, max_size=5))
def test_scores_do_not_depend_on_what_else_is_read(lengths: list[int]) -> None:
    windows = [window(n) for n in lengths]
    together = ENGINE.score(windows)
    alone = [ENGINE.score([w])[0] for w in reversed(windows)][::-1]
    for a, b in zip(together, alone, strict=True):
        assert (a.roles == b.roles).all()
        assert (a.to_cue == b.to_cue).all()
        assert (a.to_source == b.to_source).all()


def test_scores_do_not_depend_on_the_number_of_threads() -> None:
    (one,) = ENGINE.score([window(70, 50)])
    (two,) = OnnxEngine(FOLDER / MODEL_FILE, threads=2).score([window(70, 50)])
    assert (one.roles == two.roles).all()


def test_model_of_another_version_is_refused_with_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "OUTPUTS", (*OUTPUTS, "tenses"))
    with pytest.raises(BadRequest, match=r"model\.onnx: gives no tenses; export it again"):
        OnnxEngine(FOLDER / MODEL_FILE)
