"""What a participant is called: its organisations, whom they take part through, and which units."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures.swedish import chosen, listing
from programmes.models import Participation


def name_of(participation: Participation) -> str:
    """Return "Kalix kommun och Övertorneå kommun". No query after `with_organisations()`."""
    places = sorted(participation.organisations.all(), key=lambda place: (place.sort_key, place.pk))
    return listing([place.name for place in places], chosen(get_language()))


def full_name_of(participation: Participation) -> str:
    """Return the name with the units that take part and the body in between."""
    name = name_of(participation)
    units = sorted(participation.units.all(), key=lambda place: (place.sort_key, place.pk))
    if units:
        named = listing([unit.name for unit in units], chosen(get_language()))
        name = _("%(name)s (%(units)s)") % {"name": name, "units": named}
    if participation.through is not None:
        name = _("%(name)s genom %(through)s") % {"name": name, "through": participation.through.name}
    return name
