"""An import does all of a file or nothing, says every fault with its place, and the same file twice changes nothing."""

import datetime

import pytest

from checklists.actions import imports
from checklists.files.columns import NAMES
from checklists.models import Assessment, Rating
from organisations.models import Event
from tests import factories as make
from tests.checklists.sheets import changed_names, digits_of, faults, import_rows, rows_of, the_fault
from tests.organisations.sheets import csv, xlsx

pytestmark = pytest.mark.django_db
DAY = make.DAY


@pytest.fixture
def place():
    return make.organisation("Ale", code="1440")


@pytest.fixture
def at(place):
    return make.occasion(make.skr(), place)


@pytest.mark.parametrize("kind", [csv, xlsx])
def test_a_file_becomes_handed_in_assessments(place, at, kind):
    person = make.member(place)
    rows = rows_of(place, at, "1231231231", comment="Beslut\noch\nmål", toward="Mall prövas")
    for row in rows[1:]:
        row[9] = row[9] if row[7] < 3 else ""
    done = imports.import_file(by=person, content=kind(rows), reach=place)
    assert done.written
    assert (len(done.plan.new), done.plan.unchanged) == (1, 0)
    made = Assessment.objects.current().with_content().get()
    assert (made.organisation, made.occasion, made.imported, made.version) == (place, at, True, 1)
    assert (made.submitted_by, made.is_submitted, list(made.participants.all())) == (person, True, [])
    assert digits_of(made) == "1231231231"
    assert made.ratings.all()[0].comment == "Beslut\noch\nmål"
    assert [r.toward_note for r in made.ratings.all()][:3] == ["Mall prövas", "Mall prövas", ""]
    event = Event.objects.get(verb="checklists.assessment_imported")
    assert (event.organisation, event.actor, event.object_id) == (place, person, str(made.pk))


def test_the_same_file_twice_changes_nothing(place, at):
    rows = rows_of(place, at, "1231231231", comment="Därför", toward="")
    import_rows(rows)
    before = list(Rating.objects.order_by("pk").values_list("pk", "value", "version", "saved_at"))
    done = import_rows(rows)
    assert (done.written, len(done.plan.new), done.plan.unchanged) == (True, 0, 1)
    assert list(Rating.objects.order_by("pk").values_list("pk", "value", "version", "saved_at")) == before
    assert Event.objects.filter(verb="checklists.assessment_imported").count() == 1


def test_codes_units_and_checklists_are_found_as_people_write_them(place, at):
    instrument = make.invented()
    board = make.organisation("Skolnämnden", parent=place, kind="board", code="SN-1")
    at_boards = make.occasion(instrument, place, name="Nämnderna")
    rows = rows_of(place, at_boards, "4" * 11 + "n", unit="skolnämnden")
    for row in rows[1:]:
        row[2], row[3], row[4] = "PÅHITTAD CHECKLISTA", "1.0", "nämnderna"
    assert import_rows(rows, reach=place).written
    assert digits_of(Assessment.objects.get(organisation=board)) == "4" * 11 + "n"
    for written in ("SN-1", board.slug):
        assert import_rows(rows_of(place, at_boards, "4" * 11 + "n", unit=written)).plan.unchanged == 1
    named = [[*NAMES], *([board.slug, "", *row[2:]] for row in rows[1:])]
    assert import_rows(named, reach=place).plan.unchanged == 1


def test_english_words_are_understood(place):
    at = make.occasion(make.invented(), place)
    make.organisation("Nämnden", parent=place, kind="board")
    rows = rows_of(place, at, "1" * 11 + "n", unit="Nämnden")
    rows[1][9], rows[2][9], rows[12][7] = "Yes", "no", "Not applicable"
    assert import_rows(rows).written
    made = Assessment.objects.with_content().get()
    assert [rating.toward_next for rating in made.ratings.all()][:2] == [True, False]
    assert made.ratings.all()[11].not_applicable


def test_a_code_that_lost_its_nought_is_found(at):
    town = make.organisation("Stockholm", code="0180")
    theirs = make.occasion(at.instrument, town)
    rows = rows_of(town, theirs, "1" * 10)
    for row in rows[1:]:
        row[0] = 180
    assert imports.import_file(by=None, content=xlsx(rows)).written
    make.organisation("Annan", code="00180")
    assert "ingen organisation med koden ”180”" in faults(rows)[0][2]


