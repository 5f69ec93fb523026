"""Tables in files, made as people's programs make them."""

import datetime
import io

import xlsxwriter


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
