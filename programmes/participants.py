"""Who in a programme sees whose participation, and how much of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from organisations.models import Organisation
from programmes.found import LEADERS, Place, led_by_node
from programmes.lines import units_of
from programmes.models import COUNTING, OF_ORGANISATIONS, Part, Participation, Stage
from programmes.naming import name_of

SEEN_BY_ALL: Final = (*COUNTING, Stage.LEFT)
"""Who takes part or has done so is no secret in the programme; who was asked and who said no is the lead's."""


@dataclass(frozen=True)
class Row:
    """One participant as one reader sees it, who may lead it; `shows_all`: contact and decision too."""

    participation: Participation
    name: str
    units: list[Organisation]
    may_lead: bool
    is_mine: bool
    shows_all: bool

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return Stage(self.participation.stage)

    @property
    def may_answer(self) -> bool:
        """Whether the reader's organisation may still say yes or no."""
        return self.is_mine and self.stage in {Stage.INVITED, Stage.APPLIED, Stage.DECLINED}


def participations_at(place: Place) -> QuerySet[Participation]:
    """Return the participations that a place sees, part by part in the order of what they are called."""
    rows = place.programme.participations.with_organisations().prefetch_related("function_numbers__function")
    if place.programme.owner_id != place.organisation.pk:
        own = Q(pk__in=[one.pk for one in place.participations])
        led = Q(pk__in=led_by_node(place).order_by().values("pk"))
        rows = rows.filter(Q(stage__in=SEEN_BY_ALL) | own | led)
    order = [When(part=part, then=Value(number)) for number, part in enumerate(OF_ORGANISATIONS)]
    return rows.order_by(Case(*order), "sort_key", "pk")


def rows_of(place: Place, participations: list[Participation]) -> list[Row]:
    """Return each participation as the place sees it. One query."""
    led = set(led_by_node(place).values_list("pk", flat=True)) if place.led_groups else set()
    mine = {one.pk for one in place.participations}
    leads_group = bool(place.membership.roles & LEADERS)
    of_lead = place.programme.owner_id == place.organisation.pk
    return [
        Row(
            participation=one,
            name=name_of(one),
            units=units_of(one),
            may_lead=place.may_lead or (leads_group and one.pk in led),
            is_mine=one.pk in mine,
            shows_all=of_lead or one.pk in mine or one.pk in led,
        )
        for one in participations
    ]


def get_row(place: Place, participation_id: int) -> Row:
    """Return one participation as the place sees it, or 404."""
    found = get_object_or_404(participations_at(place), pk=participation_id)
    return rows_of(place, [found])[0]


def numbers_of(place: Place) -> Mapping[str, int]:
    """Return how many participants the place sees, and how many of them take part, have left or are mentors."""
    parts = (Part.MENTOR, Part.SUPPORT)
    participant = Q(part=Part.PARTICIPANT)
    return participations_at(place).aggregate(
        all=Count("pk", distinct=True),
        taking_part=Count("pk", filter=participant & Q(stage__in=COUNTING), distinct=True),
        left=Count("pk", filter=participant & Q(stage=Stage.LEFT), distinct=True),
        mentors=Count("pk", filter=Q(part__in=parts, stage__in=COUNTING), distinct=True),
    )
