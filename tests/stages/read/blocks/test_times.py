from onrecord.model import Block, BlockKind, Span, Timing
from onrecord.stages.read.blocks.times import with_times

BLOCKS = (
    Block(BlockKind.TURN, Span(0, 10)),
    Block(BlockKind.TURN, Span(12, 20)),
    Block(BlockKind.METADATA, Span(22, 30)),
)


def test_a_block_has_the_time_from_its_first_caption_to_its_last() -> None:
    times = [Timing(Span(3, 6), 1, 2), Timing(Span(7, 10), 2, 4), Timing(Span(12, 20), 5, 6)]
    assert [block.time for block in with_times(BLOCKS, times)] == [(1, 4), (5, 6), None]


def test_blocks_of_a_text_stay_as_they_are() -> None:
    assert with_times(BLOCKS, []) == BLOCKS
