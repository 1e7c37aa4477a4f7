"""The time of each block of a clip, from the times of its captions."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Block, Timing


def with_times(blocks: Sequence[Block], times: Sequence[Timing]) -> tuple[Block, ...]:
    """Return the blocks, each with the time of the captions in it; one without any has none.

    Args:
        blocks: In text order.
        times: In text order; none lies in two blocks.
    """
    if not times:
        return tuple(blocks)
    timed: list[Block] = []
    at = 0
    for block in blocks:
        held: list[Timing] = []
        while at < len(times) and times[at].span.start < block.span.end:
            held.append(times[at])
            at += 1
        if held:
            time = min(t.start_seconds for t in held), max(t.end_seconds for t in held)
            timed.append(replace(block, time=time))
        else:
            timed.append(block)
    return tuple(timed)
