"""Arranges the status report's material for its sections; each section's values stand under its own key alone."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklists.figures import levels_figure, sums_figure
from checklists.movement import Change, Changes, changes
from checklists.rounds import Round
from figures import swedish
from figures.figure import Figure
from organisations.models import Kind
from reports import findings
from reports.kinds.kind import Values
from reports.kinds.lagesrapport.beside_sections import distances, steps, units
from reports.kinds.lagesrapport.figures import movement_figure
from reports.kinds.lagesrapport.material import Material, OtherInstrument
from reports.kinds.lagesrapport.ratings import ratings

BESIDE_WORDS: Final = ("comment", "toward", "evidence")


def sections(material: Material) -> dict[str, Values | None]:
    """Return every generated section's values, None where there is nothing to show. The language is active."""
    changed = [one for one in changes(material.rounds) if one.items]
    return {
        "page1": _page1(material),
        "development": _development(material),
        "ratings": ratings(material),
        "changes": _changes(material, changed),
        "items": _items(material, changed),
        "steps": steps(material),
        "units": units(material),
        "distances": distances(material),
        "method": _method(material),
    }


def first_figure(material: Material) -> Figure:
    """Return the sums over all occasions, or at a single one how many items stand on each level."""
    rounds, scale = material.rounds, material.instrument.scale
    return levels_figure(rounds[0], scale) if len(rounds) == 1 else sums_figure(rounds, scale)


def second_figure(material: Material) -> Figure:
    """Return each item from the first occasion to the last."""
    instrument = material.instrument
    wordings = {item.number: item.wording for item in instrument.items}
    return movement_figure(material.rounds, instrument.scale, wordings, instrument.names)


def _page1(material: Material) -> Values:
    rounds, scale, names = material.rounds, material.instrument.scale, material.instrument.names
    asks = findings.asks(rounds[-1], scale, names, addressee(material.kind))
    return {
        "findings": [asdict(finding) for finding in findings.findings(rounds, scale, names)],
        "asks": asdict(asks),
        "figure": _drawn(first_figure(material), material),
    }


def _drawn(figure: Figure, material: Material) -> Values:
    return {**figure.to_dict(), "constructed": material.constructed}


def _development(material: Material) -> Values:
    instrument = material.instrument
    return {
        "lead": findings.steps_sentence(material.rounds, instrument.names),
        "checklist": {
            "key": instrument.key,
            "version": instrument.version,
            "title": instrument.title,
            "source": instrument.source,
            "level": instrument.level,
            "items": [asdict(item) for item in instrument.items],
        },
        "figure": _drawn(second_figure(material), material),
    }


def _changes(material: Material, changed: Sequence[Changes]) -> Values | None:
    """Return the occasions at which something changed, newest first; items without a word of why in a list."""
    names = material.instrument.names
    occasions = [
        {
            "before": one.before.name,
            "after": one.after.name,
            "circle": one.circle,
            "explained": [_change(change, names) for change in one.items if change.comment],
            "unexplained": [_change(change, names) for change in one.items if not change.comment],
        }
        for one in changed
    ]
    return {"occasions": occasions} if occasions else None


def _change(change: Change, names: Mapping[int, str]) -> Values:
    before = change.step.before
    return {
        "number": change.number,
        "name": names[change.number],
        "before": before.value if before else None,
        "now": change.step.answer.value,
        "comment": change.comment,
    }


def _items(material: Material, changed: Sequence[Changes]) -> Values | None:
    """Return what was written at the last occasion. `told` says that the changes tell an item's comment too."""
    last = material.rounds[-1]
    told = {change.number for one in changed if one.after is last for change in one.items if change.comment}
    items = [_item(material, last, number, told) for number in material.instrument.names]
    found = [item for item in items if item["next"] is not None or any(item[name] for name in BESIDE_WORDS)]
    if not found:
        return None
    return {
        "occasion": last.name,
        "rounds": len(material.rounds),
        "items": found,
        "all_told": all(
            item["told"] and item["next"] is None and not item["toward"] and not item["evidence"]
            for item in found
        ),
    }


def _item(material: Material, last: Round, number: int, told: set[int]) -> Values:
    answer = next(answer for answer in last.answers if answer.number == number)
    words = last.said(number)
    return {
        "number": number,
        "name": material.instrument.names[number],
        "value": answer.value,
        "told": number in told,
        "comment": words.comment,
        "next": answer.value + 1 if answer.toward and answer.value is not None else None,
        "toward": words.toward,
        "evidence": [line for line in words.evidence.splitlines() if line.strip()],
    }


def _method(material: Material) -> Values:
    return {
        "toward": any(answer.toward for round_ in material.rounds for answer in round_.answers),
        "others": [other_sentence(other) for other in material.other_instruments],
    }


def other_sentence(other: OtherInstrument) -> str:
    """Put another instrument in a sentence, as a share of what it could give."""
    return _("%(instrument)s: senast %(share)s av det möjliga (%(occasion)s).") % {
        "instrument": other.name,
        "share": swedish.percent(other.points, other.maximum, 0, swedish.chosen(get_language())),
        "occasion": other.last,
    }


def addressee(kind: str) -> str:
    """Return who a proposal is put to, as the first word of a sentence."""
    bodies: dict[Any, str] = {
        Kind.MUNICIPALITY.value: _("Kommunstyrelsen"),
        Kind.REGION.value: _("Regionstyrelsen"),
        Kind.BOARD.value: _("Nämnden"),
        Kind.ADMINISTRATION.value: _("Förvaltningsledningen"),
        Kind.COMPANY.value: _("Bolagsstyrelsen"),
    }
    return bodies.get(kind, _("Ledningen"))
