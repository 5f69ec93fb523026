"""What a link leads to. A link that leads nowhere says nothing about why: used, closed and unknown are alike."""

import uuid
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from organisations.throttle import HOUR, network_of
from surveys.models import Invitation, Survey
from surveys.reading import opened
from surveys.tokens import mac_of

MOST_UNKNOWN: Final = 200
"""Links that lead nowhere, from one network within an hour. A link that works always works: a whole municipality may
share one address."""


# Written out: every page begins with it, and the ORM takes three times as long to build it as the database to run it.
INVITED: Final = """
SELECT survey.id, survey.closes_on, invitation.id, invitation."group"
FROM surveys_invitation invitation JOIN surveys_survey survey ON survey.id = invitation.survey_id
WHERE invitation.token_mac = %s AND invitation.state = 'invited' AND survey.state = 'open'
"""
SHARED: Final = """
SELECT id, closes_on, NULL, '' FROM surveys_survey WHERE shared_mac = %s AND state = 'open'
"""


@dataclass(frozen=True)
class Door:
    """A survey that takes answers; where the link is personal, also the invitation and the code of its group."""

    survey: Survey
    invitation_id: uuid.UUID | None
    group: str


def by_token(token: str) -> Door | None:
    """Return what an open link leads to; None when it is unknown or used, or the survey takes no answers."""
    mac = mac_of(token)
    with connection.cursor() as cursor:
        for statement in (INVITED, SHARED):
            cursor.execute(statement, [mac])
            if row := cursor.fetchone():
                survey, closes_on, invitation, group = row
                lasts = closes_on >= timezone.localdate()
                return Door(opened(survey, closes_on), invitation, group) if lasts else None
    return None


def was_used(token: str) -> bool:
    """Whether the link was used: a second click on the same button is thanked like the first one."""
    return Invitation.objects.used().filter(token_mac=mac_of(token)).exists()


def too_many_unknown(address: str) -> bool:
    """Count a link that leads nowhere, and say whether the network has tried too many."""
    network = salted_hmac("surveys.unknown", network_of(address), algorithm="sha256").hexdigest()[:32]
    key = f"survey-unknown:{network}"
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key)) > MOST_UNKNOWN
    except ValueError:
        # The hour ended between the two lines, or there is no cache.
        return False
