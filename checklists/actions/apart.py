"""The verb that releases how far apart two functions rated on their own."""

from django.db import transaction

from checklists.apart import KEY_PERSONS, PAIR, POLITICIANS, finished_by_function, released
from checklists.models import Assessment, FunctionsApart, Item, ItemApart


@transaction.atomic
def release_apart(assessment: Assessment) -> FunctionsApart | None:
    """Return what is released beside a handed-in assessment, worked out the first time; none of too few people.

    The caller holds the organisation's lock, so that it is made once.
    """
    there = released(assessment)
    if there is not None or not assessment.is_submitted:
        return there
    found = {
        number: item for number, item in finished_by_function(assessment).items.items() if item.keys() >= PAIR
    }
    if not found:
        return None
    made = FunctionsApart.objects.create(organisation=assessment.organisation, occasion=assessment.occasion)
    items = Item.objects.filter(instrument=assessment.occasion.instrument_id, number__in=found)
    ItemApart.objects.bulk_create(
        ItemApart(
            apart=made,
            item=item,
            politicians_points=found[item.number][POLITICIANS].points,
            politicians_people=found[item.number][POLITICIANS].people,
            key_persons_points=found[item.number][KEY_PERSONS].points,
            key_persons_people=found[item.number][KEY_PERSONS].people,
        )
        for item in items.order_by("number")
    )
    return made
