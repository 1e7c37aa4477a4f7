"""Batches of values."""

from onrecord.adapters.store.batches import IN_LIST, batches


def test_every_item_is_in_one_batch_in_order_and_no_batch_is_longer_than_wanted() -> None:
    items = range(2 * IN_LIST + 1)
    found = list(batches(items))
    assert [len(batch) for batch in found] == [IN_LIST, IN_LIST, 1]
    assert [item for batch in found for item in batch] == list(items)
    assert list(batches(iter(()))) == []
