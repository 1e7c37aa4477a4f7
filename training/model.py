"""The encoder, MiniLM whole or cut down or MPNet: case and quotation embeddings, heads, two pointers. torch."""

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (its usual name)

from onrecord.adapters.onnx.pieces import QUOTATION, SHAPES

POINTER = 128
ROLES = 7
NAMES = 11  # none, begin and inside of person, organization, group, outlet, place
ACTS = 15  # the values of onrecord.model.Act, in their order
VOCABULARY = 30522  # of uncased BERT; MPNet has the same pieces, four numbers higher
BUCKETS, FAR = 32, 128  # of MPNet's distances between pieces


@dataclass(frozen=True, slots=True)
class Form:
    """Return the sizes of an encoder.

    Attributes:
        width: Of what each layer gives out.
        layers: How many.
        heads: Of each layer's attention.
        head_width: Of each of these.
        inner: Units between the two linear maps of a layer.
        rectified: Whether these units give nothing below zero (ReLU, cheap) rather than GELU.
        relative: Whether the attention is told how far apart two pieces stand, as in MPNet.
        eps: Of the norms.
    """

    width: int
    layers: int
    heads: int
    head_width: int
    inner: int
    rectified: bool = False
    relative: bool = False
    eps: float = 1e-12


FORMS = {
    "minilm": Form(width=384, layers=6, heads=12, head_width=32, inner=1536),
    "slim": Form(width=384, layers=6, heads=8, head_width=32, inner=1024, rectified=True),
    "slender": Form(width=384, layers=6, heads=6, head_width=32, inner=768, rectified=True),
    "thin": Form(width=384, layers=5, heads=6, head_width=32, inner=768, rectified=True),
    "lean": Form(width=384, layers=5, heads=5, head_width=32, inner=640, rectified=True),
    "mpnet": Form(width=768, layers=12, heads=12, head_width=64, inner=3072, relative=True, eps=1e-5),
}
HEAD_NAMES = ("roles", "pointers", "names", "acts")


