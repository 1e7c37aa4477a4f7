"""Write the model for use without torch: `export.py --weights FILE --base FOLDER --version NAME --out FOLDER`.

Writes model.onnx (weights in eight bits, the numbers between layers quantized as they come), tokenizer.json (BASE's)
and model.toml. `evaluate.py --tune --write-choices` then gives model.toml its numbers.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from model import Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.adapters.onnx.engine import INPUTS, OUTPUTS
from onrecord.adapters.onnx.tagger import CARD_FILE, MODEL_FILE, TOKENIZER_FILE

OPSET = 17
CARD = 'version = "{version}"\nlanguages = ["en"]\n\n[choices]\n'


class Attribution(nn.Module):
    """The model without the heads that the desk does not ask."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor, quotation: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of roles and of both pointers."""
        return self.model(ids, shapes, quotation)[: len(OUTPUTS)]


def sample(rng: np.random.Generator, size: tuple[int, int]) -> tuple[Tensor, ...]:
    """Return inputs of random words."""
    return tuple(torch.from_numpy(rng.integers(1, most, size)) for most in (20000, 7, 4))


def main() -> None:
    """Write the model, and say how far it is from the torch model."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--weights", "--base", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--version", required=True, help='such as "attribution-yours 1.0"')
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    model = Tagger()
    model.load_weights(given.weights)
    model.eval()
    plain_model = Attribution(model).eval()
    rng = np.random.default_rng(1)
    axes = {name: {0: "batch", 1: "pieces"} for name in (*INPUTS, "roles")}
    axes |= {name: {0: "batch", 1: "pieces", 2: "others"} for name in ("to_cue", "to_source")}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / MODEL_FILE
        torch.onnx.export(
            plain_model,
            sample(rng, (2, 40)),
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            dynamo=False,
            opset_version=OPSET,
        )
        quantize_dynamic(
            plain,
            given.out / MODEL_FILE,
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
        )
    shutil.copy(given.base / TOKENIZER_FILE, given.out / TOKENIZER_FILE)
    (given.out / CARD_FILE).write_text(CARD.format(version=given.version), encoding="utf-8")
    x = sample(rng, (1, 133))
    with torch.inference_mode():
        wanted = [y.numpy() for y in plain_model(*x)]
    file = given.out / MODEL_FILE
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    got = session.run(list(OUTPUTS), dict(zip(INPUTS, (y.numpy() for y in x), strict=True)))
    off = [float(np.abs(a - b).max()) for a, b in zip(wanted, got, strict=True)]
    print(f"{file}: {file.stat().st_size / 2**20:.1f} MiB, farthest from torch {off} (random words)")


if __name__ == "__main__":
    main()