def changed(place, at, column, value, *, row=1, digits="1231231231", **options):
    rows = rows_of(place, at, digits, **options)
    rows[row][NAMES.index(column)] = value
    return rows


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("organisationskod", "9999", "Det finns ingen organisation med koden ”9999”."),
        ("organisationskod", "", "Organisationens kod saknas."),
        ("enhet", "Okända nämnden", "Ale har ingen enhet som heter ”Okända nämnden”."),
        ("checklista", "xyz", "ingen checklista ”xyz”. De som finns är: skr-jamstalldhetsintegrering."),
        ("version", "1999", "har ingen version ”1999”. De som finns är: 2018."),
        ("tillfalle", "", "Skriv vad tillfället heter."),
        ("tillfalle", "x" * 81, "har 81 tecken. Korta det till högst 80."),
        ("datum", "1/3 2020", "Datumet ”1/3 2020” går inte att läsa. Skriv år-månad-dag"),
        ("datum", "", "Datumet saknas."),
        ("moment", "11", "Moment ”11” finns inte"),
        ("moment", "", "Moment – finns inte"),
        ("varde", "4", "Värdet ”4” finns inte. Skriv 1 (inte påbörjat, finns inte), 2 "),
        ("varde", "2.5", "Värdet ”2.5” finns inte."),
        ("varde", "", "Värdet saknas. Skriv 1"),
        ("varde", "ej tillämpligt", "Checklistan har inte ”ej tillämpligt”. Skriv 1"),
        ("kommentar", "x" * 2001, "Texten har 2001 tecken. Korta den till högst 2000."),
        ("pa_vag", "x" * 501, "Texten har 501 tecken. Korta den till högst 500."),
    ],
)
def test_every_fault_names_row_column_and_what_to_do(place, at, column, value, sentence):
    row, where, text = the_fault(changed(place, at, column, value))
    assert (row, where) == (2, column)
    assert sentence in text
    assert not Assessment.objects.exists()


def test_on_the_way_from_the_highest_step_is_a_fault(place, at):
    assert the_fault(changed(place, at, "pa_vag", "ja", row=3)) == (
        4,
        "pa_vag",
        "Värdet är redan skalans högsta, så det finns ingen nästa nivå att vara på väg mot. Töm cellen.",
    )


def test_nothing_is_written_when_one_row_is_wrong(place, at):
    other = make.organisation("Borås", code="1490")
    make.occasion(at.instrument, other)
    rows = rows_of(place, at, "1" * 10) + changed(
        other, at, "varde", "9", row=0, digits="2" * 10, header=False
    )
    assert the_fault(rows)[:2] == (12, "varde")
    assert not Assessment.objects.exists()
    assert not Event.objects.filter(verb__startswith="checklists").exists()


def test_missing_items_and_the_same_item_twice(place, at):
    rows = rows_of(place, at, "1231231231")
    del rows[7]
    del rows[3]
    assert the_fault(rows) == (
        2,
        "moment",
        "Ale, ”Inför träff 1”: moment 3 och 7 saknas. Alla moment ska ha en rad.",
    )
    rows = rows_of(place, at, "1231231231")
    assert the_fault([*rows, rows[4]]) == (
        12,
        "moment",
        "Moment 4 står redan på rad 5 för samma skattning. Ta bort en av raderna.",
    )


def test_a_row_with_a_slip_is_not_also_said_to_be_missing(place, at):
    for column, value in (("version", "1999"), ("organisationskod", "144O"), ("datum", "i mars")):
        assert the_fault(changed(place, at, column, value, row=5))[:2] == (6, column)


def test_dates_that_a_spreadsheet_counted_up_are_told_as_such(place, at):
    rows = rows_of(place, at, "1231231231")
    for days, row in enumerate(rows[1:]):
        row[5] = at.date + datetime.timedelta(days=days)
    found = faults(rows)
    assert [row for row, _column, _text in found] == list(range(3, 12))
    assert "Ett tillfälle har ett datum." in found[0][2]


def test_two_whole_assessments_with_one_name_are_two_occasions(place, at):
    later = make.occasion(at.instrument, place, date=DAY.replace(year=2021))
    rows = rows_of(place, at, "1" * 10) + rows_of(place, later, "2" * 10, header=False)
    assert len(import_rows(rows, reach=place).plan.new) == 2


@pytest.mark.parametrize(
    ("column", "value"), [("varde", "1"), ("kommentar", "Något annat"), ("pa_vag", "ja")]
)
def test_what_is_handed_in_is_not_changed_by_a_file(place, at, column, value):
    import_rows(rows_of(place, at, "2" * 10, comment="Därför"))
    rows = rows_of(place, at, "2" * 10, comment="Därför")
    rows[4][NAMES.index(column)] = value
    row, where, text = the_fault(rows)
    assert (row, where) == (5, column)
    assert "redan inlämnad med något annat här (Ale, ”Inför träff 1”, moment 4)" in text
    assert "En rättelse görs på skattningens sida" in text
    assert digits_of(Assessment.objects.get()) == "2" * 10


def test_a_file_without_the_column_of_being_on_the_way_says_nothing_of_it(place, at):
    import_rows(rows_of(place, at, "2" * 10, toward="Mall"))
    without = [row[:9] for row in rows_of(place, at, "2" * 10)]
    assert import_rows(without).plan.unchanged == 1


def test_a_draft_in_the_way_is_named(place, at):
    make.assessment(place, at, "12", submit=False)
    row, column, text = the_fault(rows_of(place, at, "2" * 10))
    assert (row, column) == (2, "tillfalle")
    assert "Det finns ett utkast för Ale, ”Inför träff 1”. Lämna in det" in text


