"""What the status report's data says, in sentences that people may use in what they write themselves."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import swedish
from reports.kinds.statusrapport.findings import Finding, findings
from reports.kinds.statusrapport.material import Logged, Material, Standing
from reports.kinds.statusrapport.plans import answers_told
from reports.kinds.statusrapport.sections import by_area, soonest_first
from reports.kinds.statusrapport.training import sentence, sessions
from reports.kinds.statusrapport.wording import BECAME, day, fates, language, standings, things, when, word
from resultchain.findings import findings as chain_findings
from resultchain.findings import highest_finding
from resultchain.levels import ChainLevel

MOST: Final = 10


def sentences(material: Material) -> dict[str, list[str]]:
    """Return sentences for each part that has any; the language is active."""
    said = {
        "page1": [_finding(finding) for finding in findings(material)],
        "now": [highest_finding(material.of_period), *chain_findings(material.so_far)],
        "processes": [_area(name, groups) for name, groups in by_area(material.entries)[:MOST]],
        "activities": _activities(material),
        "earlier": _earlier(material),
        "reach": [*chain_findings(material.so_far), _position(material)],
        "training": [sentence(material)] if sessions(material) else [],
        "diplomas": _diplomas(material),
        "goals": _goals(material),
        "plans": [f"{plan.title}: {answers_told(plan)}" for plan in material.plans if plan.answered],
        "global_goals": _maps(material),
        "meetings": [_event(one.name, when(one.first_day, one.last_day)) for one in material.meetings[:MOST]],
        "successes": [*_results(material), *_quotes(material)],
        "challenges": [*material.lessons, *_not_done(material)],
        "ahead": [
            _event(one.what, when(one.first_day, one.last_day, "planned")) for one in _planned(material)
        ],
    }
    return {key: found for key, texts in said.items() if (found := whole(texts))}


def summary(material: Material) -> str:
    """Return the first words of the report, as a suggestion: what each finding says."""
    return " ".join(whole(_finding(finding) for finding in findings(material)[:3]))


def whole(found: Iterable[str]) -> list[str]:
    """Keep each sentence once, begun with a capital and ended with a stop."""
    texts = [swedish.sentence(text.strip()) for text in found if text.strip()]
    ended = [text if text.endswith((".", "!", "?", "…")) or "\n" in text else f"{text}." for text in texts]
    return list(dict.fromkeys(ended))


def _finding(finding: Finding) -> str:
    if finding.unit in {_("minst"), _("ungefär")}:
        return finding.text
    alone = int(finding.number) if not finding.unit and finding.number.isdigit() else None
    number = f"{finding.number} {finding.unit}".strip() if alone is None else word(alone, start=True)
    return f"{number} {finding.heading}. {finding.text}".strip()


def _area(name: str, groups: Mapping[Standing, Sequence[Logged]]) -> str:
    return _("%(area)s: %(told)s") % {
        "area": name,
        "told": standings({stands: len(entries) for stands, entries in groups.items()}),
    }


def _activities(material: Material) -> list[str]:
    count = sum(e.level == ChainLevel.ACTIVITY for e in material.standing("done", "ongoing"))
    if not count:
        return []
    return [
        ngettext(
            "Under perioden har %(n)s aktivitet genomförts eller pågått",
            "Under perioden har %(n)s aktiviteter genomförts eller pågått",
            count,
        )
        % {"n": word(count)}
    ]


def _earlier(material: Material) -> list[str]:
    if material.earlier is None or not material.earlier.planned:
        return []
    planned = material.earlier.planned
    told = fates({state: sum(one.state == state for one in planned) for state in BECAME})
    return [
        _("Av %(n)s som var planerade i förra rapporten: %(told)s")
        % {"n": things(len(planned)), "told": told}
    ]


def _position(material: Material) -> str:
    if material.position is None:
        return ""
    return _("Organisationens egen bedömning är från ”%(name)s”, %(day)s") % {
        "name": material.position.name,
        "day": day(material.position.date),
    }


def _diplomas(material: Material) -> list[str]:
    count = len(material.diplomas)
    if not count:
        return []
    return [
        ngettext("%(n)s diplom gäller vid periodens slut", "%(n)s diplom gäller vid periodens slut", count)
        % {"n": swedish.number_word(count, language(), neuter=True)}
    ]


def _goals(material: Material) -> list[str]:
    return [
        ngettext(
            "”%(goal)s” har %(n)s åtgärd kopplad till sig",
            "”%(goal)s” har %(n)s åtgärder kopplade till sig",
            count,
        )
        % {"goal": goal.title.rstrip("."), "n": word(count) if count else _("ingen")}
        for goal in material.goals[:MOST]
        for count in [sum(goal.measures.values())]
    ]


def _maps(material: Material) -> list[str]:
    if not material.maps:
        return []
    mapped = sum(one.present is not None for one in material.maps)
    return [
        _("%(n)s av %(all)s enheter har kartlagt de globala målen")
        % {"n": word(mapped, start=True), "all": word(len(material.maps))}
    ]


def _results(material: Material) -> list[str]:
    """Return what has become different: outcomes and effects first, then ways of working."""
    done = [entry for entry in material.standing("done") if entry.level >= ChainLevel.METHOD]
    return [entry.what for entry in sorted(done, key=lambda entry: -entry.level)[:MOST]]


def _quotes(material: Material) -> list[str]:
    return [f"> {quote}\n> – {source}" for quote, source in material.quotes]


def _not_done(material: Material) -> list[str]:
    planned = material.earlier.planned if material.earlier else ()
    return [
        _("”%(what)s” blev inte av. %(note)s") % {"what": one.what.rstrip("."), "note": one.note}
        for one in planned[:MOST]
        if one.state == "dropped"
    ]


def _planned(material: Material) -> list[Logged]:
    return soonest_first(material.standing("planned"))[:MOST]


def _event(what: str, days: str) -> str:
    return _("%(what)s (%(days)s)") % {"what": what.rstrip("."), "days": days}
