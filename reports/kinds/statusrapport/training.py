"""The status report's section on training: people by course, unit and function, and how well they are known."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from reports.kinds.kind import Values
from reports.kinds.statusrapport.material import Logged, Material, People
from reports.kinds.statusrapport.wording import about, language, number
from resultchain.models import Precision

MOST_COURSES: Final = 60
MOST_UNITS: Final = 60


@dataclass(frozen=True)
class Total:
    """How many took part in all. `unknown` says how many times nobody knows; None where a sex never is told."""

    people: int
    is_about: bool
    unknown: int
    times: int
    women: int | None
    men: int | None
    functions: tuple[tuple[str, int], ...]

    @property
    def is_known(self) -> bool:
        """Whether any number is known."""
        return self.unknown < self.times


def total(of: Sequence[People]) -> Total:
    """Add up; a number that nobody knows is counted as unknown, never as nothing."""
    functions: Counter[str] = Counter()
    for one in of:
        functions.update(dict(one.functions))
    return Total(
        people=sum(one.number or 0 for one in of),
        is_about=any(one.precision == Precision.ABOUT for one in of),
        unknown=sum(one.number is None for one in of),
        times=len(of),
        women=_known(one.women for one in of),
        men=_known(one.men for one in of),
        functions=tuple(functions.items()),
    )


def _known(numbers: Iterable[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if known else None


def training(material: Material) -> Values | None:
    """Return the courses held in the period; a course held several times is one course."""
    held = trained(material)
    if not held:
        return None
    courses = _grouped(held, lambda entry: entry.course)
    units = _grouped(held, lambda entry: entry.unit or _("Organisationen själv"))
    whole = total([entry.people for entry in held])
    return {
        "finding": sentence(whole),
        "courses": [_row(name, found) for name, found in courses[:MOST_COURSES]],
        "more_courses": max(0, len(courses) - MOST_COURSES),
        "units": [_row(name, found) for name, found in units[:MOST_UNITS]] if len(units) > 1 else [],
        "more_units": max(0, len(units) - MOST_UNITS) if len(units) > 1 else 0,
        "functions": [{"name": name, "number": count} for name, count in whole.functions],
        "unknown": whole.unknown,
        "is_about": whole.is_about,
        "repeated": any(found.times > 1 for _name, found in courses),
    }


def trained(material: Material) -> list[Logged]:
    """Return the entries of the period that name a course."""
    return [entry for entry in material.standing("done", "ongoing") if entry.course]


def _grouped(held: Iterable[Logged], name_of: Callable[[Logged], str]) -> list[tuple[str, Total]]:
    found: dict[str, list[People]] = {}
    for entry in held:
        found.setdefault(name_of(entry), []).append(entry.people)
    return [(name, total(found[name])) for name in sorted(found, key=swedish.sort_key)]


def _row(name: str, found: Total) -> Values:
    unknown = _("inte angivet")
    return {
        "name": name,
        "times": found.times,
        "people": amount(found),
        "women": unknown if found.women is None else number(found.women),
        "men": unknown if found.men is None else number(found.men),
    }


def amount(found: Total) -> str:
    """Write how many: 58, ungefär 40, minst 58, okänt antal."""
    if not found.is_known:
        return _("okänt antal")
    written = about(found.people, is_about=found.is_about)
    return _("minst %(number)s") % {"number": written} if found.unknown else written


def sentence(found: Total) -> str:
    """Say how many have taken part in training: ”58 deltagare, varav 5 i funktionen chef”."""
    if not found.is_known:
        return _("Utbildning har hållits, men ingen har angett hur många som deltog")
    told = ngettext("%(n)s deltagare", "%(n)s deltagare", found.people) % {
        "n": swedish.sentence(amount(found))
    }
    functions = [
        _("%(n)s i funktionen %(name)s") % {"n": number(count), "name": name}
        for name, count in found.functions
    ]
    if not functions:
        return told
    return _("%(people)s, varav %(functions)s") % {
        "people": told,
        "functions": swedish.listing(functions, language()),
    }
