"""What tests of surveys need, with the fewest words."""

import datetime

from django.utils import timezone

from surveys.actions import surveys
from tests import factories

CODES = ("norr", "soder")


def draft(template="vgr-samordnare", *, place=None, by=None, days=14, **fields):
    place = place or factories.organisation()
    closes_on = timezone.localdate() + datetime.timedelta(days=days)
    return surveys.make(by=by, organisation=place, template=template, closes_on=closes_on, **fields)
