"""Groups that few have answered in are not stored: their answers carry the group above, until enough stand together.

Disclosure control hides small groups when results are read. This keeps them from being in the database at all: an
answer that is alone with its group's code would belong to whoever of the group used the link.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

WHOLE: Final = ""
"""The code of the survey as a whole."""


def merged(sizes: Mapping[str, int], parents: Mapping[str, str], limit: int) -> dict[str, str]:
    """Return the code that answers of each group are stored with.

    `sizes` counts those who answered by the group that they were invited in, `parents` gives the group above each
    (WHOLE at the top). Every code is then carried by `limit` answers or more, or all answers carry WHOLE.
    """
    tree = _Tree(sizes, parents, limit)
    tree.settle(WHOLE)
    return {code: node for node, codes in tree.stored.items() for code in codes}


def taken_in(
    sizes: Mapping[str, int], parents: Mapping[str, str], stored: Mapping[str, str], limit: int
) -> frozenset[str]:
    """Return the groups that `limit` or more answered in, but whose answers carry a code above to protect others."""
    here, there = Counter[str](), Counter[str]()
    for code, size in sizes.items():
        for group in _upwards(code, parents):
            here[group] += size
        for group in _upwards(stored[code], parents):
            there[group] += size
    return frozenset(code for code, size in here.items() if size >= limit and not there[code])


def _upwards(code: str, parents: Mapping[str, str]) -> Iterator[str]:
    while code in parents:
        yield code
        code = parents[code]


class _Tree:
    def __init__(self, sizes: Mapping[str, int], parents: Mapping[str, str], limit: int) -> None:
        self.sizes = sizes
        self.limit = limit
        self.children: defaultdict[str, list[str]] = defaultdict(list)
        for code in sorted(parents):
            self.children[parents[code]].append(code)
        self.stored: dict[str, list[str]] = {code: [code] if code in sizes else [] for code in parents}
        # Who was invited in no group, or in one that is not of the breakdown.
        self.stored[WHOLE] = [code for code in sizes if code not in parents]

    def settle(self, node: str) -> None:
        """Leave enough answers or none with the node: take in branches below it, else hand on what is too few."""
        for child in self.children[node]:
            self.settle(child)
            if self._is_few(child):
                self.stored[node] += self._emptied(child)
        while self._is_few(node) and (branches := [c for c in self.children[node] if self._in_branch(c)]):
            self.stored[node] += self._emptied_branch(min(branches, key=self._in_branch))

    def _is_few(self, node: str) -> bool:
        return 0 < self._here(node) < self.limit

    def _here(self, node: str) -> int:
        return sum(self.sizes[code] for code in self.stored[node])

    def _in_branch(self, node: str) -> int:
        return self._here(node) + sum(self._in_branch(child) for child in self.children[node])

    def _emptied(self, node: str) -> list[str]:
        codes, self.stored[node] = self.stored[node], []
        return codes

    def _emptied_branch(self, node: str) -> list[str]:
        codes = self._emptied(node)
        for child in self.children[node]:
            codes += self._emptied_branch(child)
        return codes
