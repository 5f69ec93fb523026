"""The people page and ending a role: happy way, access, the last coordinator, one query count."""

import datetime
import itertools

import pytest
from django.utils import timezone

from organisations.actions import invitations, people
from organisations.models import Event, Membership, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
_numbers = itertools.count()


@pytest.fixture
def place():
    return make.organisation("Exempelstad")


@pytest.fixture
def coordinator(client, place):
    somebody = make.member(place, name="Karin Samordnare")
    client.force_login(somebody)
    return somebody


def page(place):
    return f"/o/{place.slug}/personer/"


def membership_of(person):
    return Membership.objects.get(user=person)


def end(client, place, person, **data):
    return client.post(f"{page(place)}{membership_of(person).pk}/avsluta/", data)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(client, place, coordinator, rows, django_assert_num_queries):
    above = make.organisation("Förbundet")
    type(place).objects.filter(pk=place.pk).update(parent=above)
    function = make.functions()[0]
    for number in range(rows):
        make.member(place, Role.PARTICIPANT, function=function, name=f"Deltagare {number}")
        make.member(place, name=f"Samordnare {number}", may_publish=bool(number))
        make.member(above, Role.READER, name=f"Läsare {number}")
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        make.member(place, Role.READER, name=f"Tidigare {number}", valid_to=yesterday)
        invitations.invite(
            by=coordinator,
            organisation=place,
            email=f"inbjuden-{next(_numbers)}@prov.example",
            role=Role.READER,
        )
    # Session (read, renewed in a savepoint: 4), person, the door (2), members, invitations, from above, and the
    # header's list of own organisations.
    with django_assert_num_queries(11):
        body = client.get(page(place)).content.decode()
    for number in range(rows):
        assert all(f"{who} {number}" in body for who in ("Deltagare", "Samordnare", "Läsare", "Tidigare"))
    assert body.count("inbjuden-") >= rows


def test_an_empty_organisation_says_what_to_do_first(client, place):
    client.force_login(make.user(is_administrator=True))
    body = client.get(f"/administration/organisationer/{place.slug}/personer/").content.decode()
    assert "Bjud in den första" in body


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_coordinators_see_people(client, place, role):
    somebody = make.member(place, role)
    client.force_login(somebody)
    for url in (page(place), f"{page(place)}bjud-in/", f"{page(place)}{membership_of(somebody).pk}/avsluta/"):
        assert client.get(url).status_code == 403


def test_addresses_of_other_organisations_people_do_not_show(client, place, coordinator):
    other = make.organisation("Grannstad")
    stranger = make.member(other, name="Hemlig Granne")
    unit = make.organisation("Skolan", parent=place)
    below = make.member(unit, Role.READER, name="Under Enhet")
    body = client.get(page(place)).content.decode()
    assert "Hemlig Granne" not in body
    assert stranger.email not in body
    assert "Under Enhet" not in body
    assert end(client, place, stranger).status_code == 404
    assert membership_of(stranger).is_active
    # People of a unit are reached at the unit.
    assert "Under Enhet" in client.get(page(unit)).content.decode()
    assert end(client, unit, below).status_code == 302


def test_who_sees_from_above_shows_without_address(client, place, coordinator):
    above = make.organisation("Förbundet")
    type(place).objects.filter(pk=place.pk).update(parent=above)
    leader = make.member(above, Role.READER, name="Uppifrån Prov")
    body = client.get(page(place)).content.decode()
    assert "Uppifrån Prov" in body
    assert leader.email not in body


def test_ending_a_role_at_once(client, place, coordinator):
    reader = make.member(place, Role.READER)
    theirs = type(client)()
    theirs.force_login(reader)
    assert theirs.get(f"/o/{place.slug}/").status_code == 200
    url = f"{page(place)}{membership_of(reader).pk}/avsluta/"
    assert "läsare" in client.get(url).content.decode()
    assert membership_of(reader).is_active  # reading the page ended nothing
    assert end(client, place, reader).url == page(place)
    assert theirs.get(f"/o/{place.slug}/").status_code == 404
    again = client.post(url, follow=True)
    assert "redan avslutad" in again.content.decode()
    assert Event.objects.filter(verb="organisations.membership_ended").count() == 1


def test_ending_a_role_later(client, place, coordinator):
    reader = make.member(place, Role.READER)
    last = timezone.localdate() + datetime.timedelta(days=30)
    end(client, place, reader, last_day=last.isoformat())
    held = membership_of(reader)
    assert (held.valid_to, held.ended_at, held.is_active) == (last, None, True)


@pytest.mark.parametrize("day", ["2020-01-01", "inte ett datum", "9999-99-99", "\0"])
def test_a_last_day_that_is_none(client, place, coordinator, day):
    reader = make.member(place, Role.READER)
    assert end(client, place, reader, last_day=day).status_code == 422
    assert membership_of(reader).is_active


def test_a_role_that_has_not_begun_can_be_taken_back(client, place, coordinator):
    begins = timezone.localdate() + datetime.timedelta(days=10)
    reader = make.member(place, Role.READER, valid_from=begins)
    assert end(client, place, reader).status_code == 302
    assert not Membership.objects.filter(user=reader).active(begins).exists()


def test_the_last_coordinator_must_mean_it(client, place, coordinator):
    url = f"{page(place)}{membership_of(coordinator).pk}/avsluta/"
    assert "Du är den enda samordnaren" in client.get(url).content.decode()
    assert end(client, place, coordinator).status_code == 422
    assert membership_of(coordinator).is_active
    assert end(client, place, coordinator, leave_vacant="on").url == "/"
    assert client.get(page(place)).status_code == 404


def test_one_of_two_coordinators_may_go(client, place, coordinator):
    make.member(place, name="Andra Samordnaren")
    body = client.get(f"{page(place)}{membership_of(coordinator).pk}/avsluta/").content.decode()
    assert "enda samordnaren" not in body
    assert end(client, place, coordinator).status_code == 302


def test_a_coordinator_from_above_counts(client, place, coordinator):
    unit = make.organisation("Skolan", parent=place)
    local = make.member(unit, name="Lokal Samordnare")
    assert end(client, unit, local).status_code == 302


def test_a_coordinator_does_not_end_what_administrators_gave(client, place, coordinator):
    lead = make.member(place, Role.PROGRAMME_LEAD)
    assert end(client, place, lead).status_code == 404
    client.force_login(make.user(is_administrator=True))
    url = f"/administration/organisationer/{place.slug}/personer/{membership_of(lead).pk}/avsluta/"
    assert client.post(url).status_code == 302
    assert not membership_of(lead).is_active


def test_two_administrators_never_lose_both(client):
    me = make.user(is_administrator=True)
    client.force_login(me)
    body = client.post(f"/administration/konton/{me.pk}/", {"active": "0"}, follow=True).content.decode()
    assert "inte stänga av ditt eget konto" in body
    me.refresh_from_db()
    assert me.is_active


def test_a_coordinator_whose_account_is_closed_does_not_count(client, place, coordinator):
    gone = make.member(place, name="Slutat Samordna")
    people.set_account_active(by=make.user(is_administrator=True), user=gone, active=False)
    assert end(client, place, coordinator).status_code == 422
    assert membership_of(coordinator).is_active
