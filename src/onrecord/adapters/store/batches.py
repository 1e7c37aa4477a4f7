"""Values in batches that one statement can carry."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

#: Values in one IN list: below the variable limits of both databases.
IN_LIST = 500

_Item = TypeVar("_Item")


def batches(items: Iterable[_Item], size: int = IN_LIST) -> Iterator[list[_Item]]:
    """Yield `items` in lists of `size`, the last one shorter; none for no items.

    >>> list(batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
