"""Write the model for use without torch: `export.py --weights FILE --out FOLDER`.

Writes model.onnx (fp32) and model-int8.onnx (weights int8, activations quantized as they come).
"""

import argparse
import re
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from model import Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic

NAMES = ("ids", "shapes", "quotation")


def main() -> None:
    """Write both files, and say how far each is from the torch model."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("--weights", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--plain", default="^$", help="nodes whose name has this pattern keep fp32 weights")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    model = Tagger()
    kept = torch.load(given.weights, weights_only=True)
    model.load_state_dict(kept.get("average", kept))
    model.eval()
    rng = np.random.default_rng(1)
    x = tuple(torch.from_numpy(rng.integers(1, n, (2, 40))) for n in (20000, 7, 4))
    plain, small = given.out / "model.onnx", given.out / "model-int8.onnx"
    axes = {name: {0: "batch", 1: "pieces"} for name in (*NAMES, "roles")}
    axes |= {name: {0: "batch", 1: "pieces", 2: "others"} for name in ("to_cue", "to_source")}
    outputs = ["roles", "to_cue", "to_source"]
    torch.onnx.export(
        model,
        x,
        str(plain),
        input_names=list(NAMES),
        output_names=outputs,
        dynamic_axes=axes,
        dynamo=False,
        opset_version=17,
    )
    kept_plain = [n.name for n in onnx.load(plain).graph.node if re.search(given.plain, n.name)]
    quantize_dynamic(
        plain,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=kept_plain,
        extra_options={"MatMulConstBOnly": True},
    )
    x = tuple(torch.from_numpy(rng.integers(1, n, (1, 133))) for n in (20000, 7, 4))
    with torch.inference_mode():
        wanted = [y.numpy() for y in model(*x)]
    for path in (plain, small):
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        got = session.run(None, dict(zip(NAMES, (y.numpy() for y in x), strict=True)))
        off = [float(np.abs(a - b).max()) for a, b in zip(wanted, got, strict=True)]
        same = float((wanted[0].argmax(-1) == got[0].argmax(-1)).mean())
        print(
            f"{path.name}: {path.stat().st_size / 2**20:.1f} MiB, farthest {off}, same role {same:.3f} (random words)"
        )


if __name__ == "__main__":
    main()