def buckets(n: int) -> Tensor:
    """Return the bucket of each pair's distance, [n, n]: exact when near, wider the farther (T5's, MPNet's)."""
    at = torch.arange(n)
    back = at[:, None] - at[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = back.abs()
    wide = exact + (far.clamp(min=1) / exact).log() / math.log(FAR / exact) * (half - exact)
    near = torch.where(far < exact, far, wide.long().clamp(max=half - 1))
    return near + (back < 0).long() * half


def outside(ids: Tensor) -> Tensor:
    """Return what is added to scores of pieces, [b, n]: much less than nothing for padding."""
    return torch.zeros(ids.shape, dtype=torch.float32).masked_fill(ids == 0, -1e4)


class Map(nn.Linear):
    """A linear map that can learn for eight bits.

    With `eight_bit`, in training, it computes as ONNX Runtime will (weights by row, what comes in by its range in one
    window), and gradients pass as though nothing were rounded (Jacob and others, "Quantization and training of neural
    networks for efficient integer-arithmetic-only inference", 2018).
    """

    eight_bit = False

    def forward(self, x: Tensor) -> Tensor:
        """Return what comes out, [b, n, outputs]."""
        if not (self.eight_bit and self.training):
            return F.linear(x, self.weight, self.bias)
        with torch.no_grad():
            low, high = x.amin((1, 2), keepdim=True).clamp(max=0), x.amax((1, 2), keepdim=True).clamp(min=0)
            step = ((high - low) / 255).clamp(min=1e-6)
            off_x = ((x - low) / step).round() * step + low - x
            row = self.weight.abs().amax(1, keepdim=True) / 127
            off_weight = (self.weight / row).round() * row - self.weight
        return F.linear(x + off_x, self.weight + off_weight, self.bias)


class Layer(nn.Module):
    """One layer of BERT: attention, then two linear maps, each with a residual and a norm after it."""

    def __init__(self, form: Form, dropout: float) -> None:
        super().__init__()
        width = form.width
        self.form = form
        self.qkv = Map(width, 3 * form.heads * form.head_width)
        self.out = Map(form.heads * form.head_width, width)
        self.norm1 = nn.LayerNorm(width, eps=form.eps)
        self.up = Map(width, form.inner)
        self.down = Map(form.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=form.eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output, [batch, pieces, width]; the mask is added to the attention's scores."""
        y = self.attended(x, mask)
        x = self.norm1(x + self.dropout(self.out(y.transpose(1, 2).flatten(2))))
        return self.norm2(x + self.dropout(self.down(self.units(x))))

    def attended(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return what each head reads, [batch, heads, pieces, head_width]."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.form.heads, self.form.head_width).permute(2, 0, 3, 1, 4)
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))

    def units(self, x: Tensor) -> Tensor:
        """Return the units between the two maps, [batch, pieces, inner]."""
        return F.relu(self.up(x)) if self.form.rectified else F.gelu(self.up(x))


class Tagger(nn.Module):
    """Roles of pieces, and where they point.

    `forward` returns (role scores [b, n, 7], scores of pointing to a cue [b, n, n], of pointing to a source
    [b, n, n]; the first column, [CLS], stands for "nobody"; scores of names [b, n, 11]; of acts [b, n, 15]).
    """

    def __init__(self, form: str = "minilm", dropout: float = 0.1) -> None:
        super().__init__()
        self.form = FORMS[form]
        width = self.form.width
        self.words = nn.Embedding(VOCABULARY, width)
        self.positions = nn.Embedding(512, width)
        self.shapes = nn.Embedding(len(SHAPES), width)
        self.quotation = nn.Embedding(len(QUOTATION), width)
        self.norm = nn.LayerNorm(width, eps=self.form.eps)
        self.dropout = nn.Dropout(dropout)
        self.distances = nn.Embedding(BUCKETS, self.form.heads) if self.form.relative else None
        self.layers = nn.ModuleList(Layer(self.form, dropout) for _ in range(self.form.layers))
        self.roles = Map(width, ROLES)
        self.pointers = Map(width, 4 * POINTER)
        self.names = Map(width, NAMES)
        self.acts = Map(width, ACTS)
        for table in (self.shapes, self.quotation):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, quotation: Tensor) -> tuple[Tensor, ...]:
        """Return the scores, see the class."""
        return self.said(self.read(ids, shapes, quotation), ids)

    def read(self, ids: Tensor, shapes: Tensor, quotation: Tensor) -> Tensor:
        """Return what the last layer makes of each piece, [b, n, width]."""
        mask = outside(ids)[:, None, None, :]
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes)
        x = self.dropout(self.norm(x + self.quotation(quotation)))
        seen = mask
        if self.distances is not None:
            seen = mask + self.distances(buckets(ids.shape[1])).permute(2, 0, 1)[None]
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def said(self, x: Tensor, ids: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of what `read` returned, see the class."""
        x = self.dropout(x)
        mask = outside(ids)[:, None, :]
        a, b, c, d = self.pointers(x).split(POINTER, dim=-1)
        scale = POINTER**-0.5
        to_cue = a @ b.transpose(1, 2) * scale + mask
        to_source = c @ d.transpose(1, 2) * scale + mask
        return self.roles(x), to_cue, to_source, self.names(x), self.acts(x)

    def learn_for_eight_bits(self) -> None:
        """Compute in training as the exported model will, see `Map`."""
        for module in self.modules():
            if isinstance(module, Map):
                module.eight_bit = True

    def load_weights(self, path: Path) -> None:
        """Take the weights of a run: the moving average where FILE is a checkpoint."""
        kept = torch.load(path, weights_only=True)
        missing, unexpected = self.load_state_dict(kept.get("average", kept), strict=False)
        if unexpected or any(not name.startswith(("names", "acts")) for name in missing):
            raise ValueError(f"{path} does not fit: missing {missing}, unexpected {unexpected}")

    def load_base(self, path: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 or all-mpnet-base-v2, whichever this encoder's form is."""
        w = load_file(path)
        own = _from_mpnet(w) if self.form.relative else _from_bert(w)
        missing, unexpected = self.load_state_dict(own, strict=False)
        heads = ("shapes", "quotation", *HEAD_NAMES)
        if unexpected or any(not name.startswith(heads) for name in missing):
            raise ValueError(f"{path} does not fit: missing {missing}, unexpected {unexpected}")


def _layers(w: dict[str, Tensor], names: dict[str, str], qkv: tuple[str, str, str]) -> dict[str, Tensor]:
    """Return the layers' weights under our names; `names` maps ours to theirs."""
    own: dict[str, Tensor] = {}
    i = 0
    while f"encoder.layer.{i}.{qkv[0]}.weight" in w:
        for kind in ("weight", "bias"):
            base, to = f"encoder.layer.{i}.", f"layers.{i}."
            own[f"{to}qkv.{kind}"] = torch.cat([w[f"{base}{x}.{kind}"] for x in qkv])
            own |= {f"{to}{ours}.{kind}": w[f"{base}{theirs}.{kind}"] for ours, theirs in names.items()}
        i += 1
    return own


def _from_bert(w: dict[str, Tensor]) -> dict[str, Tensor]:
    names = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
    names |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    return {
        "words.weight": w["embeddings.word_embeddings.weight"],
        "positions.weight": w["embeddings.position_embeddings.weight"]
        + w["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": w["embeddings.LayerNorm.weight"],
        "norm.bias": w["embeddings.LayerNorm.bias"],
        **_layers(w, names, ("attention.self.query", "attention.self.key", "attention.self.value")),
    }


def _from_mpnet(w: dict[str, Tensor]) -> dict[str, Tensor]:
    names = {"out": "attention.attn.o", "norm1": "attention.LayerNorm"}
    names |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    words = w["embeddings.word_embeddings.weight"][4 : VOCABULARY + 4].clone()
    for ours, theirs in {0: 1, 100: 3, 101: 0, 102: 2}.items():  # padding, unknown, begin, end
        words[ours] = w["embeddings.word_embeddings.weight"][theirs]
    return {
        "words.weight": words,
        "positions.weight": w["embeddings.position_embeddings.weight"][
            2:
        ],  # the first two rows are padding's
        "norm.weight": w["embeddings.LayerNorm.weight"],
        "norm.bias": w["embeddings.LayerNorm.bias"],
        "distances.weight": w["encoder.relative_attention_bias.weight"],
        **_layers(w, names, ("attention.attn.q", "attention.attn.k", "attention.attn.v")),
    }
