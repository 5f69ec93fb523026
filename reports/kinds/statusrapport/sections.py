"""Arranges the material of a status report for its sections; each section's values stand under its own key alone."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from django.utils.translation import gettext as _

from figures import swedish
from figures.text import clean_line
from reports.kinds.kind import Values
from reports.kinds.room import fitting
from reports.kinds.statusrapport.beside_sections import diplomas, global_goals, goals, meetings
from reports.kinds.statusrapport.findings import findings
from reports.kinds.statusrapport.material import FollowedUp, Logged, Material, Standing, Target, YearDate
from reports.kinds.statusrapport.plans import plans
from reports.kinds.statusrapport.training import training
from reports.kinds.statusrapport.wording import BECAME, STANDINGS, people, standings, when
from resultchain.figures import levels_figure, reach_figure
from resultchain.findings import findings as chain_findings
from resultchain.levels import WORDS, ChainLevel
from resultchain.models import DateKind, Extent

MOST_LISTED: Final = 240
"""How many entries the chapter on the processes names in all; shared between areas, so that none is silent."""
FEWEST_LISTED: Final = 2
MOST_AREAS: Final = 40
MOST_LETTERS_LISTED: Final = 60_000
MOST_TARGETS: Final = 3
LONGEST_TARGET: Final = 140
LONGEST_WORDS: Final = 300


def sections(material: Material) -> dict[str, Values | None]:
    """Return every generated section's values, None where there is nothing to show. The language is active."""
    return {
        "page1": _page1(material),
        "processes": _processes(material),
        "activities": _activities(material),
        "earlier": _earlier(material),
        "reach": _reach(material),
        "training": training(material),
        "diplomas": diplomas(material),
        "goals": goals(material),
        "global_goals": global_goals(material),
        "plans": plans(material.plans),
        "meetings": meetings(material),
        "ahead": _ahead(material),
        "method": _method(material),
    }


def _page1(material: Material) -> Values:
    return {
        "period": material.days,
        "findings": [asdict(finding) for finding in findings(material)],
        "figure": levels_figure(material.of_period, constructed=material.constructed).to_dict(),
        "undated": material.undated,
    }


def _processes(material: Material) -> Values:
    areas = by_area(material.entries)
    shown, left = areas[:MOST_AREAS], areas[MOST_AREAS:]
    share = sum(len(groups) for _name, groups in shown)
    listed = [(name, [_group(*group, share, material) for group in groups.items()]) for name, groups in shown]
    return {
        "period": material.period.name,
        "areas": [{"name": name, "groups": groups} for name, groups in listed],
        "more_areas": len(left),
        "more_entries": sum(len(entries) for _name, groups in left for entries in groups.values()),
        "planned": [
            {name: entry[name] for name in ("id", "what", "first_day", "last_day")}
            for _name, groups in listed
            for group in groups
            if group["standing"] == "planned"
            for entry in group["entries"]
        ],
    }


def by_area(entries: Iterable[Logged]) -> list[tuple[str, dict[Standing, list[Logged]]]]:
    """Return areas in Swedish order, those without one last, each with its entries by how they stand."""
    found: dict[str, dict[Standing, list[Logged]]] = {}
    for entry in entries:
        found.setdefault(entry.area, {}).setdefault(entry.standing, []).append(entry)
    names = sorted(found, key=lambda name: (not name, swedish.sort_key(name)))
    return [
        (name or _("Övrigt"), {stands: found[name][stands] for stands in STANDINGS if stands in found[name]})
        for name in names
    ]


def soonest_first(entries: Iterable[Logged]) -> list[Logged]:
    """Return what is planned in the order that it comes, what has no day last."""
    return sorted(entries, key=lambda entry: (entry.day or datetime.date.max, entry.id))


