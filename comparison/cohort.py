"""Who is compared in one selection, at which occasion, and who is missing: pure, from what was read.

Only agreed values of the chosen occasion count. Nothing is carried forward from an earlier one.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from comparison.material import Body, Material, Participant, Ruler, Time
from comparison.selection import Selection
from comparison.spread import FEWEST_COUNTED
from comparison.values import Sum, Values, changes, sum_of


@dataclass(frozen=True)
class Row:
    """One assessment: whose, made when, and what has moved since an earlier one with the same version."""

    body: Body
    top: Body
    participant: Participant
    rater: int
    time: Time
    ruler: Ruler
    values: Values
    since: Time | None
    then: Values | None
    is_own: bool
    assessment: int

    @property
    def name(self) -> str:
        """The name; a unit's with the organisation that it belongs to."""
        return self.body.name if self.body == self.top else f"{self.body.name}, {self.top.name}"

    @cached_property
    def sum(self) -> Sum:
        """The sum and what it is a sum of."""
        return sum_of(self.values, self.ruler.scale.maximum)

    @cached_property
    def changes(self) -> tuple[int | None, ...]:
        """Steps up or down, item by item."""
        return changes(self.then, self.values)

    @property
    def sum_change(self) -> int | None:
        """How the sum has moved; None without an earlier one of the same items."""
        if self.then is None:
            return None
        before = sum_of(self.then, self.ruler.scale.maximum)
        return self.sum.points - before.points if before.maximum == self.sum.maximum else None


State = Literal["missing", "unshared", "either"]
"""Has not handed in, has handed in and does not share, or one of the two: the reader may not be told which."""


@dataclass(frozen=True)
class Absentee:
    """One that should have rated and stands in no row."""

    body: Body
    state: State


@dataclass(frozen=True)
class Cohort:
    """Rows in the order of names, and who is missing, in the same order.

    `counted` are sums of those who chose to be only in the spread; `left_out` is how many such are too few to count.
    `participants` are all that the selection is about.
    """

    rows: tuple[Row, ...]
    rulers: tuple[Ruler, ...]
    times: tuple[Time, ...]
    absentees: tuple[Absentee, ...]
    counted: tuple[Sum, ...]
    left_out: int
    participants: frozenset[int]

    @property
    def ruler(self) -> Ruler | None:
        """The version that all were rated with; None where it is several, or nobody has."""
        return self.rulers[0] if len(self.rulers) == 1 else None

    @property
    def absent(self) -> int:
        """How many are named as missing."""
        return len(self.absentees)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of those who have not handed in."""
        return self._names("missing")

    @property
    def unshared(self) -> tuple[str, ...]:
        """The names of those who have handed in and don't share."""
        return self._names("unshared")

    @property
    def missing_or_unshared(self) -> tuple[str, ...]:
        """The names of those of whom the reader may not be told which."""
        return self._names("either")

    def _names(self, state: State) -> tuple[str, ...]:
        return tuple(one.body.name for one in self.absentees if one.state == state)


@dataclass(frozen=True)
class _Look:
    """One programme's chosen occasion, and the earlier one to compare with."""

    time: Time
    since: Time | None


def rulers_of(material: Material, instrument: str) -> list[Ruler]:
    """Return the versions that an instrument of a selection stands for: one by its id, or all with its key."""
    return [one for one in material.rulers.values() if instrument in {str(one.pk), one.key}]


def times_with_values(material: Material, instrument: str) -> list[Time]:
    """Return the occasions with the instrument at which there is something to see, in time order."""
    rulers = {one.pk for one in rulers_of(material, instrument)}
    return [time for time in material.times if time.ruler in rulers and time.pk in material.seen]


def cohort(material: Material, selection: Selection) -> Cohort:
    """Return who is compared; of somebody in several programmes only the latest occasion."""
    looks = _looks(material, selection)
    fitting = [
        one
        for one in material.participants
        if one.programme in looks and fits(material, one, selection, looks[one.programme].time.date)
    ]
    latest = _latest(material, looks)
    rows = [
        row
        for programme, look in looks.items()
        for row in _rows(material, look, {one.pk for one in fitting if one.programme == programme})
        if latest[row.rater] == look.time
    ]
    counted, left_out = _counted(material, selection, looks, latest)
    absent = _Absent(material, looks, latest, {(row.time.programme, row.rater) for row in rows})
    rows.sort(
        key=lambda row: (row.top.sort_key, row.top.pk, row.body != row.top, row.body.sort_key, row.body.pk)
    )
    rulers = {row.ruler.pk: row.ruler for row in rows} or {
        one.pk: one for one in rulers_of(material, selection.instrument)
    }
    times = sorted({look.time for look in looks.values()}, key=lambda time: (time.date, time.pk))
    return Cohort(
        tuple(rows),
        tuple(rulers.values()),
        tuple(times),
        absent.among(fitting),
        counted,
        left_out,
        frozenset(one.pk for one in fitting),
    )


