"""Whose assessments a place may read, of those that are shared with its organisation by an open row."""

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from checklists.models import Assessment
from checklists.models.assessment import AssessmentQuerySet
from organisations.models import Organisation
from organisations.models.organisation import OrganisationQuerySet
from programmes.found import Place
from programmes.models import COUNTING, GroupMember, Part, Participation, Programme
from programmes.sharing_rows import WORDS, standing


def readable(place: Place) -> AssessmentQuerySet:
    """Return what others in the programme share with the place now: what holds, never a replaced version or a draft.

    The lead and an evaluator within its days read what every participant shares with them; partners and mentors only
    while they are in a group with the participant, a county node while it leads one.
    """
    return _within(place, _of_programme(place).visible_to(place.organisation))


def countable(place: Place) -> AssessmentQuerySet:
    """Return what others let the place count in the spread of many and never read, within the same bounds."""
    return _within(place, _of_programme(place).counted_for(place.organisation))


def _within(place: Place, found: AssessmentQuerySet) -> AssessmentQuerySet:
    shared = found.exclude(organisation__in=place.own_side)
    if place.programme.owner_id == place.organisation.pk or any(
        evaluates(one, place.programme) for one in place.participations
    ):
        return shared
    return shared.filter(organisation__in=_beside(place))


def own(place: Place) -> AssessmentQuerySet:
    """Return what the organisation and its units have handed in at the programme's occasions, shared or not."""
    return _of_programme(place).filter(organisation__in=place.own_side)


def get_shared(place: Place, shared_id: int) -> Assessment:
    """Return what holds of an assessment that the place may read, by the id of any version of it, or 404."""
    seen = Q(pk__in=readable(place).order_by().values("pk")) | Q(pk__in=own(place).order_by().values("pk"))
    found = Assessment.objects.filter(seen).with_content()
    direct = found.filter(pk=shared_id).first()
    if direct is not None:
        return _as_shared(place, direct)
    earlier = get_object_or_404(_readable_versions(place), pk=shared_id)
    same = found.filter(organisation=earlier.organisation_id, occasion=earlier.occasion_id)
    return _as_shared(place, get_object_or_404(same))


def reads_words(place: Place, assessment: Assessment) -> bool:
    """Whether the place reads what was written, too: the owner's choice."""
    if assessment.organisation_id in place.own_side:
        return True
    return standing(assessment).get(place.organisation.pk) == WORDS


def shares_words(assessment: Assessment) -> bool:
    """Whether the owner shares what was written, too, with those that it shares with."""
    return WORDS in standing(assessment).values()


def days_of(evaluator: Participation, programme: Programme) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day on which an evaluator reads: its own, or the programme's.

    A programme's report may be put together after its last day.
    """
    last = max(programme.ends_on, programme.compiled_on or programme.ends_on)
    return evaluator.reads_from or programme.starts_on, evaluator.reads_to or last


def evaluates(evaluator: Participation, programme: Programme) -> bool:
    """Whether an evaluator reads today."""
    first, last = days_of(evaluator, programme)
    is_one = evaluator.part == Part.EVALUATOR and evaluator.stage in COUNTING
    return is_one and first <= timezone.localdate() <= last


def takes_part(one: Participation, programme: Programme) -> bool:
    """Whether a participation opens today what passes between those who take part; an evaluator's only on its days."""
    if one.part == Part.EVALUATOR:
        return evaluates(one, programme)
    return one.stage in COUNTING


def _of_programme(place: Place) -> AssessmentQuerySet:
    occasions = place.programme.meetings.exclude(occasion=None).order_by().values("occasion")
    found: AssessmentQuerySet = Assessment.objects.filter(occasion__in=occasions).current()
    return found.select_related("organisation", "occasion__instrument").order_by(
        "organisation__sort_key", "organisation", "occasion__date", "occasion"
    )


def _readable_versions(place: Place) -> AssessmentQuerySet:
    mine = Q(organisation__in=place.own_side)
    shared = Q(pk__in=Assessment.objects.visible_to(place.organisation).order_by().values("pk"))
    return Assessment.objects.submitted().filter(mine | shared)


def _as_shared(place: Place, assessment: Assessment) -> Assessment:
    """Take away what was written where the owner shares only the values."""
    if not reads_words(place, assessment):
        assessment.correction_reason = ""
        for rating in assessment.ratings.all():
            rating.comment = rating.toward_note = rating.evidence = ""
    return assessment


def _beside(place: Place) -> OrganisationQuerySet:
    """Return those that are in a group with the place today, or in one that it leads, and its own participation's."""
    mine = [one for one in place.participations if one.stage in COUNTING and one.part != Part.EVALUATOR]
    held = GroupMember.objects.active().filter(participation__in=[one.pk for one in mine])
    groups = Q(group__in=held.order_by().values("group")) | Q(group__in=[one.pk for one in place.led_groups])
    members = GroupMember.objects.active().filter(groups, participation__stage__in=COUNTING)
    beside = Participation.objects.filter(pk__in=members.order_by().values("participation"))
    others = beside.exclude(part=Part.EVALUATOR).prefetch_related("organisations", "units")
    return _places_of([*mine, *others])


def _places_of(participations: Iterable[Participation]) -> OrganisationQuerySet:
    """Return who rates as these participants: the organisations, and the units below where they take part."""
    tops: set[int] = set()
    alone: set[int] = set()
    for one in participations:
        units = {unit.pk for unit in one.units.all()}
        places = {place.pk for place in one.organisations.all()}
        tops |= units or places
        alone |= places | ({one.through_id} if one.through_id else set())
    branches = Organisation.objects.in_branches(tops).values("pk")
    found: OrganisationQuerySet = Organisation.objects.filter(Q(pk__in=alone) | Q(pk__in=branches))
    return found