def test_the_file_is_compared_with_the_version_that_holds(place, at):
    first = make.assessment(place, at, "1" * 10)
    second = Assessment.objects.create(
        organisation=place, occasion=at, version=2, corrects=first, correction_reason="Fel rad"
    )
    Rating.objects.bulk_create(
        Rating(assessment=second, item=item, value=2) for item in at.instrument.items.all()
    )
    Assessment.objects.filter(pk=second.pk).update(submitted_at=first.submitted_at)
    assert import_rows(rows_of(place, at, "2" * 10)).plan.unchanged == 1
    assert len(faults(rows_of(place, at, "1" * 10))) == 10


def test_units_with_the_same_name_must_be_told_apart(place):
    at = make.occasion(make.invented(), place)
    make.organisation("Skolan", parent=place, kind="board", slug="skolan-a")
    make.organisation("Skolan", parent=place, kind="administration", slug="skolan-b")
    found = faults(rows_of(place, at, "1" * 12, unit="Skolan"))
    assert {text for _row, _column, text in found} == {
        "Ale har flera enheter som heter ”Skolan”. Skriv någon av dessa i stället: skolan-a och skolan-b."
    }
    assert import_rows(rows_of(place, at, "1" * 12, unit="skolan-b")).written


def test_the_unit_that_was_in_force_that_day_is_meant(place):
    at = make.occasion(make.invented(), place)
    old = make.organisation("Skolan", parent=place, kind="board", valid_to=DAY)
    make.organisation("Skolan", parent=place, kind="board", valid_from=DAY + datetime.timedelta(days=1))
    assert import_rows(rows_of(place, at, "1" * 12, unit="Skolan")).written
    assert Assessment.objects.get().organisation == old


def test_an_organisation_that_did_not_exist_that_day_is_a_fault(at):
    new = make.organisation("Nyby", code="9001", valid_from=datetime.date(2021, 1, 1))
    closed = make.organisation("Gammelby", code="9002", valid_to=datetime.date(2019, 12, 31))
    assert "Nyby fanns inte 2020-03-01, utan först 2021-01-01." in faults(rows_of(new, at, "1" * 10))[0][2]
    assert "sista dagen var 2019-12-31" in faults(rows_of(closed, at, "1" * 10))[0][2]


def test_a_checklist_of_boards_is_not_for_the_whole(place):
    at = make.occasion(make.invented(), place)
    row, column, text = faults(rows_of(place, at, "1" * 12))[0]
    assert (row, column) == (2, "enhet")
    assert "är till för nämnder och förvaltningar. Skriv vilken i kolumnen enhet." in text


def test_a_checklist_that_is_not_published_does_not_exist(place, at):
    other = make.invented()
    type(other).objects.filter(pk=other.pk).update(published_at=None)
    found = faults(changed(place, at, "checklista", "pahittad"))
    assert any("ingen checklista ”pahittad”" in text for _row, _column, text in found)


def test_on_an_organisations_page_others_rows_are_refused(place, at):
    other = make.organisation("Borås", code="1490")
    theirs = make.occasion(at.instrument, other)
    found = faults(rows_of(other, theirs, "1" * 10), reach=place)
    assert {text for _row, _column, text in found} == {
        "Raden gäller en annan organisation. Här kan du bara läsa in rader för Ale (1440) och enheterna under."
    }
    assert faults(changed(other, theirs, "organisationskod", "9999"), reach=place)[0][2] == found[0][2]


def test_a_units_page_reaches_neither_above_nor_beside(place):
    at = make.occasion(make.invented(), place)
    mine = make.organisation("Min nämnd", parent=place, kind="board")
    make.organisation("Annan nämnd", parent=place, kind="board")
    assert import_rows(rows_of(place, at, "1" * 12, unit="Min nämnd"), reach=mine).written
    for unit in ("Annan nämnd", ""):
        found = faults(rows_of(place, at, "1" * 12, unit=unit), reach=mine)
        assert "Raden gäller en annan organisation" in found[0][2]


def test_on_an_organisations_page_the_occasion_must_exist(place, at):
    row, column, text = the_fault(changed_names(place, at, "Inför träff 9"), reach=place)
    assert (row, column) == (2, "tillfalle")
    assert "Ale har inget tillfälle ”Inför träff 9” den 2020-03-01 med SKR:s checklista" in text
    assert "Skapa tillfället först" in text
    moved = rows_of(place, at, "1" * 10)
    for line in moved[1:]:
        line[5] = "2020-04-01"
    assert "har datumet 2020-03-01, inte 2020-04-01. Rätta datumet." in the_fault(moved, reach=place)[2]
    other = make.organisation("Borås", code="1490")
    theirs = make.occasion(at.instrument, other, name="Deras")
    assert "har inget tillfälle" in the_fault(changed_names(place, theirs, "Deras"), reach=place)[2]
