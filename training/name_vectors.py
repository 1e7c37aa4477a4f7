"""Learn vectors of name tokens: `name_vectors.py --pairs PAIRS.tsv --names FOLDER --out FILE.npz --version TEXT`.

Contrastive: of a lot of pairs each token is to be nearest to its counterpart, tokens that are linked to it by up to
three pairs counting for nothing. From the second epoch on near tokens stand in one lot; after it pairs that the net
itself does not believe are left out, and Latin tokens that share a counterpart become pairs. In the last epoch it
computes in whole numbers, as it will be used. Seeds and data decide everything but the order in which threads add.
"""

import argparse
import math
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from name_lots import SEED, Data, Ids, linked, number_all, order_near, plain_letters, read_data
from name_net import Net, trim
from name_scores import report
from name_tokens import check_digests
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import cross_entropy

from onrecord.stages.identify.likeness.letters import spell

#: Pairs read in one step.
LOT = 384
#: What dot products are divided by before they compete.
SHARPNESS = 0.07
#: How often a token is read with its letters' plain forms.
PLAIN = 0.4
#: Pairs less like than this after the second epoch are taken for mistakes of the lists.
BELIEVED = 0.6
#: So much more for tokens of which two share a counterpart.
BELIEVED_SHARED = 0.15
WARM_STEPS = 200


def believe(net: Net, data: Data) -> Ids:
    """Return the pairs that the net believes, and among Latin tokens those that it believes by a counterpart."""
    vectors = net.encode(data.numbers)

    def like(rows: Ids, one: int, other: int) -> NDArray[np.float32]:
        return np.asarray(np.einsum("ij,ij->i", vectors[rows[:, one]], vectors[rows[:, other]]))

    kept = data.pairs[like(data.pairs, 0, 1) >= BELIEVED]
    sure = BELIEVED + BELIEVED_SHARED
    both = (like(data.shared, 0, 2) >= sure) & (like(data.shared, 1, 2) >= sure)
    shared = data.shared[both & (like(data.shared, 0, 1) >= BELIEVED)]
    print(
        f"believed {len(kept)} of {len(data.pairs)} pairs, {len(shared)} of {len(data.shared)} shared",
        flush=True,
    )
    return np.concatenate([kept, shared[:, :2]])


def learn(net: Net, data: Data, *, epochs: int, rate: float) -> None:
    """Learn from the data, and leave the net computing in whole numbers."""
    rng = np.random.default_rng(SEED)
    plain = torch.from_numpy(plain_letters())
    places = np.full(len(data.tokens), -1)
    letters = torch.from_numpy(data.numbers)
    steps_of = [math.ceil(len(data.pairs) / LOT)] * epochs
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-2, betas=(0.9, 0.98))
    pairs, began, step = data.pairs, time.monotonic(), 0
    for epoch in range(epochs):
        if epoch == epochs - 1:
            net.to_whole(trim(letters[torch.from_numpy(rng.choice(len(letters), 8_000))]))
        order = rng.permutation(len(pairs))
        if epoch:
            order = order_near(net.encode(data.numbers[pairs[:, epoch % 2]]), rng)
        lots = np.array_split(order, math.ceil(len(order) / LOT))
        steps_of[epoch:] = [len(lots)] * (epochs - epoch)
        total = 0.0
        for lot in lots:
            done = step / sum(steps_of)
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / WARM_STEPS) * 0.5 * (1 + math.cos(math.pi * done))
            tokens = pairs[lot].T.reshape(-1)
            numbers = trim(letters[torch.from_numpy(tokens)])
            numbers = torch.where(torch.rand(len(numbers), 1) < PLAIN, plain[numbers], numbers)
            vectors = net(numbers)
            target = torch.arange(len(tokens)).roll(len(lot))
            out = torch.from_numpy(linked(tokens, data.links, places))
            out[torch.arange(len(tokens)), target] = False
            loss = cross_entropy((vectors @ vectors.T / SHARPNESS).masked_fill(out, -1e4), target)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
            step += 1
        print(
            f"epoch {epoch} loss {total / len(lots):.4f} seconds {time.monotonic() - began:.0f}", flush=True
        )
        if epoch == 1:
            pairs = believe(net, data)


def main() -> None:
    """Learn, write and score the net."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--everything", action="store_true", help="learn from held-out tokens too")
    args = parser.parse_args()
    digests = check_digests(args.names)
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    data = read_data(args.pairs, everything=args.everything)
    print(f"{len(data.tokens)} tokens, {len(data.pairs)} pairs, {len(data.shared)} shared", flush=True)
    net = Net()
    learn(net, data, epochs=args.epochs, rate=args.rate)
    net.export(args.out, args.version, digests)

    def likeness(some: Sequence[str], others: Sequence[str]) -> NDArray[np.float32]:
        ours, theirs = (net.encode(number_all([spell(t) for t in tokens])) for tokens in (some, others))
        return np.asarray(ours @ theirs.T)

    print(report(likeness, args.pairs, None))


if __name__ == "__main__":
    main()
