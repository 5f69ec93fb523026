"""The units that a member may write about: the organisation itself and what hangs below it."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from organisations.models import Organisation


def units_of(organisation: Organisation, *, keep: int | None = None) -> Any:
    """Return the organisation and its units of today, in Swedish order; `keep` names one that may be closed."""
    below = Organisation.objects.below(organisation, include_self=True)
    kept = [pk for pk in (organisation.pk, keep) if pk]
    open_today = Q(valid_to=None) | Q(valid_to__gte=timezone.localdate())
    return below.filter(open_today | Q(pk__in=kept)).order_by("sort_key", "pk")
