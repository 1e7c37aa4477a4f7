"""ONNX Runtime: numbers of a window in, scores out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime

from onrecord.adapters.onnx.linking import Scores
from onrecord.adapters.onnx.windows import Window
from onrecord.errors import BadRequest

INPUTS = ("ids", "shapes", "quotation")
OUTPUTS = ("roles", "to_cue", "to_source", "names", "acts")


class Engine(Protocol):
    """Run the model."""

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """Return the scores of each window, the same whatever else is in the batch."""
        ...


class OnnxEngine:
    """Run the model in ONNX Runtime, one window at a time.

    The model quantizes the numbers between its layers by their range in what it is given at once: windows
    that shared a batch would change each other's scores, and gain no speed.

    Args:
        file: The model, `.onnx`.
        threads: How many threads work on one window.

    Raises:
        BadRequest: The model gives not all of OUTPUTS, as one from an older version.
    """

    def __init__(self, file: Path, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(file),
            options,
            providers=["CPUExecutionProvider"],
            # the fused kernel takes four times as long as the two that it stands for (1.31.1, measured)
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        missing = [name for name in OUTPUTS if name not in {o.name for o in self._session.get_outputs()}]
        if missing:
            raise BadRequest(
                f"gives no {', '.join(missing)}; export it again with this version's training/export.py",
                subject=str(file),
            )

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """Return the scores of each window."""
        return [self._one(w) for w in windows]

    def _one(self, window: Window) -> Scores:
        rows = (window.ids, window.shapes, window.quotation)
        arrays = {name: np.array([row], dtype=np.int64) for name, row in zip(INPUTS, rows, strict=True)}
        return Scores(*(scores[0] for scores in self._session.run(list(OUTPUTS), arrays)))
