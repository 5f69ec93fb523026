"""Fetches what the plan of an import looks at, in a number of queries that no file makes larger."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils import timezone

from checklists.models import Instrument, Item
from organisations.files.columns import Row
from organisations.files.places import KnownOrganisation, Places, known_within
from organisations.files.placing import ORGANISATION
from organisations.models import Function, Organisation
from resultchain.files.known import KnownEntry, KnownGoal, ListName, World, same
from resultchain.files.plan import LISTS
from resultchain.files.stored import item_key, stored
from resultchain.models import ChainEntry, Goal, Link


def load_world(rows: Sequence[Row], *, reach: Organisation | None = None, discreet: bool = False) -> World:
    """Load what the rows may name. Thirteen queries, and one more for a unit.

    With a reach: that organisation, what hangs below it, and the links and lists of its tree. Nobody else's.
    """
    organisations = known_within(reach)
    known_reach = organisations[reach.pk] if reach else None
    tops = named_tops(rows, organisations)
    seen = [
        place.id
        for place in organisations.values()
        if place.line[-1] in tops and (known_reach is None or place.is_within(known_reach))
    ]
    lines, keys = _lists(tops)
    functions = {function.key: function for function in Function.objects.in_order()}
    entries = tuple(stored(ChainEntry.objects.filter(organisation__in=seen)))
    return World(
        organisations=organisations,
        today=timezone.localdate(),
        entries=entries,
        links=_links(entries, known_reach),
        lines=lines,
        keys=keys,
        goals=_goals(seen),
        functions={key: function.pk for key, function in functions.items()},
        function_words=_function_words(functions),
        items=_items(),
        reach=known_reach,
        discreet=discreet,
    )


def named_tops(rows: Iterable[Row], organisations: Mapping[int, KnownOrganisation]) -> set[int]:
    """Return the tops of the trees that the rows name."""
    places = Places(organisations.values())
    found = (places.organisation(mark) for mark in {row[ORGANISATION] for row in rows})
    return {place.line[-1] for place in found if place}


def _links(entries: Sequence[KnownEntry], reach: KnownOrganisation | None) -> dict[tuple[int, int], str]:
    """Links of the trees. A unit's page looks at the whole tree: its entries may be links of a chain above it."""
    ids = [entry.id for entry in entries]
    if reach is not None and not reach.is_root:
        ids = list(ChainEntry.objects.within(Organisation(pk=reach.line[-1])).values_list("pk", flat=True))
    rows = Link.objects.filter(source__in=ids).values_list("source_id", "target_id", "kind")
    return {(source, target): kind for source, target, kind in rows}


def _lists(tops: Collection[int]) -> tuple[dict[ListName, int], frozenset[ListName]]:
    lines: dict[ListName, int] = {}
    keys = set()
    for kind, model in LISTS.items():
        rows = model._default_manager.filter(organisation__in=tops).order_by("pk")
        for pk, top, name, key in rows.values_list("pk", "organisation_id", "name", "key"):
            lines.setdefault(ListName(kind, top, same(name)), pk)
            if key:
                keys.add(ListName(kind, top, key))
    return lines, frozenset(keys)


def _goals(seen: Collection[int]) -> tuple[KnownGoal, ...]:
    """Those in sight, the latest begun first."""
    rows = Goal.objects.filter(organisation__in=seen).in_order()
    return tuple(KnownGoal(*row) for row in rows.values_list("pk", "organisation_id", "title"))


def _function_words(functions: Mapping[str, Function]) -> dict[str, str]:
    return {
        word.casefold(): key
        for key, function in functions.items()
        for word in (key, function.name_sv, function.name_en)
    }


def _items() -> dict[str, int]:
    published = Item.objects.filter(instrument__in=Instrument.objects.published())
    rows = published.values_list("pk", "instrument__key", "instrument__version", "number")
    return {item_key(key, version, number): pk for pk, key, version, number in rows}
