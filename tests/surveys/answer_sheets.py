"""Answers as rows of a file, as a survey tool would hand them out."""

from surveys.actions import inviting
from surveys.files.columns import BETWEEN, GROUP, numbers, places
from surveys.models import Anonymity
from tests.organisations.sheets import csv
from tests.surveys.factories import draft


def sheet(questionnaire, contents, *, groups=None, by_number=False):
    """The header and a row for each content; cells hold the words, or the numbers where there are some."""
    header = [*([GROUP] if groups else []), *(place.header for place in places(questionnaire))]
    return [header, *(_row(questionnaire, one, groups, by_number) for one in contents)]


def _row(questionnaire, content, groups, by_number):
    cells = [groups.get(content.group, "")] if groups else []
    return cells + [_cell(place, content, by_number) for place in places(questionnaire)]


def _cell(place, content, by_number):
    found = content.choices.get(place.ask.key, content.texts.get(place.ask.key, ""))
    if place.row:
        found = found.get(place.row.key, "") if found else ""
    if place.ask.key in content.texts or not found:
        return found
    of = {code: number for number, code in numbers(place.ask).items()} if by_number else {}
    labels = {option.code: option.label.sv for option in place.ask.options}
    codes = found if isinstance(found, list) else [found]
    return f" {BETWEEN} ".join(of.get(code, labels[code]) for code in codes)


def people(number, **cells):
    """A file in which everybody says the same, and writes a text of their own."""
    wanted = {"f1": "Ganska bra", "f3": "6", "f4": "Ja"} | cells
    return csv([[*wanted, "o13"], *[[*wanted.values(), f"Ordet {n} är mitt"] for n in range(number)]])


def blocked(place, kind):
    """A draft that takes no file, for one of the reasons."""
    survey = draft(
        place=place,
        anonymity=Anonymity.NAMED if kind == "named" else Anonymity.ANONYMOUS,
        breakdown="role" if kind == "groups" else None,
    )
    if kind == "invited":
        inviting.invite(survey=survey, people={"a@prov.example": ""})
    if kind == "questions":
        survey.sections.all().delete()
    return survey
