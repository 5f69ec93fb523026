"""Arranges the material of a programme report for its sections; each section's values stand under its own key alone."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklists.spread import ItemSpread, in_falling_order
from comparison.spread import FEWEST_COUNTED
from figures import swedish
from reports.findings import Finding
from reports.kinds.kind import Values
from reports.kinds.programrapport.attainment import attainment
from reports.kinds.programrapport.figures import moved_figure, reached_figure
from reports.kinds.programrapport.handed import attribution, by_level
from reports.kinds.programrapport.keys import key_of
from reports.kinds.programrapport.material import (
    Example,
    HandedIn,
    Material,
    PartOf,
    Rated,
)
from reports.kinds.programrapport.participants import participants
from reports.kinds.programrapport.sentences import (
    MOST_NAMED,
    brief,
    named,
    sums_finding,
    values_finding,
)
from reports.kinds.resultatrapport.wording import UNKNOWN, day, days, language, number
from resultchain.levels import ChainLevel

MOST_ON_A_LEVEL: Final = 8
MOST_FINDINGS: Final = 4
MOST_ON_FIRST_PAGE: Final = 5
MOST_SAID: Final = 3
MOST_PARTS_WITH_ALL: Final = 4
"""More parts say one sentence less each on the first page, so that it stays one page."""


def sections(material: Material) -> dict[str, Values | None]:
    """Return every generated section's values, None where there is nothing to show. The language is active."""
    made: dict[str, Values | None] = {
        "page1": _page1(material),
        "attainment": attainment(material),
        "underlay": _underlay(material),
    }
    for place, part in enumerate(material.parts, start=1):
        made |= {
            key_of("participants", place): participants(part, key_of("participants", place)),
            key_of("results", place): _results(part, place, constructed=material.constructed),
            key_of("examples", place): _examples(part),
        }
    return made


def titles(material: Material) -> dict[str, str]:
    """Return the headings that depend on the parts; one part alone needs no name in them."""
    made = {"advice_lead": _("Råd till %(lead)s") % {"lead": material.lead}}
    is_alone = len(material.parts) == 1
    for place, part in enumerate(material.parts, start=1):
        words = {
            "participants": _("Deltagarna"),
            "background": _("Syfte, mål och organisering"),
            "results": _("Resultat"),
            "examples": _("Exempel ur resultatrapporterna"),
            "told": _("Exempel och citat"),
            "reflections": _("Reflektioner om resultaten"),
        }
        for section, word in words.items():
            named = _("%(part)s: %(section)s") % {"part": part.title, "section": word[:1].lower() + word[1:]}
            made[key_of(section, place)] = word if is_alone else named
    return made


def _page1(material: Material) -> Values:
    """Return for each part how many took part, what stands out among the values, and a few sentences."""
    found = [finding for part in material.parts for finding in (_took_part(part), *_stands_out(part))]
    most = MOST_SAID if len(material.parts) <= MOST_PARTS_WITH_ALL else MOST_SAID - 1
    told = [{"title": part.title, "said": brief(part)[:most]} for part in material.parts]
    return {
        "findings": [asdict(one) for one in found[:MOST_FINDINGS]],
        "parts": [one for one in told if one["said"]],
        "several": len(material.parts) > 1,
        "left_out": _left_out(material, MOST_ON_FIRST_PAGE),
    }


def _took_part(part: PartOf) -> Finding:
    takings = [one for group in part.groups for one in group.participants]
    left = sum(one.has_left for one in takings)
    text = (
        ngettext("%(n)s deltagare lämnade satsningen.", "%(n)s deltagare lämnade satsningen.", left)
        % {"n": swedish.sentence(swedish.number_word(left, language()))}
        if left
        else _("Ingen lämnade satsningen.")
    )
    stayed = len(takings) - left
    heading = ngettext("deltagare i %(part)s", "deltagare i %(part)s", stayed) % {"part": part.title}
    return Finding(number=number(stayed), unit="", heading=heading, text=text)


def _stands_out(part: PartOf) -> list[Finding]:
    """Return the item with the highest mean."""
    rated = part.rated
    if rated is None or not rated.items:
        return []
    top = in_falling_order(rated.items)[0]
    if top.mean is None:
        return []
    return [
        Finding(
            number=_mean(top),
            unit=_("av %(n)s") % {"n": number(rated.scale.maximum)},
            heading=_("högst: ”%(item)s”") % {"item": rated.shorts[top.number]},
            text=values_finding(rated),
        )
    ]


