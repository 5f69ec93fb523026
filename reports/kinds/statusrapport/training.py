"""The status report's section on training: people by course, unit and function, and how well they are known."""

from typing import Final

from django.utils.translation import gettext as _

from figures import swedish
from reports.kinds.kind import Values
from reports.kinds.statusrapport.material import Logged, Material
from resultchain.models import Precision
from resultchain.training import People, Session, add_up, grouped
from resultchain.training_words import amount, by_function, finding, women_and_men

MOST_COURSES: Final = 60
MOST_UNITS: Final = 60


def training(material: Material) -> Values | None:
    """Return the courses held in the period; a course held several times is one course."""
    held = sessions(material)
    if not held:
        return None
    courses, units = _totals(held, "course"), _totals(held, "unit")
    whole = add_up(held)
    return {
        "finding": sentence(material),
        "courses": [_row(name, people) for name, people in courses[:MOST_COURSES]],
        "more_courses": max(0, len(courses) - MOST_COURSES),
        "units": [_row(name, people) for name, people in units[:MOST_UNITS]] if len(units) > 1 else [],
        "more_units": max(0, len(units) - MOST_UNITS),
        "functions": [{"name": name, "number": count} for name, count in whole.functions],
        "function_times": whole.function_times,
        "times": whole.times,
        "is_about": bool(whole.about_times),
        "repeated": any(people.times > 1 for _name, people in courses),
    }


def sessions(material: Material) -> list[Session]:
    """Return each time in the period that a course was held or goes on."""
    return [_session(entry) for entry in material.standing("done", "ongoing") if entry.course]


def _session(entry: Logged) -> Session:
    return Session(
        entry=entry.id,
        what=entry.what,
        course=entry.course,
        unit=entry.unit or _("Organisationen själv"),
        day=entry.day,
        people=entry.people.number,
        is_about=entry.people.precision == Precision.ABOUT,
        women=entry.people.women,
        men=entry.people.men,
        functions=dict(entry.people.functions),
    )


def _totals(held: list[Session], by: str) -> list[tuple[str, People]]:
    """Add up by course or by unit, in Swedish order."""
    found = grouped(held, lambda one: str(getattr(one, by)))
    return [(name, add_up(found[name])) for name in sorted(found, key=swedish.sort_key)]


def _row(name: str, people: People) -> Values:
    return {"name": name, "times": people.times, "people": amount(people), "sexes": women_and_men(people)}


def total(material: Material) -> People:
    """Add up all training of the period."""
    return add_up(sessions(material))


def sentence(material: Material) -> str:
    """Say how many took part in how many courses, and in which functions; without a full stop."""
    whole = total(material)
    told = finding(whole, len({one.course for one in sessions(material)}))
    functions = by_function(whole)
    return (
        _("%(people)s, varav %(functions)s") % {"people": told, "functions": functions} if functions else told
    )
