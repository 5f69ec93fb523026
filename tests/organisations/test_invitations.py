"""Invitations: one link, used once, by the right person, in time, however often somebody clicks."""

import datetime
import threading
import uuid

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from organisations.actions import invitations
from organisations.models import Event, Invitation, Membership, Role, User
from tests import factories as make

pytestmark = pytest.mark.django_db
EMAIL = "ny@prov.example"
ACCOUNT = {"name": "Nyman Prov", "password1": "en-ny-lang-mening-27", "password2": "en-ny-lang-mening-27"}


@pytest.fixture
def place():
    return make.organisation("Exempelstad")


@pytest.fixture
def coordinator(place):
    return make.member(place, name="Karin Samordnare")


@pytest.fixture
def invitation(place, coordinator):
    return invite(place, coordinator)


def invite(place, by, email=EMAIL, role=Role.CONTRIBUTOR, **more):
    return invitations.invite(by=by, organisation=place, email=email, role=role, **more)


def link(invitation):
    return f"/inbjudan/{invitations.token_of(invitation)}/"


def form(place, **changes):
    return {"email": EMAIL, "organisation": place.pk, "role": "contributor", "function": ""} | changes


class TestInviting:
    """The coordinator's form."""

    def test_the_way_from_form_to_mail(
        self, client, place, coordinator, django_capture_on_commit_callbacks, broker
    ):
        client.force_login(coordinator)
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(f"/o/{place.slug}/personer/bjud-in/", form(place, email="NY@Prov.Example"))
        assert answer.url == f"/o/{place.slug}/personer/"
        made = Invitation.objects.get()
        assert made.email == EMAIL
        (message,) = broker.lrange("celery", 0, -1)
        assert EMAIL.encode() not in message
        assert invitations.token_of(made).encode() not in message
        assert "väntar på att skickas" in client.get(answer.url).content.decode()

        invitations.deliver(made.pk)
        assert f"{settings.PUBLIC_URL}{link(made)}" in mail.outbox[0].body
        assert mail.outbox[0].to == [EMAIL]
        assert "Mejlet skickades" in client.get(answer.url).content.decode()

    @pytest.mark.parametrize("role", ["programme_lead", "mentor", "evaluator", "administrator", ""])
    def test_a_coordinator_gives_only_roles_of_the_organisation(self, client, place, coordinator, role):
        client.force_login(coordinator)
        answer = client.post(f"/o/{place.slug}/personer/bjud-in/", form(place, role=role))
        assert answer.status_code == 422
        assert not Invitation.objects.exists()

    def test_the_action_refuses_too(self, place, coordinator):
        with pytest.raises(ValueError, match="cannot grant"):
            invite(place, coordinator, role=Role.MENTOR)

    def test_an_administrator_gives_every_role_everywhere(self, client, place):
        client.force_login(make.user(is_administrator=True))
        url = f"/administration/organisationer/{place.slug}/personer/bjud-in/"
        assert client.post(url, form(place, role="mentor")).status_code == 302
        assert Invitation.objects.get().role == Role.MENTOR

    def test_to_units_below_but_nowhere_else(self, client, place, coordinator):
        unit = make.organisation("Skolan", parent=place)
        other = make.organisation("Grannstad")
        client.force_login(coordinator)
        url = f"/o/{place.slug}/personer/bjud-in/"
        assert client.post(url, form(unit)).status_code == 302
        assert client.post(url, form(other)).status_code == 422
        assert not other.invitations.exists()

    def test_a_participant_has_a_function_and_nobody_else(self, client, place, coordinator):
        politician = make.functions()[0]
        client.force_login(coordinator)
        url = f"/o/{place.slug}/personer/bjud-in/"
        assert "Välj i vilken funktion" in client.post(url, form(place, role="participant")).content.decode()
        client.post(url, form(place, role="participant", function=politician.pk))
        client.post(url, form(place, role="reader", function=politician.pk))
        assert [(i.role, i.function) for i in Invitation.objects.order_by("role")] == [
            ("participant", politician),
            ("reader", None),
        ]

    def test_twice_is_refused_in_words_but_an_old_one_is_replaced(
        self, client, place, coordinator, invitation
    ):
        client.force_login(coordinator)
        url = f"/o/{place.slug}/personer/bjud-in/"
        answer = client.post(url, form(place))
        assert answer.status_code == 422
        assert "väntar redan" in answer.content.decode()
        Invitation.objects.update(
            expires_at=timezone.now() - datetime.timedelta(seconds=1) + LONG, created_at=OLD
        )
        Invitation.objects.update(expires_at=OLD + LONG)
        assert client.post(url, form(place)).status_code == 302
        assert Invitation.objects.waiting().count() == 1

    def test_twice_at_once_is_refused_by_the_database(self, place, coordinator, invitation):
        with pytest.raises(invitations.AlreadyInvitedError):
            invite(place, coordinator, email=EMAIL.upper())

    def test_somebody_who_has_the_role(self, client, place, coordinator):
        client.force_login(coordinator)
        data = form(place, email=coordinator.email, role="coordinator")
        answer = client.post(f"/o/{place.slug}/personer/bjud-in/", data)
        assert "har redan den rollen" in answer.content.decode()

    @pytest.mark.parametrize(
        "email",
        [
            "",
            "inte-en-adress",
            "a@b",
            "kim@prov.example\r\nBcc: alla@prov.example",
            "x" * 300 + "@prov.example",
            "\0",
        ],
    )
    def test_what_is_no_address(self, client, place, coordinator, email):
        client.force_login(coordinator)
        answer = client.post(f"/o/{place.slug}/personer/bjud-in/", form(place, email=email))
        assert answer.status_code == 422
        assert not Invitation.objects.exists()

    def test_markup_in_an_address_is_text(self, client, place, coordinator):
        client.force_login(coordinator)
        url = f"/o/{place.slug}/personer/"
        client.post(f"{url}bjud-in/", form(place, email='"<b>x</b>"@prov.example'))
        assert "<b>x</b>" not in client.get(url).content.decode()

    def test_withdrawing(self, client, place, coordinator, invitation):
        client.force_login(coordinator)
        url = f"/o/{place.slug}/personer/inbjudan/{invitation.pk}/dra-tillbaka/"
        assert client.get(url).status_code == 405
        client.post(url)
        again = client.post(url, follow=True)
        assert "redan använd eller tillbakadragen" in again.content.decode()
        assert Client().get(link(invitation)).status_code == 410

    def test_somebody_elses_invitation_is_not_there(self, client, place, coordinator):
        other = make.organisation("Grannstad")
        theirs = invite(other, make.member(other))
        client.force_login(coordinator)
        url = f"/o/{place.slug}/personer/inbjudan/%s/dra-tillbaka/"
        assert client.post(url % theirs.pk).status_code == 404
        assert client.post(url % uuid.uuid4()).status_code == 404
        theirs.refresh_from_db()
        assert theirs.is_open
        assert EMAIL not in client.get(f"/o/{place.slug}/personer/").content.decode()


