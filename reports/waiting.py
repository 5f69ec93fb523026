"""What waits for a member among the reports."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.access import ActiveMembership
from organisations.waiting import Waiting
from reports.models import Report, State

MOST: Final = 3


def waiting(membership: ActiveMembership) -> list[Waiting]:
    """A coordinator's failed reports; for everybody else the latest report to read."""
    slug = membership.organisation.slug
    own = Report.objects.filter(organisation=membership.organisation).select_related("job").newest_first()
    if membership.is_coordinator:
        return [
            Waiting(
                title=_("Rapporten kunde inte skapas: %(title)s") % {"title": report.title},
                text=_("Läs varför, ändra och försök igen."),
                action=_("Se vad som hände"),
                url=reverse("report", args=[slug, report.pk]),
            )
            for report in own.filter(job__state=State.FAILED)[:MOST]
        ]
    return [
        Waiting(
            title=report.title,
            text=_("Den senaste rapporten. Första sidan är skriven för dig som har kort om tid."),
            action=_("Läs rapporten"),
            url=reverse("report", args=[slug, report.pk]),
            level="full",
        )
        for report in own.finished()[:1]
    ]
