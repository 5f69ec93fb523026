"""Arranges the material of a result report for its sections; each section's values stand under its own key alone."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from figures.text import clean_line
from programmes.models import Willingness
from reports import findings as rating_findings
from reports.findings import Finding
from reports.kinds.kind import Values
from reports.kinds.lagesrapport.ratings import ratings
from reports.kinds.lagesrapport.sections import first_figure, other_sentence, second_figure
from reports.kinds.resultatrapport.material import Example, InGroup, Material, Rated, Statement
from reports.kinds.resultatrapport.wording import UNKNOWN, companion, day, days, functions, language, number
from reports.kinds.room import fitting
from reports.kinds.statusrapport.wording import when
from resultchain.figures import reach_figure
from resultchain.findings import findings as chain_findings
from resultchain.levels import ChainLevel
from resultchain.models import Extent

MOST_COLUMNS: Final = 5
MOST_GROUPS: Final = 20
MOST_IN_GROUP: Final = 20
MOST_EXAMPLES: Final = 8
LONGEST_PURPOSE: Final = 600


def sections(material: Material) -> dict[str, Values | None]:
    """Return every generated section's values, None where there is nothing to show. The language is active."""
    return {
        "page1": _page1(material),
        "participation": _participation(material),
        "checklist": _checklist(material),
        "position": _position(material),
        "examples": _examples(material),
        "mentor": _mentor(material),
        "method": _method(material),
    }


def _page1(material: Material) -> Values | None:
    """Return what stands out, and the first figure; nothing when nothing is rated, met or logged."""
    found = [*_rating_findings(material), *_meeting_findings(material), *_chain_findings(material)]
    if not found:
        return None
    figure = first_figure(material.rated[0].rating) if material.rated else None
    return {
        "findings": [asdict(one) for one in found[:4]],
        "figure": {**figure.to_dict(), "constructed": material.constructed} if figure else None,
        "unit": material.rated[0].unit if material.rated else "",
    }


def _rating_findings(material: Material) -> list[Finding]:
    if not material.rated:
        return []
    rating = material.rated[0].rating
    found = rating_findings.findings(rating.rounds, rating.instrument.scale, rating.instrument.names)
    return list(found[:2])


def _meeting_findings(material: Material) -> list[Finding]:
    """Say at how many of the noted meetings somebody was; those that nobody has noted are told as unknown."""
    noted = [one.people for one in material.meetings if one.people is not None]
    if not noted:
        return []
    came = sum(any(count for _name, count in people) for people in noted)
    unknown = len(material.meetings) - len(noted)
    text = ngettext(
        "För %(n)s träff saknas uppgift om vilka som var med.",
        "För %(n)s träffar saknas uppgift om vilka som var med.",
        unknown,
    ) % {"n": number(unknown)}
    return [
        Finding(
            number=number(came),
            unit=_("av %(n)s") % {"n": number(len(noted))},
            heading=ngettext("träff med någon på plats", "träffar med någon på plats", len(noted)),
            text=text if unknown else _("Uppgift om vilka som var med finns för alla träffar."),
        )
    ]


def _chain_findings(material: Material) -> list[Finding]:
    seen = material.so_far
    if seen is None or not seen.activities:
        return []
    return [
        Finding(
            number=number(seen.led_further),
            unit=_("av %(n)s") % {"n": number(seen.activities)},
            heading=ngettext("aktivitet har lett vidare", "aktiviteter har lett vidare", seen.activities),
            text=" ".join(chain_findings(seen)[:1]),
        )
    ]


def _participation(material: Material) -> Values:
    round_, taking = material.round, material.taking
    is_noted = any(one.people is not None for one in material.meetings)
    meetings = material.meetings if is_noted else ()
    shown = fitting(meetings, lambda one: len(one.name) + len(one.people or ()) * 20)
    return {
        "facts": [
            {"label": label, "text": text}
            for label, text in (
                (_("Satsning"), round_.name),
                (_("Programledare"), round_.lead),
                (_("Period"), days(round_.period.first, round_.period.last)),
                (_("Roll"), swedish.sentence(taking.part)),
                (_("Deltar med"), _units(taking.units)),
                *([(_("Genom"), taking.through)] if taking.through else []),
                (_("Politiskt beslut"), day(taking.decided_on) if taking.decided_on else str(UNKNOWN)),
                (_("Diarienummer"), taking.reference or str(UNKNOWN)),
                (_("Funktioner"), functions(taking.functions or None)),
            )
        ],
        "purpose": first_words(round_.purpose),
        "groups": [_group(one) for one in material.groups[:MOST_GROUPS]],
        "more_groups": max(0, len(material.groups) - MOST_GROUPS),
        "meetings": [
            {
                "name": one.name,
                "kind": "" if one.kind.casefold() in one.name.casefold() else one.kind,
                "day": one.day.isoformat(),
                "people": functions(one.people),
                "number": None if one.people is None else sum(count for _name, count in one.people),
            }
            for one in shown
        ],
        "more_meetings": len(meetings) - len(shown),
        # A table of nothing but unknowns is one sentence.
        "unnoted": 0 if is_noted else len(material.meetings),
    }


def first_words(text: str) -> str:
    """Return the first paragraph on one line, cut when it is very long."""
    return clean_line(text.strip().split("\n\n")[0], LONGEST_PURPOSE)


