"""Groups and addresses out of the tree of organisations: the units as a breakdown, the coordinators as the invited."""

from django.utils import timezone

from organisations.models import CoordinatorAssignment, Organisation
from surveys.models import Group, Survey


def groups_of_units(survey: Survey) -> int:
    """Give a draft the active units below its organisation as groups, as they hang today; return how many."""
    units = Organisation.objects.below(survey.organisation).active()
    parents = dict(units.values_list("pk", "parent_id"))
    made: dict[int, Group] = {}
    waiting = list(units.in_order())
    while waiting:
        # Those whose parent has been made; a unit below one that is closed hangs from the top.
        ready = [unit for unit in waiting if unit.parent_id in made or unit.parent_id not in parents]
        for unit in ready:
            made[unit.pk] = Group.objects.create(
                survey=survey, code=unit.slug[:60], name=str(unit)[:160], parent=made.get(unit.parent_id or 0)
            )
        waiting = [unit for unit in waiting if unit not in ready]
    return len(made)


def coordinators(survey: Survey) -> dict[str, str]:
    """Return the addresses of today's coordinators in the tree, with the code of the unit where it is a group."""
    below = Organisation.objects.below(survey.organisation, include_self=True).values("pk")
    codes = set(survey.groups.values_list("code", flat=True))
    found = (
        CoordinatorAssignment.objects.active(timezone.localdate())
        .filter(organisation__in=below, user__is_active=True)
        .order_by("organisation__sort_key", "user_id")
        .values_list("user__email", "organisation__slug")
    )
    people: dict[str, str] = {}
    for email, slug in found:
        people.setdefault(email, slug[:60] if slug[:60] in codes else "")
    return people
