"""What a row's cells say in every room: days, numbers, yes and no, and whose the row is; and the faults in order."""

import datetime

import pytest
from django.utils.functional import lazystr
from hypothesis import given
from hypothesis import strategies as st

from organisations.files import faults as told
from organisations.files.cells import day, is_no, is_yes, quoted, refuse_longer, whole
from organisations.files.columns import Column, Row
from organisations.files.faults import RowFault, in_order
from organisations.files.places import KnownOrganisation, Places, known_within, organisation_called
from organisations.files.placing import ORGANISATION, UNIT, Placing
from tests import factories as make

START = datetime.date(2000, 1, 1)
DAY = datetime.date(2026, 3, 1)
TOWN = KnownOrganisation(1, "Ale", "ale", "0440", (1,), START)
BOARD = KnownOrganisation(2, "Skolan", "ale-skolan", None, (2, 1), START)
TWIN = KnownOrganisation(3, "Skolan", "ale-skolan-2", None, (3, 1), START)
CLOSED = KnownOrganisation(4, "Vården", "ale-varden", None, (4, 1), START, datetime.date(2020, 12, 31))
OTHER = KnownOrganisation(5, "Borås", "boras", "1490", (5,), datetime.date(2027, 1, 1))
EVERYBODY = (TOWN, BOARD, TWIN, CLOSED, OTHER)


def place_of(mark, unit="", *, reach=None, date=DAY):
    faults: list[RowFault] = []
    row = Row(2, {ORGANISATION: mark, UNIT: unit})
    found = Placing(Places(EVERYBODY), reach).of(row, date, faults)
    assert (found is None) == bool(faults)
    return found or [(fault.column, fault.text) for fault in faults]


@pytest.mark.parametrize(
    ("mark", "unit", "place"),
    [
        ("0440", "", TOWN),
        ("440", "", TOWN),
        ("ALE", "", TOWN),
        ("0440", "ale-skolan-2", TWIN),
        ("ale-skolan", "", BOARD),
    ],
)
def test_a_place_is_found_as_people_write_it(mark, unit, place):
    assert place_of(mark, unit) == place
    assert place_of(mark, unit, reach=TOWN) == place


@pytest.mark.parametrize(
    ("mark", "unit", "reach", "column", "sentence"),
    [
        ("", "", None, ORGANISATION, "Organisationens kod saknas."),
        ("9999", "", None, ORGANISATION, "ingen organisation med koden ”9999”"),
        ("9999", "", TOWN, ORGANISATION, "läsa in rader för Ale (0440) och enheterna under"),
        ("1490", "", TOWN, ORGANISATION, "Raden gäller en annan organisation"),
        ("0440", "", BOARD, ORGANISATION, "läsa in rader för Skolan (0440 ale-skolan)"),
        ("0440", "Vatten", None, UNIT, "Ale har ingen enhet som heter ”Vatten”"),
        ("0440", "ale-skolan-2", BOARD, UNIT, "Raden gäller en annan organisation"),
        ("0440", "skolan", None, UNIT, "Skriv någon av dessa i stället: ale-skolan och ale-skolan-2"),
        ("0440", "Vården", None, UNIT, "fanns inte längre 2026-03-01: sista dagen var 2020-12-31"),
        ("1490", "", None, ORGANISATION, "fanns inte 2026-03-01, utan först 2027-01-01"),
    ],
)
def test_a_place_that_is_none_is_told_with_what_to_do(mark, unit, reach, column, sentence):
    ((where, text),) = place_of(mark, unit, reach=reach)
    assert where == column
    assert sentence in text


def test_without_a_date_nobody_is_too_old():
    assert place_of("0440", "Vården", date=None) == CLOSED


def test_what_is_written_of_a_place_finds_it_again():
    places = Places(EVERYBODY)
    for each in EVERYBODY:
        mark, unit = places.written(each)
        top = places.organisation(mark)
        assert top
        assert (places.units(top, unit) if unit else [top]) == [each]


@pytest.mark.django_db
def test_what_rows_may_name_is_fetched_in_one_query(django_assert_num_queries):
    town, other = make.organisation("Ale", code="1440"), make.organisation("Borås", code="1490")
    board = make.organisation("Skolan", parent=town, kind="board")
    beside = make.organisation("Vården", parent=town, kind="board")
    for reach, expected in ((board, {town, board}), (town, {town, board, beside}), (None, None)):
        with django_assert_num_queries(1):
            found = known_within(reach)
        assert set(found) == {each.pk for each in expected or {town, board, beside, other}}
    assert found[board.pk].line == (board.pk, town.pk)
    assert organisation_called("1440") == organisation_called(town.slug) == town
    assert organisation_called(board.slug) is None


@pytest.mark.parametrize("text", ["2026-03-01", "2026-03-01 00:00:00"])
def test_a_day_is_read_as_spreadsheets_write_it(text):
    faults: list[RowFault] = []
    assert day(Row(2, {"datum": text}), "datum", faults) == DAY
    assert faults == []


@pytest.mark.parametrize("text", ["", "2026-02-30", "1/3 2026", "01-03-2026", "46082"])
def test_any_other_day_is_a_fault(text):
    faults: list[RowFault] = []
    assert day(Row(2, {"datum": text}), "datum", faults) is None
    assert "Skriv år-månad-dag" in faults[0].text


@given(st.text(max_size=10))
def test_a_cell_is_a_yes_or_a_no_or_neither(text):
    assert not (is_yes(text) and is_no(text))
    assert whole(text) is None or str(whole(text)) == (text.lstrip("0") or "0")


def test_small_things_of_cells():
    assert [is_yes(text) for text in ("Ja", "x", "YES", "nej", "")] == [True, True, True, False, False]
    assert [is_no(text) for text in ("", "Nej", "0", "ja", "kanske")] == [True, True, True, False, False]
    assert (quoted(""), quoted("a"), quoted("a" * 41)) == ("–", "”a”", f"”{'a' * 40}…”")
    faults: list[RowFault] = []
    for length in (3, 4):
        refuse_longer(Row(2, {}), "namn", "a" * length, 3, faults)
    assert faults == [RowFault(2, "namn", "Texten har 4 tecken. Korta den till högst 3.")]


COLUMNS = (Column("b", lazystr(""), ""), Column("a", lazystr(""), ""))


@given(st.lists(st.builds(RowFault, st.integers(2, 4), st.sampled_from("ab"), st.sampled_from(["x.", "y."]))))
def test_faults_stand_by_row_and_column_and_are_said_once(faults):
    found = in_order(faults, COLUMNS)
    assert set(found) == set(faults)
    assert len(set(found)) == len(found)
    assert [(fault.row, "ba".index(fault.column)) for fault in found] == sorted(
        (fault.row, "ba".index(fault.column)) for fault in found
    )


def test_as_many_faults_are_shown_as_a_page_can_hold(monkeypatch):
    monkeypatch.setattr(told, "MOST_FAULTS", 2)
    faults = [RowFault(row, "a", "Fel.") for row in range(2, 6)]
    assert told.shown(faults) == (tuple(faults[:2]), 2)
    assert told.shown(faults[:1]) == (tuple(faults[:1]), 0)
    assert told.number_told(faults[:1]).startswith("Filen har 1 fel. Inget är inläst. Rätta felet")
