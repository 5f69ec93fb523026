"""What the units below rated at the same time as the whole: it stands beside the whole and is never made into it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from checklists.calculations import Answer, Scale, Total, total
from checklists.models import Assessment, Instrument, Occasion
from checklists.spread import ItemSpread, spreads
from figures import swedish
from figures.strip import Strip, strip
from organisations.models import Organisation


@dataclass(frozen=True)
class UnitRow:
    """One unit's handed-in assessment and its sum."""

    organisation: Organisation
    assessment: Assessment
    total: Total


@dataclass(frozen=True)
class ItemRow:
    """One item over the units; `whole` is what the organisation agreed on, with the same checklist only.

    `counts` has one number a step of the scale, lowest first; the strip draws them.
    """

    short: str
    spread: ItemSpread
    counts: tuple[int, ...]
    whole: Answer | None
    strip: Strip | None


@dataclass(frozen=True)
class Rollup:
    """All units that rated with one checklist, in name order, beside the whole's agreed result.

    `whole` may be made with another checklist: then only the shares of the possible can be set side by side.
    """

    instrument: Instrument
    occasion: Occasion
    units: tuple[UnitRow, ...]
    items: tuple[ItemRow, ...]
    whole: Assessment | None
    whole_total: Total | None
    finding: str

    @property
    def same_checklist(self) -> bool:
        """Whether the whole was rated with the same version, so that the items can be set side by side."""
        return self.whole is not None and self.whole.occasion.instrument_id == self.instrument.pk


def rollups(organisation: Organisation, occasion: Occasion) -> list[Rollup]:
    """Return one roll-up for each checklist that units below rated with at the occasion or a twin of it.

    Only what is handed in counts, in its latest version. Three queries, whatever the number of units.
    """
    below = Organisation.objects.below(organisation, include_self=True).values("pk")
    found = list(
        Assessment.objects.current()
        .filter(organisation__in=below, occasion__in=Occasion.objects.twins_of(occasion))
        .with_content()
        .order_by("occasion__instrument__title", "occasion__instrument_id", "organisation__sort_key", "pk")
    )
    whole = next((a for a in found if a.organisation_id == organisation.pk), None)
    rated = [a for a in found if a.organisation_id != organisation.pk]
    by_instrument = itertools.groupby(rated, key=lambda assessment: assessment.occasion.instrument_id)
    return [_rollup(list(assessments), whole) for _pk, assessments in by_instrument]


def _rollup(assessments: Sequence[Assessment], whole: Assessment | None) -> Rollup:
    occasion = assessments[0].occasion
    instrument = occasion.instrument
    units = tuple(UnitRow(a.organisation, a, total(a.answers, instrument.scale)) for a in assessments)
    whole_total = total(whole.answers, whole.occasion.instrument.scale) if whole else None
    same = whole is not None and whole.occasion.instrument_id == instrument.pk
    agreed = {answer.number: answer for answer in whole.answers} if whole and same else {}
    names = {rating.item.number: rating.item.short for rating in assessments[0].ratings.all()}
    return Rollup(
        instrument=instrument,
        occasion=occasion,
        units=units,
        items=tuple(
            _item(spread, names[spread.number], instrument.scale, agreed.get(spread.number), len(units))
            for spread in spreads([assessment.answers for assessment in assessments])
        ),
        whole=whole,
        whole_total=whole_total,
        finding=finding([unit.total for unit in units], whole_total),
    )


def _item(spread: ItemSpread, short: str, scale: Scale, whole: Answer | None, units: int) -> ItemRow:
    counts = tuple(spread.counts.get(step, 0) for step, _label in scale.steps)
    mark = whole.value - scale.minimum if whole is not None and whole.value is not None else None
    return ItemRow(short, spread, counts, whole, strip(counts, base=units, mark=mark))


def finding(units: Sequence[Total], whole: Total | None) -> str:
    """One sentence on how far apart the units lie, as shares of the possible, and where the whole stands."""
    shares = [unit.share for unit in units if unit.share is not None]
    if not shares:
        return _("Inget moment är tillämpligt för enheterna")
    lowest, highest = min(shares), max(shares)
    words = {
        "n": swedish.number_word(len(shares), _language()),
        "lowest": _percent(lowest),
        "highest": _percent(highest),
    }
    if lowest == highest:
        text = ngettext(
            "En enhet når %(highest)s av det möjliga",
            "Alla %(n)s enheter når %(highest)s av det möjliga",
            len(shares),
        )
    else:
        text = _("Enheterna når mellan %(lowest)s och %(highest)s av det möjliga")
    if whole is None or whole.share is None:
        return text % words
    return _("%(units)s, hela organisationen %(whole)s") % {
        "units": text % words,
        "whole": _percent(whole.share),
    }


def _percent(share: Fraction) -> str:
    return swedish.percent(share.numerator, share.denominator, 0, _language())


def _language() -> str:
    return swedish.chosen(get_language())
