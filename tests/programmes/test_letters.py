"""Letters reach those who were chosen, each once; what became of each mail is told; a letter never changes."""

import datetime
import uuid
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership, Role
from programmes import tasks
from programmes.actions import mailing
from programmes.actions.reminding import make_reminders
from programmes.models import DueMail, Letter, Participation, Stage
from tests import factories
from tests.programmes.factories import group, participation, programme

pytestmark = pytest.mark.django_db

TYPED = {"subject": "Inför träffen", "body": "Hej!\nVi ses.", "send": "1"}


@pytest.fixture
def found():
    return programme()


@pytest.fixture
def lead(found):
    return factories.member(found.owner, Role.PROGRAMME_LEAD)


def url(name, place, where, *more):
    return reverse(name, args=[place.slug, where.pk, *more])


def addresses():
    return sorted(address for one in mail.outbox for address in one.to)


def test_the_chosen_functions_get_it_once(client, found, lead):
    politician, manager, _key = factories.functions()
    one, two = factories.organisation(), factories.organisation()
    ours = group(found, participation(found, one))
    group(found, participation(found, two), name="Grupp 2")
    participation(found, factories.organisation("Inbjuden"), stage=Stage.INVITED)
    factories.member(one, Role.PARTICIPANT, email="a@prov.example", function=politician)
    factories.member(one, Role.PARTICIPANT, email="b@prov.example", function=manager)
    factories.member(two, Role.PARTICIPANT, email="c@prov.example", function=politician)
    client.force_login(lead)
    chosen = TYPED | {"groups": [ours.pk], "functions": [politician.pk], "once": str(uuid.uuid4())}
    for _click in range(2):
        answer = client.post(url("letter_new", found.owner, found), chosen)
        assert answer.status_code == 302
    assert Letter.objects.count() == 1
    for _minute in range(2):
        tasks.send_letters()
    assert addresses() == ["a@prov.example"]
    assert mail.outbox[0].subject == "Inför träffen"
    assert "Hej!\nVi ses." in mail.outbox[0].body
    page = client.get(answer.url).text
    assert "a@prov.example" in page
    assert "1 av 1 mejl har gått iväg" in page
    all_groups = TYPED | {"functions": [politician.pk, manager.pk], "once": "nonsens"}
    client.post(url("letter_new", found.owner, found), all_groups)
    tasks.send_letters()
    assert addresses() == [f"{name}@prov.example" for name in ("a", "a", "b", "c")]


def test_how_many_it_reaches_is_told_by_function_before_it_is_sent(client, found, lead):
    politician, manager, key = factories.functions()
    one, unit = factories.organisation("Ett"), factories.organisation("Nämnden", kind="board")
    participation(found, one, units=[unit])
    participation(found, factories.organisation("Utan folk"))
    participation(found, factories.organisation("Har lämnat"), stage=Stage.LEFT)
    both = factories.member(one, Role.PARTICIPANT, function=politician)
    factories.member(unit, Role.PARTICIPANT, function=politician)
    Membership.objects.create(
        user=both, organisation=one, role=Role.READER, function=manager, valid_from=found.starts_on
    )
    client.force_login(lead)
    chosen = TYPED | {
        "functions": [each.pk for each in (politician, manager, key)],
        "once": str(uuid.uuid4()),
        "send": [],
    }
    page = client.post(url("letter_new", found.owner, found), chosen)
    assert page.status_code == 200
    told = page.context["reach"]
    assert (told.people, list(told.unreached)) == (2, ["Utan folk"])
    assert told.functions == [(politician, 2), (manager, 1), (key, 0)]
    assert "Brevet når 2 personer" in page.text
    assert not Letter.objects.exists()
    # What the page holds, sent on.
    carried = {
        name: page.context["form"][name].value()
        for name in ("once", "groups", "functions", "subject", "body")
    }
    back = client.post(url("letter_new", found.owner, found), carried | {"change": "1"})
    assert back.status_code == 200
    assert "Vi ses." in back.text
    assert not Letter.objects.exists()
    for _click in range(2):
        client.post(url("letter_new", found.owner, found), carried | {"send": "1"})
    assert Letter.objects.get().mails.count() == told.people


