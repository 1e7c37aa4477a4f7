"""The model over whole texts: windows in, attributions out. NumPy; the engine is any function of three arrays."""

from collections.abc import Callable, Sequence

import numpy as np
from decoding import Attribution, Choices, Document, Scored, softmax
from numpy.typing import NDArray
from pieces import Pieces, Window, cut_text, pack, plain_paragraphs
from tokenizers import Tokenizer

Array = NDArray[np.int64]
Floats = NDArray[np.float32]
Engine = Callable[[Array, Array, Array], tuple[Floats, Floats, Floats]]
"""(ids, shapes, quotation), each [batch, pieces] -> (role scores, scores to cues, scores to sources)."""

CLS, SEP = 101, 102


def inputs_of(
    paragraphs: Sequence[Pieces], window: Window
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return a window's ids, shapes, quotation states and the document's number of each piece (-1: none)."""
    ids, shapes, quotation, numbers = [CLS], [0], [0], [-1]
    at = sum(len(p.ids) for p in paragraphs[: window.first])
    for p in paragraphs[window.first : window.last + 1]:
        ids += [*p.ids, SEP]
        shapes += [*p.shapes, 0]
        quotation += [*p.quotation, 0]
        numbers += [*range(at, at + len(p.ids)), -1]
        at += len(p.ids)
    return ids, shapes, quotation, numbers


def score(engine: Engine, documents: Sequence[Sequence[Pieces]], *, batch: int = 1) -> list[Document]:
    """Return the documents with the model's scores; windows of like length share a batch."""
    jobs = []
    for d, paragraphs in enumerate(documents):
        jobs += [(d, w, *inputs_of(paragraphs, w)) for w in pack([len(p.ids) for p in paragraphs])]
    jobs.sort(key=lambda job: len(job[2]))
    scored: list[list[Scored]] = [[] for _ in documents]
    for i in range(0, len(jobs), batch):
        part = jobs[i : i + batch]
        n = max(len(job[2]) for job in part)
        arrays = [
            np.array([job[k] + [0] * (n - len(job[k])) for job in part], dtype=np.int64) for k in (2, 3, 4)
        ]
        roles, to_cue, to_source = engine(*arrays)
        for b, (d, w, ids, _, _, numbers) in enumerate(part):
            m = len(ids)
            skipped = 1 + sum(len(documents[d][p].ids) + 1 for p in range(w.first, w.first + w.context))
            rows = [r for r in range(skipped, m) if numbers[r] >= 0]
            log = np.log(softmax(roles[b, rows]) + 1e-9)
            scored[d].append(
                Scored(
                    w,
                    log,
                    numbers[rows[0]],
                    np.array(numbers, dtype=np.int64),
                    softmax(to_cue[b, rows, :m]),
                    softmax(to_source[b, rows, :m]),
                )
            )
    return [Document(p, s) for p, s in zip(documents, scored, strict=True)]


def attribute(
    engine: Engine, tokenizer: Tokenizer, texts: Sequence[str], choices: Choices
) -> list[list[Attribution]]:
    """Return the attributions of each text, in text order."""
    cut = [cut_text(tokenizer, t, plain_paragraphs(t)) for t in texts]
    return [d.attributions(t, choices) for d, t in zip(score(engine, cut), texts, strict=True)]


def tag(
    engine: Engine, tokenizer: Tokenizer, text: str, passages: Sequence[tuple[int, int]], choices: Choices
) -> list[list[Attribution]]:
    """Return for each passage (a paragraph) the attributions in it, as the port Tagger asks.

    What crosses passages is left to the rules of structure: of such an attribution only what lies in its
    cue's passage is kept.
    """
    paragraphs = cut_text(tokenizer, text, passages)
    out: list[list[Attribution]] = [[] for _ in passages]
    if not paragraphs:
        return out
    for a in score(engine, [paragraphs])[0].attributions(text, choices):
        for n, (start, end) in enumerate(passages):
            if not start <= a.cue[0][0] < end:
                continue
            inside = tuple(s for s in a.content if start <= s[0] and s[1] <= end)
            who = tuple(s for s in a.source if start <= s[0] and s[1] <= end)
            if inside:
                out[n].append(Attribution(who, a.cue, inside, a.confidence))
    return out