OLD = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
LONG = datetime.timedelta(days=7)


class TestAccepting:
    """The page behind the link."""

    def test_reading_consumes_nothing_and_tells_nobody(self, client, invitation):
        before = Invitation.objects.values().get()
        for _ in range(2):
            answer = client.get(link(invitation))
            assert answer.status_code == 200
            assert "Karin Samordnare har bjudit in dig" in answer.content.decode()
            assert "no-store" in answer["Cache-Control"]
            assert answer["Referrer-Policy"] == "strict-origin"
        assert client.head(link(invitation)).status_code == 200
        assert Invitation.objects.values().get() == before
        assert not User.objects.filter(email=EMAIL).exists()

    def test_a_new_person_gets_account_role_and_session(self, client, place, invitation):
        answer = client.post(link(invitation), ACCOUNT)
        assert (answer.status_code, answer.url) == (302, f"/o/{place.slug}/")
        person = User.objects.get(email=EMAIL)
        assert person.check_password(ACCOUNT["password1"])
        assert Membership.objects.get(user=person).role == Role.CONTRIBUTOR
        assert "Välkommen till Exempelstad" in client.get(answer.url).content.decode()
        assert settings.KNOWN_BROWSER_COOKIE_NAME in client.cookies
        event = Event.objects.get(verb="organisations.invitation_accepted")
        assert EMAIL not in str(event.data)

    def test_a_double_click_gives_one_membership(self, client, invitation):
        client.post(link(invitation), ACCOUNT)
        second = Client().post(link(invitation), ACCOUNT)
        assert second.status_code == 410
        assert "redan använd" in second.content.decode()
        assert Membership.objects.filter(user__email=EMAIL).count() == 1

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"name": ""}, "Skriv ditt namn"),
            ({"name": " \u202e\u0007 "}, "Skriv ditt namn"),
            ({"name": "x" * 10_000}, "högst 120"),
            ({"password2": "en-annan-mening-27"}, "inte lika"),
            ({"password1": "kort", "password2": "kort"}, "12 tecken"),
            ({"password1": EMAIL, "password2": EMAIL}, "e-postadress"),
            ({"password1": "Nyman Prov 1", "password2": "Nyman Prov 1"}, "namn"),
        ],
    )
    def test_bad_input_keeps_the_invitation(self, client, invitation, changes, words):
        answer = client.post(link(invitation), ACCOUNT | changes)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        invitation.refresh_from_db()
        assert invitation.is_open
        assert not User.objects.filter(email=EMAIL).exists()

    def test_a_hostile_name_is_only_a_name(self, client, place, coordinator, invitation):
        client.post(link(invitation), ACCOUNT | {"name": '<script>alert(1)</script>\u202e"\n\tx'})
        name = User.objects.get(email=EMAIL).name
        assert "\u202e" not in name
        assert "\n" not in name
        client.force_login(coordinator)
        assert "<script>alert" not in client.get(f"/o/{place.slug}/personer/").content.decode()

    def test_who_has_an_account_signs_in_first_and_confirms(self, client, place, invitation):
        person = make.user(email=EMAIL)
        page = client.get(link(invitation))
        assert f"/logga-in/?next={link(invitation)}" in page.content.decode()
        # Nobody takes an account over by posting the form for new people.
        assert client.post(link(invitation), ACCOUNT).status_code == 200
        assert User.objects.get(email=EMAIL).check_password(make.PASSWORD)
        client.force_login(person)
        assert "Tacka ja" in client.get(link(invitation)).content.decode()
        assert client.post(link(invitation)).url == f"/o/{place.slug}/"
        assert client.post(link(invitation)).status_code == 410
        assert Membership.objects.filter(user=person).count() == 1

    def test_somebody_else_who_is_signed_in_cannot_take_it(self, client, invitation, coordinator):
        client.force_login(coordinator)
        for answer in (client.get(link(invitation)), client.post(link(invitation), ACCOUNT)):
            assert answer.status_code == 403
            assert "en annan adress" in answer.content.decode()
        invitation.refresh_from_db()
        assert invitation.is_open

    def test_a_closed_account_is_not_opened_by_an_invitation(self, client, invitation):
        make.user(email=EMAIL, is_active=False)
        for answer in (client.get(link(invitation)), client.post(link(invitation), ACCOUNT)):
            assert answer.status_code == 410
            assert "Kontot är avstängt" in answer.content.decode()

    def test_who_has_the_role_already_keeps_one(self, client, place, invitation):
        person = make.user(email=EMAIL)
        Membership.objects.create(user=person, organisation=place, role=Role.CONTRIBUTOR)
        client.force_login(person)
        assert client.post(link(invitation)).status_code == 302
        assert Membership.objects.filter(user=person).count() == 1

    @pytest.mark.parametrize(
        ("changes", "status", "words"),
        [
            ({"created_at": OLD, "expires_at": OLD + LONG}, 410, "sju dagar"),
            ({"withdrawn_at": OLD}, 410, "tillbakadragen"),
        ],
    )
    def test_links_that_are_over_say_why(self, client, invitation, changes, status, words):
        address = link(invitation)
        Invitation.objects.update(**changes)
        for answer in (client.get(address), client.post(address, ACCOUNT)):
            assert answer.status_code == status
            assert words in answer.content.decode()
        assert not User.objects.filter(email=EMAIL).exists()

    def test_a_closed_organisation_takes_nobody_in(self, client, place, invitation):
        type(place).objects.update(valid_to=datetime.date(2020, 1, 1))
        assert client.post(link(invitation), ACCOUNT).status_code == 410
        assert not User.objects.filter(email=EMAIL).exists()

    @pytest.mark.parametrize("token", ["x", "å" * 32, "A" * 5000])
    def test_an_unknown_link(self, client, token):
        answer = client.get(f"/inbjudan/{token}/")
        assert answer.status_code == 404
        assert "hela länken" in answer.content.decode()

    def test_the_row_does_not_hold_the_token(self, invitation):
        token = invitations.token_of(invitation)
        assert len(token) == 32
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_jsonb(i)::text FROM organisations_invitation i")
            assert token not in cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_two_people_with_the_link_at_once_become_one_member():
    """Two connections, both past the check, one row to take."""
    place = make.organisation()
    made = invite(place, make.member(place))
    both_read = threading.Barrier(2)
    outcomes = []

    def accept():
        mine = Invitation.objects.select_related("organisation").get(pk=made.pk)
        both_read.wait()
        try:
            invitations.accept_as_new(invitation=mine, name="Ny Prov", password="en-ny-lang-mening-27")
            outcomes.append("in")
        except invitations.InvitationClosedError as error:
            outcomes.append(error.state.value)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["accepted", "in"]
    assert User.objects.filter(email=EMAIL).count() == 1
    assert Membership.objects.filter(user__email=EMAIL).count() == 1
