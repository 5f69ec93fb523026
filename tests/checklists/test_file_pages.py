"""The pages of import and export: what a coordinator and an administrator can do there, and nobody else."""

import io
import re
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from python_calamine import CalamineWorkbook

from checklists.actions import imports
from checklists.files import writing
from checklists.files.columns import COLUMNS
from checklists.files.plan import make_plan
from checklists.models import Assessment, Occasion
from organisations.files import faults, reading
from organisations.models import Event, Role, Upload
from tests import factories as make
from tests.checklists.sheets import digits_of, rows_of
from tests.organisations.sheets import csv, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.organisation("Ale", code="1440")


@pytest.fixture
def at(place):
    return make.occasion(make.skr(), place)


@pytest.fixture
def coordinator(client, place):
    person = make.member(place)
    client.force_login(person)
    return person


@pytest.fixture
def administrator(client):
    person = make.user(is_administrator=True)
    client.force_login(person)
    return person


def send(client, address, content, name="skattningar.csv", **data):
    return client.post(address, {"file": SimpleUploadedFile(name, content), **data})


def import_url(place):
    return reverse("import", args=[place.slug])


def test_upload_preview_and_yes(client, place, at, coordinator):
    answer = send(client, import_url(place), csv(rows_of(place, at, "1231231231")))
    assert answer.status_code == 302
    upload = Upload.objects.get()
    assert answer.url == reverse("import_preview", args=[place.slug, upload.pk])
    assert (upload.organisation, upload.uploaded_by, upload.name) == (place, coordinator, "skattningar.csv")
    page = client.get(answer.url)
    assert "En skattning läses in" in page.text
    assert "Inför träff 1" in page.text
    assert not Assessment.objects.exists()
    done = client.post(answer.url, follow=True)
    assert "1 skattning är inläst och inlämnad." in done.text
    made = Assessment.objects.get()
    assert (digits_of(made), made.submitted_by, made.imported) == ("1231231231", coordinator, True)
    assert not Upload.objects.exists()
    event = Event.objects.get(verb="checklists.file_imported")
    assert (event.organisation, event.data) == (place, {"assessments": 1, "unchanged": 0})


def test_a_second_click_does_no_harm(client, place, at, coordinator):
    address = send(client, import_url(place), csv(rows_of(place, at, "1" * 10))).url
    client.post(address)
    for method in (client.post, client.get):
        answer = method(address, follow=True)
        assert answer.status_code == 200
        assert "Filen är redan inläst." in answer.text
    assert Assessment.objects.count() == 1


def test_the_same_file_again_says_that_nothing_is_new(client, place, at, coordinator):
    content = csv(rows_of(place, at, "1" * 10))
    imports.import_file(by=None, content=content)
    address = send(client, import_url(place), content).url
    page = client.get(address)
    assert "Allt i filen finns redan" in page.text
    assert "<button" not in page.text.split("<main", 1)[1].split("</main", 1)[0]


def test_faults_stand_in_a_table_and_nothing_is_kept(client, place, at, coordinator):
    rows = rows_of(place, at, "1231231231")
    rows[3][7] = 9
    answer = send(client, import_url(place), xlsx(rows), "fel.xlsx")
    assert answer.status_code == 422
    assert "Filen har 1 fel. Inget är inläst." in answer.text
    fault = answer.text.split("<tbody>")[1].split("</tbody>")[0]
    assert re.search(r">4</td><td[^>]*><code>varde</code></td><td>Värdet ”9” finns inte.", fault)
    assert not Upload.objects.exists()


