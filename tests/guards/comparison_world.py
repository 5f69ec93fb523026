"""What an organisation's members keep of comparisons, with the marker in every text that people write."""

from comparison.models import SavedSelection
from organisations.models import Organisation, User


def kept_things(mine: Organisation, by: User, marker: str) -> dict[str, object]:
    """Make a kept selection; ids by the names of addresses."""
    kept = SavedSelection.objects.create(
        organisation=mine, owner=by, name=f"Urvalet {marker}".strip(), query="satsning=alla"
    )
    return {"selection_id": kept.pk}
