"""The tokenizer and the model that ship, and pieces made by hand."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.adapters.onnx import ModelTagger, load_tagger
from onrecord.adapters.onnx.pieces import Pieces
from onrecord.adapters.onnx.windows import Window, cut_windows

FOLDER = Path(str(files("onrecord") / "data" / "models" / "attribution-en"))


@cache
def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


@cache
def tagger() -> ModelTagger:
    return load_tagger(FOLDER)


def pieces(n: int, *, passage: int = 0) -> Pieces:
    """Return n pieces of one letter each."""
    return Pieces(
        passage, [1000 + i for i in range(n)], list(range(n)), list(range(1, n + 1)), [1] * n, [0] * n
    )


def window(*lengths: int) -> Window:
    """Return a window of paragraphs of so many pieces."""
    (made,) = cut_windows(pieces(n, passage=k) for k, n in enumerate(lengths))
    return made
