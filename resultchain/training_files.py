"""Training as a figure and as a file for a spreadsheet."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures.csv_file import Cell, csv_text
from figures.figure import Figure, Scale, Series
from figures.swedish import chosen, number, sentence, short_date, sort_key
from resultchain.training import People, Session, add_up, grouped
from resultchain.training_page import TrainingPage
from resultchain.training_words import missing

BARS: Final = range(2, 13)
"""With how many courses there is something to compare, and room to do it."""


def training_figure(page: TrainingPage) -> Figure | None:
    """Bars of the known numbers, course by course; nothing where there is nothing to compare."""
    known = [line.people.known for line in page.courses]
    if len(known) not in BARS or not any(known):
        return None
    return Figure(
        id="utbildning",
        kind="bars",
        title=_title(known),
        question=_("Deltagare i varje utbildning, %(period)s.") % {"period": page.period.name},
        category_name=_("Utbildning"),
        categories=tuple(line.name for line in page.courses),
        series=(Series("value", _("Deltagare"), tuple(known)),),
        scale=Scale(0, max(value or 0 for value in known)),
        language=chosen(get_language()),
        notes=tuple(notes(page.total.people)),
        aside_name=_("Vad vi vet"),
        asides=tuple(line.amount for line in page.courses),
        constructed=page.constructed,
    )


def _title(numbers: Sequence[int | None]) -> str:
    language = chosen(get_language())
    known = [value for value in numbers if value is not None]
    words = {"low": number(min(known), 0, language), "high": number(max(known), 0, language)}
    if len(known) < len(numbers):
        return _("Högst %(high)s deltagare i en utbildning, så långt antalen är kända") % words
    if words["low"] == words["high"]:
        return _("%(high)s deltagare i varje utbildning") % words
    return _("Mellan %(low)s och %(high)s deltagare i varje utbildning") % words


def notes(people: People) -> list[str]:
    """Say what the numbers are worth."""
    found = [_("Den som har gått två utbildningar räknas två gånger.")]
    if people.about_times:
        found.append(_("Ungefärliga antal är med som de är angivna."))
    if people.unknown_times and people.known is not None:
        found.append(_("%(missing)s och räknas inte som noll.") % {"missing": sentence(missing(people))})
    return found


def training_csv(page: TrainingPage) -> str:
    """A row for each course at each unit; a cell is empty where nobody knows. Below it what the numbers are worth."""
    functions = [name for name, _count in page.total.people.functions]
    header: list[Cell] = [
        _("Utbildning"),
        _("Enhet"),
        _("Tillfällen"),
        _("Deltagare, räknade"),
        _("Deltagare, ungefär"),
        _("Tillfällen utan antal"),
        _("Kvinnor"),
        _("Män"),
        _("Tillfällen med kvinnor och män"),
        *functions,
    ]
    language = chosen(get_language())
    first, last = (short_date(day, language) for day in (page.period.first, page.period.last))
    below = [[_("Period"), first, last], *([note] for note in notes(page.total.people))]
    if page.constructed:
        below.append([_("Konstruerade exempelvärden")])
    return csv_text([header, *_rows(page.sessions, functions), [], *below], language)


def _rows(sessions: Sequence[Session], functions: Sequence[str]) -> list[list[Cell]]:
    found = grouped(sessions, lambda one: (one.course, one.unit))
    ordered = sorted(found, key=lambda names: [sort_key(name) for name in names])
    return [[*names, *_cells(add_up(found[names]), functions)] for names in ordered]


def _cells(people: People, functions: Sequence[str]) -> list[Cell]:
    by_function = dict(people.functions)
    return [
        people.times,
        people.exact if people.exact_times else "",
        people.about if people.about_times else "",
        people.unknown_times,
        people.women if people.sex_times else "",
        people.men if people.sex_times else "",
        people.sex_times,
        *(by_function.get(name, "") for name in functions),
    ]
