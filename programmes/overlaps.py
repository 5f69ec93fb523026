"""When two participants of one programme are the same: pure, on sets of ids."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """Who takes part as one: organisations, and the chosen units of them (none: the whole)."""

    organisations: frozenset[int]
    units: frozenset[int] = frozenset()


def overlap(wanted: Claim, others: Iterable[Claim]) -> Collection[int]:
    """Return the organisations of `wanted` that already take part in the same way.

    An organisation may take part as a whole once, and beside that through units that differ: each has a contact of
    its own (the agencies of the Verva project, in several counties through regional offices).
    """
    found: set[int] = set()
    for other in others:
        shared = wanted.organisations & other.organisations
        if shared and (wanted.units & other.units or (not wanted.units and not other.units)):
            found |= shared
    return sorted(found)
