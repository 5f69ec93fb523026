"""What tests need in the database, made with the fewest words; every function returns saved rows."""

import datetime
import itertools
from typing import Any

from django.utils import timezone

from checklists import instruments
from checklists.actions import assessments as actions
from checklists.actions.instruments import load_instrument
from checklists.models import Assessment, Instrument, NextStep, Occasion, OwnAssessment, OwnRating
from figures.swedish import sort_key
from organisations.models import Function, Kind, Membership, Organisation, Role, User

_numbers = itertools.count(1)
PASSWORD = "ett-langt-losenord-27"
DAY = datetime.date(2020, 3, 1)

INVENTED = {
    "key": "pahittad",
    "version": "1",
    "title": "Påhittad checklista",
    "level": "board",
    "scale": {
        "minimum": 1,
        "maximum": 4,
        "labels": ["inget", "början", "på god väg", "klart"],
        "not_applicable": True,
    },
    "source": "Påhittad för prov",
    "items": [
        {"number": n, "short": f"Sak {n}", "wording": f"Nämnden har gjort sak nummer {n} klar"}
        for n in range(1, 13)
    ],
}


def organisation(name="Exempelstad", *, kind=Kind.MUNICIPALITY, parent=None, code=None, **fields):
    number = next(_numbers)
    return Organisation.objects.create(
        name=name,
        kind=kind,
        parent=parent,
        code=code,
        slug=fields.pop("slug", f"plats-{number}"),
        sort_key=sort_key(name),
        valid_from=fields.pop("valid_from", datetime.date(2000, 1, 1)),
        **fields,
    )


def user(name="Kim Prov", **fields):
    email = fields.pop("email", f"person-{next(_numbers)}@prov.example")
    return User.objects.create_user(email, PASSWORD, name=name, **fields)


def member(place, role=Role.COORDINATOR, *, name="Kim Prov", **fields):
    """A new person with a role over the place."""
    somebody = user(name, **{key: fields.pop(key) for key in ("email",) if key in fields})
    fields.setdefault("may_publish", role == Role.COORDINATOR)
    Membership.objects.create(
        user=somebody, organisation=place, role=role, valid_from=fields.pop("valid_from", DAY), **fields
    )
    return somebody


def functions():
    for position, key in enumerate(["politiker", "chef", "nyckelperson"], start=1):
        Function.objects.get_or_create(
            key=key, defaults={"name_sv": key, "name_en": f"{key} (en)", "position": position}
        )
    return list(Function.objects.in_use())


def skr():
    return load_instrument(content=instruments.read(instruments.shipped()[0]))[0]


def invented():
    content = instruments.InstrumentFile.model_validate(INVENTED)
    return load_instrument(content=content)[0]


def occasion(instrument: Instrument, *invitees, name="Inför träff 1", date=DAY, owner=None):
    made = Occasion.objects.create(owner=owner or invitees[0], instrument=instrument, name=name, date=date)
    made.invitees.set(invitees)
    return made


def assessment(place, at: Occasion, digits="", *, by=None, people=3, submit=True, comment="", **texts):
    """An assessment; digits in item order, "-" for not rated, "n" for not applicable; texts for every item."""
    by = by or member(place)
    made = actions.start_assessment(by=by, organisation=place, occasion=at)
    ratings: dict[int, Any] = {
        number: {
            "value": int(d) if d.isdigit() else None,
            "not_applicable": d == "n",
            "comment": comment,
            **texts,
        }
        for number, d in enumerate(digits, start=1)
    }
    actions.save_draft(by=by, assessment=made, ratings=ratings, numbers={functions()[0]: people})
    if submit:
        actions.submit_assessment(by=by, assessment=made)
    return Assessment.objects.with_content().get(pk=made.pk)


def own_assessment(place, at: Occasion, digits="", *, by, function=None, comment="", finish=True):
    """What one person rated alone; digits as in assessment()."""
    made = OwnAssessment.objects.create(
        organisation=place,
        occasion=at,
        rater=by,
        function=function or functions()[0],
        finished_at=timezone.now() if finish else None,
    )
    items = at.instrument.items.order_by("number")
    OwnRating.objects.bulk_create(
        OwnRating(
            own=made,
            item=item,
            value=int(d) if d.isdigit() else None,
            not_applicable=d == "n",
            comment=comment,
        )
        for item, d in zip(items, digits.ljust(items.count(), "-"), strict=True)
    )
    return OwnAssessment.objects.with_content().get(pk=made.pk)


def next_step(place, at: Occasion, *, owner, number=1, text="Ta fram en mall", due=None, **fields):
    return NextStep.objects.create(
        organisation=place,
        occasion=at,
        item=at.instrument.items.get(number=number),
        text=text,
        owner=owner,
        due=due or today() + datetime.timedelta(days=30),
        **fields,
    )


def today():
    return timezone.localdate()