def test_the_first_faults_are_shown_and_the_rest_counted(client, place, at, coordinator, monkeypatch):
    monkeypatch.setattr(faults, "MOST_FAULTS", 3)
    rows = rows_of(place, at, "1" * 10)
    for row in rows[1:]:
        row[7] = 9
    answer = send(client, import_url(place), csv(rows))
    assert answer.text.count("<code>varde</code>") == 4  # one in the table of columns
    assert "Och 7 fel till." in answer.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "Filen är tom."), (b"\xd0\xcf\x11\xe0", "äldre Excel-fil"), (b"a;b\r\n1;2\r\n", "Första raden")],
)
def test_files_that_cannot_be_read_are_refused(client, place, coordinator, content, sentence):
    answer = send(client, import_url(place), content)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_no_file_and_too_large_a_file_are_refused(client, place, coordinator, monkeypatch):
    assert "Välj en fil." in client.post(import_url(place)).text
    monkeypatch.setattr("organisations.forms.files.MOST_BYTES", 3)
    answer = send(client, import_url(place), b"1234")
    assert answer.status_code == 422
    assert "högst 10 MB" in answer.text


def test_what_has_changed_meanwhile_is_told_at_the_yes(client, place, at, coordinator):
    address = send(client, import_url(place), csv(rows_of(place, at, "1" * 10))).url
    make.assessment(place, at, "2" * 10)
    answer = client.post(address)
    assert answer.status_code == 422
    assert "redan inlämnad med något annat" in answer.text
    assert Upload.objects.exists()
    assert digits_of(Assessment.objects.get()) == "2" * 10


def test_an_administrator_learns_nothing_of_values_that_are_handed_in(client, place, at, coordinator):
    make.assessment(place, at, "2" * 10)
    client.force_login(make.user("Adam", is_administrator=True))
    told = set()
    for digits in ("1" * 10, "2" * 9 + "1"):
        answer = send(client, reverse("administration_import"), csv(rows_of(place, at, digits)))
        assert answer.status_code == 422
        assert "redan inlämnad med andra uppgifter" in answer.text
        told.add(re.sub(r"csrfmiddlewaretoken.*?>", "", answer.text.split("<h1")[1]))
    assert len(told) == 1


def test_somebody_who_begins_in_the_same_moment_is_not_overrun(client, place, at, coordinator, monkeypatch):
    address = send(client, import_url(place), csv(rows_of(place, at, "1" * 10))).url

    def plan_and_begin(*arguments):
        plan = make_plan(*arguments)
        make.assessment(place, at, "2", submit=False)
        return plan

    monkeypatch.setattr(imports, "make_plan", plan_and_begin)
    with transaction.atomic():
        answer = client.post(address)
    assert answer.url == address
    monkeypatch.undo()
    assert "Någon började skatta i samma stund" in client.get(address).text
    assert not Assessment.objects.submitted().exists()


def test_only_the_sender_sees_a_file(client, place, at, coordinator):
    address = send(client, import_url(place), csv(rows_of(place, at, "1" * 10))).url
    unknown = reverse("import_preview", args=[place.slug, uuid.uuid4()])
    client.force_login(make.member(place, name="Kollegan"))
    for method in (client.get, client.post):
        assert method(address).status_code == method(unknown).status_code == 404
    upload = Upload.objects.get()
    admin_address = reverse("administration_import_preview", args=[upload.pk])
    coordinator.is_administrator = True
    coordinator.save()
    client.force_login(coordinator)
    assert client.get(admin_address).status_code == 404
    Upload.objects.update(created_at=upload.created_at.replace(year=2020))
    assert client.get(address).status_code == 404


def test_a_coordinator_reaches_nobody_elses_assessments(client, place, at, coordinator):
    other = make.organisation("Borås", code="1490")
    theirs = make.occasion(at.instrument, other, name="Hemligt tillfälle")
    make.assessment(other, theirs, "1" * 10, comment="HEMLIG")
    answer = send(client, import_url(place), csv(rows_of(other, theirs, "2" * 10)))
    assert answer.status_code == 422
    assert "Raden gäller en annan organisation." in answer.text
    for name in ("export_csv", "export_xlsx", "export_workbook"):
        assert client.get(reverse(name, args=[other.slug])).status_code == 404
        file = client.get(reverse(name, args=[place.slug]))
        assert "HEMLIG" not in all_text(file)
    template = client.get(reverse("import_template_csv", args=[place.slug]), {"tillfalle": theirs.pk})
    assert template.status_code == 404


