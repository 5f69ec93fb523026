"""Many people who rated on their own, made in few statements."""

import itertools

from django.utils import timezone

from checklists.models import OwnAssessment, OwnRating
from organisations.models import Function, User
from tests import factories

_numbers = itertools.count(1)


def rated_alone(place, occasion, **digits):
    """Finished own ratings: by a function's key one string of digits a person; "n" is not applicable, "-" not rated.

    The people have no password and no role, so that they cost nothing.
    """
    factories.functions()
    functions = {one.key: one for one in Function.objects.filter(key__in=digits)}
    answers = [(functions[key], one) for key, people in digits.items() for one in people]
    people = User.objects.bulk_create(
        User(email=f"ensam-{next(_numbers)}@prov.example", name="Ensam Prov") for _one in answers
    )
    made = OwnAssessment.objects.bulk_create(
        OwnAssessment(
            organisation=place,
            occasion=occasion,
            rater=person,
            function=function,
            finished_at=timezone.now(),
        )
        for person, (function, _digits) in zip(people, answers, strict=True)
    )
    items = list(occasion.instrument.items.order_by("number"))
    OwnRating.objects.bulk_create(
        OwnRating(
            own=own,
            item=item,
            value=int(digit) if digit.isdigit() else None,
            not_applicable=digit == "n",
        )
        for own, (_function, given) in zip(made, answers, strict=True)
        for item, digit in zip(items, given, strict=True)
    )


def six_and_six(place, occasion, politicians="1" * 10, key_persons="2" * 10):
    """Just enough of both functions."""
    rated_alone(place, occasion, politiker=[politicians] * 6, nyckelperson=[key_persons] * 6)
