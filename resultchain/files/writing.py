"""From entries to files with the import's own columns: written, read in and written again they are the same."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from figures.swedish import sort_key
from organisations.files import writing
from organisations.files.places import KnownOrganisation, Places, known_within
from organisations.files.writing import BEGINNING, Record, Value
from organisations.models import Organisation
from resultchain.files import words
from resultchain.files.columns import BETWEEN, COLUMNS, NAMES
from resultchain.files.ids import written_ids
from resultchain.files.known import MANAGER, Given, KnownEntry
from resultchain.files.stored import stored
from resultchain.models import ChainEntryQuerySet, Link, LinkKind, Precision

MOST_TEMPLATE_ROWS = 500


def records(entries: ChainEntryQuerySet) -> list[Record]:
    """Return one record an entry, in an order that the content alone decides. Six queries.

    Links are written when both their ends are.
    """
    found = stored(entries)
    places = Places(known_within(None).values())
    ids = written_ids(found, {place.id: place.line[-1] for place in places.by_id.values()})
    links = _links(ids)
    written = {place: places.written(places.by_id[place]) for place in {each.organisation for each in found}}
    found.sort(key=lambda each: _order(each, *written[each.organisation], ids))
    return [_record(each, *written[each.organisation], ids[each.id], links[each.id]) for each in found]


def data_time(entries: ChainEntryQuerySet) -> datetime.datetime:
    """Return when the latest of them was saved."""
    return max(entries.order_by().values_list("saved_at", flat=True), default=BEGINNING)


def _links(ids: Mapping[int, str]) -> defaultdict[int, dict[str, list[str]]]:
    rows = Link.objects.filter(source__in=list(ids))
    found: defaultdict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source, target, kind in rows.values_list("source_id", "target_id", "kind"):
        if target in ids:
            found[source][kind].append(ids[target])
    return found


def _order(each: KnownEntry, mark: str, unit: str, ids: Mapping[int, str]) -> tuple[object, ...]:
    given = each.given
    day = given.last or given.first or datetime.date.min
    place = sort_key(mark), mark, sort_key(unit), unit
    return *place, day, given.level, sort_key(given.what), given.what, ids[each.id]


def _record(each: KnownEntry, mark: str, unit: str, own: str, links: Mapping[str, list[str]]) -> Record:
    cells = _cells(each.given) | {
        "organisationskod": mark,
        "enhet": unit,
        "id": own,
        "ledde_till": _several(sorted(links.get(LinkKind.LED_TO, ()))),
        "gav_upphov_till": _several(sorted(links.get(LinkKind.GAVE_RISE_TO, ()))),
    }
    return tuple(cells[name] for name in NAMES)


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (sort_key(name), name))


def _several(parts: Iterable[object]) -> str:
    return f" {BETWEEN} ".join(map(str, parts))


def _cells(given: Given) -> dict[str, Value]:
    others = [f"{key} {number}" for key, number in sorted(given.functions.items()) if key != MANAGER]
    return {
        "vad": given.what,
        "niva": given.level,
        "status": words.STATES[given.state],
        "fran": given.first,
        "till": given.last,
        "process": given.area,
        "perspektiv": _several(_in_order(given.perspectives)),
        "globala_mal": _several(sorted(given.global_goals)),
        "deltagare": _participants(given),
        "chefer": given.functions.get(MANAGER),
        "kvinnor": given.women,
        "man": given.men,
        "citat": given.quote,
        "kalla": given.quote_source,
        "lardom": given.lesson,
        "anteckning": given.note,
        "riktning": words.DIRECTIONS.get(given.direction, ""),
        "nationella_mal": _several(sorted(given.national_goals)),
        "kurs": given.course,
        "metod": given.method,
        "underlag": given.evidence,
        "styrka": words.STRENGTHS.get(given.strength, ""),
        "funktioner": _several(others),
        "mal": given.goal,
        "ordinarie_id": given.ordinary_reference,
        "moment": _several(sorted(given.items)),
    }


def _participants(given: Given) -> Value:
    if given.precision == Precision.UNKNOWN:
        return words.UNKNOWN
    return f"{words.ABOUT} {given.participants}" if given.precision == Precision.ABOUT else given.participants


def template(organisation: Organisation) -> list[Record]:
    """Return the rows to fill in: one for the organisation and one for each unit, that say only whose they are."""
    places = Places(known_within(organisation).values())
    own: KnownOrganisation = places.by_id[organisation.pk]
    units = sorted(places.below[own.id], key=lambda unit: (sort_key(unit.name), unit.id))
    empty = ("",) * (len(NAMES) - 2)
    return [(*places.written(place), *empty) for place in [own, *units][:MOST_TEMPLATE_ROWS]]


def as_csv(found: Iterable[Record]) -> bytes:
    """Write with the columns of entries."""
    return writing.as_csv(found, COLUMNS)


def as_xlsx(found: Iterable[Record], *, created: datetime.datetime = BEGINNING) -> bytes:
    """Write for Excel, with the same columns."""
    title = _("Poster i resultatkedjan")
    return writing.as_xlsx(found, COLUMNS, sheet_name="Poster", title=title, created=created)
