"""Reads what stands beside the chain: position, goals, diplomas, the map of the global goals, the year's dates."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from figures import swedish
from figures.text import clean_line, clean_text
from organisations.models import Organisation
from reports.kinds.statusrapport.material import (
    IndicatorLine,
    OwnPosition,
    PositionOnLevel,
    ReportDiploma,
    ReportGoal,
    ReportIndicator,
    Standing,
    UnitMap,
    YearDate,
)
from resultchain.measured import exact_text
from resultchain.models import (
    ChainEntry,
    DateKind,
    Diploma,
    EntryState,
    GlobalGoalsMap,
    Goal,
    Indicator,
    IndicatorValue,
    PlanningDate,
    Position,
    PositionLevel,
    ValueKind,
)
from resultchain.periods import Period

LONGEST: Final = 300
MOST_OUTCOMES: Final = 4
"""How many measured values of an indicator are printed; the baseline and the targets always are."""
COMING: Final = datetime.timedelta(days=366)
"""How far ahead of the period the report looks for dates."""


@dataclass(frozen=True)
class Beside:
    """What was read. `times` says when each part of it was last changed; `constructed` whether a unit's values are."""

    position: OwnPosition | None
    goals: tuple[ReportGoal, ...]
    diplomas: tuple[ReportDiploma, ...]
    maps: tuple[UnitMap, ...]
    meetings: tuple[YearDate, ...]
    dates: tuple[YearDate, ...]
    times: tuple[datetime.datetime, ...]
    constructed: bool


def read_beside(organisation: Organisation, where: QuerySet[Organisation], period: Period) -> Beside:
    """Read it for a period; `where` is whose material the report is about."""
    position = _position(organisation, period)
    goals, measures = _goals(where, period), _measures(where, period)
    values = [
        value for goal in goals for indicator in goal.indicators.all() for value in indicator.values.all()
    ]
    diplomas, maps, dates = _diplomas(where, period), _maps(where, period), _dates(where, period)
    read: list[Any] = [*([position] if position else []), *goals, *values, *diplomas, *maps, *dates]
    read += [indicator for goal in goals for indicator in goal.indicators.all()]
    owned: list[Any] = [*goals, *diplomas, *maps, *dates]
    return Beside(
        position=_as_position(position) if position else None,
        goals=tuple(_goal(goal, measures, organisation, period) for goal in goals),
        diplomas=tuple(_diploma(one) for one in diplomas),
        maps=tuple(_units(where, maps, period)),
        meetings=tuple(_date(one, organisation) for one in dates if one.kind == DateKind.MEETING),
        dates=tuple(
            _date(one, organisation)
            for one in dates
            if one.kind != DateKind.MEETING and one.first_day > period.last
        ),
        times=tuple(one.saved_at for one in read),
        constructed=any(one.organisation.constructed for one in owned),
    )


def _position(organisation: Organisation, period: Period) -> Position | None:
    """Return what the organisation last said of itself before the period was over."""
    own = Position.objects.filter(organisation=organisation, date__lte=period.last).newest_first()
    levels = Prefetch("levels", PositionLevel.objects.order_by("level"))
    return own.prefetch_related(levels).first()


def _as_position(position: Position) -> OwnPosition:
    return OwnPosition(
        name=clean_line(position.name, LONGEST),
        date=position.date,
        words=clean_text(position.words),
        levels=tuple(
            PositionOnLevel(one.level, one.extent, clean_text(one.words)) for one in position.levels.all()
        ),
    )


def _goals(where: QuerySet[Organisation], period: Period) -> list[Goal]:
    """Return the goals that held some day of the period, with their indicators and values."""
    held = Q(valid_to=None) | Q(valid_to__gte=period.first)
    values = Prefetch("values", IndicatorValue.objects.order_by("day", "pk"))
    indicators = Prefetch("indicators", Indicator.objects.order_by("pk").prefetch_related(values))
    own = Goal.objects.filter(held, organisation__in=where.values("pk"), valid_from__lte=period.last)
    return list(own.select_related("organisation").prefetch_related(indicators).order_by("sort_key", "pk"))


def _measures(where: QuerySet[Organisation], period: Period) -> Mapping[int, Counter[Standing]]:
    """Count the measures of each goal by how they stood on the period's last day."""
    rows = ChainEntry.objects.filter(organisation__in=where.values("pk"), goal__isnull=False).counted()
    found: defaultdict[int, Counter[Standing]] = defaultdict(Counter)
    for goal, state, first, last in rows.values_list("goal_id", "state", "first_day", "last_day"):
        found[goal][_stood(state, first, last, period.last)] += 1
    return found


def _stood(
    state: str, first: datetime.date | None, last: datetime.date | None, day: datetime.date
) -> Standing:
    begins = first or last
    if state == EntryState.PLANNED or (begins is not None and begins > day):
        return "planned"
    ended = state == EntryState.DONE and (last is None or last <= day)
    return "done" if ended else "ongoing"


