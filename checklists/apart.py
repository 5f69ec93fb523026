"""How far apart politicians and key persons rated on their own, as it may be told outside the organisation.

What is released is worked out once, when the organisation first shares it; own ratings are over by then.
"""

from collections import defaultdict
from typing import Final

from django.db.models import CharField
from django.db.models.functions import Cast

from checklists.by_function import ByFunction, OwnAnswers, by_function
from checklists.calculations import Answer
from checklists.models import Assessment, FunctionsApart, OwnAssessment, OwnRating
from organisations.models import Organisation, Share

POLITICIANS: Final = "politiker"
KEY_PERSONS: Final = "nyckelperson"
"""Keys of the two functions, in the list that everybody chooses from."""
PAIR: Final = frozenset({POLITICIANS, KEY_PERSONS})


def released(assessment: Assessment) -> FunctionsApart | None:
    """Return what is released already. One query."""
    return FunctionsApart.objects.filter(
        organisation=assessment.organisation_id, occasion=assessment.occasion_id
    ).first()


def can_be_released(assessment: Assessment) -> bool:
    """Whether there are enough people of both functions for any item. One query."""
    return any(item.keys() >= PAIR for item in finished_by_function(assessment).items.values())


def finished_by_function(assessment: Assessment) -> ByFunction:
    """Return what may be told of the finished own ratings beside an assessment; functions by key. One query."""
    finished = OwnAssessment.objects.filter(
        organisation=assessment.organisation_id, occasion=assessment.occasion_id
    ).finished()
    rows = OwnRating.objects.filter(own__in=finished).order_by("own", "item__number")
    people: dict[tuple[int, str], list[Answer]] = defaultdict(list)
    for one, function, number, value in rows.values_list(
        "own", "own__function__key", "item__number", "value"
    ):
        people[one, function or ""].append(Answer(number, value))
    own = [OwnAnswers(function, tuple(answers)) for (_one, function), answers in people.items()]
    return by_function(own, {answer.number for each in own for answer in each.answers})


def told_to(assessment: Assessment) -> list[Organisation]:
    """Return the organisations that may use what is released now, in the Swedish order of their names. One query."""
    heads = FunctionsApart.objects.filter(
        organisation=assessment.organisation_id, occasion=assessment.occasion_id
    )
    keys = heads.annotate(key=Cast("pk", CharField())).values("key")
    audiences = Share.objects.of(FunctionsApart).open().filter(object_id__in=keys).values("audience")
    return list(Organisation.objects.filter(pk__in=audiences).in_order())
