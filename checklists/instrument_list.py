"""All instruments as administrators see them: published or not, and how much each is used."""

from dataclasses import dataclass

from django.db.models import Count

from checklists.models import Instrument, Item, Occasion


@dataclass(frozen=True)
class InstrumentRow:
    """One version; `occasions` is how many there are with it."""

    instrument: Instrument
    items: int
    occasions: int


def all_instruments() -> list[InstrumentRow]:
    """List them, newest version first, in three queries."""
    items = dict(Item.objects.values_list("instrument").annotate(Count("pk")).order_by())
    occasions = dict(Occasion.objects.values_list("instrument").annotate(Count("pk")).order_by())
    return [
        InstrumentRow(each, items.get(each.pk, 0), occasions.get(each.pk, 0))
        for each in Instrument.objects.in_order()
    ]


def instrument_by_id(instrument_id: int) -> Instrument | None:
    """Find one; instruments are public facts, so no organisation stands before them."""
    return Instrument.objects.filter(pk=instrument_id).first()
