"""A document room: who sees what, who puts something there, and that a file is only ever handed out to be saved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisations.models import Role
from programmes.models import Document, Stage
from tests import factories
from tests.programmes.factories import group, participation, programme
from tests.programmes.test_document_files import PDF

pytestmark = pytest.mark.django_db

LINK = {"title": "Sidan", "day": "2027-01-01", "link": "https://exempel.example/sida"}


@pytest.fixture
def found():
    return programme()


@pytest.fixture
def mine(found):
    place = factories.organisation("Mitt")
    participation(found, place)
    return place


def url(name, place, where, *more):
    return reverse(name, args=[place.slug, where.pk, *more])


def upload(name="Rapport å.pdf", content=PDF):
    return {"title": "Rapporten", "day": "2027-01-01", "file": SimpleUploadedFile(name, content, "text/html")}


def document(where, *, title="Dokumentet", **fields):
    return Document.objects.create(
        programme=where, title=title, owner=where.owner, link="https://exempel.example/", **fields
    )


def test_a_file_comes_back_as_it_was_and_is_only_saved(client, found, mine):
    client.force_login(factories.member(mine))
    for _click in range(2):
        assert client.post(url("document_new", mine, found), upload()).status_code == 302
    held = Document.objects.get()
    answer = client.get(url("document_file", mine, found, held.pk))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Rapport%20")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Rapporten" in client.get(url("documents", mine, found)).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"link": "javascript:alert(1)"}, "Skriv hela adressen"),
        ({"link": "https://"}, "Skriv hela adressen"),
        ({"link": "https://[1"}, "Skriv hela adressen"),
        ({"link": ""}, "Välj en fil eller skriv en länk"),
        ({"title": ""}, "Titel"),
        ({"day": "x"}, "Skriv datumet"),
        ({"file": SimpleUploadedFile("a.pdf", b"<script>")}, "går inte att läsa som pdf"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "Filen är tom"),
        ({"file": SimpleUploadedFile("a.pdf", PDF)}, "inte båda"),
        ({"group": "999999"}, "error-summary"),
    ],
)
def test_what_cannot_be_put_there(client, found, mine, typed, told):
    client.force_login(factories.member(mine))
    answer = client.post(url("document_new", mine, found), LINK | typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert not Document.objects.exists()


def test_a_groups_room_is_the_groups(client, found, mine):
    other = factories.organisation("Andra")
    theirs = group(found, participation(found, other), name="Deras")
    held = document(found, title="Hemligt", group=theirs)
    document(found, title="Öppet")
    client.force_login(factories.member(mine))
    page = client.get(url("documents", mine, found)).text
    assert "Öppet" in page
    assert "Hemligt" not in page
    assert client.get(url("document_file", mine, found, held.pk)).status_code == 404
    assert client.post(url("document_remove", mine, found, held.pk)).status_code == 404
    assert client.post(url("document_new", mine, found), LINK | {"group": theirs.pk}).status_code == 422
    client.force_login(factories.member(other))
    assert "Hemligt" in client.get(url("documents", other, found)).text
    assert client.post(url("document_new", other, found), LINK | {"group": theirs.pk}).status_code == 302
    client.force_login(factories.member(found.owner, Role.PROGRAMME_LEAD))
    assert "Hemligt" in client.get(url("documents", found.owner, found)).text


@pytest.mark.parametrize("stage", [Stage.INVITED, Stage.DECLINED, Stage.LEFT])
def test_those_outside_see_nothing_and_put_nothing_there(client, found, stage):
    place = factories.organisation()
    participation(found, place, stage=stage)
    held = document(found, title="Hemligt")
    client.force_login(factories.member(place))
    assert "Hemligt" not in client.get(url("documents", place, found)).text
    assert client.get(url("document_file", place, found, held.pk)).status_code == 404
    assert client.post(url("document_new", place, found), LINK).status_code == 403


def test_who_put_it_there_and_the_lead_take_it_away(client, found, mine):
    puts, colleague = factories.member(mine), factories.member(mine)
    client.force_login(puts)
    client.post(url("document_new", mine, found), LINK)
    held = Document.objects.get()
    client.force_login(colleague)
    assert client.post(url("document_remove", mine, found, held.pk)).status_code == 403
    client.force_login(puts)
    address = url("document_remove", mine, found, held.pk)
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    second = document(found)
    client.force_login(factories.member(found.owner))
    assert client.post(url("document_remove", found.owner, found, second.pk)).status_code == 302
    assert not Document.objects.exists()


def test_a_reader_reads_only_and_a_stranger_not_at_all(client, found, mine):
    held = document(found)
    client.force_login(factories.member(mine, Role.READER))
    assert client.get(url("documents", mine, found)).status_code == 200
    assert client.get(url("document_new", mine, found)).status_code == 403
    assert client.get(url("document_file", mine, found, held.pk)).status_code == 404, "a link is no file"
    other = factories.organisation()
    client.force_login(factories.member(other))
    assert client.get(url("documents", other, found)).status_code == 404


def test_the_list_costs_the_same_with_one_and_three_rows(client, found, mine, django_assert_num_queries):
    client.force_login(factories.member(mine))
    for rows in (1, 3):
        while Document.objects.count() < rows:
            document(found, group=None, created_by=factories.user())
        with django_assert_num_queries(16):
            client.get(url("documents", mine, found))
