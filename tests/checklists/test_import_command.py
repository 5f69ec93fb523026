"""An import makes the occasions that the command may make, holds when two run at once, and explains itself."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from checklists.actions import imports
from checklists.files.columns import NAMES
from checklists.models import Assessment, Occasion, Rating
from tests import factories as make
from tests.checklists.sheets import faults, import_rows, rows_of
from tests.organisations.sheets import csv

pytestmark = pytest.mark.django_db
DAY = make.DAY


@pytest.fixture
def place():
    return make.organisation("Ale", code="1440")


@pytest.fixture
def at(place):
    return make.occasion(make.skr(), place)


def test_occasions_are_made_for_the_only_organisation_or_the_national_one(place):
    instrument = make.skr()
    national = make.organisation("SKR", code="SKR", kind="national")
    other = make.organisation("Borås", code="1490")
    at = Occasion(instrument=instrument, name="Ny", date=DAY)
    assert import_rows(rows_of(place, at, "1" * 10)).written
    made = Occasion.objects.get()
    assert (made.owner, list(made.invitees.all()), made.created_by) == (place, [place], None)
    both = rows_of(place, at, "1" * 10) + rows_of(other, at, "2" * 10, header=False)
    at.name = "Gemensam"
    both = rows_of(place, at, "1" * 10) + rows_of(other, at, "2" * 10, header=False)
    done = import_rows(both)
    made = Occasion.objects.get(name="Gemensam")
    assert (made.owner, set(made.invitees.all())) == (national, {place, other})
    assert len(done.plan.occasions) == 1
    assert import_rows(both).plan.unchanged == 2
    # Who comes later is added to it.
    third = make.organisation("Arboga", code="1984")
    done = import_rows(rows_of(third, at, "3" * 10))
    assert done.plan.occasions == ()
    assert third in made.invitees.all()


def test_without_an_owner_the_command_is_told_what_to_give(place):
    other = make.organisation("Borås", code="1490")
    at = Occasion(instrument=make.skr(), name="Ny", date=DAY)
    rows = rows_of(place, at, "1" * 10) + rows_of(other, at, "2" * 10, header=False)
    found = faults(rows)
    assert [row for row, _column, _text in found] == [2, 12]
    assert "Ange ägaren (i kommandot --owner)" in found[0][2]
    assert import_rows(rows, owner=other).written
    assert Occasion.objects.get().owner == other


def test_boards_of_an_organisation_are_invited_through_it(place):
    board = make.organisation("Skolnämnden", parent=place, kind="board")
    at = Occasion(instrument=make.invented(), name="Ny", date=DAY)
    assert import_rows(rows_of(place, at, "1" * 12, unit="Skolnämnden")).written
    made = Occasion.objects.get()
    assert (made.owner, list(made.invitees.all())) == (place, [place])
    assert Occasion.objects.open_to(board).get() == made


@pytest.mark.parametrize("reach", [True, False])
def test_any_number_of_assessments_costs_the_same_number_of_queries(place, reach, django_assert_num_queries):
    instrument = make.skr()
    counted = []
    for number in (1, 3):
        town = make.organisation(f"Stad {number}", code=f"900{number}")
        rows = [list(NAMES)]
        for index in range(number):
            at = make.occasion(instrument, town, name=f"Träff {number} {index}")
            rows += rows_of(town, at, "1231231231", header=False)
        counted.append((town, rows))
    for town, rows in counted:
        with django_assert_num_queries(QUERIES):
            done = import_rows(rows, reach=town if reach else None)
        assert done.written


QUERIES = 18


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_give_one_result():
    place = make.organisation("Ale", code="1440")
    instrument = make.skr()
    at = Occasion(instrument=instrument, name="Ny", date=DAY)
    content, together, results = csv(rows_of(place, at, "1231231231")), threading.Barrier(4), []

    def run():
        try:
            together.wait()
            done = imports.import_file(by=None, content=content)
            results.append((len(done.plan.new), done.plan.unchanged))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [(0, 1), (0, 1), (0, 1), (1, 0)]
    assert (Occasion.objects.count(), Assessment.objects.count(), Rating.objects.count()) == (1, 1, 10)


def test_the_command_tells_what_it_did(place, at, tmp_path, capsys):
    file = tmp_path / "in.csv"
    file.write_bytes(csv(rows_of(place, at, "1231231231")))
    call_command("import_assessments", str(file), "--dry-run")
    assert not Assessment.objects.exists()
    call_command("import_assessments", str(file))
    call_command("import_assessments", str(file))
    assert capsys.readouterr().out.splitlines() == [
        "1 assessments would be imported, 0 unchanged, 0 new occasions",
        "1 assessments imported, 0 unchanged, 0 new occasions",
        "0 assessments imported, 1 unchanged, 0 new occasions",
    ]


def test_the_command_is_told_who_owns_what_it_makes(place, tmp_path, capsys):
    owner = make.organisation("Borås", code="1490")
    file = tmp_path / "in.csv"
    at = Occasion(instrument=make.skr(), name="Ny", date=DAY)
    file.write_bytes(csv(rows_of(place, at, "1" * 10)))
    call_command("import_assessments", str(file), "--owner", "1490")
    assert (Occasion.objects.get().owner, Occasion.objects.get().created_by) == (owner, None)
    assert "new occasion: Ny 2020-03-01, owned by Borås" in capsys.readouterr().out


def test_the_command_writes_every_fault_on_a_line(place, at, tmp_path, capsys):
    file = tmp_path / "in.csv"
    rows = rows_of(place, at, "1231231231")
    rows[1][7], rows[2][7] = 9, ""
    file.write_bytes(csv(rows))
    with pytest.raises(CommandError, match="2 faults") as error:
        call_command("import_assessments", str(file))
    assert error.value.returncode == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["Rad 2, varde", "Rad 3, varde"]


def test_the_command_explains_what_it_cannot_do(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_assessments", str(tmp_path / "missing.csv"))
    file = tmp_path / "in.csv"
    file.write_bytes(b"")
    with pytest.raises(CommandError, match="Filen är tom"):
        call_command("import_assessments", str(file))
    with pytest.raises(CommandError, match="No organisation"):
        call_command("import_assessments", str(file), "--owner", "nobody")
