"""A file is read as people's spreadsheets write it, and a hostile one costs nothing and ends nothing."""

import datetime
import io
import re
import zipfile

import pytest
import xlsxwriter
from django.utils.functional import lazystr
from hypothesis import given
from hypothesis import strategies as st

from figures.text import clean_line, clean_text
from organisations.files import reading, writing
from organisations.files.columns import Column, FileRefusedError
from tests.organisations.sheets import csv, xlsx

NO_HELP = lazystr("")
COLUMNS = (
    Column("organisationskod", NO_HELP, "", is_code=True),
    Column("enhet", NO_HELP, "", required=False),
    Column("checklista", NO_HELP, ""),
    Column("version", NO_HELP, "", is_code=True),
    Column("tillfalle", NO_HELP, ""),
    Column("datum", NO_HELP, ""),
    Column("moment", NO_HELP, ""),
    Column("varde", NO_HELP, ""),
    Column("kommentar", NO_HELP, "", several_lines=True, width=60),
    Column("pa_vag", NO_HELP, "", required=False),
)
NAMES = [column.name for column in COLUMNS]
ROW = ["0180", "", "skr", "2018", "Inför träff 1", "2027-03-15", "1", "2", "Bra", ""]
TEXTS = st.text(max_size=80) | st.text("aÅ =-'\"\n\u00a0\u00ad\u0301;,", max_size=20)


def only(content):
    rows = reading.read(content, COLUMNS)
    assert len(rows) == 1
    return rows[0].cells


def refused(content):
    with pytest.raises(FileRefusedError) as error:
        reading.read(content, COLUMNS)
    return str(error.value)


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("start", ["", "sep=%s\r\n"])
def test_csv_as_programs_write_it(delimiter, encoding, start):
    body = csv([NAMES, ROW], delimiter=delimiter).decode()
    content = ((start % delimiter if start else "") + body).encode(encoding)
    assert list(only(content).values()) == ROW


def test_headers_may_be_in_any_order_and_spelling():
    header = [
        "Kommentar",
        "VÄRDE",
        "moment",
        "Datum",
        "Tillfälle",
        "Version",
        "Checklista",
        "Organisationskod",
        "På väg",
    ]
    cells = only(csv([header, ["Bra", "2", "1", "2027-03-15", "Träff", "2018", "skr", "0180", "ja"]]))
    assert (cells["varde"], cells["tillfalle"], cells["pa_vag"]) == ("2", "Träff", "ja")
    assert "enhet" not in cells


def test_what_excel_makes_of_cells():
    row = [180, "", "skr", 2018.0, "Inför träff 1", datetime.date(2027, 3, 15), 1.0, 2.5, "Bra", True]
    cells = only(xlsx([NAMES, row]))
    assert list(cells.values()) == [
        "180",
        "",
        "skr",
        "2018",
        "Inför träff 1",
        "2027-03-15",
        "1",
        "2.5",
        "Bra",
        "ja",
    ]


def test_a_text_may_stand_in_many_cells():
    rows = reading.read(xlsx([NAMES, *[ROW] * 3_000]), COLUMNS)
    assert len(rows) == 3_000
    assert rows[0].cells == rows[-1].cells


def test_formulas_count_by_what_they_last_showed():
    cells = only(xlsx([NAMES, [*ROW[:7], None, *ROW[8:]]], formula=(1, 7, "=1+1", None, 2)))
    assert cells["varde"] == "2"


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    content = csv([NAMES, [], ROW, ["", "", "", "", "", "", "", "", "rad ett\nrad två", ""], ROW])
    assert [row.number for row in reading.read(content, COLUMNS)] == [3, 4, 5]
    assert [row.number for row in reading.read(b"sep=;\r\n" + content, COLUMNS)] == [3, 4, 5]
    assert [row.number for row in reading.read(xlsx([[], NAMES, [], ROW, [None] * 10, [""]]), COLUMNS)] == [4]


@given(comment=TEXTS, name=TEXTS)
def test_any_text_comes_back_from_both_kinds_of_file(comment, name):
    comment, name = clean_text(comment), clean_line(name)
    record = ("0180", "", "skr", "2018", name, datetime.date(2027, 3, 15), 1, 2, comment, name)
    stored = datetime.datetime(2027, 3, 15, tzinfo=datetime.UTC)
    for content in (
        writing.as_csv([record], COLUMNS),
        writing.as_xlsx([record], COLUMNS, sheet_name="Blad", title="Prov", created=stored),
    ):
        cells = only(content)
        assert (cells["kommentar"], cells["tillfalle"], cells["pa_vag"]) == (comment, name, name)
        assert (cells["datum"], cells["varde"]) == ("2027-03-15", "2")


@given(text=TEXTS)
def test_what_is_read_is_cleaned_as_everywhere(text):
    cells = only(xlsx([NAMES, [*ROW[:4], text, *ROW[5:8], text, ""]]))
    assert (cells["tillfalle"], cells["kommentar"]) == (clean_line(text), clean_text(text))


