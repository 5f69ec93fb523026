"""What organisations chose to let the reader count of their functions: released sums, and never a person's rating."""

from collections.abc import Collection

from checklists.by_function import Taken
from checklists.models import FunctionsApart, ItemApart
from comparison.apart import ItemTold
from organisations.models import Organisation


def told(reader: Organisation, occasions: Collection[int]) -> list[ItemTold]:
    """Return what is shared with the reader now at some occasions. One query, of one row an item and organisation."""
    shared = FunctionsApart.objects.visible_to(reader).filter(occasion__in=occasions)
    rows = ItemApart.objects.filter(apart__in=shared).order_by("pk")
    fields = rows.values_list(
        "apart__organisation",
        "apart__occasion",
        "item__number",
        "politicians_points",
        "politicians_people",
        "key_persons_points",
        "key_persons_people",
    )
    return [
        ItemTold(organisation, occasion, number, Taken(points, people), Taken(key_points, key_people))
        for organisation, occasion, number, points, people, key_points, key_people in fields
    ]
