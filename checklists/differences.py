"""Where people who rated on their own see an item differently, before the group agrees."""

from checklists.models import Occasion, OwnRating
from organisations.models import Organisation


def differing_items(organisation: Organisation, occasion: Occasion) -> frozenset[int]:
    """Return the numbers of items that finished own ratings give more than one answer to. One query.

    "Ej tillämpligt" is an answer; an item that somebody left out is not.
    """
    given: dict[int, set[int | None]] = {}
    for number, value, not_applicable in OwnRating.objects.filter(
        own__in=organisation.own_assessments.filter(occasion=occasion).finished()
    ).values_list("item__number", "value", "not_applicable"):
        if value is not None or not_applicable:
            given.setdefault(number, set()).add(value)
    return frozenset(number for number, answers in given.items() if len(answers) > 1)
