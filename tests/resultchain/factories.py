"""What tests of the result chain need in the database; every function returns saved rows."""

import datetime

from figures.swedish import sort_key
from resultchain.models import Area, ChainEntry, Course, Goal, Link, LinkKind, Perspective
from tests.factories import DAY


def area(place, name="Rekrytering", **fields):
    return Area.objects.create(organisation=place, name=name, sort_key=sort_key(name), **fields)


def perspective(place, name="Jämställdhet", **fields):
    return Perspective.objects.create(organisation=place, name=name, sort_key=sort_key(name), **fields)


def course(place, name="Grundkurs", **fields):
    return Course.objects.create(organisation=place, name=name, sort_key=sort_key(name), **fields)


def entry(place, what="Utbildning för chefer", level=1, *, by=None, **fields):
    """An entry of the place; done on the tests' day unless told otherwise."""
    fields.setdefault("last_day", DAY)
    perspectives = fields.pop("perspectives", ())
    made = ChainEntry.objects.create(
        organisation=place,
        what=what,
        sort_key=sort_key(what),
        level=level,
        created_by=by,
        saved_by=by,
        **fields,
    )
    made.perspectives.set(perspectives)
    return ChainEntry.objects.get(pk=made.pk)


def link(source, target, kind=LinkKind.LED_TO):
    return Link.objects.create(source=source, target=target, kind=kind)


def goal(place, title="Fler sökande av alla kön", **fields):
    fields.setdefault("valid_from", datetime.date(2020, 1, 1))
    return Goal.objects.create(organisation=place, title=title, sort_key=sort_key(title), **fields)