def all_text(answer):
    content = answer.content
    if not content.startswith(b"PK"):
        return content.decode()
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


def test_administrators_import_for_all_and_occasions_are_made(client, administrator):
    places = [make.organisation("Ale", code="1440"), make.organisation("Borås", code="1490")]
    at = Occasion(instrument=make.skr(), name="Nytt", date=make.DAY)
    rows = rows_of(places[0], at, "1" * 10) + rows_of(places[1], at, "2" * 10, header=False)
    answer = send(client, reverse("administration_import"), csv(rows))
    assert answer.status_code == 422
    assert "det går inte att veta vem som ska äga det" in answer.text
    answer = send(client, reverse("administration_import"), csv(rows), agare="finns-inte")
    assert "Det finns ingen organisation med den koden." in answer.text
    answer = send(client, reverse("administration_import"), csv(rows), agare="1490")
    page = client.get(answer.url)
    assert "Två skattningar läses in" in page.text
    assert "Tillfället är nytt och ägs av Borås." in page.text
    assert client.post(answer.url).url == reverse("administration_import")
    assert Occasion.objects.get().owner == places[1]
    assert Assessment.objects.current().count() == 2


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_filled_in_but_for_the_values(client, place, at, coordinator, kind):
    answer = client.get(reverse(f"import_template_{kind}", args=[place.slug]), {"tillfalle": at.pk})
    rows = reading.read(answer.content, COLUMNS)
    assert [row["moment"] for row in rows] == [str(n) for n in range(1, 11)]
    first = rows[0]
    assert [first[c] for c in ("organisationskod", "tillfalle", "datum", "varde")] == [
        "1440",
        "Inför träff 1",
        "2020-03-01",
        "",
    ]
    assert answer["Content-Disposition"] == f'attachment; filename="{place.slug}-mall.{kind}"'
    assert (
        len(reading.read(client.get(reverse(f"import_template_{kind}", args=[place.slug])).content, COLUMNS))
        == 10
    )


def test_the_template_of_boards_has_every_board(client, place, coordinator):
    for name in ("Vård", "Skola"):
        make.organisation(name, parent=place, kind="board")
    at = make.occasion(make.invented(), place)
    answer = client.get(reverse("import_template_csv", args=[place.slug]), {"tillfalle": at.pk})
    rows = reading.read(answer.content, COLUMNS)
    assert [row["enhet"] for row in rows] == ["Skola"] * 12 + ["Vård"] * 12


@pytest.mark.parametrize("role", Role.values)
def test_coordinators_and_readers_download(client, place, at, role):
    make.assessment(place, at, "1231231231", comment="Därför")
    client.force_login(make.member(place, role))
    may = role in {Role.COORDINATOR, Role.READER}
    for name, kind in (("export_csv", "csv"), ("export_xlsx", "xlsx"), ("export_workbook", "xlsx")):
        answer = client.get(reverse(name, args=[place.slug]))
        assert answer.status_code == (200 if may else 403)
        if may:
            assert answer["Content-Disposition"].startswith(f'attachment; filename="{place.slug}-')
            assert answer["Content-Disposition"].endswith(f'.{kind}"')
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert "Därför" in all_text(answer)


def test_units_are_with_their_organisation_and_not_the_other_way(client, place, at, coordinator):
    board = make.organisation("Skolnämnden", parent=place, kind="board")
    at_boards = make.occasion(make.invented(), place, name="Nämnderna")
    make.assessment(place, at, "1" * 10, comment="FÖR HELHETEN")
    make.assessment(board, at_boards, "1" * 12, comment="FÖR NÄMNDEN")
    for name in ("export_csv", "export_workbook"):
        text = all_text(client.get(reverse(name, args=[place.slug])))
        assert "FÖR HELHETEN" in text
        assert "FÖR NÄMNDEN" in text
    client.force_login(make.member(board))
    for name in ("export_csv", "export_workbook"):
        text = all_text(client.get(reverse(name, args=[board.slug])))
        assert "FÖR HELHETEN" not in text
        assert "FÖR NÄMNDEN" in text


