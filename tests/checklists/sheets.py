"""Files for import tests, made as people's programs make them."""

import datetime
import io

import xlsxwriter

from checklists.actions import imports
from checklists.files.columns import NAMES
from checklists.models import Rating


def xlsx(rows, *, formula=None):
    """A workbook with one sheet; numbers stay numbers and days become days."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, datetime.date):
                    sheet.write_datetime(row, place, datetime.datetime.combine(cell, datetime.time()), day)
                elif isinstance(cell, str):
                    sheet.write_string(row, place, cell)
                else:
                    sheet.write(row, place, cell)
        if formula:
            sheet.write_formula(*formula)
    return file.getvalue()


def csv(rows, *, delimiter=";", encoding="utf-8"):
    """Plain csv; cells with quotes, delimiters or line breaks are quoted."""

    def quoted(cell):
        text = "" if cell is None else str(cell)
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(c in text for c in '";,\n\r') else text

    return "".join(delimiter.join(map(quoted, row)) + "\r\n" for row in rows).encode(encoding)


def rows_of(place, at, digits, *, unit="", comment="", toward="", header=True):
    """The rows of one assessment; digits as in factories.assessment()."""
    start = [place.code or place.slug, unit, at.instrument.key, at.instrument.version, at.name, at.date]
    rows = [
        [*start, number, "ej tillämpligt" if digit == "n" else int(digit), comment, toward]
        for number, digit in enumerate(digits, start=1)
    ]
    return [list(NAMES), *rows] if header else rows


def digits_of(assessment):
    values = Rating.objects.filter(assessment=assessment).order_by("item__number")
    return "".join("n" if rating.not_applicable else str(rating.value) for rating in values)


def import_rows(rows, *, reach=None, owner=None, by=None):
    return imports.import_file(by=by, content=csv(rows), reach=reach, owner=owner)


def faults(rows, **options):
    done = import_rows(rows, **options)
    assert not done.written
    return [(fault.row, fault.column, fault.text) for fault in done.plan.faults]


def the_fault(rows, **options):
    found = faults(rows, **options)
    assert len(found) == 1, found
    return found[0]


def changed_names(place, at, name):
    rows = rows_of(place, at, "1" * 10)
    for row in rows[1:]:
        row[4] = name
    return rows
