"""The `Tagger` that is a model: attributions in English prose, by a small encoder."""

import tomllib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.adapters.onnx.decoding import Segment
from onrecord.adapters.onnx.edges import join_near, trim_content, whole_words
from onrecord.adapters.onnx.engine import Engine, OnnxEngine
from onrecord.adapters.onnx.linking import Choices, Linked, Scores, link
from onrecord.adapters.onnx.naming import names_of
from onrecord.adapters.onnx.pieces import Pieces, cut_text
from onrecord.adapters.onnx.windows import Window, cut_windows
from onrecord.errors import BadRequest
from onrecord.model import Span
from onrecord.ports import Named, Tagged, Tagging

MODEL_FILE, TOKENIZER_FILE, CARD_FILE = "model.onnx", "tokenizer.json", "model.toml"


_AHEAD = 32


class ModelTagger:
    """Find attributions with the model; see `ports.Tagger`.

    Deterministic: a window's scores do not depend on what else is read. Memory does not grow with the text:
    one window of at most 256 pieces is worked on at a time.

    Args:
        version: Name and version of the model.
        languages: Languages that it reads, BCP 47 codes.
        tokenizer: Cuts words into the model's pieces.
        engine: Runs the model.
        choices: How its scores are read.
    """

    def __init__(
        self,
        *,
        version: str,
        languages: frozenset[str],
        tokenizer: Tokenizer,
        engine: Engine,
        choices: Choices,
    ) -> None:
        self._version, self._languages = version, languages
        self._tokenizer, self._engine, self._choices = tokenizer, engine, choices

    @property
    def version(self) -> str:
        """Return the name and version of the model."""
        return self._version

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages that the model reads."""
        return self._languages

    def tag(self, text: str, passages: Sequence[Span]) -> Tagging:
        """Return for each passage the attributions in it, in text order, and the names in all of them."""
        found: list[list[Tagged]] = [[] for _ in passages]
        names: list[Named] = []
        for window in cut_windows(_ahead(cut_text(self._tokenizer, text, passages))):
            (scores,) = self._engine.score([window])
            for passage, tagged in attributions_of(text, window, scores, self._choices):
                found[passage].append(tagged)
            names += names_of(window, scores.names)
        return Tagging(found, names)


def load_tagger(folder: Path, *, threads: int = 1) -> ModelTagger:
    """Return the model in `folder`, ready to read.

    Args:
        folder: Holds `model.onnx`, `tokenizer.json` and `model.toml`, as `training/export.py` writes them.
        threads: How many threads it may use.

    Raises:
        BadRequest: The folder holds no such model.
    """
    try:
        card = tomllib.loads((folder / CARD_FILE).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadRequest(
            f"holds no attribution model ({CARD_FILE} cannot be read); name a folder that training/export.py wrote",
            subject=str(folder),
        ) from error
    missing = [name for name in (MODEL_FILE, TOKENIZER_FILE) if not (folder / name).is_file()]
    if missing:
        raise BadRequest(f"lacks {', '.join(missing)}; export the model again", subject=str(folder))
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return ModelTagger(
        version=card["version"],
        languages=frozenset(card["languages"]),
        tokenizer=tokenizer,
        engine=OnnxEngine(folder / MODEL_FILE, threads=threads),
        choices=Choices(**card["choices"]),
    )


def _ahead(pieces: Iterator[Pieces]) -> Iterator[Pieces]:
    """Yield the same, cut some passages ahead: between runs of the model the tokenizer's table is out of the cache."""
    while some := list(islice(pieces, _AHEAD)):
        yield from some


def attributions_of(
    text: str, window: Window, scores: Scores, choices: Choices
) -> Iterator[tuple[int, Tagged]]:
    """Yield the attributions in a window, in text order, each with the number of its passage.

    Args:
        text: What the window is of.
        window: What was read.
        scores: The model's.
        choices: How they are read.
    """
    for linked in link(window, scores, choices):
        tagged = _tagged(text, window, linked)
        if tagged is not None:
            yield window.passage_at(linked.cue.first), tagged


def _tagged(text: str, window: Window, linked: Linked) -> Tagged | None:
    """Return an attribution by its characters; None where its content is no word."""

    def span(segment: Segment) -> Span:
        return whole_words(text, Span(window.starts[segment.first], window.ends[segment.last]))

    contents = [t for s in linked.contents if (t := trim_content(text, span(s))) is not None]
    if not contents:
        return None
    cue = span(linked.cue)
    source = (span(linked.source),) if linked.source else ()
    who = f"“{source[0].cut(text)}”" if source else "nobody named in the paragraph"
    return Tagged(
        source=source,
        cue=(cue,),
        content=join_near(text, contents),
        confidence=round(linked.confidence, 3),
        because=f"the model reads “{cue.cut(text)}” as giving these words to {who}",
        act=linked.act,
    )
