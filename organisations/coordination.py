"""Who coordinates now, who did before, and since when nobody does: computed from the assignments, never typed in."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from organisations.models.period import Period

T = TypeVar("T", bound=Period)


@dataclass(frozen=True)
class Coordination(Generic[T]):
    """The assignments of one organisation, sorted by time; `vacant_since` is set when the last one has ended."""

    current: tuple[T, ...]
    coming: tuple[T, ...]
    earlier: tuple[T, ...]
    vacant_since: datetime.date | None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody coordinates today."""
        return not self.current

    @property
    def never_had(self) -> bool:
        """Whether nobody has ever been registered, which is not a vacancy but a question."""
        return not (self.current or self.coming or self.earlier)


def coordination(assignments: Iterable[T], today: datetime.date) -> Coordination[T]:
    """Sort assignments into those of today (longest first), coming (next first) and earlier ones (latest first).

    A vacancy begins the day after the latest last day.
    """
    everyone = sorted(assignments, key=lambda each: each.valid_from)
    current = tuple(each for each in everyone if each.valid_from <= today and not _is_over(each, today))
    coming = tuple(each for each in everyone if each.valid_from > today)
    earlier = tuple(sorted((each for each in everyone if _is_over(each, today)), key=_last_day, reverse=True))
    since = _last_day(earlier[0]) + datetime.timedelta(days=1) if earlier and not current else None
    return Coordination(current, coming, earlier, since)


def _is_over(each: Period, today: datetime.date) -> bool:
    return each.valid_from <= today and _last_day(each) < today


def _last_day(each: Period) -> datetime.date:
    return each.valid_to or datetime.date.max
