"""Which groups of people may be shown: large ones only, and never so that a hidden one can be worked out.

A group is what answered one question. The rule works on its size alone, so that whoever asks can't see an answer first.
"""

from collections.abc import Hashable, Mapping
from typing import Final, TypeGuard, TypeVar

FLOOR: Final = 5
"""No setting goes below this."""
DEFAULT: Final = 6
"""SKR's survey vendor shows nothing for five or fewer."""
BREAKDOWN: Final = 10
"""For the groups of a breakdown, and for free text."""

Group = TypeVar("Group", bound=Hashable)


def shown(sizes: Mapping[Group, int], k: object) -> frozenset[Group]:
    """Return the groups that may be shown, given how many people each has.

    A group needs at least k. What is hidden must together reach k too, or who knows the whole could subtract;
    until it does, the smallest of those left is hidden as well (of equals, the last). Groups of nobody hide nothing.
    A k that is unset, below the floor or no whole number hides all, and so does a size that can't be.
    """
    if not _holds(k) or any(not _is_count(size) for size in sizes.values()):
        return frozenset()
    left = [group for group, size in sizes.items() if size >= k]
    remainder = sum(size for size in sizes.values() if size < k)
    while left and 0 < remainder < k:
        smallest = min(reversed(left), key=lambda group: sizes[group])
        left.remove(smallest)
        remainder += sizes[smallest]
    return frozenset(left)


def _holds(k: object) -> TypeGuard[int]:
    return isinstance(k, int) and not isinstance(k, bool) and k >= FLOOR


def _is_count(size: object) -> bool:
    return isinstance(size, int) and not isinstance(size, bool) and size >= 0
