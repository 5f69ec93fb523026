"""Many organisations that rate in one programme and share it, made in few statements."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from checklists.models import Assessment, Rating
from figures.swedish import sort_key
from organisations.models import Kind, Organisation, Share
from programmes.models import Participation, Stage
from programmes.sharing_rows import VALUES
from tests import factories
from tests.programmes.factories import meeting, participation, programme

FIRST, LAST = datetime.date(2020, 3, 1), datetime.date(2020, 9, 1)


@dataclass
class Round:
    """A programme with some participants, and its lead, whom they share with."""

    programme: Any
    instrument: Any
    lead: Any
    places: list[Any]
    occasions: list[Any]

    def rate(self, place, digits, *, at=-1, share=True, reason=VALUES, audience=None):
        """Hand in, and share with the lead or somebody else."""
        made = handed_in(place, self.occasions[at], digits)
        if share:
            shared(made, audience or self.lead, reason)
        return made


def handed_in(place, occasion, digits):
    """An assessment that is handed in; "n" in the digits: not applicable."""
    made = Assessment.objects.create(organisation=place, occasion=occasion)
    items = occasion.instrument.items.order_by("number")
    Rating.objects.bulk_create(
        Rating(
            assessment=made,
            item=item,
            value=int(digit) if digit.isdigit() else None,
            not_applicable=digit == "n",
        )
        for item, digit in zip(items, digits, strict=True)
    )
    Assessment.objects.filter(pk=made.pk).update(submitted_at=timezone.now())
    return made


def shared(assessment, audience, reason=VALUES):
    """The row of a share."""
    return Share.objects.create(
        owner=assessment.organisation,
        object_type=Assessment._meta.label_lower,
        object_id=str(assessment.pk),
        audience=audience,
        reason=reason,
    )


def joined(*names, name="Modellkommuner", occasions=("Inför träff 1", "Efter träff 2"), lead=None, **fields):
    """A round in which organisations with these names take part, asked to rate at two occasions."""
    lead = lead or factories.organisation("Ledarna", kind="national")
    found = programme(lead, name=name)
    places = [factories.organisation(one, **fields) for one in names]
    for place in places:
        participation(found, place)
    instrument = factories.skr()
    made = []
    for number, title in enumerate(occasions):
        day = FIRST + number * (LAST - FIRST)
        occasion = factories.occasion(instrument, *places, name=title, date=day, owner=lead)
        meeting(found, name=f"Träff {number + 1}", occasion=occasion)
        made.append(occasion)
    return Round(found, instrument, lead, places, made)


def add_many(round_, count, digits=lambda _place, _occasion: "2211221123"):
    """More participants that have handed in at every occasion and share it with the lead; a few statements in all.

    `digits` gives the values by the numbers of the place and the occasion.
    """
    places = Organisation.objects.bulk_create(
        Organisation(
            name=f"Kommun {number:04d}",
            kind=Kind.MUNICIPALITY,
            slug=f"kommun-{number:04d}",
            sort_key=sort_key(f"Kommun {number:04d}"),
            valid_from=datetime.date(2000, 1, 1),
        )
        for number in range(count)
    )
    taking_part = Participation.objects.bulk_create(
        Participation(programme=round_.programme, stage=Stage.TAKES_PART, sort_key=place.sort_key)
        for place in places
    )
    Participation.organisations.through.objects.bulk_create(
        Participation.organisations.through(participation=one, organisation=place)
        for one, place in zip(taking_part, places, strict=True)
    )
    items = list(round_.instrument.items.order_by("number"))
    for at, occasion in enumerate(round_.occasions):
        occasion.invitees.add(*places)
        made = Assessment.objects.bulk_create(
            Assessment(organisation=place, occasion=occasion) for place in places
        )
        Rating.objects.bulk_create(
            Rating(assessment=one, item=item, value=int(digit))
            for number, one in enumerate(made)
            for item, digit in zip(items, digits(number, at), strict=True)
        )
        Assessment.objects.filter(pk__in=[one.pk for one in made]).update(submitted_at=timezone.now())
        Share.objects.bulk_create(
            Share(
                owner=one.organisation,
                object_type=Assessment._meta.label_lower,
                object_id=str(one.pk),
                audience=round_.lead,
                reason=VALUES,
            )
            for one in made
        )
    return places
