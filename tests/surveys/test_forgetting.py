"""Addresses of anonymous surveys go when nobody needs them any longer, and nothing else changes."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from surveys import results, tasks
from surveys.actions.forgetting import KEPT, forget_addresses
from surveys.models import Anonymity, Invitation
from tests.surveys.factories import answer, closed, opened, tokens

pytestmark = pytest.mark.django_db


def done(**fields):
    survey = opened(people=12, **fields)
    for token in tokens(survey).values():
        answer(token, {"f1": "5"})
    return closed(survey)


@pytest.fixture
def later(monkeypatch):
    """The day on which the addresses of what was closed today are forgotten, and the day before."""
    last = timezone.localdate()

    def go_to(days):
        monkeypatch.setattr(timezone, "localdate", lambda: last + KEPT + datetime.timedelta(days=days))

    return go_to


def test_they_are_forgotten_after_their_time_and_the_results_stay(later):
    survey = done()
    before = results.results(survey)
    later(0)
    assert forget_addresses() == 0
    later(1)
    assert forget_addresses() == 12
    assert not survey.invitations.exists()
    survey.refresh_from_db()
    assert (survey.invited, survey.answered) == (12, 12)
    assert results.results(survey) == before


def test_open_surveys_and_answers_with_addresses_keep_theirs(later):
    opened(people=3)
    done(anonymity=Anonymity.NAMED)
    later(1)
    assert forget_addresses() == 0
    assert Invitation.objects.count() == 15


def test_beat_asks_for_it():
    assert tasks.forget_addresses.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
