"""The demo's units, own ratings and next steps of one organisation, all of them constructed."""

import datetime
from collections.abc import Mapping
from typing import Final

from django.utils import timezone
from pydantic import BaseModel, ConfigDict

from checklists.demo import InstrumentKey, load_assessment
from checklists.models import Instrument, NextStep, Occasion, OwnAssessment, OwnRating
from organisations.models import Function, Organisation, User

UNIT_PARTICIPANTS: Final = {"chef": 2, "nyckelperson": 3}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Step(_Strict):
    """A next step on an item; `days` from today until it is due."""

    item: int
    text: str
    owner: str
    days: int


class OwnRatings(_Strict):
    """What one person rated alone, one digit an item."""

    name: str
    function: str
    digits: str


class Details(_Strict):
    """`units` maps a unit's slug to one string of digits for each occasion it handed in at."""

    about: str
    instrument: InstrumentKey
    owner: str
    organisation: str
    occasions: list[str]
    units: dict[str, list[str]]
    next_steps: list[Step]
    own_ratings: list[OwnRatings]

    @property
    def people(self) -> dict[str, str]:
        """The function's key by name, of those who rate alone."""
        return {own.name: own.function for own in self.own_ratings}


def load_details(details: Details, *, people: Mapping[str, User]) -> None:
    """Make them; `people` maps demo roles and names to persons. What is there already is left alone."""
    organisation = Organisation.objects.get(code=details.organisation)
    _load_units(details, organisation)
    last = (
        organisation.assessments.current()
        .filter(occasion__name=details.occasions[-1])
        .latest("occasion__date")
    )
    if not organisation.next_steps.exists():
        _load_steps(details, organisation, last.occasion, people)
    waiting = Occasion.objects.open_to(organisation).in_time_order().last()
    if waiting is not None and not organisation.own_assessments.exists():
        _load_own_ratings(details, organisation, waiting, people)


def _load_units(details: Details, organisation: Organisation) -> None:
    instrument = Instrument.objects.get(key=details.instrument.key, version=details.instrument.version)
    functions = {function.key: function for function in Function.objects.filter(key__in=UNIT_PARTICIPANTS)}
    people = {functions[key]: number for key, number in UNIT_PARTICIPANTS.items()}
    for index, name in enumerate(details.occasions):
        whole = Occasion.objects.open_to(organisation).get(name=name, owner__code=details.owner)
        at, _created = Occasion.objects.get_or_create(
            owner=whole.owner, instrument=instrument, name=name, date=whole.date
        )
        at.invitees.add(organisation)
        for slug, strings in details.units.items():
            if index < len(strings):
                load_assessment(
                    Organisation.objects.get(slug=slug),
                    at,
                    digits=strings[index],
                    people=people,
                    submitted_by=None,
                )


def _load_steps(
    details: Details, organisation: Organisation, occasion: Occasion, people: Mapping[str, User]
) -> None:
    items = {item.number: item for item in occasion.instrument.items.all()}
    NextStep.objects.bulk_create(
        NextStep(
            organisation=organisation,
            occasion=occasion,
            item=items[step.item],
            text=step.text,
            owner=people[step.owner],
            due=timezone.localdate() + datetime.timedelta(days=step.days),
            changed_by=people["coordinator"],
        )
        for step in details.next_steps
    )


def _load_own_ratings(
    details: Details, organisation: Organisation, occasion: Occasion, people: Mapping[str, User]
) -> None:
    now = timezone.now()
    items = list(occasion.instrument.items.order_by("number"))
    for own in details.own_ratings:
        made = OwnAssessment.objects.create(
            organisation=organisation,
            occasion=occasion,
            rater=people[own.name],
            function=Function.objects.get(key=own.function),
            finished_at=now,
        )
        OwnRating.objects.bulk_create(
            OwnRating(own=made, item=item, value=int(digit), saved_at=now)
            for item, digit in zip(items, own.digits, strict=True)
        )