def sheets(answer):
    with CalamineWorkbook.from_filelike(io.BytesIO(answer.content)) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_to_read_says_all_and_names_nobody(client, place, at, coordinator):
    type(place).objects.filter(pk=place.pk).update(constructed=True)
    owner = make.member(place, Role.CONTRIBUTOR, name="Hemliga Namnet", function=make.functions()[2])
    make.next_step(place, at, owner=owner, text="Ta fram en mall")
    make.assessment(
        place, at, "1231231231", people=4, comment="Därför", toward_next=True, toward_note="Prövas"
    )
    later = make.occasion(at.instrument, place, name="Senare", date=make.DAY.replace(year=2021))
    make.next_step(place, later, owner=owner, text="STEG I ETT UTKAST")
    make.assessment(place, later, "12", submit=False, comment="UTKAST")
    board = make.organisation("Skolnämnden", parent=place, kind="board")
    make.assessment(board, make.occasion(make.invented(), place, name="Nämnderna"), "4" * 11 + "n")
    answer = client.get(reverse("export_workbook", args=[place.slug]))
    found = sheets(answer)
    assert list(found) == [
        "Om filen",
        "2018 SKR s checklista för jämst",
        "Enheter 1 Påhittad checklista",
        "Kommentarer",
        "Nästa steg",
    ]
    text = str(found)
    assert "Konstruerade exempelvärden." in text
    assert "-konstruerade-exempelvarden-" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        pages = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
    assert all("Konstruerade exempelvärden." in page for page in pages[1:])
    assert all('orientation="landscape"' in page and "<pane " in page for page in pages[1:])
    for hidden in ("Hemliga Namnet", "UTKAST"):
        assert hidden not in text
    items = found["2018 SKR s checklista för jämst"]
    assert items[1][1] == "Den politiska församlingen har tagit beslut om jämställdhetsintegrering"
    assert [row[2] for row in items[1:14]] == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 19, 30, pytest.approx(19 / 30)]
    assert [row[1:3] for row in items if row[1] == "Politiker"] == [["Politiker", 4]]
    assert found["Nästa steg"][1][3:5] == ["Ta fram en mall", "Nyckelperson"]
    units = found["Enheter 1 Påhittad checklista"]
    assert units[1][-3:] == [44, 44, 1]
    assert units[-1][0] == "12 Nämnden har gjort sak nummer 12 klar"
    assert [row[0] for row in units if str(row[0]).startswith("4 =")] == ["4 = klart"]
    assert answer.content == client.get(reverse("export_workbook", args=[place.slug])).content


@pytest.mark.parametrize("number", [1, 3])
def test_files_cost_the_same_number_of_queries_whatever_they_hold(
    client, place, coordinator, number, django_assert_num_queries
):
    instrument, boards = make.skr(), make.invented()
    for index in range(number):
        at = make.occasion(instrument, place, name=f"Träff {index}")
        make.assessment(place, at, "1" * 10, comment="Ja", by=coordinator)
        unit = make.organisation(f"Nämnd {index}", parent=place, kind="board")
        make.assessment(unit, make.occasion(boards, place, name=f"Nämnder {index}"), "1" * 12, by=coordinator)
    for at in Occasion.objects.filter(instrument=instrument):
        make.next_step(place, at, owner=coordinator)
    for name, most in (
        ("export_csv", 11),
        ("export_workbook", 12),
        ("import", 9),
        ("import_template_xlsx", 10),
    ):
        with django_assert_num_queries(most):
            client.get(reverse(name, args=[place.slug]))


def test_an_empty_export_is_only_headings(client, place, coordinator):
    answer = client.get(reverse("export_csv", args=[place.slug]))
    assert answer.content == writing.as_csv([])
    assert "Inget är inlämnat än." in str(sheets(client.get(reverse("export_workbook", args=[place.slug]))))
