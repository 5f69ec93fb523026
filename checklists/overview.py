"""The list of occasions: where an organisation stands at each, in a constant number of queries."""

import datetime
from dataclasses import dataclass, replace

from django.db.models import Count

from checklists.calculations import Total, total
from checklists.models import Assessment, AssessmentQuerySet, Occasion, OccasionQuerySet
from organisations.access import ActiveMembership
from organisations.models import Organisation


@dataclass(frozen=True)
class OccasionRow:
    """One occasion; `assessment` and `total` are None where nothing is begun, or begun but not the reader's to see.

    `assessment` is what holds: the version handed in last, or the first draft. `correction` is a draft beside it.
    `rates_itself` is False where only the units below rate; `units` counts those of them that have handed in.
    """

    occasion: Occasion
    assessment: Assessment | None
    total: Total | None
    correction: Assessment | None = None
    rates_itself: bool = True
    units: int = 0


def open_occasions(membership: ActiveMembership) -> OccasionQuerySet:
    """The occasions that the organisation may rate at."""
    return Occasion.objects.open_to(membership.organisation)


def seen_occasions(membership: ActiveMembership) -> OccasionQuerySet:
    """The occasions that the organisation or the units below it rate at."""
    return Occasion.objects.seen_by(membership.organisation)


def units_without(membership: ActiveMembership, occasion: Occasion) -> list[Organisation]:
    """Units below the organisation, in force that day, that have handed in nothing at the occasion or a twin of it."""
    twins = Occasion.objects.twins_of(occasion)
    handed_in = Assessment.objects.current().filter(occasion__in=twins)
    below = Organisation.objects.below(membership.organisation).active(occasion.date)
    return list(below.exclude(pk__in=handed_in.values("organisation")).in_order())


def visible_assessments(membership: ActiveMembership) -> AssessmentQuerySet:
    """What the member may read of the organisation's own assessments: drafts are the coordinator's only."""
    own = Assessment.objects.filter(organisation=membership.organisation)
    return own if membership.is_coordinator else own.submitted()


def overview(membership: ActiveMembership) -> list[OccasionRow]:
    """Every occasion, latest first, with what the member may see of it."""
    seen: dict[int, list[Assessment]] = {}
    for version in visible_assessments(membership).with_content().order_by("version"):
        seen.setdefault(version.occasion_id, []).append(version)
    own = set(open_occasions(membership).values_list("pk", flat=True))
    at_units = _handed_in_by_units(membership.organisation)
    occasions = seen_occasions(membership).select_related("instrument")
    rows = [
        replace(
            _row(occasion, seen.get(occasion.pk, [])),
            rates_itself=occasion.pk in own,
            units=at_units.get(_time(occasion), 0),
        )
        for occasion in occasions.in_time_order().reverse()
    ]
    times = {_time(row.occasion) for row in rows if row.rates_itself}
    return [row for row in rows if row.rates_itself or _time(row.occasion) not in times]


def _time(occasion: Occasion) -> tuple[int, str, datetime.date]:
    """Return what twins have in common."""
    return occasion.owner_id, occasion.name, occasion.date


def _handed_in_by_units(organisation: Organisation) -> dict[tuple[int, str, datetime.date], int]:
    below = Organisation.objects.below(organisation).values("pk")
    counted = (
        Assessment.objects.current()
        .filter(organisation__in=below)
        .values_list("occasion__owner", "occasion__name", "occasion__date")
        .annotate(n=Count("organisation", distinct=True))
    )
    return {(owner, name, date): n for owner, name, date, n in counted}


def _row(occasion: Occasion, versions: list[Assessment]) -> OccasionRow:
    """Put the versions of one occasion, oldest first, into its row."""
    if not versions:
        return OccasionRow(occasion, None, None)
    last = versions[-1]
    holds = versions[-2] if last.corrects_id and not last.is_submitted else last
    counted = total(holds.answers, occasion.instrument.scale)
    return OccasionRow(occasion, holds, counted, correction=last if last is not holds else None)


def earlier(assessment: Assessment) -> list[Assessment]:
    """Handed-in assessments of the same organisation and instrument version before this one, in time order."""
    before = (
        Assessment.objects.filter(organisation=assessment.organisation)
        .current()
        .of_instrument(assessment.occasion.instrument)
        .up_to(assessment.occasion)
        .exclude(occasion=assessment.occasion_id)
    )
    return list(before.with_content().in_time_order())
