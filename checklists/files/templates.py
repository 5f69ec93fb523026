"""The file to fill in: an occasion's items for the organisation, or for each of its units, without values."""

from collections.abc import Sequence

from checklists.files.writing import template
from checklists.models import Instrument, Level, Occasion
from organisations.files.places import Places, known_within
from organisations.files.writing import Record
from organisations.models import Organisation


def records_to_fill_in(organisation: Organisation, occasion: Occasion | None) -> list[Record]:
    """Return the rows for an occasion; without one, those of the first published checklist for the organisation."""
    instrument = occasion.instrument if occasion else _first_instrument(organisation)
    if instrument is None:
        return []
    return template(_places(organisation, instrument, occasion), instrument, occasion)


def _first_instrument(organisation: Organisation) -> Instrument | None:
    level = Level.OVERALL if organisation.parent_id is None else Level.BOARD
    return Instrument.objects.published().filter(level=level).in_order().first()


def _places(
    organisation: Organisation, instrument: Instrument, occasion: Occasion | None
) -> Sequence[tuple[str, str]]:
    places = Places(known_within(organisation).values())
    own = places.by_id[organisation.pk]
    if instrument.level == Level.OVERALL or organisation.parent_id is not None:
        return [places.written(own)]
    units = places.below[own.id]
    if occasion is not None:
        units = [unit for unit in units if unit.in_force(occasion.date)]
    return [places.written(unit) for unit in sorted(units, key=lambda unit: (unit.name, unit.id))]
