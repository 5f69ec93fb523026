"""Reads from the database what the status report is about, cleaned of what can't be printed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklists.calculations import Scale
from checklists.figures import CONTENT_LANGUAGE
from checklists.models import Assessment, Instrument, Occasion
from checklists.results import as_round
from checklists.rounds import Round, Words
from figures import swedish
from figures.text import clean_line, clean_text
from organisations.models import Organisation
from reports.kinds.kind import Collected, NothingToReportError
from reports.kinds.lagesrapport.beside import read_beside
from reports.kinds.lagesrapport.material import (
    Material,
    OtherInstrument,
    ReportInstrument,
    ReportItem,
)
from reports.kinds.lagesrapport.sections import sections
from reports.kinds.lagesrapport.sentences import sentences, summary

LONGEST_NAME: Final = 300


def scopes() -> list[str]:
    """Return the code, or for a unit without one the short name, of each organisation that can be reported on."""
    reportable = Organisation.objects.filter(assessments__submitted_at__isnull=False).distinct()
    return [organisation.code or organisation.slug for organisation in reportable.order_by("sort_key", "pk")]


def collect(*, organisation: Organisation, options: Mapping[str, Any]) -> Collected:
    """Read up to the occasion in `options`, or up to the last one that the organisation handed in for.

    `options["functions"]` adds how far apart the functions rated on their own, as far as that may be shown. What is
    collected carries no time of its own making: its time is that of the last change, so the same data gives the same
    values. Raises NothingToReportError when nothing is handed in.
    """
    assessments = _assessments(organisation, _occasion(options.get("occasion")))
    return compose(_material(organisation, assessments, functions=bool(options.get("functions"))))


def compose(material: Material) -> Collected:
    """Return what the report is made of, in the active language."""
    last, language = material.rounds[-1], swedish.chosen(get_language())
    single = len(material.rounds) == 1
    return Collected(
        title=_("Lägesrapport %(month)s") % {"month": swedish.month(last.date, language)},
        subtitle=_subtitle(material),
        summary=summary(material),
        data_time=material.data_time,
        constructed=material.constructed,
        content_language=CONTENT_LANGUAGE,
        sections=sections(material),
        titles={
            "development": _("Så ser läget ut") if single else _("Så har vi rört oss"),
            "ratings": _("Skattningen") if single else _("Alla skattningar"),
        },
        sentences=sentences(material),
        facts=[(_("Checklista"), f"{material.instrument.title}, version {material.instrument.version}")],
    )


def _subtitle(material: Material) -> str:
    last, language = material.rounds[-1], swedish.chosen(get_language())
    return _("%(occasion)s, %(date)s. %(nth)s självskattningen.") % {
        "occasion": last.name,
        "date": swedish.long_date(last.date, language),
        "nth": swedish.sentence(swedish.ordinal(len(material.rounds), language)),
    }


def _occasion(occasion_id: int | None) -> Occasion | None:
    """Return the occasion; what is not the organisation's own gives no assessments further on."""
    if occasion_id is None:
        return None
    found = Occasion.objects.select_related("instrument").filter(pk=occasion_id).first()
    if found is None:
        raise NothingToReportError
    return found


def _assessments(organisation: Organisation, occasion: Occasion | None) -> list[Assessment]:
    """Return the handed-in assessments made with the version that the last of them was made with."""
    submitted = organisation.assessments.current().with_content()
    if occasion is not None:
        submitted = submitted.of_instrument(occasion.instrument).up_to(occasion)
    found = list(submitted.in_time_order())
    if not found or (occasion is not None and found[-1].occasion_id != occasion.pk):
        raise NothingToReportError
    instrument = found[-1].occasion.instrument_id
    return [assessment for assessment in found if assessment.occasion.instrument_id == instrument]


def _material(organisation: Organisation, assessments: list[Assessment], *, functions: bool) -> Material:
    last = assessments[-1].occasion
    instrument = report_instrument(last.instrument)
    beside = read_beside(organisation, last, instrument.names, functions=functions)
    times = [*(a.submitted_at for a in assessments if a.submitted_at), *beside.times]
    return Material(
        kind=organisation.kind,
        constructed=organisation.constructed or beside.constructed,
        instrument=instrument,
        rounds=tuple(cleaned_round(assessment) for assessment in assessments),
        data_time=max(times),
        other_instruments=_others(organisation, last.instrument, until=last),
        steps=beside.steps,
        reviews=beside.reviews,
        units=beside.units,
        distances=beside.distances,
    )


def report_instrument(instrument: Instrument) -> ReportInstrument:
    """Return a version of a checklist with every text cleaned of what can't be printed."""
    scale = instrument.scale
    return ReportInstrument(
        key=instrument.key,
        version=instrument.version,
        title=_line(instrument.title),
        level=instrument.level,
        source=_line(instrument.source),
        scale=Scale(
            scale.minimum, scale.maximum, tuple(_line(label) for label in scale.labels), scale.not_applicable
        ),
        items=tuple(
            ReportItem(item.number, clean_line(item.wording), _line(item.short))
            for item in instrument.items.order_by("number")
        ),
    )


def cleaned_round(assessment: Assessment) -> Round:
    """Return the round with every text cleaned of what can't be printed."""
    read = as_round(assessment)
    return replace(
        read,
        name=_line(read.name),
        participants={_line(function): number for function, number in read.participants.items()},
        words={number: _words(words) for number, words in read.words.items()},
        reason=clean_text(read.reason),
    )


def _words(words: Words) -> Words:
    return Words(clean_text(words.comment), clean_text(words.toward), clean_text(words.evidence))


def _others(
    organisation: Organisation, instrument: Instrument, *, until: Occasion
) -> tuple[OtherInstrument, ...]:
    """Return what was rated with other versions before the report's last occasion, the newest of each."""
    others = organisation.assessments.current().exclude(occasion__instrument=instrument).up_to(until)
    rounds: dict[int, int] = {}
    newest: dict[int, Assessment] = {}
    for assessment in others.with_content().in_time_order():
        key = assessment.occasion.instrument_id
        rounds[key] = rounds.get(key, 0) + 1
        newest[key] = assessment
    return tuple(other_instrument(assessment, rounds[key]) for key, assessment in newest.items())


def other_instrument(assessment: Assessment, rounds: int) -> OtherInstrument:
    """Return what is told of another version: the share at the newest of its rounds."""
    total = cleaned_round(assessment).total(assessment.occasion.instrument.scale)
    return OtherInstrument(
        name=_line(str(assessment.occasion.instrument)),
        rounds=rounds,
        last=_line(assessment.occasion.name),
        points=total.points,
        maximum=total.maximum,
    )


def _line(text: str) -> str:
    return clean_line(text, LONGEST_NAME)
