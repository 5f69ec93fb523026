"""Reads from the database what the result report of a participation is about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from organisations.models import Organisation
from programmes.models import COUNTING, HANDING_IN, Participation
from reports.kinds.kind import Collected, NothingToReportError
from reports.kinds.resultatrapport.chain import read_chain_of
from reports.kinds.resultatrapport.material import Material
from reports.kinds.resultatrapport.rated import MOST_RATED, rated_of, read_rated
from reports.kinds.resultatrapport.sections import sections
from reports.kinds.resultatrapport.sentences import sentences, summary
from reports.kinds.resultatrapport.taking import (
    groups_of,
    meetings_of,
    mentor_says,
    reportable,
    round_of,
    taking_of,
)
from reports.kinds.resultatrapport.wording import UNKNOWN, day

CONTENT_LANGUAGE = "sv"
"""What people write about themselves is Swedish."""


def scopes() -> list[str]:
    """Return the code, or for a unit without one the short name, of each organisation that can be reported on."""
    taking = Organisation.objects.filter(
        participations__programme__is_open=True,
        participations__part__in=HANDING_IN,
        participations__stage__in=COUNTING,
    )
    return [place.code or place.slug for place in taking.distinct().order_by("sort_key", "pk")]


def collect(*, organisation: Organisation, options: Mapping[str, Any]) -> Collected:
    """Read the participation in `options`, or that of the latest round. Raises NothingToReportError without one.

    What is collected carries no time of its own making: its time is that of the last change.
    """
    rows = reportable(organisation)
    chosen = options.get("participation")
    participation = (rows.filter(pk=chosen) if chosen else rows).first()
    if participation is None:
        raise NothingToReportError
    return compose(_material(organisation, participation))


def compose(material: Material) -> Collected:
    """Return what the report is made of, in the active language."""
    taking, round_ = material.taking, material.round
    return Collected(
        title=_("Resultatrapport %(programme)s") % {"programme": round_.name},
        subtitle=_("%(name)s, %(part)s") % {"name": taking.name, "part": taking.part},
        summary=summary(material),
        data_time=material.data_time,
        constructed=material.constructed,
        content_language=CONTENT_LANGUAGE,
        sections=sections(material),
        titles={"advice_lead": _("Råd till %(lead)s") % {"lead": round_.lead}},
        sentences=sentences(material),
        facts=[
            (_("Satsning"), round_.name),
            (_("Ska lämnas in senast"), day(round_.deadline) if round_.deadline else str(UNKNOWN)),
            (_("Deltagandets diarienummer"), taking.reference or str(UNKNOWN)),
        ],
    )


def _material(organisation: Organisation, participation: Participation) -> Material:
    programme = participation.programme
    places, elsewhere = _places(organisation, participation)
    rows, meetings = meetings_of(participation)
    read = read_rated(organisation, places, programme)
    chain = read_chain_of(organisation, places, programme)
    rated = rated_of(organisation, read)
    mentor = getattr(participation, "mentor_answer", None)
    return Material(
        round=round_of(programme),
        taking=taking_of(participation),
        constructed=organisation.constructed
        or chain.constructed
        or any(one.rating.constructed for one in rated),
        data_time=max(
            (
                programme.saved_at,
                participation.saved_at,
                *(one.saved_at for one in rows),
                *(one.rating.data_time for one in rated),
                *chain.times,
                *([mentor.saved_at] if mentor else []),
            )
        ),
        groups=groups_of(participation),
        meetings=meetings,
        rated=rated,
        more_rated=max(0, len(read) - MOST_RATED),
        elsewhere=elsewhere,
        statements=chain.statements,
        examples=chain.examples,
        undated=chain.undated,
        so_far=chain.so_far,
        mentor=mentor_says(participation),
    )


def _places(organisation: Organisation, participation: Participation) -> tuple[set[int], int]:
    """Return whose values the report may use, and how many who take part as the same lie outside the organisation.

    With chosen units only those count. What others than the organisation and its units have is theirs to report.
    """
    taking = {one.pk for one in participation.units.all()} or {
        one.pk for one in participation.organisations.all()
    }
    below = set(Organisation.objects.below(organisation, include_self=True).values_list("pk", flat=True))
    units = [one for one in participation.units.all() if one.pk in below]
    if not units:
        return below, len(taking - below)
    places: set[int] = set()
    for unit in units:
        places |= set(Organisation.objects.below(unit, include_self=True).values_list("pk", flat=True))
    return places, len(taking - below)
