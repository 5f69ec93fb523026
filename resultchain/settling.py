"""Things that stand above each other in a fixed order, each as near as it can come to where it would like to be."""

from collections.abc import Sequence


def settled(wishes: Sequence[tuple[float, float]], heights: Sequence[float]) -> list[float]:
    """Return the top of each thing, given its wish and how much it minds, and the height that it takes.

    The weighted sum of squared distances from the wishes is as small as the order allows: isotonic regression by
    pooling neighbours that collide (Ayer and others 1955). Linear; no two things overlap.
    """
    pools: list[tuple[float, float, int]] = []
    used = 0.0
    offsets = []
    for (wish, weight), height in zip(wishes, heights, strict=True):
        offsets.append(used)
        total, weights, count = (wish - used) * weight, weight, 1
        while pools and pools[-1][0] / pools[-1][1] > total / weights:
            before = pools.pop()
            total, weights, count = total + before[0], weights + before[1], count + before[2]
        pools.append((total, weights, count))
        used += height
    shifts = [total / weights for total, weights, count in pools for _each in range(count)]
    return [offset + shift for offset, shift in zip(offsets, shifts, strict=True)]
