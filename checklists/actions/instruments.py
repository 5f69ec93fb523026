"""Loading instruments: a version that is in use never changes."""

from django.db import transaction

from checklists.instruments import InstrumentFile
from checklists.models import Instrument, Item


class InstrumentInUseError(Exception):
    """Somebody rates with this version, so it can't change; a change needs a new version."""


@transaction.atomic
def load_instrument(*, content: InstrumentFile) -> tuple[Instrument, bool]:
    """Store a version of an instrument; return it and whether anything was written.

    A version that nobody uses is replaced. Raises InstrumentInUseError when a used one would change.
    """
    existing = Instrument.objects.select_for_update().filter(key=content.key, version=content.version).first()
    if existing is not None:
        if existing.sha256 == content.sha256:
            return existing, False
        if existing.occasions.exists():
            raise InstrumentInUseError
        existing.items.all().delete()
        existing.delete()
    instrument = Instrument.objects.create(
        key=content.key,
        version=content.version,
        title=content.title,
        level=content.level,
        minimum=content.scale.minimum,
        maximum=content.scale.maximum,
        labels=content.scale.labels,
        allows_not_applicable=content.scale.not_applicable,
        source=content.source,
        sha256=content.sha256,
    )
    Item.objects.bulk_create(
        Item(instrument=instrument, number=item.number, wording=item.wording, short=item.short)
        for item in content.items
    )
    return instrument, True
