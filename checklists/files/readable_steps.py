"""Next steps as lines to read: who owns one is told by function or role, never by name."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from checklists.models import NextStep
from figures.swedish import sentence
from organisations.models import Membership, Organisation, Role


@dataclass(frozen=True)
class StepLine:
    """One step as the workbook writes it."""

    place: str
    occasion: str
    item: str
    text: str
    owner: str
    due: datetime.date
    state: str
    note: str


def step_lines(organisation: Organisation) -> tuple[StepLine, ...]:
    """Return the steps that are decided, of the organisation and the units below it. Two queries."""
    below = Organisation.objects.below(organisation, include_self=True).values("pk")
    steps = (
        NextStep.objects.decided()
        .filter(organisation__in=below)
        .select_related("organisation", "occasion", "item")
        .order_by("organisation__sort_key", "occasion__date", "occasion", "item__number", "due", "pk")
    )
    found = list(steps)
    owners = _owners(organisation, {step.owner_id for step in found})
    return tuple(
        StepLine(
            place=step.organisation.name,
            occasion=step.occasion.name,
            item=f"{step.item.number} {step.item.short}",
            text=step.text,
            owner=owners.get(step.owner_id, _("Uppgift saknas")),
            due=step.due,
            state=sentence(step.get_state_display()),
            note=step.state_note,
        )
        for step in found
    )


def _owners(organisation: Organisation, people: set[int]) -> dict[int, str]:
    """What each of them is in the organisation: the function, else the strongest role; ended roles count too."""
    above = Organisation.objects.ancestors(organisation, include_self=True).values("pk")
    below = Organisation.objects.below(organisation).values("pk")
    memberships = Membership.objects.filter(
        Q(organisation__in=above) | Q(organisation__in=below), user__in=people
    )
    held: dict[int, list[Membership]] = {}
    for membership in memberships.select_related("function").order_by("pk"):
        held.setdefault(membership.user_id, []).append(membership)
    return {person: _told(memberships) for person, memberships in held.items()}


def _told(memberships: Sequence[Membership]) -> str:
    functions = [each.function for each in memberships if each.function]
    if functions:
        return sentence(str(functions[0]))
    order = list(Role)
    strongest = min(memberships, key=lambda each: order.index(Role(each.role)))
    return sentence(strongest.get_role_display())
