"""Which groups of people may be shown: large ones only, and never so that a smaller set can be worked out.

The rule works on who answered, not on what they said, but for groups that answered alike: those are named beforehand.
Method: complementary suppression with an exact check of the published system, as notes on statistical disclosure
control describe it; people, not cells, are what is protected.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeVar

from figures.disclosure.limits import is_limit
from figures.disclosure.span import Atoms, Key, People, Span, atoms, size

NOBODY: Final[frozenset[Hashable]] = frozenset()
G = TypeVar("G", bound=Hashable)


class Reason(StrEnum):
    """Why a group is hidden."""

    SETTING = "setting"
    """A limit is missing or broken, so nothing is shown."""
    FEW = "few"
    """Fewer people than the limit answered."""
    PROTECTS = "protects"
    """With it, something smaller could be worked out."""


@dataclass(frozen=True)
class Group:
    """Those who answered one question in one group; `limit` is how many they must be at least, as it was stored."""

    people: People
    limit: object

    @property
    def size(self) -> int:
        """How many they are."""
        return size(self.people)


@dataclass(frozen=True)
class Release:
    """The groups that may be shown, and why the others are not. Groups of nobody are among the hidden: too few."""

    shown: frozenset[Hashable] = NOBODY
    hidden: Mapping[Hashable, Reason] = field(default_factory=dict)


def release(
    groups: Mapping[Key, Group],
    *,
    earlier: Collection[People] = (),
    alike: Collection[Key] = (),
) -> Release:
    """Say which groups may be shown.

    `earlier` are groups whose answers to the same question are published already. `alike` names groups that answered
    all alike or all but one: they are told in words, so their exact figures must not be worked out either.
    Where a set of fewer people than the largest limit, or the figures of one that is alike, could be computed from what
    is shown and was shown earlier, the smallest group behind it is hidden, the last of equals; then whatever can be
    shown again without harm is. What earlier publications give away already is no ground to hide more.
    """
    if any(not is_limit(group.limit) for group in groups.values()):
        return Release(hidden=dict.fromkeys(groups, Reason.SETTING))
    few = {key for key, group in groups.items() if group.size < int(str(group.limit))}
    left = [key for key in groups if key not in few and key not in alike]
    check = _Check(groups, list(earlier), [groups[key].people for key in alike if key in groups])
    while (found := check.leak(left)) is not None:
        left.remove(_smallest(found, left, groups))
    # Hidden early, some are no longer needed.
    for key in sorted(groups, key=lambda key: -groups[key].size):
        if key not in few and key not in alike and key not in left and check.leak([*left, key]) is None:
            left.append(key)
    hidden = {key: Reason.FEW if key in few else Reason.PROTECTS for key in groups if key not in left}
    return Release(frozenset(left), hidden)


class _Check:
    """Looks for what can be worked out, with the same parts each time."""

    def __init__(
        self, groups: Mapping[Key, Group], earlier: Sequence[People], alike: Sequence[People]
    ) -> None:
        self.groups = groups
        self.small = max((int(str(group.limit)) for group in groups.values()), default=0)
        self.parts: Atoms = atoms([*(group.people for group in groups.values()), *earlier, *alike])
        self.earlier: dict[Key, People] = {
            ("earlier", number): people for number, people in enumerate(earlier)
        }
        self.known = Span(self.parts, self.earlier, self.small)
        self.alike = [self.parts.vector(people) for people in alike if people]

    def leak(self, shown: Sequence[Key]) -> dict[Key, Fraction] | None:
        """Return the groups behind something that must not be worked out, or None."""
        own: dict[Key, People] = {("now", key): self.groups[key].people for key in shown}
        span = Span(self.parts, {**self.earlier, **own}, self.small)
        allowed = {frozenset(self.parts.vector(people)) for people in own.values()}
        for parts, ways in span.small_sets():
            vector = dict.fromkeys(parts, Fraction(1))
            if parts not in allowed and self.known.way_to(vector) is None:
                return _of_now(ways)
        for vector in self.alike:
            way = span.way_to(vector)
            if way and frozenset(vector) not in allowed and self.known.way_to(vector) is None:
                return _of_now(way)
        return None


def _of_now(ways: Mapping[Key, Fraction]) -> dict[Key, Fraction]:
    return {
        key[1]: share for key, share in ways.items() if isinstance(key, tuple) and key[0] == "now" and share
    }


def _smallest(found: Mapping[Key, Fraction], left: Sequence[Key], groups: Mapping[Key, Group]) -> Key:
    return min((key for key in reversed(left) if key in found), key=lambda key: groups[key].size)


def shown(sizes: Mapping[G, int], k: object) -> frozenset[G]:
    """Return which of some groups without a member in common may be shown beside the whole of them.

    A k that is unset, below the floor or no whole number hides all, and so does a size that can't be.
    """
    if not is_limit(k) or any(not _is_count(size) for size in sizes.values()):
        return frozenset()
    people = {group: frozenset((group, n) for n in range(size)) for group, size in sizes.items()}
    whole: People = frozenset().union(*people.values())
    found = release({group: Group(each, k) for group, each in people.items()}, earlier=[whole])
    return frozenset(group for group in sizes if group in found.shown)


def _is_count(size: object) -> bool:
    return isinstance(size, int) and not isinstance(size, bool) and size >= 0