@pytest.mark.parametrize("text", ["=1+1", "+46 8", "- punkt", "@mig", "'=1", "''-", "'", "'a", "="])
def test_no_text_is_a_formula_in_what_we_write(text):
    record = ("0180", "", "skr", "2018", "T", datetime.date(2027, 3, 15), 1, 2, text, "")
    content = writing.as_csv([record], COLUMNS)
    assert not re.search(r";[=+\-@\t]", content.decode())
    assert only(content)["kommentar"] == text
    book = writing.as_xlsx([record], COLUMNS, sheet_name="Blad", title="Prov", created=writing.BEGINNING)
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert only(book)["kommentar"] == text


def test_the_same_data_gives_the_same_bytes():
    record = ("0180", "", "skr", "2018", "T", datetime.date(2027, 3, 15), 1, 2, "Bra", "")
    first, second = (
        writing.as_xlsx([record], COLUMNS, sheet_name="Blad", title="Prov", created=writing.BEGINNING)
        for _round in range(2)
    )
    assert first == second


def test_control_characters_and_overrides_are_cleaned():
    cells = only(csv([NAMES, [*ROW[:8], "a\x00b\u202ec\x07", ""]]))
    assert cells["kommentar"] == "abc"


def with_part(name, part):
    """A sound workbook in which one part is another."""
    sound, file = xlsx([NAMES, ROW]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, part(old.read(each)) if each == name else old.read(each))
        if name not in old.namelist():
            new.writestr(name, part(b""))
    return file.getvalue()


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
UNREADABLE = "går inte att läsa som Excel-fil"
HOSTILE = {
    "the last cell of the grid": (SHEET, lambda x: x.replace(b'"J2"', b'"XFD1048576"'), "långt nedanför"),
    "far to the right": (SHEET, lambda x: x.replace(b'"H2"', b'"ZZ2"'), "till höger"),
    "a place that only one reader understands": (
        SHEET,
        lambda x: x.replace(b'"H2"', b'"H4294967295"'),
        UNREADABLE,
    ),
    "more texts than there is room for": (
        STRINGS,
        lambda x: re.sub(rb'uniqueCount="\d+"', b'uniqueCount="99999999999"', x),
        UNREADABLE,
    ),
    "entities": (STRINGS, lambda _x: BOMB, UNREADABLE),
    "a bomb": (
        "xl/extra.xml",
        lambda _x: b"<a>" + b" " * 60_000_000 + b"</a>",
        "för stor när den packas upp",
    ),
    "no XML": (SHEET, lambda _x: b"\xff\x00", UNREADABLE),
    "macros": ("xl/vbaProject.bin", lambda _x: b"x", "makron"),
    "an OpenDocument file": ("content.xml", lambda _x: b"<a/>", "OpenDocument"),
    "a binary workbook": ("xl/workbook.bin", lambda _x: b"x", "binär"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_refused_with_a_sentence(case):
    name, part, sentence = HOSTILE[case]
    assert sentence in refused(with_part(name, part))


def test_an_archive_that_lies_about_its_size_is_refused():
    content = bytearray(with_part("xl/extra.xml", lambda _x: b"<a>" + b" " * 1000 + b"</a>"))
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/extra.xml"))
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert UNREADABLE in refused(bytes(content))


def test_the_first_sheet_that_is_seen_counts():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name, header in (("Dold", ["annat"]), ("Först", NAMES), ("Sist", ["annat"])):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, header)
            sheet.write_row(1, 0, ROW)
        book.get_worksheet_by_name("Först").activate()
        book.get_worksheet_by_name("Dold").hide()
    assert only(file.getvalue())["kommentar"] == "Bra"


def test_formats_without_values_far_out_do_no_harm():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([NAMES, ROW]):
            sheet.write_row(row, 0, cells)
        sheet.write_blank(1048575, 16383, None, book.add_format({"bold": True}))
    assert only(file.getvalue())["kommentar"] == "Bra"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen är tom."),
        (b"\r\n \r\n", "Filen är tom."),
        (csv([NAMES]), "inga rader under"),
        (b"bara text\r\n", "Första raden ska ha kolumnernas rubriker"),
        (csv([[*NAMES, "betyg"], ROW]), "inte känns igen: betyg"),
        (csv([NAMES[:7], ROW[:7]]), "saknar kolumner: varde och kommentar"),
        (csv([[*NAMES, "värde"], ROW]), "två gånger: varde"),
        (csv([NAMES, [*ROW, "mer"]]), "Rad 2 har text i en kolumn utan rubrik"),
        (csv([NAMES, ROW])[:-2] + b'"open', "citattecken"),
        (b"PK\x03\x04junk", UNREADABLE),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "äldre Excel-fil"),
        ("organisationskod".encode("utf-16"), "Unicode-text"),
        (b"\x81\x8d;x\r\n", "går inte att läsa som text"),
        (b"x" * (reading.MOST_BYTES + 1), "högst 10 MB"),
    ],
)
def test_every_refusal_says_what_to_do(content, sentence):
    assert sentence in refused(content)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert "högst 2." in refused(csv([NAMES, ROW, ROW, ROW]))
    assert len(reading.read(csv([NAMES, ROW, ROW]), COLUMNS)) == 2
