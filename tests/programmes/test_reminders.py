"""Reminders go to the contacts of those who have not done what is due, once, and not when it is done meanwhile."""

import datetime

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from programmes import tasks
from programmes.actions.reminding import make_reminders
from programmes.models import Acknowledgement, DueMail, HomeWork, Part, Stage
from tests import factories
from tests.programmes.factories import expectation, group, meeting, participation, programme
from tests.resultchain.at_once import at_once

pytestmark = pytest.mark.django_db


def contact(name="kontakt"):
    return factories.user("Kim Prov", email=f"{name}@prov.example")


@pytest.fixture
def found():
    """A round with a meeting in a fortnight that is rated before, and nothing done by its participant in Kalix."""
    place = factories.organisation("Kalix")
    made = programme()
    made.participation = participation(made, place, contact=contact())
    made.place = place
    at = factories.occasion(factories.skr(), place, owner=made.owner)
    made.meeting = meeting(made, days=14, name="Träff 2", occasion=at)
    return made


def remind():
    make_reminders()
    tasks.send_reminders()
    return [(one.to[0], one.subject) for one in mail.outbox]


def subjects():
    return [subject for _to, subject in remind()]


RATING = "Påminnelse: lämna in skattningen inför Träff 2"


def test_the_contact_is_written_to_once(found):
    assert remind() == [("kontakt@prov.example", RATING)]
    assert remind() == [("kontakt@prov.example", RATING)]
    text = mail.outbox[0].body
    assert "Skattningen från Kalix inför Träff 2 är inte inlämnad." in text
    assert "Hej!" in text
    assert f"{settings.PUBLIC_URL.rstrip('/')}/" in text
    assert DueMail.objects.get().meeting == found.meeting


def test_beat_makes_and_sends_them():
    scheduled = {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {tasks.make_reminders.name, tasks.send_reminders.name} <= scheduled


def test_again_three_days_before_and_not_in_between(found):
    today = timezone.localdate()
    for passed in range(16):
        make_reminders(today=today + datetime.timedelta(days=passed))
    day = timezone.localdate(found.meeting.starts_at).isoformat()
    keys = DueMail.objects.order_by("pk").values_list("key", flat=True)
    assert list(keys) == [f"reminder:assessment:{found.meeting.pk}:{day}:{left}" for left in (14, 3)]


def test_who_has_rated_hears_nothing_also_when_it_happens_meanwhile(found):
    make_reminders()
    assert DueMail.objects.count() == 1
    factories.assessment(found.place, found.meeting.occasion, "1" * 10)
    tasks.send_reminders()
    assert mail.outbox == []
    assert not DueMail.objects.exists()
    assert remind() == []


def test_who_is_not_invited_to_rate_is_not_asked_to(found):
    participation(found, factories.organisation("Boden"), part=Part.MENTOR, contact=contact("boden"))
    assert [to for to, _subject in remind()] == ["kontakt@prov.example"]


def test_home_work_is_asked_for_before_the_next_meeting(found):
    factories.assessment(found.place, found.meeting.occasion, "1" * 10)
    gave = meeting(found, days=-20, name="Träff 1", home_work="Pröva något.")
    assert subjects() == ["Påminnelse: lämna in hemuppgiften från Träff 1"]
    DueMail.objects.all().delete()
    HomeWork.objects.create(meeting=gave, participation=found.participation, finished_at=timezone.now())
    assert len(remind()) == 1


def test_a_role_that_nobody_has_read_is_asked_for(found):
    factories.assessment(found.place, found.meeting.occasion, "1" * 10)
    words = expectation(found)
    assert subjects() == ["Påminnelse: läs vad er roll innebär i Satsningen omgång 1"]
    DueMail.objects.all().delete()
    Acknowledgement.objects.create(
        participation=found.participation, user=factories.user(), version=words.version
    )
    assert len(remind()) == 1


def test_an_invitation_without_an_account_is_answered_in_time():
    made = programme(starts_on=timezone.localdate() + datetime.timedelta(days=3))
    participation(
        made,
        factories.organisation("Boden"),
        stage=Stage.INVITED,
        contact_name="Bo Prov",
        contact_email="bo@prov.example",
    )
    assert remind() == [("bo@prov.example", "Påminnelse: svara på inbjudan till Satsningen omgång 1")]
    assert "Boden är inbjuden till Satsningen omgång 1 och har inte svarat." in mail.outbox[0].body


def test_a_result_report_is_asked_for_until_it_is_in():
    made = programme(compiled_on=timezone.localdate() + datetime.timedelta(days=3))
    late = participation(made, factories.organisation("Kalmar"), contact=contact(), stage=Stage.COMPLETED)
    participation(made, factories.organisation("Lund"), contact=contact("lund"), handed_in_at=timezone.now())
    expected = ("kontakt@prov.example", "Påminnelse: lämna in resultatrapporten för Satsningen omgång 1")
    assert remind() == [expected]
    assert DueMail.objects.get().participation == late


@pytest.mark.parametrize(
    ("change", "stage"),
    [({"is_open": False}, Stage.TAKES_PART), ({}, Stage.LEFT), ({}, Stage.DECLINED)],
)
def test_closed_rounds_and_leavers_are_left_in_peace(found, change, stage):
    for name, value in change.items():
        setattr(found, name, value)
    found.save()
    found.participation.stage = stage
    found.participation.save()
    assert remind() == []


def test_meetings_of_other_groups_ask_nothing(found):
    mine = group(found, found.participation, name="Min")
    found.meeting.groups.set([group(found, name="En annan")])
    assert remind() == []
    found.meeting.groups.set([mine])
    assert len(remind()) == 1


def test_it_goes_to_whoever_is_the_contact_when_it_is_sent(found):
    make_reminders()
    found.participation.contact = contact("ny")
    found.participation.save()
    assert remind() == [("ny@prov.example", RATING)]


def test_nobody_to_write_to_makes_no_reminder_until_there_is_somebody(found):
    found.participation.contact = None
    found.participation.save()
    assert remind() == []
    assert not DueMail.objects.exists()
    found.participation.contact = contact("ny")
    found.participation.save()
    assert len(remind()) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_with_one_and_three_participants(found, number, django_assert_num_queries):
    for index in range(number - 1):
        participation(found, factories.organisation(), contact=contact(f"till-{index}"))
    with django_assert_num_queries(16):
        make_reminders()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_make_each_once(found):
    assert at_once(make_reminders, make_reminders, make_reminders) == []
    assert DueMail.objects.count() == 1