def _looks(material: Material, selection: Selection) -> dict[int, _Look]:
    """Return the chosen occasion of each programme of the selection."""
    by_programme: dict[int, list[Time]] = defaultdict(list)
    for time in times_with_values(material, selection.instrument):
        if selection.programme in {None, time.programme}:
            by_programme[time.programme].append(time)
    looks = {}
    for programme, times in by_programme.items():
        time = next((one for one in times if one.pk == selection.occasion), times[-1])
        earlier = [one for one in times[: times.index(time)] if one.ruler == time.ruler]
        since = next((one for one in earlier if one.pk == selection.since), earlier[0] if earlier else None)
        looks[programme] = _Look(time, since)
    return looks


def _latest(material: Material, looks: Mapping[int, _Look]) -> dict[int, Time]:
    """Return the latest chosen occasion of each rater, in whichever programme it takes part."""
    found: dict[int, Time] = {}
    for programme, rater in material.raters:
        look = looks.get(programme)
        if look is None:
            continue
        known = found.get(rater)
        if known is None or (look.time.date, look.time.pk) > (known.date, known.pk):
            found[rater] = look.time
    return found


def fits(material: Material, one: Participant, selection: Selection, day: datetime.date) -> bool:
    """Whether a selection is about a participant as it stood on a day."""
    if selection.group and not one.is_in(selection.group, day):
        return False
    tops = [material.bodies[pk] for pk in one.organisations if pk in material.bodies]
    return any(
        selection.kind in {"", top.kind}
        and selection.county in {"", top.county}
        and selection.size in {"", top.size}
        for top in tops
    )


def _rows(material: Material, look: _Look, participants: set[int]) -> Iterable[Row]:
    programme = look.time.programme
    before = material.at.get(look.since.pk, {}) if look.since else {}
    for organisation, values in material.at.get(look.time.pk, {}).items():
        rater = material.rater_of(programme, organisation)
        if rater is None or material.raters[programme, rater].pk not in participants:
            continue
        one = material.raters[programme, rater]
        yield Row(
            body=material.bodies[organisation],
            top=material.top_of(one, rater),
            participant=one,
            rater=rater,
            time=look.time,
            ruler=material.rulers[look.time.ruler],
            values=values,
            since=look.since,
            then=before.get(organisation),
            is_own=organisation in material.own,
            assessment=material.sources[organisation, look.time.pk],
        )


def _counted(
    material: Material, selection: Selection, looks: Mapping[int, _Look], latest: Mapping[int, Time]
) -> tuple[tuple[Sum, ...], int]:
    """Return the sums of those who are only in the spread, and how many such do not count.

    They count by whole cells of one occasion and one kind, each of three or more, and never in a narrower selection:
    so no two selections differ by fewer than three of them.
    """
    cells: dict[tuple[int, str], list[tuple[int, Sum]]] = defaultdict(list)
    for programme, look in looks.items():
        highest = material.rulers[look.time.ruler].scale.maximum
        for organisation, values in material.counted_at.get(look.time.pk, {}).items():
            rater = material.rater_of(programme, organisation)
            if rater is not None and organisation not in material.own:
                kind = material.top_of(material.raters[programme, rater], rater).kind
                cells[look.time.pk, kind].append((rater, sum_of(values, highest)))
    counted: list[Sum] = []
    left_out = 0
    for (occasion, kind), members in cells.items():
        if selection.kind not in {"", kind}:
            continue
        is_whole = all(latest[rater].pk == occasion for rater, _sum in members)
        if is_whole and len(members) >= FEWEST_COUNTED and not selection.is_narrowed:
            counted += [one for _rater, one in members]
        else:
            left_out += len(members)
    return tuple(counted), left_out


@dataclass(frozen=True)
class _Absent:
    """Finds who should have rated and stands in no row."""

    material: Material
    looks: Mapping[int, _Look]
    latest: Mapping[int, Time]
    shown: set[tuple[int, int]]

    def among(self, fitting: Sequence[Participant]) -> tuple[Absentee, ...]:
        """Return who is missing, in the order of names."""
        handed_in, counted = self._raters(self.material.handed_in), self._raters(self.material.counted)
        found: dict[tuple[int, State], Body] = {}
        for one in fitting:
            for rater in one.raters:
                key = (one.programme, rater)
                if (
                    key in self.shown
                    or key in counted
                    or not one.is_near
                    or not self._is_expected(one, rater)
                ):
                    continue
                state: State = "either"
                if one.is_open:
                    state = "unshared" if key in handed_in else "missing"
                found[rater, state] = self.material.bodies[rater]
        absentees = [Absentee(body, state) for (_rater, state), body in found.items()]
        return tuple(sorted(absentees, key=lambda one: (one.body.sort_key, one.body.pk, one.state)))

    def _is_expected(self, one: Participant, rater: int) -> bool:
        time = self.looks[one.programme].time
        above = self.material.bodies[rater].parent
        return self.latest[rater] == time and bool(
            {rater, above} & self.material.asked.get(time.pk, frozenset())
        )

    def _raters(self, keys: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
        programmes: dict[int, list[int]] = defaultdict(list)
        for programme, look in self.looks.items():
            programmes[look.time.pk].append(programme)
        return {
            (programme, rater)
            for organisation, occasion in keys
            for programme in programmes.get(occasion, ())
            if (rater := self.material.rater_of(programme, organisation)) is not None
        }
