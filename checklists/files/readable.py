"""A workbook for people: what an organisation and its units rated, said why, and decided to do. No names of people.

A sheet for each checklist version: the items as rows, the occasions as columns, sums below. Units stand in a sheet of
their own, a row for each assessment. The same data gives the same bytes: the workbook is dated by its data.
"""

import datetime
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklists.calculations import Answer, total
from checklists.files.readable_steps import StepLine, step_lines
from checklists.files.writing import handed_in_by
from checklists.models import Assessment, Instrument
from figures.swedish import chosen, long_date, sentence, short_date, sort_key
from organisations.files.writing import BEGINNING
from organisations.models import Organisation

LONGEST_SHEET_NAME: Final = 31
A4: Final = 9
_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Material:
    """What the workbook is made from."""

    organisation: Organisation
    assessments: tuple[Assessment, ...]
    steps: tuple[StepLine, ...]
    created: datetime.datetime


def workbook(organisation: Organisation) -> bytes:
    """Make the workbook. Eight queries at most, whatever it holds."""
    assessments = list(handed_in_by(organisation).with_content().in_time_order())
    times = [each.submitted_at for each in assessments if each.submitted_at]
    material = Material(
        organisation, tuple(assessments), step_lines(organisation), max(times, default=BEGINNING)
    )
    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        _Book(book, material).write()
    return file.getvalue()


