"""What the status report's data says, in sentences that people may use in what they write themselves."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from checklists.movement import changes
from checklists.wording import level_finding
from figures import swedish
from reports import findings
from reports.kinds.lagesrapport.material import Material
from reports.kinds.lagesrapport.sections import first_figure, second_figure

MOST_CHANGES = 10


def sentences(material: Material) -> dict[str, list[str]]:
    """Return sentences for each generated section that has any; the language is active."""
    rounds, scale, names = material.rounds, material.instrument.scale, material.instrument.names
    said = {
        "page1": [_finding(finding) for finding in findings.findings(rounds, scale, names)],
        "development": [
            findings.steps_sentence(rounds, names),
            first_figure(material).title,
            second_figure(material).title,
            level_finding(rounds[-1].answers, scale),
        ],
        "ratings": [
            findings.top_sentence(rounds, scale),
            *findings.fall_notes(rounds, scale),
            findings.people_note(rounds[0], rounds[-1]),
        ],
        "changes": _changes(material),
        "steps": [_step(step.text, step.owner, step.due) for step in material.steps],
        "units": [beside.finding for beside in material.units],
        "distances": [material.distances.finding] if material.distances else [],
    }
    return {key: _whole(found) for key, found in said.items() if any(found)}


def summary(material: Material) -> str:
    """Return the first words of the report, as a suggestion: what each finding says."""
    rounds, scale = material.rounds, material.instrument.scale
    found = [
        findings.steps_sentence(rounds, material.instrument.names)
        or level_finding(rounds[-1].answers, scale),
        *(_finding(finding) for finding in findings.findings(rounds, scale, material.instrument.names)[:2]),
    ]
    return " ".join(_whole(found))


def _finding(finding: findings.Finding) -> str:
    number = f"{finding.number} {finding.unit}".strip()
    return f"{number} {finding.heading}. {finding.text}".strip()


def _changes(material: Material) -> list[str]:
    names, last = material.instrument.names, material.rounds[-1]
    return [
        _("”%(item)s” gick från %(before)s till %(now)s. %(comment)s")
        % {
            "item": names[change.number],
            "before": change.step.before.value,
            "now": change.step.answer.value,
            "comment": change.comment,
        }
        for one in changes(material.rounds)
        if one.after is last
        for change in one.items[:MOST_CHANGES]
        if change.step.before and change.step.change is not None
    ]


def _step(text: str, owner: str, due: str) -> str:
    return _("%(step)s (%(owner)s, senast %(due)s).") % {"step": text.rstrip("."), "owner": owner, "due": due}


def _whole(found: Sequence[str]) -> list[str]:
    """Keep each sentence once, begun with a capital and ended with a stop."""
    whole = [swedish.sentence(" ".join(text.split())) for text in found if text.strip()]
    return list(dict.fromkeys(text if text.endswith((".", "!", "?")) else f"{text}." for text in whole))
