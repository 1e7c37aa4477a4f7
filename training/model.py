"""The encoder (BERT, 6 layers of 384) with case and quotation embeddings, a role head and two pointers. torch."""

from pathlib import Path

import torch
from pieces import QUOTATION, SHAPES
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (its usual name)

WIDTH, HEADS, LAYERS, INNER, POINTER = 384, 12, 6, 1536, 128
ROLES = 7


class Layer(nn.Module):
    """One layer of BERT: attention, then two linear maps, each with a residual and a norm after it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output, [batch, pieces, width]; the mask is added to the attention's scores."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(y.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Roles of pieces, and where they point.

    `forward` returns (role scores [b, n, 7], scores of pointing to a cue [b, n, n], of pointing to a source
    [b, n, n]; the first column, [CLS], stands for "nobody").
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.quotation = nn.Embedding(len(QUOTATION), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.roles = nn.Linear(WIDTH, ROLES)
        self.pointers = nn.Linear(WIDTH, 4 * POINTER)
        for table in (self.shapes, self.quotation):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, quotation: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores, see the class."""
        there = ids != 0
        mask = torch.zeros(there.shape, dtype=torch.float32).masked_fill(~there, -1e4)[:, None, None, :]
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes)
        x = self.dropout(self.norm(x + self.quotation(quotation)))
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        a, b, c, d = self.pointers(x).split(POINTER, dim=-1)
        scale = POINTER**-0.5
        to_cue = a @ b.transpose(1, 2) * scale + mask[:, 0]
        to_source = c @ d.transpose(1, 2) * scale + mask[:, 0]
        return self.roles(x), to_cue, to_source

    def load_base(self, path: Path) -> None:
        """Take the weights of the sentence encoder all-MiniLM-L6-v2."""
        w = load_file(path)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        own: dict[str, Tensor] = {
            "words.weight": w["embeddings.word_embeddings.weight"],
            "positions.weight": w["embeddings.position_embeddings.weight"]
            + w["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            for kind in ("weight", "bias"):
                base, to = f"encoder.layer.{i}.", f"layers.{i}."
                own[f"{to}qkv.{kind}"] = torch.cat(
                    [w[f"{base}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
                )
                own[f"{to}out.{kind}"] = w[f"{base}attention.output.dense.{kind}"]
                own[f"{to}norm1.{kind}"] = w[f"{base}attention.output.LayerNorm.{kind}"]
                own[f"{to}up.{kind}"] = w[f"{base}intermediate.dense.{kind}"]
                own[f"{to}down.{kind}"] = w[f"{base}output.dense.{kind}"]
                own[f"{to}norm2.{kind}"] = w[f"{base}output.LayerNorm.{kind}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        heads = ("shapes", "quotation", "roles", "pointers")
        if unexpected or any(not name.startswith(heads) for name in missing):
            raise ValueError(f"{path} does not fit: missing {missing}, unexpected {unexpected}")
