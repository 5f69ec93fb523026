"""What is known of how many people live where."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min

from organisations.files.writing import Record
from organisations.models import Kind, Organisation
from organisations.models.organisation import OrganisationQuerySet


@dataclass(frozen=True)
class Known:
    """Of how many organisations it is known, of all that have inhabitants, and between which years; 0 for none."""

    told: int
    of: int
    first: int
    last: int


def with_inhabitants() -> OrganisationQuerySet:
    """Return the municipalities and regions that there are today: an area with people in it is theirs."""
    found = Organisation.objects.without_tree_fields().roots().active()
    places: OrganisationQuerySet = found.of_kind(Kind.MUNICIPALITY, Kind.REGION)
    return places


def known() -> Known:
    """Count them. One query."""
    year = "inhabitants__year"
    found = with_inhabitants().aggregate(
        told=Count("inhabitants"), of=Count("pk"), first=Min(year), last=Max(year)
    )
    return Known(found["told"], found["of"], found["first"] or 0, found["last"] or 0)


def records() -> list[Record]:
    """Return a record for each municipality and region, in the order of codes, empty where nothing is known."""
    rows = with_inhabitants().order_by("code", "pk")
    return list(rows.values_list("code", "name", "inhabitants__number", "inhabitants__year"))
