"""The administrators' pages and commands."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organisations.actions import invitations
from organisations.models import Event, Function, Organisation, Role, User
from tests import factories as make
from tests.organisations.links import path_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    somebody = make.user("Adam Administratör", is_administrator=True)
    client.force_login(somebody)
    return somebody


def new(client, **changes):
    data = {
        "name": "Lunds universitet",
        "kind": "institute",
        "code": "LU",
        "valid_from": "2024-01-01",
    } | changes
    return client.post("/administration/ny-organisation/", data)


def test_making_and_finding_an_organisation(client, administrator):
    answer = new(client)
    assert answer.url == "/administration/organisationer/lunds-universitet/"
    assert "Institut eller lärosäte" in client.get(answer.url).content.decode()
    assert "Lunds universitet" in client.get("/administration/?q=lunds").content.decode()
    assert "stämmer med sökningen" in client.get("/administration/?q=finns-inte").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "måste fyllas i"),
        ({"kind": "board"}, "Välj"),
        ({"code": "åäö !"}, "giltig"),
        ({"code": "x" * 21}, "20"),
    ],
)
def test_bad_input(client, administrator, changes, words):
    answer = new(client, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Organisation.objects.exists()


def test_a_code_belongs_to_one(client, administrator):
    new(client)
    assert "har den koden" in new(client, name="Annat", code="lu").content.decode()
    assert "redan en organisation med det namnet" in new(client, code="").content.decode()
    same_name = new(client, code="", kind="agency")
    assert same_name.url == "/administration/organisationer/lunds-universitet-2/"


def test_closing_with_a_successor(client, administrator):
    old, after = make.organisation("Gammelstad"), make.organisation("Nystad")
    waiting = invitations.invite(
        by=administrator, organisation=old, email="ny@prov.example", role=Role.READER
    )
    url = f"/administration/organisationer/{old.slug}/avsluta/"
    assert client.post(url, {"last_day": "1990-01-01"}).status_code == 422
    assert client.post(url, {"last_day": "2024-12-31", "successor": old.pk}).status_code == 422
    assert client.post(url, {"last_day": "2024-12-31", "successor": after.pk}).status_code == 302
    old.refresh_from_db()
    waiting.refresh_from_db()
    assert old.succeeded_by == after
    assert not waiting.is_open
    assert "Gammelstad" in client.get(f"/administration/organisationer/{after.slug}/").content.decode()
    again = client.post(url, {"last_day": "2025-12-31"}, follow=True)
    assert "redan ett slutdatum" in again.content.decode()


def test_functions_are_edited_and_retired(client, administrator):
    assert "Lägg till den första" in client.get("/administration/funktioner/").content.decode()
    data = {"name_sv": "ombud", "name_en": "representative", "position": 3, "active": "on"}
    client.post("/administration/funktioner/ny/", data)
    again = client.post("/administration/funktioner/ny/", data | {"name_sv": "Ombud"})
    assert "redan en funktion med det namnet" in again.content.decode()
    client.post("/administration/funktioner/ny/", data | {"name_sv": "Ombud!"})
    first = Function.objects.get(key="ombud")
    assert Function.objects.filter(key="ombud-2").exists()
    client.post(f"/administration/funktioner/{first.pk}/", data | {"name_sv": "MR-ombud", "active": ""})
    first.refresh_from_db()
    assert (first.key, first.name_sv, first.active) == ("ombud", "MR-ombud", False)
    assert client.post("/administration/funktioner/ny/", data | {"position": 0}).status_code == 422
    assert client.get("/administration/funktioner/999999/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same(client, administrator, rows, django_assert_num_queries):
    for number in range(rows):
        unit = make.organisation(f"Prov {number}", parent=make.organisation(f"Över {number}"))
        make.member(unit, name=f"Person {number}")
    # Session (4), person, the page's count and rows, and the header's list.
    with django_assert_num_queries(8):
        assert f"Prov {rows - 1}" in client.get("/administration/?q=prov").content.decode()
    with django_assert_num_queries(8):
        assert f"Person {rows - 1}" in client.get("/administration/konton/").content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30])
def test_odd_page_numbers(client, administrator, page):
    make.organisation()
    assert client.get(f"/administration/?sida={page}").status_code == 200


def test_closing_and_opening_an_account_is_logged_without_names(client, administrator):
    somebody = make.user("Kim Prov")
    for active in ("0", "0", "1"):
        client.post(f"/administration/konton/{somebody.pk}/", {"active": active})
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["organisations.account_closed", "organisations.account_opened"]
    assert "Kim" not in str(list(Event.objects.values()))


def test_the_first_administrator_sets_a_password_by_link(client):
    out = StringIO()
    call_command("create_administrator", "ADA@prov.example", "--name", "Ada Prov", stdout=out)
    ada = User.objects.get()
    assert (ada.email, ada.name, ada.is_administrator) == ("ada@prov.example", "Ada Prov", True)
    assert not ada.has_usable_password()
    form = client.get(path_in(out.getvalue()), follow=True)
    chosen = {"password1": "en-ny-lang-mening-27", "password2": "en-ny-lang-mening-27"}
    client.post(form.request["PATH_INFO"], chosen)
    assert client.get("/administration/").status_code == 200


def test_somebody_who_is_there_becomes_administrator():
    kim = make.user(email="kim@prov.example", is_active=False)
    out = StringIO()
    call_command("create_administrator", "kim@prov.example", stdout=out)
    kim.refresh_from_db()
    assert kim.is_administrator
    assert kim.is_active
    assert "now an administrator" in out.getvalue()


def test_an_administrator_has_an_address():
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create_administrator", "ada")
