"""What a link leads to. A link that leads nowhere says nothing about why: used, closed and unknown are alike."""

from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

from organisations.throttle import HOUR, network_of
from surveys.models import Invitation, InvitationState, State, Survey
from surveys.tokens import mac_of

MOST_UNKNOWN: Final = 200
"""Links that lead nowhere, from one network within an hour. A link that works always works: a whole municipality may
share one address."""


@dataclass(frozen=True)
class Door:
    """A survey that takes answers, and the invitation where the link is personal."""

    survey: Survey
    invitation: Invitation | None

    @property
    def group(self) -> str:
        """The code of the group that the invited person belongs to; empty where nobody is known."""
        return self.invitation.group if self.invitation else ""


def by_token(token: str) -> Door | None:
    """Return what an open link leads to; None when it is unknown or used, or the survey takes no answers."""
    mac = mac_of(token)
    invitation = (
        Invitation.objects.select_related("survey")
        .filter(token_mac=mac, state=InvitationState.INVITED, survey__state=State.OPEN)
        .first()
    )
    if invitation is not None:
        return Door(invitation.survey, invitation) if _lasts(invitation.survey) else None
    survey = Survey.objects.filter(shared_mac=mac, state=State.OPEN).first()
    return Door(survey, None) if survey is not None and _lasts(survey) else None


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


def _lasts(survey: Survey) -> bool:
    return survey.closes_on >= timezone.localdate()
