"""Who is compared in one selection, at which occasion, and who is missing: pure, from what was read.

Only agreed values of the chosen occasion count. Nothing is carried forward from an earlier one.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from comparison.material import Body, Material, Participant, Ruler, Time, order_of
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
    sum: Sum
    since: Time | None
    then: Values | None
    is_own: bool
    assessment: int

    @property
    def name(self) -> str:
        """The name; a unit's with the organisation that it belongs to."""
        return self.body.name if self.body.pk == self.top.pk else f"{self.body.name}, {self.top.name}"

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
    """

    rows: tuple[Row, ...]
    rulers: tuple[Ruler, ...]
    times: tuple[Time, ...]
    absentees: tuple[Absentee, ...]
    counted: tuple[Sum, ...]
    left_out: int

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


def meant(material: Material, selection: Selection, today: datetime.date) -> frozenset[int]:
    """Return all participants that a selection is about, whether or not anybody shows values at its occasion.

    Who is in a group is told by the day of the occasion, or today where there is none with values.
    """
    looks = _looks(material, selection)
    return frozenset(
        one.pk
        for programme, participants in chosen_of(material, selection).items()
        if selection.programme in {None, programme}
        for one in in_group(
            participants, selection, looks[programme].time.date if programme in looks else today
        )
    )


def cohort(material: Material, selection: Selection) -> Cohort:
    """Return who is compared; of somebody in several programmes only the latest occasion."""
    looks = _looks(material, selection)
    chosen = chosen_of(material, selection)
    fitting = {
        programme: in_group(chosen.get(programme, ()), selection, look.time.date)
        for programme, look in looks.items()
    }
    latest = _latest(material, looks)
    rows = [
        row
        for programme, look in looks.items()
        for row in _rows(material, look, {one.pk for one in fitting[programme]}, latest)
        if is_meant(selection, row.participant, row.top)
    ]
    counted, left_out = _counted(material, selection, looks, latest)
    everybody = [one for participants in fitting.values() for one in participants]
    absent = _Absent(material, selection, looks, latest, {(row.time.programme, row.rater) for row in rows})
    rows.sort(key=lambda row: order_of(row.top, row.body))
    rulers = {row.ruler.pk: row.ruler for row in rows} or {
        one.pk: one for one in rulers_of(material, selection.instrument)
    }
    times = sorted({look.time for look in looks.values()}, key=lambda time: (time.date, time.pk))
    return Cohort(
        tuple(rows),
        tuple(rulers.values()),
        tuple(times),
        absent.among(everybody),
        counted,
        left_out,
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
    for one in material.participants:
        look = looks.get(one.programme)
        if look is None:
            continue
        for rater in one.raters:
            known = found.setdefault(rater, look.time)
            if (look.time.date, look.time.pk) > (known.date, known.pk):
                found[rater] = look.time
    return found


def chosen_of(material: Material, selection: Selection) -> dict[int, list[Participant]]:
    """Return whom a selection is about by their kind, county and size, programme by programme."""
    bodies = {pk for pk, body in material.bodies.items() if _fits(selection, body)}
    found: dict[int, list[Participant]] = defaultdict(list)
    for one in material.participants:
        if not bodies.isdisjoint(one.organisations):
            found[one.programme].append(one)
    return found


def is_meant(selection: Selection, participant: Participant, top: Body) -> bool:
    """Whether a selection is about one organisation of a participant that it is about: several may be one together."""
    return top.pk not in participant.organisations or _fits(selection, top)


def _fits(selection: Selection, body: Body) -> bool:
    return (
        selection.kind in {"", body.kind}
        and selection.county in {"", body.county}
        and (not selection.size or selection.size == body.size)
    )


def in_group(
    participants: Sequence[Participant], selection: Selection, day: datetime.date
) -> Sequence[Participant]:
    """Keep those that were in the group of a selection on a day; all of them where it has none."""
    if not selection.group:
        return participants
    return [one for one in participants if one.is_in(selection.group, day)]


def _rows(
    material: Material, look: _Look, participants: set[int], latest: Mapping[int, Time]
) -> Iterable[Row]:
    """Return the rows of a programme's chosen occasion; who rates in several programmes has one in the latest only."""
    time, ruler = look.time, material.rulers[look.time.ruler]
    seats, sources = material.seats.get(time.programme, {}), material.sources.get(time.pk, {})
    before = material.at.get(look.since.pk, {}) if look.since else {}
    for organisation, values in material.at.get(time.pk, {}).items():
        seat = seats.get(organisation)
        if seat is None or seat.participant.pk not in participants or latest[seat.rater] is not time:
            continue
        yield Row(
            body=material.bodies[organisation],
            top=material.top_of(seat.participant, seat.rater),
            participant=seat.participant,
            rater=seat.rater,
            time=time,
            ruler=ruler,
            values=values,
            sum=sum_of(values, ruler.scale.maximum),
            since=look.since,
            then=before.get(organisation),
            is_own=organisation in material.own,
            assessment=sources[organisation],
        )


