"""Reads what was logged of training in a period, and lays it out by course, unit and function."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max, Q

from figures.swedish import sort_key
from organisations.models import Organisation
from resultchain.models import ChainEntry, EntryState, ParticipantNumber, Precision
from resultchain.periods import Period, half_year
from resultchain.training import People, Session, add_up, grouped
from resultchain.training_words import amount, by_function, finding, women_and_men

HELD: Final = (EntryState.DONE, EntryState.ONGOING)
MOST_SESSIONS: Final = 20
"""Times of one course that stand on the page; the file and the sums have them all."""
MOST_LINES: Final = 100
FIELDS: Final = (
    "pk", "what", "state", "course__name", "organisation__name", "day", "participants", "precision", "women", "men",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One course, or one unit: its people in numbers and in words, and the latest times."""

    name: str
    people: People
    sessions: tuple[Session, ...]
    amount: str
    women_and_men: str
    functions: str

    @property
    def left_out(self) -> int:
        """How many times there are besides those that are listed."""
        return self.people.times - len(self.sessions)


@dataclass(frozen=True)
class TrainingPage:
    """What a period holds: everybody, course by course, and unit by unit where there are several.

    `planned` times and those without a day (`undated`) are told of, and not counted.
    """

    period: Period
    sessions: tuple[Session, ...]
    total: Line
    courses: tuple[Line, ...]
    units: tuple[Line, ...]
    finding: str
    planned: int
    undated: int
    latest: Period | None = None
    constructed: bool = False

    @property
    def is_older(self) -> bool:
        """Whether the latest training lies in a half-year that the page does not lead to already."""
        near = {self.period, self.period.before, self.period.after}
        return self.latest is not None and self.latest not in near

    @property
    def shown(self) -> tuple[Line, ...]:
        """The courses that have room on the page."""
        return self.courses[:MOST_LINES]

    @property
    def shown_units(self) -> tuple[Line, ...]:
        """The units that have room on the page."""
        return self.units[:MOST_LINES]


def training_page(organisation: Organisation, period: Period) -> TrainingPage:
    """Read the training of an organisation and its units in a period. Four queries."""
    trained = ChainEntry.objects.within(organisation).counted().filter(course__isnull=False)
    rows = list(trained.in_period(period.first, period.last).newest_first().values(*FIELDS))
    held = [row for row in rows if row["state"] in HELD]
    functions = _functions([row["pk"] for row in held])
    return laid_out(
        period,
        [_session(row, functions[row["pk"]]) for row in held],
        planned=len(rows) - len(held),
        undated=trained.filter(Q(day=None), state__in=HELD).count(),
        latest=trained.filter(state__in=HELD).aggregate(day=Max("day"))["day"],
        constructed=organisation.constructed,
    )


def laid_out(
    period: Period,
    sessions: Sequence[Session],
    *,
    planned: int = 0,
    undated: int = 0,
    latest: datetime.date | None = None,
    constructed: bool = False,
) -> TrainingPage:
    """Lay out the times that courses were held: whoever logged a course twice logged one course."""
    courses, units = _lines(sessions, lambda one: one.course), _lines(sessions, lambda one: one.unit)
    total = _line("", sessions)
    return TrainingPage(
        period=period,
        sessions=tuple(sessions),
        total=total,
        courses=courses,
        units=units if len(units) > 1 else (),
        finding=finding(total.people, len(courses)),
        planned=planned,
        undated=undated,
        latest=half_year(latest) if latest else None,
        constructed=constructed,
    )


def _lines(sessions: Sequence[Session], key: Callable[[Session], str]) -> tuple[Line, ...]:
    found = grouped(sessions, key)
    return tuple(_line(name, found[name]) for name in sorted(found, key=sort_key))


def _line(name: str, sessions: Sequence[Session]) -> Line:
    people = add_up(sessions)
    shown = tuple(sessions[:MOST_SESSIONS])
    return Line(name, people, shown, amount(people), women_and_men(people), by_function(people))


def _functions(entries: Sequence[int]) -> defaultdict[int, dict[str, int]]:
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    counts = ParticipantNumber.objects.filter(entry__in=entries).select_related("function")
    for count in counts.order_by("function__position", "function_id"):
        found[count.entry_id][str(count.function)] = count.number
    return found


def _session(row: dict[str, Any], functions: dict[str, int]) -> Session:
    return Session(
        entry=row["pk"],
        what=row["what"],
        course=row["course__name"],
        unit=row["organisation__name"],
        day=row["day"],
        people=row["participants"],
        is_about=row["precision"] == Precision.ABOUT,
        women=row["women"],
        men=row["men"],
        functions=functions,
    )
