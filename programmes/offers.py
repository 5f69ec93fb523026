"""Whom an assessment of a programme may be shared with: the group, who leads, who evaluates."""

from collections.abc import Iterable, Iterator

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from checklists.apart import can_be_released, released
from checklists.models import Assessment
from organisations.audiences import Apart, Depth, Offer, Offers
from organisations.models import Organisation
from programmes.models import COUNTING, Group, GroupMember, Part, Participation
from programmes.reading import days_of
from programmes.sharing_rows import REASONS, standing, told_apart

Found = Iterator[tuple[Organisation, str]]


def offers(shared: Model) -> Offers:
    """Return whom an assessment may be shared with: all stand ticked before it is handed in the first time.

    Afterwards those stand ticked that it is shared with, also who has left the group since. About fourteen queries.
    """
    if not isinstance(shared, Assessment):
        return Offers()
    line = list(Organisation.objects.ancestors(shared.organisation, include_self=True))
    rating = _rating(shared, {place.pk for place in line})
    roles = _roles(shared, line, rating)
    now = standing(shared)
    is_new = shared.corrects_id is None and not shared.is_submitted
    rows = [
        Offer(place, ", ".join(dict.fromkeys(words)), is_new or place.pk in now)
        for place, words in roles.items()
    ]
    gone = Organisation.objects.filter(pk__in=set(now) - {place.pk for place in roles})
    rows.extend(Offer(place, _("delas sedan tidigare"), ticked=True) for place in gone.in_order())
    depth = next((depth for depth, reason in REASONS.items() if reason in now.values()), Depth.WORDS)
    leads = {one.programme.owner_id for one in rating} - {shared.organisation.pk}
    return Offers(tuple(rows), depth, _apart(shared, leads))


def _apart(assessment: Assessment, leads: set[int]) -> Apart | None:
    """Return whether those who lead may be told how far apart functions rated; who is told already may be untold."""
    there = released(assessment)
    told = told_apart(there)
    if there is None and not (leads and can_be_released(assessment)):
        return None
    return Apart(frozenset(leads | told), bool(told)) if leads or told else None


def _roles(
    assessment: Assessment, line: list[Organisation], rating: list[Participation]
) -> dict[Organisation, list[str]]:
    """Return each organisation with what it is: the group first, then who leads, then who evaluates."""
    found: dict[Organisation, list[str]] = {}
    for place, words in [*_together(rating, line), *_beside(rating), *_leading(rating), *_evaluating(rating)]:
        if place != assessment.organisation:
            found.setdefault(place, []).append(words)
    return found


def _rating(assessment: Assessment, line: set[int]) -> list[Participation]:
    """Return as which participants of which programmes an organisation or a unit rates at the occasion."""
    rater = assessment.organisation
    own = Q(organisations=rater) | Q(through=rater) | Q(units__in=line)
    whole = Q(organisations__in=line, units=None)
    programmes = Q(programme__is_open=True, programme__meetings__occasion=assessment.occasion_id)
    taking_part = Participation.objects.counting().exclude(part=Part.EVALUATOR)
    found = taking_part.filter(programmes, own | whole).distinct()
    return list(found.with_organisations().select_related("programme__owner").in_order())


def _together(rating: Iterable[Participation], line: list[Organisation]) -> Found:
    """Others of the same participant; whoever the unit belongs to reads it at the unit's own pages."""
    for one in rating:
        for place in [*one.organisations.all(), *([one.through] if one.through else [])]:
            if place not in line:
                yield place, _("deltar tillsammans med er")


def _beside(rating: list[Participation]) -> Found:
    """Partners and mentors of the groups that the participants are in today."""
    groups = _groups(rating)
    members = GroupMember.objects.active().filter(group__in=groups, participation__stage__in=COUNTING)
    others = (
        members.exclude(participation__in=rating)
        .exclude(participation__part=Part.EVALUATOR)
        .select_related("group", "participation__through")
        .prefetch_related("participation__organisations", "participation__units")
        .order_by("group__name", "participation__sort_key", "pk")
    )
    for member in others:
        one = member.participation
        words = _role(Part(one.part)) % {"group": member.group.name}
        through = [one.through] if one.through else []
        for place in [*one.organisations.all(), *one.units.all(), *through]:
            yield place, words


def _leading(rating: list[Participation]) -> Found:
    for group in _groups(rating).exclude(leader=None).select_related("leader"):
        if group.leader is not None:
            yield group.leader, _("länsnod som leder %(group)s") % {"group": group.name}
    for one in rating:
        yield one.programme.owner, _("programledare")


def _evaluating(rating: list[Participation]) -> Found:
    programmes = {one.programme_id for one in rating}
    evaluators = Participation.objects.counting().in_part(Part.EVALUATOR).filter(programme__in=programmes)
    for one in evaluators.with_organisations().select_related("programme").in_order():
        if timezone.localdate() <= days_of(one, one.programme)[1]:
            for place in one.organisations.all():
                yield place, _("utvärderare")


def _groups(rating: Iterable[Participation]) -> QuerySet[Group]:
    today = GroupMember.objects.active().filter(participation__in=[one.pk for one in rating])
    return Group.objects.filter(pk__in=today.order_by().values("group")).order_by("name", "pk")


def _role(part: Part) -> str:
    return {
        Part.MENTOR: _("mentor i %(group)s"),
        Part.SUPPORT: _("stödjande mentor i %(group)s"),
    }.get(part, _("partner i %(group)s"))