class _Book:
    """Writes the sheets, one method each."""

    def __init__(self, book: Any, material: Material) -> None:
        self.book, self.material = book, material
        self.language = chosen(get_language())
        self.names: set[str] = set()
        top = {"valign": "top", "text_wrap": True}
        self.plain = book.add_format(top)
        self.number = book.add_format({"valign": "top", "align": "center"})
        self.bold = book.add_format({**top, "bold": True})
        self.head = book.add_format({**top, "bold": True, "bottom": 2})
        self.sum = book.add_format({"bold": True, "top": 1, "align": "center"})
        self.label = book.add_format({"bold": True, "top": 1})
        self.share = book.add_format({"bold": True, "align": "center", "num_format": "0%"})
        self.title = book.add_format({"bold": True, "font_size": 16, "text_wrap": True})

    @property
    def heading(self) -> str:
        """What the workbook is."""
        return _("%(name)s: självskattningar") % {"name": self.material.organisation.name}

    @property
    def constructed(self) -> str:
        """What every page says when it is so."""
        return _("Konstruerade exempelvärden.") if self.material.organisation.constructed else ""

    @property
    def footer(self) -> str:
        """What stands below every printed page."""
        text = " ".join(filter(None, (f"{self.heading}.", self.constructed)))
        return f"&L{text.replace('&', '&&')}&R&P/&N"

    def write(self) -> None:
        """Write all sheets."""
        created = timezone.localtime(self.material.created).replace(tzinfo=None)
        self.book.set_properties(
            {"title": self.heading, "subject": _("Skattningar med checklista"), "created": created}
        )
        self.book.set_custom_property("Language", "en" if self.language == "en" else "sv-SE")
        self._about()
        own: defaultdict[Instrument, list[Assessment]] = defaultdict(list)
        units: defaultdict[Instrument, list[Assessment]] = defaultdict(list)
        for each in self.material.assessments:
            side = own if each.organisation_id == self.material.organisation.pk else units
            side[each.occasion.instrument].append(each)
        for instrument in sorted(own, key=_name_and_version):
            self._items(instrument, own[instrument])
        for instrument in sorted(units, key=_name_and_version):
            self._units(instrument, units[instrument])
        self._comments()
        self._steps()

    def _sheet(self, name: str, widths: Sequence[int], header: Sequence[str], *, frozen: int = 1) -> Any:
        """Begin a sheet that prints on paper as it looks: whole width, headings on every page."""
        sheet = self.book.add_worksheet(self._free(name))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        for place, text in enumerate(header):
            sheet.write_string(0, place, text, self.head)
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(self.footer)
        return sheet

    def _free(self, name: str) -> str:
        """A name that a spreadsheet takes and that no other sheet has."""
        plain = _NOT_IN_SHEET_NAMES.sub(" ", name).strip()[:LONGEST_SHEET_NAME] or "-"
        found, number = plain, 1
        while found.casefold() in self.names:
            number += 1
            found = f"{plain[: LONGEST_SHEET_NAME - len(str(number)) - 1]} {number}"
        self.names.add(found.casefold())
        return found

    def _about(self) -> None:
        sheet = self.book.add_worksheet(self._free(_("Om filen")))
        sheet.set_column(0, 0, 100)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, self.heading, self.title)
        lines = [
            self.constructed,
            self._dated(),
            _("Bara inlämnade skattningar finns med, och av rättade skattningar den senaste versionen."),
            _(
                "Poäng jämförs aldrig mellan olika checklistor eller versioner. Andelen av det möjliga kan jämföras."
            ),
            _("Moment som inte är tillämpliga räknas varken i summan eller i det möjliga."),
            _("Filen innehåller inga personnamn utöver det som någon själv har skrivit i en text."),
        ]
        for row, line in enumerate(filter(None, lines), start=2):
            sheet.write_string(row, 0, line, self.plain)

    def _dated(self) -> str:
        if not self.material.assessments:
            return _("Inget är inlämnat än.")
        day = long_date(timezone.localtime(self.material.created).date(), self.language)
        return _("Data till och med %(day)s.") % {"day": day}

    def _items(self, instrument: Instrument, found: Sequence[Assessment]) -> None:
        """Items as rows, occasions as columns; then the sums and who took part."""
        header = [_("Nr"), str(instrument), *(self._occasion(each) for each in found)]
        sheet = self._sheet(_sheet_name(instrument), [5, 70, *[16] * len(found)], header, frozen=2)
        ratings = [list(each.ratings.all()) for each in found]
        for row, rating in enumerate(ratings[0], start=1):
            sheet.write_number(row, 0, rating.item.number, self.number)
            sheet.write_string(row, 1, rating.item.wording, self.plain)
            for place, column in enumerate(ratings, start=2):
                self._value(sheet, row, place, column[row - 1].answer)
        row = len(ratings[0]) + 1
        for place, each in enumerate(found, start=2):
            counted = total(each.answers, instrument.scale)
            sheet.write_number(row, place, counted.points, self.sum)
            sheet.write_number(row + 1, place, counted.maximum, self.number)
            if counted.share is not None:
                sheet.write_number(row + 2, place, float(counted.share), self.share)
        for offset, text in enumerate((_("Summa"), _("Högsta möjliga"), _("Andel av det möjliga"))):
            sheet.write_string(row + offset, 1, text, self.label if offset == 0 else self.bold)
        after = self._participants(sheet, row + 4, found)
        self._scale(sheet, after + 1, 1, instrument)

    def _value(self, sheet: Any, row: int, place: int, answer: Answer) -> None:
        if answer.value is not None:
            sheet.write_number(row, place, answer.value, self.number)
        elif answer.not_applicable:
            sheet.write_string(row, place, _("ej tillämpligt"), self.number)

    def _participants(self, sheet: Any, row: int, found: Sequence[Assessment]) -> int:
        """How many of each function took part, at each occasion; return the row after it."""
        counts = [{row.function: row.number for row in each.participants.all()} for each in found]
        functions = sorted(
            {each for count in counts for each in count}, key=lambda each: (each.position, each.pk)
        )
        sheet.write_string(row, 1, _("Vilka skattade (antal personer)"), self.bold)
        for offset, function in enumerate(functions, start=1):
            sheet.write_string(row + offset, 1, sentence(str(function)), self.plain)
            for place, count in enumerate(counts, start=2):
                sheet.write_number(row + offset, place, count.get(function, 0), self.number)
        for place, (each, count) in enumerate(zip(found, counts, strict=True), start=2):
            if not count:
                text = _("inläst från fil") if each.imported else _("inte angivet")
                sheet.write_string(row, place, text, self.number)
        return row + len(functions) + 1

    def _scale(self, sheet: Any, row: int, place: int, instrument: Instrument) -> int:
        """What the values mean, and where the checklist comes from; return the row after it."""
        sheet.write_string(row, place, _("Skala och källa"), self.bold)
        lines = [*(f"{value} = {label}" for value, label in instrument.scale.steps), instrument.source]
        for offset, line in enumerate(lines, start=1):
            sheet.write_string(row + offset, place, line)
        return row + len(lines) + 1

    def _occasion(self, assessment: Assessment) -> str:
        occasion = assessment.occasion
        day = short_date(occasion.date, self.language)
        told = ", ".join((day, _("rättad")) if assessment.corrects_id else (day,))
        return f"{occasion.name}\n{told}"

    def _units(self, instrument: Instrument, found: Sequence[Assessment]) -> None:
        """One row for each assessment of a unit: beside the whole, never added up to it."""
        items = [rating.item for rating in found[0].ratings.all()]
        header = [
            _("Enhet"),
            _("Tillfälle"),
            *(f"{item.number} {item.short}" for item in items),
            _("Summa"),
            _("Högsta möjliga"),
            _("Andel av det möjliga"),
        ]
        units = _("Enheter")
        name = f"{units} {_sheet_name(instrument)}"
        sheet = self._sheet(name, [34, 22, *[13] * len(items), 9, 9, 9], header, frozen=2)
        ordered = sorted(found, key=lambda each: (sort_key(each.organisation.name), each.organisation_id))
        for row, each in enumerate(ordered, start=1):
            sheet.write_string(row, 0, each.organisation.name, self.plain)
            sheet.write_string(row, 1, self._occasion(each), self.plain)
            for place, answer in enumerate(each.answers, start=2):
                self._value(sheet, row, place, answer)
            counted = total(each.answers, instrument.scale)
            sheet.write_number(row, len(items) + 2, counted.points, self.number)
            sheet.write_number(row, len(items) + 3, counted.maximum, self.number)
            if counted.share is not None:
                sheet.write_number(row, len(items) + 4, float(counted.share), self.share)
        sheet.autofilter(0, 0, len(ordered), len(header) - 1)
        after = self._scale(sheet, len(ordered) + 2, 0, instrument)
        sheet.write_string(after + 1, 0, _("Momentens lydelse"), self.bold)
        for row, item in enumerate(items, start=after + 2):
            sheet.write_string(row, 0, f"{item.number} {item.wording}")

    def _table(
        self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str | int]]
    ) -> None:
        """A sheet of texts, with a filter; left out when it would be empty."""
        lines = list(rows)
        if not lines:
            return
        sheet = self._sheet(name, [width for _text, width in columns], [text for text, _width in columns])
        for row, line in enumerate(lines, start=1):
            for place, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(row, place, cell, self.number)
                else:
                    sheet.write_string(row, place, cell, self.plain)
        sheet.autofilter(0, 0, len(lines), len(columns) - 1)

    def _comments(self) -> None:
        columns = [
            (_("Organisation eller enhet"), 28),
            (_("Checklista"), 28),
            (_("Tillfälle"), 22),
            (_("Moment"), 34),
            (_("Värde"), 12),
            (_("Kommentar"), 60),
            (_("På väg mot nästa nivå"), 36),
            (_("Vad som visar det"), 36),
        ]
        self._table(_("Kommentarer"), columns, self._commented())

    def _commented(self) -> Iterable[Sequence[str | int]]:
        for each in self.material.assessments:
            for rating in each.ratings.all():
                answer = rating.answer
                toward = (rating.toward_note or _("Ja")) if answer.toward else ""
                if rating.comment or toward or rating.evidence:
                    yield (
                        each.organisation.name,
                        str(each.occasion.instrument),
                        self._occasion(each),
                        f"{answer.number} {rating.item.short}",
                        _("ej tillämpligt") if answer.value is None else answer.value,
                        rating.comment,
                        toward,
                        rating.evidence,
                    )

    def _steps(self) -> None:
        columns = [
            (_("Organisation eller enhet"), 28),
            (_("Tillfälle"), 22),
            (_("Moment"), 34),
            (_("Nästa steg"), 60),
            (_("Ansvarig"), 22),
            (_("Klart senast"), 14),
            (_("Läge"), 12),
            (_("Om läget"), 40),
        ]
        rows = (
            (
                step.place,
                step.occasion,
                step.item,
                step.text,
                step.owner,
                short_date(step.due, self.language),
                step.state,
                step.note,
            )
            for step in self.material.steps
        )
        self._table(_("Nästa steg"), columns, rows)


def _name_and_version(instrument: Instrument) -> tuple[str, str]:
    return instrument.title, instrument.version


def _sheet_name(instrument: Instrument) -> str:
    """Version first: it is what tells two sheets apart when the title is cut."""
    return f"{instrument.version} {instrument.title}"
