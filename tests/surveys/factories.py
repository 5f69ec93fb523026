"""What tests of surveys need, with the fewest words."""

import datetime

from django.utils import timezone

from surveys import keys
from surveys.actions import answering, inviting, sealing, storing, surveys
from surveys.doors import by_token
from surveys.models import State
from surveys.tokens import token_of
from tests import factories


def draft(template="vgr-samordnare", *, place=None, by=None, days=14, **fields):
    place = place or factories.organisation()
    closes_on = timezone.localdate() + datetime.timedelta(days=days)
    return surveys.make(by=by, organisation=place, template=template, closes_on=closes_on, **fields)


def opened(template="vgr-samordnare", *, people=0, groups=None, addresses=None, **fields):
    """An open survey with its key; the people are spread over the groups in turn."""
    if groups:
        fields |= {"breakdown": "unit", "groups": {code: code.capitalize() for code in groups}}
    survey = draft(template, **fields)
    if people:
        codes = list(groups or [""])
        inviting.invite(
            survey=survey,
            people={f"svarande-{n}@prov.example": codes[n % len(codes)] for n in range(people)},
        )
    surveys.open_survey(by=None, survey=survey)
    sealing.prepare(survey.pk)
    survey.refresh_from_db()
    assert survey.state == State.OPEN
    return survey


def tokens(survey):
    """The links of the invited, by their addresses."""
    return {one.email: token_of(survey.pk, one.pk) for one in survey.invitations.order_by("email")}


def door_of(token):
    door = by_token(token)
    assert door is not None
    return door


def answer(token, given):
    return answering.store(door=door_of(token), given=given)


def closed(survey):
    """Close it and take the answers out; without VACUUM, which a test's transaction does not allow."""
    assert surveys.close(by=None, survey=survey)
    sealing.take_out(survey.pk)
    keys.destroy(survey.pk)
    survey.refresh_from_db()
    return survey


def done_by_hand(survey, *, invited, answered):
    """Let a closed survey whose answers a test has written be done, with its release."""
    survey.refresh_from_db()
    survey.invited, survey.answered = invited, answered
    storing.release(survey)
    survey.state = State.DONE
    survey.save(update_fields=["state", "invited", "answered"])