def _units(units: Sequence[str]) -> str:
    if not units:
        return _("hela organisationen")
    named = list(units[:MOST_IN_GROUP])
    left = len(units) - len(named)
    return swedish.listing([*named, *([_("%(n)s till") % {"n": number(left)}] if left else [])], language())


def _group(group: InGroup) -> Values:
    return {
        "name": group.name,
        "kind": group.kind,
        "days": days(group.first, group.last),
        "mentors": [companion(one) for one in group.mentors[:MOST_IN_GROUP]],
        "others": [companion(one) for one in group.others[:MOST_IN_GROUP]],
        "more": max(0, len(group.mentors) - MOST_IN_GROUP) + max(0, len(group.others) - MOST_IN_GROUP),
    }


def _checklist(material: Material) -> Values | None:
    """Return one after the other of those who have rated: the movement, and every value."""
    if not material.rated:
        return None
    return {
        "raters": [_rater(one, place) for place, one in enumerate(material.rated, start=1)],
        "more": material.more_rated,
    }


def _rater(rated: Rated, place: int) -> Values:
    rating = rated.rating
    instrument, figure = rating.instrument, second_figure(rating)
    return {
        "unit": rated.unit,
        "key": f"movement-{place}",
        "checklist": {"title": instrument.title, "source": instrument.source, "items": len(instrument.items)},
        "lead": rating_findings.steps_sentence(rating.rounds, instrument.names),
        "figure": {**replace(figure, id=f"{figure.id}-{place}").to_dict(), "constructed": rating.constructed},
        "ratings": ratings(rating),
        "others": [other_sentence(other) for other in rating.other_instruments],
    }


def _position(material: Material) -> Values | None:
    """Return what the organisation has said of itself, time by time, beside what was logged by then."""
    seen = material.so_far
    if not material.statements and (seen is None or not any(level.total for level in seen.levels)):
        return None
    shown = material.statements[-MOST_COLUMNS:]
    return {
        "columns": [{"name": one.name, "date": one.date.isoformat()} for one in shown],
        "rows": [
            {
                "level": level.value,
                "name": str(level.label),
                "cells": [_cell(one, level) for one in shown],
                # The table has what was logged by each day; this has all of the period, what has no day as well.
                "done": next((one.done for one in seen.levels if one.level == level), 0) if seen else 0,
            }
            for level in ChainLevel
        ],
        "left_out": len(material.statements) - len(shown),
        "said": _said(material.statements[-1]) if material.statements else None,
        "day": material.round.period.last.isoformat(),
        "undated": material.undated,
        "findings": list(chain_findings(seen)) if seen else [],
        "figure": reach_figure(seen, constructed=material.constructed).to_dict()
        if seen and seen.activities
        else None,
    }


def _cell(statement: Statement, level: ChainLevel) -> Values:
    said = next((one.extent for one in statement.levels if one.level == level), None)
    logged = next(one for one in statement.logged if one.level == level)
    return {
        "extent": str(Extent(said).label) if said else _("inget sagt"),
        "done": logged.done,
        "ongoing": logged.ongoing,
    }


def _said(statement: Statement) -> Values | None:
    """Return the words of the last statement, when there are any."""
    levels = [
        {"level": one.level, "name": str(ChainLevel(one.level).label), "words": one.words}
        for one in statement.levels
        if one.words
    ]
    if not levels and not statement.words:
        return None
    return {
        "name": statement.name,
        "date": statement.date.isoformat(),
        "words": statement.words,
        "levels": levels,
    }


def _examples(material: Material) -> Values | None:
    """Return what was done in the period, level by level, those with a quote first and then the latest."""
    if not any(material.examples.values()):
        return None
    return {
        "period": days(material.round.period.first, material.round.period.last),
        "undated": material.undated,
        "levels": [_level(level, material.examples.get(level, ())) for level in ChainLevel],
    }


def _level(level: ChainLevel, examples: Sequence[Example]) -> Values:
    ordered = sorted(examples, key=lambda one: not one.quote)
    shown = ordered[:MOST_EXAMPLES]
    return {
        "level": level.value,
        "name": str(level.label),
        "count": len(examples),
        "rows": [
            {
                "id": one.id,
                "what": one.what,
                "when": when(one.first_day, one.last_day, "ongoing" if one.ongoing else "done"),
                "unit": one.unit,
                "quote": one.quote,
                "source": one.quote_source,
            }
            for one in shown
        ],
        "more": len(examples) - len(shown),
    }


def _mentor(material: Material) -> Values:
    said = material.mentor
    if said is None:
        return {"answer": "", "label": str(UNKNOWN), "year": None, "reason": ""}
    return {
        "answer": said.answer,
        "label": str(Willingness(said.answer).label),
        "year": said.year,
        "reason": said.reason,
    }


def _method(material: Material) -> Values:
    return {
        "period": days(material.round.period.first, material.round.period.last),
        "elsewhere": material.elsewhere,
        "entries": sum(len(found) for found in material.examples.values()) - material.undated,
        "undated": material.undated,
        "rated": len(material.rated) + material.more_rated,
        "deadline": day(material.round.deadline) if material.round.deadline else "",
    }