def _goal(
    goal: Goal, measures: Mapping[int, Counter[Standing]], organisation: Organisation, period: Period
) -> ReportGoal:
    return ReportGoal(
        id=goal.pk,
        title=clean_line(goal.title, LONGEST),
        need=clean_text(goal.need),
        unit=_unit(goal.organisation, organisation),
        measures=dict(measures.get(goal.pk, {})),
        indicators=tuple(_indicator(one, period) for one in goal.indicators.all()),
    )


def _indicator(indicator: Indicator, period: Period) -> ReportIndicator:
    values = list(indicator.values.all())
    outcomes = [v for v in values if v.kind == ValueKind.OUTCOME and v.day <= period.last]
    shown = [
        *(v for v in values if v.kind == ValueKind.BASELINE),
        *outcomes[-MOST_OUTCOMES:],
        *(v for v in values if v.kind == ValueKind.TARGET),
    ]
    return ReportIndicator(
        name=clean_line(indicator.name, LONGEST),
        unit=clean_line(indicator.unit, LONGEST),
        by_sex=indicator.by_sex,
        no_sex_reason=clean_line(indicator.no_sex_reason, LONGEST),
        lines=tuple(_line(value) for value in shown),
    )


def _line(value: IndicatorValue) -> IndicatorLine:
    language = swedish.chosen(get_language())
    numbers = (
        "" if part is None else exact_text(part, language) for part in (value.women, value.men, value.total)
    )
    return IndicatorLine(value.kind, value.day, *numbers)


def _diplomas(where: QuerySet[Organisation], period: Period) -> list[Diploma]:
    in_force = Q(valid_to=None) | Q(valid_to__gte=period.last)
    own: QuerySet[Any] = Diploma.objects.filter(
        in_force, organisation__in=where.values("pk"), issued_on__lte=period.last
    )
    order = ("organisation__sort_key", "organisation_id", "name", "pk")
    return list(own.select_related("organisation").order_by(*order))


def _diploma(one: Diploma) -> ReportDiploma:
    return ReportDiploma(
        unit=clean_line(one.organisation.name, LONGEST),
        name=clean_line(one.name, LONGEST),
        issuer=clean_line(one.issuer, LONGEST),
        issued_on=one.issued_on,
        valid_to=one.valid_to,
    )


def _maps(where: QuerySet[Organisation], period: Period) -> list[GlobalGoalsMap]:
    own: QuerySet[Any] = GlobalGoalsMap.objects.filter(
        organisation__in=where.values("pk"), mapped_on__lte=period.last
    )
    return list(own.select_related("organisation"))


def _units(where: QuerySet[Organisation], maps: Iterable[GlobalGoalsMap], period: Period) -> list[UnitMap]:
    """Return the units that have mapped and, as not yet, those that lie beside them below the same unit."""
    done = {one.organisation_id: one for one in maps}
    parents = {one.organisation.parent_id for one in done.values()}
    held = Q(valid_to=None) | Q(valid_to__gte=period.last)
    beside = where.filter(Q(pk__in=done) | Q(held, parent__in=parents - {None}, valid_from__lte=period.last))
    return [_map(unit, done.get(unit.pk)) for unit in beside.order_by("sort_key", "pk")] if done else []


def _map(unit: Organisation, found: GlobalGoalsMap | None) -> UnitMap:
    name = clean_line(unit.name, LONGEST)
    if found is None:
        return UnitMap(name)
    years = f"{found.coming_from}–{found.coming_to}" if found.coming_from and found.coming_to else ""
    return UnitMap(name, tuple(sorted(found.present)), tuple(sorted(found.coming)), years)


def _dates(where: QuerySet[Organisation], period: Period) -> list[PlanningDate]:
    """Return meetings of the period, and all dates of the year after it."""
    own: QuerySet[Any] = PlanningDate.objects.filter(
        organisation__in=where.values("pk"), first_day__gte=period.first
    )
    soon = own.filter(first_day__lte=period.last + COMING)
    wanted = soon.filter(Q(kind=DateKind.MEETING) | Q(first_day__gt=period.last))
    return list(wanted.select_related("organisation").order_by("first_day", "pk"))


def _date(one: PlanningDate, organisation: Organisation) -> YearDate:
    return YearDate(
        kind=one.kind,
        name=clean_line(one.name, LONGEST),
        first_day=one.first_day,
        last_day=one.last_day,
        words=clean_text(one.words),
        took_part=clean_line(one.took_part, LONGEST),
        unit=_unit(one.organisation, organisation),
    )


def _unit(of: Organisation, organisation: Organisation) -> str:
    return "" if of.pk == organisation.pk else clean_line(of.name, LONGEST)