def _results(part: PartOf, place: int, *, constructed: bool) -> Values | None:
    levels = _levels(part.reports, place, constructed=constructed)
    if part.rated is None and levels is None:
        return None
    return {
        "part": part.title,
        "rated": _rated(part.rated, place, constructed=constructed) if part.rated else None,
        "levels": levels,
        "levels_key": key_of("levels", place),
    }


def _rated(rated: Rated, place: int, *, constructed: bool) -> Values:
    rows = in_falling_order(rated.items)
    figure = moved_figure(rated, place, constructed=constructed)
    return {
        "key": key_of("means", place),
        "moved_key": key_of("moved", place),
        "checklist": rated.checklist,
        "source": rated.source,
        "steps": [f"{step} {label}" for step, label in rated.scale.steps],
        "occasion": rated.occasion,
        "day": rated.day.isoformat(),
        "n": rated.n,
        "fewest": FEWEST_COUNTED,
        "rows": [
            {
                "number": one.number,
                "wording": rated.wordings[one.number],
                "mean": _mean(one),
                "n": len(one.values),
            }
            for one in rows
        ],
        "same_n": len({len(one.values) for one in rows}) <= 1,
        "missing": named(rated.missing),
        "left_out": rated.left_out,
        "sums": sums_finding(rated),
        "sums_n": rated.sums.n,
        "counted": rated.sums.counted,
        "figure": figure.to_dict() if figure else None,
    }


def _mean(item: ItemSpread) -> str:
    return swedish.mean(sum(item.values), len(item.values), language())


def _levels(reports: Sequence[HandedIn], place: int, *, constructed: bool) -> Values | None:
    """Return how many stand where by their own word, and how many have logged something as done; of three or more."""
    stands = [{one.level: one for one in report.stands} for report in _placed(reports)]
    if len(stands) < FEWEST_COUNTED:
        return None
    said = [[one[level].said if level in one else "" for level in ChainLevel] for one in stands]
    logged = [
        f"{str(level.label).lower()} {number(sum(one[level].done > 0 for one in stands if level in one))}"
        for level in ChainLevel
    ]
    figure = reached_figure(said, key_of("natt", place), constructed=constructed)
    return {"figure": figure.to_dict(), "logged": ", ".join(logged)}


def _placed(reports: Sequence[HandedIn]) -> list[HandedIn]:
    """Return those that say on which level they stand; words alone name none."""
    return [report for report in reports if any(one.said for one in report.stands)]


def _examples(part: PartOf) -> Values | None:
    """Return what reports that everybody may read tell, level by level, each with whose it is."""
    open_ones = [one for one in part.reports if one.is_open and one.examples]
    if not open_ones:
        return None
    found = by_level(open_ones)
    return {
        "reports": len(open_ones),
        "closed": sum(not one.is_open for one in part.reports),
        "levels": [
            {
                "level": level.value,
                "name": str(level.label),
                "rows": [_example(one, example) for one, example in found.get(level, [])[:MOST_ON_A_LEVEL]],
                "more": max(0, len(found.get(level, [])) - MOST_ON_A_LEVEL),
            }
            for level in ChainLevel
        ],
    }


def _example(report: HandedIn, example: Example) -> Values:
    return {
        "what": example.what,
        "who": f"{report.name}, {example.unit}" if example.unit else report.name,
        "when": example.when,
        "quote": example.quote,
        "source": attribution(report, example) if example.quote else "",
    }


def _underlay(material: Material) -> Values:
    return {
        "parts": [
            {
                "title": part.title,
                "period": days(part.period.first, part.period.last),
                "compiled": day(part.compiled_on) if part.compiled_on else str(UNKNOWN),
                "expected": part.underlay.expected,
                "handed_in": part.underlay.handed_in,
                "mentors": part.underlay.mentors_handed_in,
                "here": len(part.reports),
                "closed": sum(not one.is_open for one in part.reports),
                "meetings": [{"kind": kind, "number": count} for kind, count in part.underlay.meetings],
                "rated": _values_told(part.rated),
            }
            for part in material.parts
        ],
        "left_out": _left_out(material, MOST_NAMED),
    }


def _left_out(material: Material, most: int) -> str:
    """Return the names of the parts that there is no room for."""
    return named([_("”%(name)s”") % {"name": title} for title in material.left_out], most)


def _values_told(rated: Rated | None) -> Values | None:
    if rated is None:
        return None
    return {"occasion": rated.occasion, "n": rated.n}