def _group(standing: Standing, entries: Sequence[Logged], share: int, material: Material) -> Values:
    """Return the entries of an area that stand alike; each such group has its share of the room."""
    ordered = soonest_first(entries) if standing == "planned" else entries
    room = max(FEWEST_LISTED, MOST_LISTED // share)
    made = [_entry(entry, material.targets.get(entry.id, ())) for entry in ordered[:room]]
    shown = fitting(made, _letters, letters=MOST_LETTERS_LISTED // share)
    return {
        "standing": standing,
        "label": str(STANDINGS[standing]),
        "entries": shown,
        "more": len(entries) - len(shown),
    }


def _letters(entry: Values) -> int:
    targets = [*entry["led_to"], *entry["gave_rise_to"]]
    return len(entry["what"]) + sum(len(target["what"]) for target in targets)


def _entry(entry: Logged, targets: Sequence[Target]) -> Values:
    led = [target for target in targets if target.counts]
    rise = [target for target in targets if not target.counts]
    return {
        **_promise(entry),
        "level": entry.level,
        "level_name": level_name(entry.level),
        "when": when(entry.first_day, entry.last_day, entry.standing),
        "unit": entry.unit,
        "led_to": [_target(target) for target in led[:MOST_TARGETS]],
        "led_more": max(0, len(led) - MOST_TARGETS),
        "gave_rise_to": [_target(target) for target in rise[:MOST_TARGETS]],
        "gave_more": max(0, len(rise) - MOST_TARGETS),
    }


def _target(target: Target) -> Values:
    return {
        "id": target.id,
        "what": clean_line(target.what, LONGEST_TARGET),
        "level": target.level,
        "level_name": str(WORDS[ChainLevel(target.level)].short).lower(),
    }


def level_name(level: int) -> str:
    """Return what a level is called."""
    return str(ChainLevel(level).label)


def _promise(entry: Logged) -> Values:
    """Return what the next report follows up."""
    return {
        "id": entry.id,
        "what": entry.what,
        "first_day": entry.first_day.isoformat() if entry.first_day else "",
        "last_day": entry.last_day.isoformat() if entry.last_day else "",
    }


def _activities(material: Material) -> Values | None:
    """Return what was done once, in the order of time; with too many the latest are shown."""
    found = [entry for entry in material.standing("done", "ongoing") if entry.level == ChainLevel.ACTIVITY]
    if not found:
        return None
    shown = fitting(found, lambda entry: len(entry.what))
    return {
        "period": material.period.name,
        "count": len(found),
        "rows": [
            {
                "id": entry.id,
                "what": entry.what,
                "when": when(entry.first_day, entry.last_day, entry.standing),
                "unit": entry.unit,
                "people": people(entry.people) or _("inte angivet"),
            }
            for entry in reversed(shown)
        ],
        "more": len(found) - len(shown),
    }


def _earlier(material: Material) -> Values | None:
    earlier = material.earlier
    if earlier is None or not earlier.planned:
        return None
    counts = {state: sum(one.state == state for one in earlier.planned) for state in BECAME}
    ordered = [one for state in BECAME for one in earlier.planned if one.state == state]
    shown = fitting(ordered, lambda one: len(one.what) + len(one.note))
    return {
        "title": earlier.title,
        "decided_on": earlier.decided_on.isoformat(),
        "count": len(ordered),
        "states": [
            {"state": state, "label": str(BECAME[state]), "count": count}
            for state, count in counts.items()
            if count
        ],
        "rows": [_became(one) for one in shown],
        "more": len(ordered) - len(shown),
    }


def _became(one: FollowedUp) -> Values:
    now = str(BECAME[one.state])
    told = f"{now}, {one.now}" if one.now and one.state in {"done", "ongoing", "moved"} else now
    return {
        "id": one.id,
        "what": one.what,
        "then": one.then,
        "state": one.state,
        "now": told,
        "note": one.note,
    }


def _reach(material: Material) -> Values:
    seen = material.so_far
    return {
        "day": material.period.last.isoformat(),
        "findings": list(chain_findings(seen)),
        "figure": reach_figure(seen, constructed=material.constructed).to_dict() if seen.activities else None,
        "levels": [
            {
                "level": count.level,
                "name": level_name(count.level),
                "done": count.done,
                "ongoing": count.ongoing,
                "planned": count.planned,
            }
            for count in seen.levels
        ],
        "position": _position(material),
    }


def _position(material: Material) -> Values | None:
    position = material.position
    if position is None:
        return None
    said = {one.level: one for one in position.levels}
    return {
        "name": position.name,
        "date": position.date.isoformat(),
        "words": position.words,
        "levels": [
            {
                "level": level.value,
                "name": str(level.label),
                "extent": str(Extent(said[level].extent).label) if level in said else _("inget sagt"),
                "words": said[level].words if level in said else "",
            }
            for level in ChainLevel
        ],
    }


def _ahead(material: Material) -> Values | None:
    planned = soonest_first(material.standing("planned"))
    dates = material.dates
    if not planned and not dates:
        return None
    shown = fitting(planned, lambda entry: len(entry.what))
    shown_dates = fitting([_date(one) for one in dates], lambda one: len(one["name"]) + len(one["words"]))
    return {
        "planned": [
            {
                **_promise(entry),
                "when": when(entry.first_day, entry.last_day, "planned"),
                "area": entry.area or _("Övrigt"),
                "unit": entry.unit,
            }
            for entry in shown
        ],
        "more": len(planned) - len(shown),
        "dates": shown_dates,
        "more_dates": len(dates) - len(shown_dates),
    }


def _date(one: YearDate) -> Values:
    return {
        "when": when(one.first_day, one.last_day),
        "name": one.name,
        "kind": str(DateKind(one.kind).label),
        "words": clean_line(one.words, LONGEST_WORDS),
        "unit": one.unit,
    }


def _method(material: Material) -> Values:
    stands: Mapping[Standing, int] = {standing: len(material.standing(standing)) for standing in STANDINGS}
    activities = [e for e in material.standing("done", "ongoing") if e.level == ChainLevel.ACTIVITY]
    return {
        "period": material.days,
        "units": material.units,
        **{str(standing): count for standing, count in stands.items()},
        "entries": len(material.entries),
        "told": standings(stands),
        "undated": material.undated,
        "dropped": material.dropped,
        "activities": len(activities),
        "without_number": sum(entry.people.number is None for entry in activities),
        "about": sum(entry.people.precision == "about" for entry in activities),
    }
