"""The status report's sections on what stands beside the chain: goals, diplomas, global goals, meetings."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from figures.text import clean_line
from reports.kinds.kind import Values
from reports.kinds.room import MOST_ROWS, fitting
from reports.kinds.statusrapport.material import (
    IndicatorLine,
    Material,
    ReportGoal,
    ReportIndicator,
    UnitMap,
    YearDate,
)
from reports.kinds.statusrapport.wording import STANDINGS, day, standings, when
from resultchain.levels import GlobalGoal
from resultchain.models import ValueKind

MOST_GOALS: Final = 30
MOST_INDICATORS: Final = 3
MOST_MAPS: Final = 40
LONGEST_NEED: Final = 600
LONGEST_WORDS: Final = 300


def diplomas(material: Material) -> Values | None:
    """Return the diplomas in force when the period ended, unit by unit."""
    if not material.diplomas:
        return None
    shown = fitting(material.diplomas, lambda one: len(one.unit) + len(one.name) + len(one.issuer))
    return {
        "day": material.period.last.isoformat(),
        "count": len(material.diplomas),
        "rows": [
            {
                "unit": one.unit,
                "name": one.name,
                "issuer": one.issuer or _("inte angivet"),
                "issued_on": one.issued_on.isoformat(),
                "valid_to": day(one.valid_to) if one.valid_to else _("utan slutdatum"),
            }
            for one in shown
        ],
        "more": len(material.diplomas) - len(shown),
    }


def goals(material: Material) -> Values | None:
    """Return goal by goal: the need, the measures, and indicators with their values."""
    if not material.goals:
        return None
    return {
        "count": len(material.goals),
        "goals": [_goal(goal, number) for number, goal in enumerate(material.goals[:MOST_GOALS], start=1)],
        "more": max(0, len(material.goals) - MOST_GOALS),
    }


def _goal(goal: ReportGoal, number: int) -> Values:
    return {
        "id": goal.id,
        "title": goal.title,
        "need": clean_line(goal.need, LONGEST_NEED),
        "unit": goal.unit,
        "measures": sum(goal.measures.values()),
        **{standing: goal.measures.get(standing, 0) for standing in STANDINGS},
        "told": standings(goal.measures),
        "indicators": [
            {"key": f"indicator-{number}-{place}", **_indicator(one)}
            for place, one in enumerate(goal.indicators[:MOST_INDICATORS], start=1)
        ],
        "more": max(0, len(goal.indicators) - MOST_INDICATORS),
    }


def _indicator(indicator: ReportIndicator) -> Values:
    has_total = any(line.total for line in indicator.lines)
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "by_sex": indicator.by_sex,
        "no_sex_reason": indicator.no_sex_reason,
        "has_total": has_total or not indicator.by_sex,
        "rows": [_line(line) for line in indicator.lines],
    }


def _line(line: IndicatorLine) -> Values:
    unknown = _("inte angivet")
    return {
        "kind": str(ValueKind(line.kind).label),
        "day": line.day.isoformat(),
        "women": line.women or unknown,
        "men": line.men or unknown,
        "total": line.total or unknown,
    }


def global_goals(material: Material) -> Values | None:
    """Return which units have mapped the global goals, and what they found."""
    if not material.maps:
        return None
    mapped = [one for one in material.maps if one.present is not None]
    waiting = [one.unit for one in material.maps if one.present is None]
    return {
        "units": len(material.maps),
        "mapped": len(mapped),
        "rows": [_map(one) for one in mapped[:MOST_MAPS]],
        "more": max(0, len(mapped) - MOST_MAPS),
        "waiting": waiting[:MOST_ROWS],
        "more_waiting": max(0, len(waiting) - MOST_ROWS),
    }


def _map(one: UnitMap) -> Values:
    return {
        "unit": one.unit,
        "present": _named(one.present or ()),
        "coming": _named(one.coming or ()),
        "years": one.coming_years,
    }


def _named(chosen: Sequence[int]) -> list[str]:
    return [f"{number}\u00a0{GlobalGoal(number).label}" for number in chosen] or [_("inget mål valt")]


def meetings(material: Material) -> Values | None:
    """Return the meetings of programmes that were held in the period, and those to come."""
    if not material.meetings:
        return None
    last = material.period.last
    held = [_meeting(one) for one in material.meetings if one.first_day <= last]
    coming = [_meeting(one) for one in material.meetings if one.first_day > last]
    shown, shown_coming = fitting(held, _letters), fitting(coming, _letters)
    return {
        "held": shown,
        "more_held": len(held) - len(shown),
        "coming": shown_coming,
        "more_coming": len(coming) - len(shown_coming),
    }


def _letters(meeting: Values) -> int:
    return sum(len(meeting[name]) for name in ("name", "words", "took_part"))


def _meeting(one: YearDate) -> Values:
    return {
        "when": when(one.first_day, one.last_day),
        "name": one.name,
        "words": clean_line(one.words, LONGEST_WORDS),
        "took_part": one.took_part,
        "unit": one.unit,
    }
