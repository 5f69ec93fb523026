"""The pages of import and export of entries: what a coordinator and an administrator can do there, and nobody else."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from python_calamine import CalamineWorkbook

from organisations.files import faults, reading
from organisations.models import Event, Organisation, Role, Upload
from resultchain.actions import imports
from resultchain.files import writing
from resultchain.files.columns import COLUMNS
from resultchain.files.plan import make_plan
from resultchain.models import ChainEntry, Link, LinkKind
from tests import factories as make
from tests.organisations.sheets import csv, xlsx
from tests.resultchain import factories as chain
from tests.resultchain.sheets import import_rows, table

pytestmark = pytest.mark.django_db
PAIR = (
    {"id": "1", "vad": "Utbildning", "process": "Egen", "ledde_till": "2"},
    {"id": "2", "vad": "Mall", "niva": 2},
)


@pytest.fixture
def place():
    make.functions()
    return make.organisation("Ale", code="1440")


@pytest.fixture
def coordinator(client, place):
    person = make.member(place)
    client.force_login(person)
    return person


def send(client, address, content, name="poster.csv"):
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def import_url(place):
    return reverse("entries_import", args=[place.slug])


def main_of(answer):
    return answer.text.split("<main", 1)[1].split("</main", 1)[0]


def test_upload_preview_and_yes(client, place, coordinator):
    answer = send(client, import_url(place), csv(table(place, *PAIR)))
    upload = Upload.objects.get()
    assert answer.url == reverse("entries_import_preview", args=[place.slug, upload.pk])
    assert (upload.organisation, upload.uploaded_by, upload.purpose) == (place, coordinator, "entries")
    page = client.get(answer.url)
    for words in (
        "Två poster läses in",
        "Nya processer och fokusområden",
        "Egen",
        "Mall",
        "(2, Produkt)",
        "poster.csv",
    ):
        assert words in page.text
    assert not ChainEntry.objects.exists()
    done = client.post(answer.url, follow=True)
    assert "2 poster är inlästa. 1 koppling är inläst." in done.text
    assert set(ChainEntry.objects.values_list("created_by", flat=True)) == {coordinator.pk}
    assert not Upload.objects.exists()
    event = Event.objects.get(verb="resultchain.file_imported")
    assert (event.organisation, event.data) == (place, {"entries": 2, "links": 1, "unchanged": 0})


def test_a_second_yes_does_no_harm(client, place, coordinator):
    address = send(client, import_url(place), csv(table(place, *PAIR))).url
    client.post(address)
    for method in (client.post, client.get):
        answer = method(address, follow=True)
        assert answer.status_code == 200
        assert "Filen är redan inläst." in answer.text
    assert ChainEntry.objects.count() == 2


def test_the_same_file_again_says_that_nothing_is_new(client, place, coordinator):
    content = csv(table(place, *PAIR))
    imports.import_file(by=None, content=content)
    page = client.get(send(client, import_url(place), content).url)
    assert "Allt i filen finns redan" in page.text
    assert "<button" not in main_of(page)


def test_a_file_with_only_new_links_says_so(client, place, coordinator):
    import_rows(table(place, {"id": "1"}, {"id": "2", "vad": "Mall"}))
    address = send(client, import_url(place), csv(table(place, {"id": "1", "ledde_till": "2"}))).url
    assert "En koppling läses in" in client.get(address).text
    assert "1 koppling är inläst." in client.post(address, follow=True).text
    assert Link.objects.count() == 1


def test_faults_stand_in_a_table_and_nothing_is_kept(client, place, coordinator, monkeypatch):
    answer = send(client, import_url(place), xlsx(table(place, {}, {"niva": 9})), "fel.xlsx")
    assert answer.status_code == 422
    assert "Filen har 1 fel. Inget är inläst." in answer.text
    fault = answer.text.split("<tbody>")[1].split("</tbody>")[0]
    assert re.search(r">3</td><td[^>]*><code>niva</code></td><td>Nivån ”9” finns inte.", fault)
    assert not Upload.objects.exists()
    monkeypatch.setattr(faults, "MOST_FAULTS", 3)
    answer = send(client, import_url(place), csv(table(place, *[{"niva": 9}] * 10)))
    assert "Och 7 fel till." in answer.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "Filen är tom."), (b"\xd0\xcf\x11\xe0", "äldre Excel-fil"), (b"a;b\r\n1;2\r\n", "Första raden")],
)
def test_files_that_cannot_be_read_are_refused(client, place, coordinator, content, sentence):
    answer = send(client, import_url(place), content)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Välj en fil." in client.post(import_url(place)).text


def test_what_has_changed_meanwhile_is_told_at_the_yes(client, place, coordinator):
    address = send(client, import_url(place), csv(table(place, *PAIR))).url
    chain.entry(place, "Något annat", reference="1")
    answer = client.post(address)
    assert answer.status_code == 422
    assert "finns redan, med något annat här" in answer.text
    assert (Upload.objects.count(), ChainEntry.objects.count()) == (1, 1)


def test_somebody_who_writes_in_the_same_moment_is_not_overrun(client, place, coordinator, monkeypatch):
    address = send(client, import_url(place), csv(table(place, *PAIR))).url

    def plan_and_write(*arguments):
        plan = make_plan(*arguments)
        chain.entry(place, "Något annat", reference="1")
        return plan

    monkeypatch.setattr(imports, "make_plan", plan_and_write)
    with transaction.atomic():
        answer = client.post(address)
    assert answer.url == address
    monkeypatch.undo()
    assert "Någon ändrade i resultatkedjan i samma stund" in client.get(address).text
    assert not ChainEntry.objects.filter(what="Mall").exists()


def test_only_the_sender_sees_a_file(client, place, coordinator):
    address = send(client, import_url(place), csv(table(place, *PAIR))).url
    unknown = reverse("entries_import_preview", args=[place.slug, uuid.uuid4()])
    upload = Upload.objects.get()
    # A file of entries is not one of assessments.
    assert client.get(reverse("import_preview", args=[place.slug, upload.pk])).status_code == 404
    client.force_login(make.member(place, name="Kollegan"))
    for method in (client.get, client.post):
        assert method(address).status_code == method(unknown).status_code == 404


def test_administrators_import_for_all(client, place):
    client.force_login(make.user(is_administrator=True))
    other = make.organisation("Borås", code="1490")
    answer = send(
        client, reverse("administration_entries_import"), csv(table(place, *PAIR) + table(other, *PAIR)[1:])
    )
    page = client.get(answer.url)
    assert "Fyra poster läses in" in page.text
    assert "Borås" in page.text
    assert client.post(answer.url).url == reverse("administration_entries_import")
    assert (ChainEntry.objects.count(), Link.objects.count()) == (4, 2)
    answer = send(
        client, reverse("administration_entries_import"), csv(table(place, {"id": "1", "vad": "Annat"}))
    )
    assert "Det finns redan en post med id:t ”1” och andra uppgifter." in answer.text


def all_text(answer):
    content = answer.content
    if not content.startswith(b"PK"):
        return content.decode()
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


@pytest.mark.parametrize("role", Role.values)
def test_those_who_work_with_it_download(client, place, role):
    chain.entry(place, "Vår egen")
    client.force_login(make.member(place, role))
    may = role in {Role.COORDINATOR, Role.CONTRIBUTOR, Role.READER}
    for kind in ("csv", "xlsx"):
        answer = client.get(reverse(f"entries_export_{kind}", args=[place.slug]))
        assert answer.status_code == (200 if may else 403)
        if may:
            assert answer["Content-Disposition"] == f'attachment; filename="{place.slug}-poster.{kind}"'
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert "Vår egen" in all_text(answer)


def test_units_are_with_their_organisation_and_not_the_other_way(client, place, coordinator):
    board = make.organisation("Skolnämnden", parent=place, kind="board")
    other = make.organisation("Borås", code="1490")
    above, below = chain.entry(place, "FÖR HELHETEN"), chain.entry(board, "FÖR NÄMNDEN", level=2)
    chain.link(below, above, LinkKind.GAVE_RISE_TO)
    chain.entry(other, "HEMLIG")
    text = all_text(client.get(reverse("entries_export_csv", args=[place.slug])))
    assert "FÖR HELHETEN" in text
    assert f"mr-{above.pk};" in text
    assert "HEMLIG" not in text
    client.force_login(make.member(board))
    text = all_text(client.get(reverse("entries_export_csv", args=[board.slug])))
    assert "FÖR NÄMNDEN" in text
    assert "FÖR HELHETEN" not in text
    assert f"mr-{above.pk};" not in text


def test_the_name_of_the_file_says_when_its_values_are_constructed(client, place, coordinator):
    Organisation.objects.filter(pk=place.pk).update(constructed=True)
    answer = client.get(reverse("entries_export_xlsx", args=[place.slug]))
    assert f"{place.slug}-konstruerade-exempelvarden-poster.xlsx" in answer["Content-Disposition"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_has_a_row_for_each_unit(client, place, coordinator, kind):
    for name in ("Vård", "Skola"):
        make.organisation(name, parent=place, kind="board")
    answer = client.get(reverse(f"entries_template_{kind}", args=[place.slug]))
    rows = reading.read(answer.content, COLUMNS)
    assert [(row["organisationskod"], row["enhet"]) for row in rows] == [
        ("1440", ""),
        ("1440", "Skola"),
        ("1440", "Vård"),
    ]
    page = client.get(send(client, import_url(place), answer.content).url)
    assert "Det finns inget att läsa in." in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_files_cost_the_same_number_of_queries_whatever_they_hold(
    client, place, coordinator, number, django_assert_num_queries
):
    for index in range(number):
        unit = make.organisation(f"Nämnd {index}", parent=place, kind="board")
        entry = chain.entry(unit, f"Post {index}", area=chain.area(place, f"P{index}"), by=coordinator)
        chain.link(entry, chain.entry(place, f"Följd {index}", level=2))
    for name, most in (("entries_export_csv", 13), ("entries_import", 8), ("entries_template_csv", 8)):
        with django_assert_num_queries(most):
            client.get(reverse(name, args=[place.slug]))


def test_an_empty_export_is_only_headings(client, place, coordinator):
    assert client.get(reverse("entries_export_csv", args=[place.slug])).content == writing.as_csv([])
    assert client.get(reverse("entries_export_xlsx", args=[place.slug])).status_code == 200