@dataclass(frozen=True)
class _Hidden:
    """One that is only in the spread: its organisation, who rates, the sum, and whether at a shared occasion."""

    top: int
    rater: int
    sum: Sum
    is_shared: bool


def _counted(
    material: Material, selection: Selection, looks: Mapping[int, _Look], latest: Mapping[int, Time]
) -> tuple[tuple[Sum, ...], int]:
    """Return the sums of those who are only in the spread, and how many such do not count.

    They count by whole cells of one occasion and one kind, each of three organisations or more, and never in a narrower
    selection: so no two selections differ by fewer than three of them. An occasion of several programmes counts none,
    since each programme has others at it.
    """
    cells: dict[tuple[int, str], dict[int, _Hidden]] = defaultdict(dict)
    for programme, look in looks.items():
        highest = material.rulers[look.time.ruler].scale.maximum
        seats = material.seats.get(programme, {})
        for organisation, values in material.counted_at.get(look.time.pk, {}).items():
            seat = seats.get(organisation)
            if seat is not None and organisation not in material.own:
                top = material.top_of(seat.participant, seat.rater)
                hidden = _Hidden(top.pk, seat.rater, sum_of(values, highest), look.time.is_shared)
                cells[look.time.pk, top.kind][organisation] = hidden
    counted: list[Sum] = []
    left_out = 0
    for (occasion, kind), cell in cells.items():
        if selection.kind not in {"", kind}:
            continue
        members = cell.values()
        is_whole = all(latest[one.rater].pk == occasion and not one.is_shared for one in members)
        is_enough = len({one.top for one in members}) >= FEWEST_COUNTED
        if is_whole and is_enough and not selection.is_narrowed:
            counted += [one.sum for one in members]
        else:
            left_out += len(members)
    return tuple(counted), left_out


@dataclass(frozen=True)
class _Absent:
    """Finds who should have rated and stands in no row."""

    material: Material
    selection: Selection
    looks: Mapping[int, _Look]
    latest: Mapping[int, Time]
    shown: set[tuple[int, int]]

    def among(self, fitting: Sequence[Participant]) -> tuple[Absentee, ...]:
        """Return who is missing, in the order of names."""
        handed_in, counted = self._raters(self.material.handed_in), self._raters(self.material.counted_at)
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
        if not is_meant(self.selection, one, self.material.top_of(one, rater)):
            return False
        time = self.looks[one.programme].time
        above = self.material.bodies[rater].parent
        return self.latest[rater] == time and bool(
            {rater, above} & self.material.asked.get(time.pk, frozenset())
        )

    def _raters(self, at: Mapping[int, Collection[int]]) -> set[tuple[int, int]]:
        """Return by programme and rater whose organisations stand at the chosen occasions."""
        found = set()
        for programme, look in self.looks.items():
            seats = self.material.seats.get(programme, {})
            there = (seats.get(organisation) for organisation in at.get(look.time.pk, ()))
            found |= {(programme, seat.rater) for seat in there if seat is not None}
        return found
