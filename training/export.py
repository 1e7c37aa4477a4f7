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
from model import FORMS, POINTER, Layer, Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.adapters.onnx.engine import INPUTS, OUTPUTS
from onrecord.adapters.onnx.tagger import CARD_FILE, MODEL_FILE, TOKENIZER_FILE

OPSET = 17
CARD = 'version = "{version}"\nlanguages = ["en"]\n\n[choices]\n'


class Attribution(nn.Module):
    """The model as it is used: one window at a time, so without padding.

    The scales of attention and pointers are part of the weights, queries, keys and values are put in order at
    once, and shapes are constants: ONNX Runtime took half as long again for what the plain module became.
    """

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model.requires_grad_(requires_grad=False)
        form = model.form
        for layer in model.layers:
            queries = slice(form.heads * form.head_width)
            layer.qkv.weight[queries] *= form.head_width**-0.5
            layer.qkv.bias[queries] *= form.head_width**-0.5
        model.pointers.weight *= POINTER**-0.25
        model.pointers.bias *= POINTER**-0.25

    def forward(self, ids: Tensor, shapes: Tensor, quotation: Tensor) -> tuple[Tensor, ...]:
        """Return the model's scores."""
        m = self.model
        x = m.words(ids) + m.positions.weight[: ids.shape[1]] + m.shapes(shapes) + m.quotation(quotation)
        x = m.norm(x)
        for layer in m.layers:
            x = layer.norm1(x + layer.out(_attended(layer, x)))
            x = layer.norm2(x + layer.down(layer.units(x)))
        a, b, c, d = m.pointers(x).split(POINTER, dim=-1)
        return m.roles(x), a @ b.transpose(1, 2), c @ d.transpose(1, 2), m.names(x), m.acts(x)


def _attended(layer: Layer, x: Tensor) -> Tensor:
    form = layer.form
    parts = layer.qkv(x).reshape(1, -1, 3 * form.heads, form.head_width).transpose(1, 2)
    q, k, v = parts.split(form.heads, dim=1)
    y = (q @ k.transpose(2, 3)).softmax(-1) @ v
    return y.transpose(1, 2).reshape(1, -1, form.heads * form.head_width)


def sample(rng: np.random.Generator, size: tuple[int, int]) -> tuple[Tensor, ...]:
    """Return inputs of random words."""
    return tuple(torch.from_numpy(rng.integers(1, most, size)) for most in (20000, 7, 4))


def main() -> None:
    """Write the model, and say how far it is from the torch model."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--weights", "--base", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--form", choices=sorted(FORMS), default="lean")
    options.add_argument("--version", required=True, help='such as "attribution-yours 1.0"')
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    model = Tagger(given.form)
    model.load_weights(given.weights)
    model.eval()
    x = sample(np.random.default_rng(2), (1, 133))
    with torch.inference_mode():
        wanted = [y.numpy() for y in model(*x)]
    plain_model = Attribution(model).eval()
    rng = np.random.default_rng(1)
    axes = {name: {1: "pieces"} for name in (*INPUTS, "roles", "names", "acts")}
    axes |= {name: {1: "pieces", 2: "others"} for name in ("to_cue", "to_source")}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / MODEL_FILE
        torch.onnx.export(
            plain_model,
            sample(rng, (1, 40)),
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
    file = given.out / MODEL_FILE
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    got = session.run(list(OUTPUTS), dict(zip(INPUTS, (y.numpy() for y in x), strict=True)))
    off = [float(np.abs(a - b).max()) for a, b in zip(wanted, got, strict=True)]
    print(f"{file}: {file.stat().st_size / 2**20:.1f} MiB, farthest from torch {off} (random words)")


if __name__ == "__main__":
    main()
