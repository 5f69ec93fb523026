"""Whether an organisation has anything to compare: a condition for whoever asks about many at once."""

import functools

from django.db.models import Exists, OuterRef, Q

from programmes.models import Group, Participation, Programme


# Every page asks, for its menu: the condition is built once, and each statement takes a copy of it.
@functools.cache
def has_part(organisation: str) -> Q:
    """Return the condition that an organisation has a part in a programme; the argument names its column.

    For `rows.annotate(compares=has_part("organisation"))`. What is shared with it only the page itself finds out.
    """
    it = OuterRef(organisation)
    one_of = Participation.objects.filter(organisations=it)
    unit_of = Participation.objects.filter(units=it)
    leads = Programme.objects.filter(owner=it)
    through = Participation.objects.filter(through=it)
    groups = Group.objects.filter(leader=it)
    return Q(Exists(leads)) | Exists(one_of) | Exists(unit_of) | Exists(through) | Exists(groups)
