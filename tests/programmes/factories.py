"""What tests of programmes need, with the fewest words; every function returns saved rows."""

import datetime

from django.utils import timezone

from programmes.models import (
    Expectation,
    Group,
    GroupMember,
    Meeting,
    Part,
    Participation,
    Programme,
    Stage,
)
from tests import factories

DAY = datetime.date(2019, 1, 15)


def programme(owner=None, *, name="Satsningen", is_open=True, **fields):
    """An open round that goes on today."""
    today = timezone.localdate()
    fields.setdefault("starts_on", today - datetime.timedelta(days=200))
    fields.setdefault("ends_on", today + datetime.timedelta(days=200))
    return Programme.objects.create(
        owner=owner or factories.organisation("Ledarna", kind="national"),
        name=name,
        round=fields.pop("round", "omgång 1"),
        is_open=is_open,
        **fields,
    )


def participation(where, *places, part=Part.PARTICIPANT, stage=Stage.TAKES_PART, units=(), **fields):
    """Organisations that take part as one participant."""
    made = Participation.objects.create(
        programme=where,
        part=part,
        stage=stage,
        sort_key=" ".join(place.sort_key for place in places),
        **fields,
    )
    made.organisations.set(places)
    made.units.set(units)
    return made


def group(where, *members, name="Grupp 1", **fields):
    """A group with members from its first day on."""
    made = Group.objects.create(programme=where, name=name, **fields)
    for one in members:
        GroupMember.objects.create(group=made, participation=one, valid_from=where.starts_on)
    return made


def meeting(where, *, days=14, name="Träff 1", kind="benchmarking", groups=(), **fields):
    """A meeting of three hours so many days from today."""
    starts_at = timezone.now() + datetime.timedelta(days=days)
    made = Meeting.objects.create(
        programme=where,
        kind=kind,
        name=name,
        starts_at=starts_at,
        ends_at=starts_at + datetime.timedelta(hours=3),
        **fields,
    )
    made.groups.set(groups)
    return made


def expectation(where, part=Part.PARTICIPANT, **words):
    """What a part gives and gets."""
    return Expectation.objects.create(
        programme=where, part=part, **{"gives": "Tid.", "gets": "Stöd."} | words
    )
