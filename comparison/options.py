"""What a reader can choose between, and what the address chooses: only what there is something to see of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from comparison.cohort import rulers_of, times_with_values
from comparison.findings import language
from comparison.material import Body, Material, Time
from comparison.selection import WHOLE_COUNTRY, Field, Selection, choose
from comparison.sizes import SIZES
from figures.figure import SHADES
from figures.swedish import long_date
from organisations.models import Kind
from programmes.found import Place

OF_WHAT: Final = frozenset({"sedan", "karta"})
"""What these choose says nothing of who is compared."""
Query = Mapping[str, str]
Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Chosen:
    """A selection with the form's fields; with a fault in one of them there is nothing to show."""

    selection: Selection
    fields: tuple[Field, ...]

    @property
    def faults(self) -> tuple[Field, ...]:
        """The fields in which the address asks for something that is no option."""
        return tuple(field for field in self.fields if field.fault)

    @property
    def choices(self) -> tuple[Field, ...]:
        """The fields with something to choose between."""
        return tuple(field for field in self.fields if field.is_choice)

    @property
    def of_whom(self) -> tuple[Field, ...]:
        """Those that say who is compared, and any in which something is wrong."""
        return tuple(field for field in self.choices if field.fault or field.name not in OF_WHAT)

    @property
    def of_what(self) -> tuple[Field, ...]:
        """The rest of them."""
        return tuple(field for field in self.choices if field not in self.of_whom)


def choose_programme(query: Query, places: Sequence[Place]) -> Field:
    """Return the field of programmes: the latest one unless the address names another or the whole country."""
    options = [(str(place.programme.pk), str(place.programme)) for place in places]
    options.append((WHOLE_COUNTRY, _("Hela landet")))
    return choose(query, "satsning", _("Satsning"), options, default=options[0][0])


def choose_rest(query: Query, programme: Field, material: Material) -> Chosen:
    """Return all fields of the form, for the programme that is chosen.

    The form tells which programme it was made for (`fran`): in another one its other wishes are no longer meant.
    """
    came_from = query.get("fran", "")
    kept: Query = query if came_from in {"", programme.value} else {}
    instrument = choose(
        kept, "checklista", _("Checklista"), _instruments(material), default=_latest_instrument(material)
    )
    times = times_with_values(material, instrument.value) if programme.number else []
    known = {str(time.pk) for time in material.times}
    occasion = choose(kept, "tillfalle", _("Tillfälle"), _occasions(times, _("Det senaste")), stale=known)
    since = choose(kept, "sedan", _("Jämför med"), _earlier(times, occasion.number), stale=known)
    tops = _tops(material)
    fields = (
        programme,
        instrument,
        occasion,
        since,
        choose(kept, "slag", _("Slag"), _kinds(tops)),
        choose(kept, "lan", _("Län"), _counties(tops)),
        choose(
            kept, "grupp", _("Grupp"), _groups(material) if programme.number else [("", _("Alla grupper"))]
        ),
        choose(kept, "storlek", _("Storlek"), _sizes(tops)),
        choose(
            kept, "karta", _("Kartan visar"), _mapped(material, instrument.value), stale=_numbers(material)
        ),
    )
    return Chosen(_selection(fields), fields)


def _selection(fields: Sequence[Field]) -> Selection:
    programme, instrument, occasion, since, kind, county, group, size, item = fields
    return Selection(
        programme=programme.number,
        instrument=instrument.value,
        occasion=occasion.number,
        since=since.number,
        kind=kind.value,
        county=county.value,
        group=group.number,
        size=size.value,
        item=item.number,
    )


def _instruments(material: Material) -> Options:
    """Return the versions that something was rated with, and those with a common key together."""
    used = {time.ruler for pk in material.rulers for time in times_with_values(material, str(pk))}
    rulers = [one for one in material.rulers.values() if one.pk in used]
    keys = [one.key for one in rulers]
    several = {one.key: one.title for one in reversed(rulers) if keys.count(one.key) > 1}
    together = [
        (key, _("%(title)s och andra versioner") % {"title": title}) for key, title in several.items()
    ]
    return [*((str(one.pk), one.title) for one in rulers), *together]


def _latest_instrument(material: Material) -> str:
    latest = [time for time in material.times if time.pk in material.seen]
    return str(latest[-1].ruler) if latest else ""


def _occasions(times: Sequence[Time], default: str) -> Options:
    found = {str(time.pk): f"{time.name} ({long_date(time.date, language())})" for time in reversed(times)}
    return [("", default), *found.items()]


def _earlier(times: Sequence[Time], occasion: int | None) -> Options:
    pks = [time.pk for time in times]
    last = pks.index(occasion) if occasion in pks else max(len(times) - 1, 0)
    return _occasions(times[:last], _("Det första"))


def _tops(material: Material) -> list[Body]:
    pks = {pk for one in material.participants for pk in one.organisations}
    return [material.bodies[pk] for pk in pks if pk in material.bodies]


def _kinds(tops: Sequence[Body]) -> Options:
    found = {top.kind for top in tops}
    return [("", _("Alla slag")), *((kind.value, str(kind.label)) for kind in Kind if kind in found)]


def _counties(tops: Sequence[Body]) -> Options:
    """Return the counties in the official order of their codes."""
    found = {top.county: top.county_name for top in tops if top.county}
    return [("", _("Alla län")), *sorted(found.items())]


def _groups(material: Material) -> Options:
    return [("", _("Alla grupper")), *((str(pk), name) for pk, name in material.groups.items())]


def _sizes(tops: Sequence[Body]) -> Options:
    found = {top.size for top in tops}
    return [("", _("Alla storlekar")), *((size.key, str(size.name)) for size in SIZES if size.key in found)]


def _mapped(material: Material, instrument: str) -> Options:
    """Return what the map can show: the sum, or an item of the one version that is chosen."""
    found = [one for one in rulers_of(material, instrument) if len(one.scale.steps) in SHADES]
    names = found[0].names.items() if len(found) == 1 else ()
    return [("", _("Summan")), *((str(number), f"{number} {short}") for number, short in names)]


def _numbers(material: Material) -> set[str]:
    return {str(number) for one in material.rulers.values() for number in one.numbers}
