"""Addresses are kept no longer than somebody may ask about an invitation."""

import datetime
from typing import Final

from django.utils import timezone

from surveys.models import Anonymity, Invitation, State

KEPT: Final = datetime.timedelta(days=90)
"""After the last day to answer. How many were invited, in each group too, stands in the survey's results."""


def forget_addresses() -> int:
    """Delete the invitations of anonymous surveys that were done long ago; return how many.

    Where answers are kept with the address, the address is part of the answer and stays.
    """
    old = Invitation.objects.filter(
        survey__state=State.DONE,
        survey__anonymity=Anonymity.ANONYMOUS,
        survey__closes_on__lt=timezone.localdate() - KEPT,
    )
    deleted, _by_model = old.delete()
    return deleted