def test_contacts_that_it_would_reach_are_told(client, found, lead):
    participation(found, factories.organisation("Har kontakt"), contact=factories.user())
    participation(found, factories.organisation("Saknar kontakt"))
    client.force_login(lead)
    page = client.post(url("letter_new", found.owner, found), TYPED | {"send": []})
    assert "Brevet når 1 person<" in page.text
    assert page.context["reach"].unreached == ["Saknar kontakt"]
    assert 'name="body" value="Hej!\nVi ses."' in page.text


def test_contacts_get_it_when_no_function_is_chosen(client, found, lead):
    contact = factories.user(email="kontakt@prov.example")
    for _part in range(2):
        participation(found, factories.organisation(), contact=contact)
    participation(found, factories.organisation(), contact_name="Kim", contact_email="utan@prov.example")
    client.force_login(lead)
    client.post(url("letter_new", found.owner, found), TYPED)
    tasks.send_letters()
    assert addresses() == ["kontakt@prov.example", "utan@prov.example"]


@pytest.mark.parametrize(
    "typed", [{"subject": ""}, {"body": ""}, {"functions": ["x"]}, {"groups": ["999999"]}, {}, {"send": []}]
)
def test_what_cannot_be_sent(client, found, lead, typed):
    client.force_login(lead)
    group(found)
    answer = client.post(url("letter_new", found.owner, found), TYPED | typed)
    assert answer.status_code == 422
    assert not Letter.objects.exists()
    if not typed.keys() - {"send"}:
        assert "Brevet når ingen" in answer.text
        assert "Vi ses." in answer.text


def test_a_node_writes_to_its_own_groups_and_reads_no_other_letters(client, found, lead):
    node = factories.organisation("Länet")
    ours = group(
        found,
        participation(found, factories.organisation(), contact=factories.user()),
        kind="node",
        leader=node,
    )
    theirs = group(
        found, participation(found, factories.organisation(), contact=factories.user()), name="Deras"
    )
    client.force_login(lead)
    sent = client.post(
        url("letter_new", found.owner, found), TYPED | {"subject": "Hemligt", "groups": [ours.pk, theirs.pk]}
    )
    client.force_login(factories.member(node))
    assert client.post(url("letter_new", node, found), TYPED).status_code == 422
    assert client.post(url("letter_new", node, found), TYPED | {"groups": [theirs.pk]}).status_code == 422
    assert client.post(url("letter_new", node, found), TYPED | {"groups": [ours.pk]}).status_code == 302
    page = client.get(url("letters", node, found)).text
    assert "Inför träffen" in page
    assert "Hemligt" not in page
    foreign = int(sent.url.rstrip("/").rpartition("/")[2])
    assert client.get(url("letter", node, found, foreign)).status_code == 404


def test_a_participant_writes_and_reads_none(client, found):
    place = factories.organisation()
    participation(found, place)
    client.force_login(factories.member(place))
    assert client.get(url("letters", place, found)).status_code == 403
    assert client.post(url("letter_new", place, found), TYPED).status_code == 403
    held = Letter.objects.create(programme=found, subject="x", body="y")
    assert client.get(url("letter", place, found, held.pk)).status_code == 403


def test_an_address_that_refuses_is_told_and_not_tried_again(client, found, lead, monkeypatch):
    participation(found, factories.organisation(), contact=factories.user(email="nej@prov.example"))
    participation(found, factories.organisation(), contact=factories.user(email="ja@prov.example"))
    real = EmailBackend.send_messages

    def refusing(self, messages):
        if messages[0].to == ["nej@prov.example"]:
            raise SMTPRecipientsRefused({"nej@prov.example": (550, b"no")})
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refusing)
    client.force_login(lead)
    sent = client.post(url("letter_new", found.owner, found), TYPED)
    tasks.send_letters()
    assert addresses() == ["ja@prov.example"]
    page = client.get(sent.url).text
    assert "adressen tog inte emot mejlet" in page
    assert "1 adress tog inte emot" in page


