"""What waits for a member among the checklists, and where the organisation stands right now."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from checklists.calculations import Total, total
from checklists.models import Assessment
from checklists.overview import OccasionRow, earlier, overview
from checklists.results import result
from organisations.access import ActiveMembership
from organisations.waiting import Waiting

STILL_WAITS_FOR: Final = datetime.timedelta(days=90)
"""How long an occasion that nobody has begun to rate at goes on waiting after its date."""


def waiting(membership: ActiveMembership, now: "Standing | None") -> list[Waiting]:
    """Occasions to rate at, the earliest first, for coordinators, who lead the assessment; for others the result."""
    if not membership.is_coordinator:
        return [_result(membership, now)] if now else []
    rows = overview(membership)
    if not rows:
        return [_first_occasion(membership)]
    return [_row(membership, row) for row in reversed(rows) if _waits(row)]


def _waits(row: OccasionRow) -> bool:
    if not row.rates_itself:
        return False
    if row.assessment is not None:
        return not row.assessment.is_submitted
    return row.occasion.date >= timezone.localdate() - STILL_WAITS_FOR


def _row(membership: ActiveMembership, row: OccasionRow) -> Waiting:
    slug = membership.organisation.slug
    if row.assessment is None or row.total is None:
        return Waiting(
            title=_("Checklista: %(occasion)s") % {"occasion": row.occasion},
            text=_("Inget är skattat än. Börja med det ni vet, resten kan vänta."),
            action=_("Börja skatta"),
            url=reverse("assessment_start", args=[slug, row.occasion.pk]),
            due=row.occasion.date,
            post=True,
        )
    return Waiting(
        title=_("Checklista: %(occasion)s") % {"occasion": row.occasion},
        text=_progress(row.total),
        action=_("Fortsätt skatta"),
        url=reverse("assessment", args=[slug, row.assessment.pk]),
        due=row.occasion.date,
        level="half",
    )


def _progress(counted: Total) -> str:
    if counted.is_complete:
        return _("Alla moment är skattade. Granska och lämna in.")
    return _("%(rated)s av %(items)s moment är skattade.") % {"rated": counted.rated, "items": counted.items}


def _result(membership: ActiveMembership, now: "Standing") -> Waiting:
    return Waiting(
        title=_("Resultat: %(occasion)s") % {"occasion": now.assessment.occasion},
        text=f"{now.finding}.",
        action=_("Läs resultatet"),
        url=reverse("assessment_result", args=[membership.organisation.slug, now.assessment.pk]),
        level="full",
    )


def _first_occasion(membership: ActiveMembership) -> Waiting:
    return Waiting(
        title=_("Skapa ert första skattningstillfälle"),
        text=_("Då kan ni skatta var ni står i dag och se hur ni rör er över tid."),
        action=_("Skapa tillfälle"),
        url=reverse("occasion_new", args=[membership.organisation.slug]),
    )


@dataclass(frozen=True)
class Standing:
    """The latest handed-in assessment in one number and one sentence."""

    assessment: Assessment
    total: Total
    finding: str


def standing(membership: ActiveMembership) -> Standing | None:
    """Where the organisation stands; None when nothing is handed in."""
    latest = (
        Assessment.objects.filter(organisation=membership.organisation)
        .current()
        .with_content()
        .in_time_order()
        .last()
    )
    if latest is None:
        return None
    shown = result(latest, earlier(latest))
    return Standing(latest, total(latest.answers, latest.occasion.instrument.scale), shown.finding)
