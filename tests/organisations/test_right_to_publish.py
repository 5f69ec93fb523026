"""The right to publish reports: who has it, who gives it, and that it is never lost by mistake."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from organisations.access import membership_at
from organisations.actions import invitations, people
from organisations.models import Event, Membership, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
GIVEN, TAKEN = "organisations.right_to_publish_given", "organisations.right_to_publish_taken"
REFUSED = "Ingen annan får publicera rapporter här"


@pytest.fixture
def place():
    return make.organisation("Exempelstad")


@pytest.fixture
def publisher(client, place):
    somebody = make.member(place, name="Karin Samordnare")
    client.force_login(somebody)
    return somebody


@pytest.fixture
def colleague(place):
    return make.member(place, name="Olle Kollega", may_publish=False)


@pytest.fixture
def administrator():
    return make.user(is_administrator=True)


def membership_of(person):
    return Membership.objects.select_related("organisation").get(user=person)


def may_publish(person):
    return membership_of(person).may_publish


def address(place, person, *, administration=False):
    start = "/administration/organisationer" if administration else "/o"
    return f"{start}/{place.slug}/personer/{membership_of(person).pk}/publicera/"


def people_page(client, place):
    return client.get(f"/o/{place.slug}/personer/").content.decode()


def test_the_right_is_given_and_taken_away(client, place, publisher, colleague):
    body = people_page(client, place)
    assert body.count("Får publicera rapporter.") == 1
    assert body.count("Får inte publicera rapporter.") == 1
    assert "Ge rätt att publicera" in body
    assert "Ta tillbaka rätten" not in body  # the last one's right is not there to take
    answer = client.post(address(place, colleague), {"allowed": "1"}, follow=True)
    assert "Olle Kollega får nu publicera rapporter." in answer.content.decode()
    assert may_publish(colleague)
    body = people_page(client, place)
    assert body.count("Ta tillbaka rätten") == 2
    answer = client.post(address(place, colleague), {"allowed": "0"}, follow=True)
    assert "får inte längre publicera" in answer.content.decode()
    assert not may_publish(colleague)
    verbs = Event.objects.filter(organisation=place, actor=publisher).values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == [GIVEN, TAKEN]


def test_a_second_click_changes_nothing(client, place, publisher, colleague):
    for words in ("får nu publicera", "hade redan rätten"):
        answer = client.post(address(place, colleague), {"allowed": "1"}, follow=True)
        assert words in answer.content.decode()
    for words in ("får inte längre publicera", "hade inte rätten"):
        answer = client.post(address(place, colleague), {"allowed": "0"}, follow=True)
        assert words in answer.content.decode()
    assert Event.objects.filter(verb__in=[GIVEN, TAKEN]).count() == 2


def test_who_may_not_publish_gives_nobody_the_right(client, place, publisher, colleague):
    client.force_login(colleague)
    body = people_page(client, place)
    assert "Får publicera rapporter." in body
    assert "/publicera/" not in body
    for person, allowed in ((colleague, "1"), (publisher, "0")):
        assert client.post(address(place, person), {"allowed": allowed}).status_code == 403
    assert (may_publish(publisher), may_publish(colleague)) == (True, False)


def test_an_administrator_decides_without_having_the_right(client, place, administrator):
    person = make.member(place, may_publish=False)
    client.force_login(administrator)
    body = client.get(f"/administration/organisationer/{place.slug}/personer/").content.decode()
    assert f'action="{address(place, person, administration=True)}"' in body
    url = address(place, person, administration=True)
    assert client.post(url, {"allowed": "1"}).url == f"/administration/organisationer/{place.slug}/personer/"
    assert may_publish(person)
    assert REFUSED in client.post(url, {"allowed": "0"}, follow=True).content.decode()
    assert may_publish(person)


def test_the_last_one_keeps_the_right(client, place, publisher, colleague):
    answer = client.post(address(place, publisher), {"allowed": "0"}, follow=True)
    assert REFUSED in answer.content.decode()
    assert may_publish(publisher)


def test_who_has_left_or_is_shut_out_does_not_count(client, place, publisher, administrator):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    make.member(place, valid_to=yesterday)
    make.member(place, valid_from=timezone.localdate() + datetime.timedelta(days=1))
    people.set_account_active(by=administrator, user=make.member(place), active=False)
    assert REFUSED in client.post(address(place, publisher), {"allowed": "0"}, follow=True).content.decode()
    assert may_publish(publisher)


def test_one_from_above_counts_and_decides(client, place, publisher):
    unit = make.organisation("Skolan", parent=place)
    local = make.member(unit, name="Lokal Samordnare")
    body = people_page(client, unit)
    assert body.count("Får publicera rapporter.") == 2  # here, and among the roles from above
    assert body.count("/publicera/") == 1
    client.post(address(unit, local), {"allowed": "0"})
    assert not may_publish(local)
    # Who leads a unit decides on nobody above it.
    client.force_login(local)
    assert client.post(address(place, publisher), {"allowed": "0"}).status_code == 404


def test_ending_the_role_of_the_last_one_is_refused_while_others_stay(client, place, publisher, colleague):
    url = f"/o/{place.slug}/personer/{membership_of(publisher).pk}/avsluta/"
    answer = client.post(url)
    assert answer.status_code == 422
    assert REFUSED in answer.content.decode()
    with pytest.raises(people.LastPublisherError):
        people.end_membership(by=publisher, membership=membership_of(publisher))
    assert membership_of(publisher).is_active
    client.post(address(place, colleague), {"allowed": "1"})
    assert client.post(url).status_code == 302
    assert not membership_of(publisher).is_active


def test_the_last_coordinator_may_still_go(client, place, publisher):
    url = f"/o/{place.slug}/personer/{membership_of(publisher).pk}/avsluta/"
    assert client.post(url, {"leave_vacant": "on"}).status_code == 302
    assert not membership_of(publisher).is_active


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_coordinators_can_have_it(client, place, publisher, role):
    other = make.member(place, role)
    assert client.post(address(place, other), {"allowed": "1"}).status_code == 404
    with pytest.raises(ValueError, match="coordinators"):
        people.set_right_to_publish(by=publisher, membership=membership_of(other), allowed=True)
    client.force_login(other)
    assert client.post(address(place, publisher), {"allowed": "0"}).status_code == 403
    assert may_publish(publisher)


def test_a_role_that_is_over_gets_no_right(client, place, publisher, colleague):
    people.end_membership(by=publisher, membership=membership_of(colleague))
    answer = client.post(address(place, colleague), {"allowed": "1"}, follow=True)
    assert "Rollen är avslutad" in answer.content.decode()
    assert not may_publish(colleague)


def test_another_organisations_coordinators_are_out_of_reach(client, place, publisher):
    other = make.organisation("Grannstad")
    stranger = make.member(other)
    for url in (address(other, stranger), address(place, stranger)):
        assert client.post(url, {"allowed": "0"}).status_code == 404
    with pytest.raises(PermissionDenied):
        people.set_right_to_publish(by=publisher, membership=membership_of(stranger), allowed=False)
    assert may_publish(stranger)


def test_reading_the_address_changes_nothing(client, place, publisher, colleague):
    assert client.get(address(place, colleague)).status_code == 405


def test_the_door_tells_the_right_from_any_of_the_roles(place, django_assert_num_queries):
    unit = make.organisation("Skolan", parent=place)
    below, above = make.member(unit), make.member(place, Role.READER)
    Membership.objects.create(user=above, organisation=unit, role=Role.COORDINATOR)
    both = make.member(place)
    Membership.objects.create(user=both, organisation=unit, role=Role.COORDINATOR)
    for person, expected in ((below, True), (above, False), (both, True)):
        with django_assert_num_queries(2):
            here = membership_at(person, unit.slug)
        assert here
        assert here.may_publish is expected


class TestInvitations:
    """A coordinator comes in with the right when the one who invited had it to hand on."""

    def accepted(self, by, place, role=Role.COORDINATOR, *, between=lambda: None):
        person = make.user()
        made = invitations.invite(by=by, organisation=place, email=person.email, role=role)
        between()
        return invitations.accept(invitation=made, user=person)

    def test_from_who_may_publish(self, place, publisher):
        assert self.accepted(publisher, place).may_publish

    def test_the_first_one_from_an_administrator(self, place, administrator):
        assert self.accepted(administrator, place).may_publish

    def test_other_roles_never(self, place, administrator):
        assert not self.accepted(administrator, place, Role.READER).may_publish

    def test_who_lacks_the_right_hands_on_none(self, place, publisher, colleague):
        assert not self.accepted(colleague, place).may_publish

    def test_a_right_in_a_unit_is_none_above_it(self, place, publisher):
        unit = make.organisation("Skolan", parent=place)
        local = make.member(unit)
        assert self.accepted(local, unit).may_publish
        assert not self.accepted(local, place).may_publish

    def test_a_successor_gets_it_from_who_has_left(self, place, publisher):
        def leave():
            people.end_membership(by=publisher, membership=membership_of(publisher), leave_vacant=True)

        assert self.accepted(publisher, place, between=leave).may_publish

    def test_not_from_who_has_lost_the_right(self, place, publisher, administrator):
        make.member(place)

        def lose():
            people.set_right_to_publish(by=administrator, membership=membership_of(publisher), allowed=False)

        assert not self.accepted(publisher, place, between=lose).may_publish