def test_a_mail_server_that_is_away_loses_nothing(client, found, lead, monkeypatch):
    participation(found, factories.organisation(), contact=factories.user())
    client.force_login(lead)
    client.post(url("letter_new", found.owner, found), TYPED)

    def away(self, messages):
        raise SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", away)
        tasks.send_letters()
    assert not mail.outbox
    tasks.send_letters()
    tasks.send_letters()
    assert len(mail.outbox) == 1


def test_a_person_who_left_gets_nothing(client, found, lead):
    contact = factories.user()
    participation(found, factories.organisation(), contact=contact)
    client.force_login(lead)
    client.post(url("letter_new", found.owner, found), TYPED)
    contact.is_active = False
    contact.save()
    tasks.send_letters()
    assert not mail.outbox
    assert DueMail.objects.get().refused


def test_a_letter_never_changes(found):
    held = Letter.objects.create(programme=found, subject="x", body="y")
    for change in (held.delete, lambda: Letter.objects.update(body="z")):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            change()


def test_beat_sends():
    assert tasks.send_letters.name in {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}


def test_pages_cost_the_same_with_one_and_three_rows(client, found, lead, django_assert_num_queries):
    client.force_login(lead)
    ours = group(found)
    for rows in (1, 3):
        while Letter.objects.count() < rows:
            held = Letter.objects.create(programme=found, subject="x", body="y")
            held.groups.set([ours])
        while DueMail.objects.count() < rows:
            one = participation(found, factories.organisation(), through=factories.organisation())
            one.units.set([factories.organisation(kind="board")])
            first = Letter.objects.earliest("pk")
            DueMail.objects.create(
                programme=found, letter=first, participation=one, user=factories.user(), key="x"
            )
        with django_assert_num_queries(15):
            client.get(url("letters", found.owner, found))
        with django_assert_num_queries(19):
            client.get(url("letter", found.owner, found, Letter.objects.earliest("pk").pk))


def test_an_address_that_refuses_for_now_holds_nobody_up(found, lead, client, monkeypatch):
    for name in ("sen@prov.example", "ja@prov.example"):
        participation(found, factories.organisation(), contact_name="Ann", contact_email=name)
    real = EmailBackend.send_messages

    def busy(self, messages):
        if messages[0].to == ["sen@prov.example"]:
            raise SMTPRecipientsRefused({"sen@prov.example": (450, b"later")})
        return real(self, messages)

    client.force_login(lead)
    client.post(url("letter_new", found.owner, found), TYPED)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", busy)
        mailing.send_letters(limit=1)
        mailing.send_letters(limit=1)
        assert addresses() == ["ja@prov.example"]
    mailing.send_letters(limit=1)
    assert addresses() == ["ja@prov.example", "sen@prov.example"]


def test_a_contact_whose_role_there_has_ended_gets_nothing(client, found, lead):
    place = factories.organisation("Förra")
    unit = factories.organisation("Nämnden", parent=place, kind="board")
    contact = factories.member(unit)
    one = participation(found, place, contact=contact)
    client.force_login(lead)
    assert client.post(url("letter_new", found.owner, found), TYPED).status_code == 302
    Membership.objects.filter(user=contact).update(valid_to=factories.today(), ended_at=timezone.now())
    tasks.send_letters()
    assert not mail.outbox
    assert DueMail.objects.get().refused
    answer = client.post(url("letter_new", found.owner, found), TYPED | {"subject": "Till"})
    assert "Brevet når ingen" in answer.text
    found.starts_on = factories.today() + datetime.timedelta(days=3)
    found.save()
    for stage, made in ((Stage.INVITED, 0), (Stage.INVITED, 1)):
        Participation.objects.filter(pk=one.pk).update(stage=stage)
        make_reminders()
        assert DueMail.objects.filter(letter=None).count() == made
        Membership.objects.get_or_create(user=contact, organisation=place, role=Role.COORDINATOR)


def test_the_contact_of_two_participants_gets_it_once(client, found, lead):
    for email in ("Ann@prov.example", "ann@prov.example"):
        participation(found, factories.organisation(), contact_name="Ann", contact_email=email)
    participation(found, factories.organisation(), contact=factories.user(email="ann@prov.example"))
    client.force_login(lead)
    client.post(url("letter_new", found.owner, found), TYPED)
    tasks.send_letters()
    assert len(mail.outbox) == 1
