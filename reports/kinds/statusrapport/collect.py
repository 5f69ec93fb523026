"""Reads from the database what a status report of a period is about."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from organisations.models import Organisation
from reports.kinds.kind import Collected, NothingToReportError
from reports.kinds.statusrapport.beside import read_beside
from reports.kinds.statusrapport.earlier import read_earlier
from reports.kinds.statusrapport.entries import half_years_with_entries, places, read_entries
from reports.kinds.statusrapport.material import Material
from reports.kinds.statusrapport.plans import read_plans
from reports.kinds.statusrapport.sections import sections
from reports.kinds.statusrapport.sentences import sentences, summary
from resultchain.models import ChainEntry
from resultchain.periods import Period

CONTENT_LANGUAGE = "sv"
"""What people log is written in Swedish."""


def scopes() -> list[str]:
    """Return the code, or for a unit without one the short name, of each organisation that can be reported on."""
    dated = ChainEntry.objects.counted().filter(day__isnull=False)
    reportable = Organisation.objects.filter(pk__in=dated.values("organisation"))
    return [organisation.code or organisation.slug for organisation in reportable.order_by("sort_key", "pk")]


def collect(*, organisation: Organisation, options: Mapping[str, Any]) -> Collected:
    """Read the period in `options`, or the latest half-year with entries; `units` says whether units are included.

    What is collected carries no time of its own making: its time is that of the last change, so the same data gives
    the same values. Raises NothingToReportError when nothing in the period is done, goes on or is planned.
    """
    period = _period(organisation, options)
    units = options.get("units", True)
    read = read_entries(organisation, period, units=units)
    if not read.entries:
        raise NothingToReportError
    beside = read_beside(organisation, places(organisation, units=units), period)
    plans, plan_times = read_plans(organisation, period)
    earlier = read_earlier(organisation, period)
    material = Material(
        kind=organisation.kind,
        constructed=organisation.constructed or read.constructed or beside.constructed,
        period=period,
        data_time=max((*read.times, *beside.times, *plan_times, *(earlier.times if earlier else ()))),
        units=units,
        entries=read.entries,
        of_period=read.of_period,
        so_far=read.so_far,
        targets=read.targets,
        earlier=earlier,
        position=beside.position,
        goals=beside.goals,
        diplomas=beside.diplomas,
        maps=beside.maps,
        plans=plans,
        meetings=beside.meetings,
        dates=beside.dates,
        quotes=read.quotes,
        lessons=read.lessons,
        undated=read.undated,
        dropped=read.dropped,
    )
    return compose(material)


def compose(material: Material) -> Collected:
    """Return what the report is made of, in the active language."""
    return Collected(
        title=_("Statusrapport %(period)s") % {"period": material.period.name},
        subtitle=_("Arbetet %(days)s") % {"days": material.days},
        summary=summary(material),
        data_time=material.data_time,
        constructed=material.constructed,
        content_language=CONTENT_LANGUAGE,
        sections=sections(material),
        sentences=sentences(material),
        facts=[(_("Period"), material.days)],
    )


def _period(organisation: Organisation, options: Mapping[str, Any]) -> Period:
    if options.get("first") and options.get("last"):
        first, last = (datetime.date.fromisoformat(options[name]) for name in ("first", "last"))
        return Period(first, last)
    suggested = half_years_with_entries(organisation)
    if not suggested:
        raise NothingToReportError
    return suggested[0]
