"""The list of occasions: where an organisation stands at each, in a constant number of queries."""

from dataclasses import dataclass

from checklists.calculations import Total, total
from checklists.models import Assessment, AssessmentQuerySet, Occasion, OccasionQuerySet
from organisations.access import ActiveMembership


@dataclass(frozen=True)
class OccasionRow:
    """One occasion; `assessment` and `total` are None where nothing is begun, or begun but not the reader's to see.

    `assessment` is what holds: the version handed in last, or the first draft. `correction` is a draft beside it.
    """

    occasion: Occasion
    assessment: Assessment | None
    total: Total | None
    correction: Assessment | None = None


def open_occasions(membership: ActiveMembership) -> OccasionQuerySet:
    """The occasions that the organisation may rate at."""
    return Occasion.objects.open_to(membership.organisation)


def visible_assessments(membership: ActiveMembership) -> AssessmentQuerySet:
    """What the member may read of the organisation's own assessments: drafts are the coordinator's only."""
    own = Assessment.objects.filter(organisation=membership.organisation)
    return own if membership.is_coordinator else own.submitted()


def overview(membership: ActiveMembership) -> list[OccasionRow]:
    """Every occasion, latest first, with what the member may see of it."""
    seen: dict[int, list[Assessment]] = {}
    for version in visible_assessments(membership).with_content().order_by("version"):
        seen.setdefault(version.occasion_id, []).append(version)
    occasions = open_occasions(membership).select_related("instrument").in_time_order().reverse()
    return [_row(occasion, seen.get(occasion.pk, [])) for occasion in occasions]


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
